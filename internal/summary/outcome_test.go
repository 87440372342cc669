package summary_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/model"
)

// tokenModels are what the tests' own functions stand for.
const tokenModels = `module example.com/p v1.0.0

package example.com/p
func  verify token verify/key 0 -> r0
func  verifyInto token verify/key 0 -> 1
func  decode token unverified 0 -> r0
field (Token).Valid token valid
field (Token).Header token header
field (Token).Claims token claims
`

// outcomes holds, a function a shape, calls whose results are used. A comment "loose" marks the lines where they are used although
// the call may have failed.
const outcomes = `package p

import (
	"errors"
	"fmt"
	"log"
	"os"
)

type Claims struct {
	Name string
	Role string
}

type Token struct {
	Valid  bool
	Header map[string]string
	Claims Claims
	Extra  map[string]string
}

func verify(raw string) (*Token, error)
func verifyInto(raw string, c *Claims) error
func decode(raw string) (*Token, error)
func other(raw string) (string, error)
func use(s ...string)
func judge(err error) bool

var sink string

func dropped(raw string) {
	t, _ := verify(raw)
	use(t.Claims.Name) // loose
}

func dropsAll(raw string) {
	_, _ = verify(raw)
}

func returns(raw string) {
	t, err := verify(raw)
	if err != nil {
		return
	}
	use(t.Claims.Name)
}

func logs(raw string) {
	t, err := verify(raw)
	if err != nil {
		log.Print(err)
	}
	use(t.Claims.Name) // loose
}

func logsClaims(raw string) {
	t, err := verify(raw)
	log.Print(t.Claims.Name, err)
}

func prints(raw string) {
	t, _ := verify(raw)
	fmt.Fprint(os.Stderr, t.Claims.Name)
}

func writes(raw string, w interface{ Write([]byte) (int, error) }) {
	t, _ := verify(raw)
	fmt.Fprint(w, t.Claims.Name) // loose
}

func formats(raw string) {
	t, _ := verify(raw)
	name := fmt.Sprintf("user %s", t.Claims.Name)
	use(name) // loose
}

func valid(raw string) {
	t, _ := verify(raw)
	if t != nil && t.Valid {
		use(t.Claims.Name)
	}
}

func notNil(raw string) {
	t, _ := verify(raw)
	if t != nil {
		use(t.Claims.Name) // loose
	}
}

func either(raw string) {
	t, err := verify(raw)
	if err != nil || !t.Valid {
		return
	}
	use(t.Claims.Name)
}

func late(raw string) error {
	t, err := verify(raw)
	name := t.Claims.Name
	use(name) // loose
	return err
}

func panics(raw string) {
	t, err := verify(raw)
	if err != nil {
		panic(err)
	}
	use(t.Claims.Name)
}

func judged(raw string) {
	t, err := verify(raw)
	if judge(err) {
		return
	}
	use(t.Claims.Name)
}

func matched(raw string) {
	t, err := verify(raw)
	if err != nil && !errors.Is(err, os.ErrExist) {
		return
	}
	use(t.Claims.Name)
}

func kept(raw string) {
	t, _ := verify(raw)
	sink = t.Claims.Name // loose
}

func compared(raw string) bool {
	t, _ := verify(raw)
	return t.Claims.Role == "admin" // loose
}

func filled(raw string) {
	var c Claims
	_ = verifyInto(raw, &c)
	use(c.Name) // loose
}

func filledWell(raw string) {
	var c Claims
	if verifyInto(raw, &c) == nil {
		use(c.Name)
	}
}

func both(raw string) (*Token, error) { return verify(raw) }

func bothLater(raw string) (*Token, error) {
	t, err := verify(raw)
	if err != nil {
		return t, fmt.Errorf("token: %w", err)
	}
	return t, nil
}

func bothValid(raw string) (string, bool) {
	t, err := verify(raw)
	return t.Claims.Name, err == nil && t.Valid
}

func handsNothing(raw string) (*Token, error) {
	t, err := verify(raw)
	if err != nil {
		return nil, err
	}
	return t, nil
}

func alone(raw string) *Token {
	t, _ := verify(raw)
	return t // loose
}

func decoded(raw string) string {
	t, err := decode(raw)
	if err != nil {
		return ""
	}
	return t.Claims.Name + t.Extra["iss"]
}

func decodedHeader(raw string) string {
	t, err := decode(raw)
	if err != nil {
		return ""
	}
	return t.Header["kid"]
}

func decodedWhole(raw string) any {
	t, err := decode(raw)
	if err != nil {
		return nil
	}
	return t.Claims
}

func own(raw string) {
	s, _ := other(raw)
	use(s) // loose
}

func closes(raw string) {
	t, err := verify(raw)
	go func() {
		if err == nil {
			use(t.Claims.Name)
		}
	}()
}
`

// TestOutcomes: what is known of each call's results where they are used, and which parts of a token are.
func TestOutcomes(t *testing.T) {
	lines := loose(outcomes)
	handed := map[string]bool{"both": true, "bothLater": true, "bothValid": true}
	parts := map[string][]string{
		"dropped": {"(example.com/p.Claims).Name"}, "compared": {"(example.com/p.Claims).Role"}, "filled": {"(example.com/p.Claims).Name"},
		"valid": {"(example.com/p.Claims).Name"}, "decoded": {"(example.com/p.Claims).Name", "iss"}, "decodedHeader": nil, "decodedWhole": {""},
		"both": {""}, "alone": {""}, "dropsAll": nil, "logsClaims": nil,
	}
	s := summarizeWith(t, outcomes, ownModels(t, tokenModels))
	seen := map[string]bool{}
	for _, fn := range s.Funcs {
		name := strings.TrimPrefix(fn.Name, "example.com/p.")
		for _, c := range fn.Calls {
			callee := strings.TrimPrefix(c.Callee, "example.com/p.")
			if !slices.Contains([]string{"verify", "verifyInto", "decode", "other"}, callee) || strings.Contains(name, "$") {
				continue
			}
			seen[name] = true
			var got []int
			for _, pos := range c.Loose {
				got = append(got, int(pos.Line))
			}
			if !slices.Equal(got, lines[name]) {
				t.Errorf("%s: loose uses in lines %v, want %v", name, got, lines[name])
			}
			if c.Handed != handed[name] {
				t.Errorf("%s: handed on is %v", name, c.Handed)
			}
			if want, ok := parts[name]; ok && !slices.Equal(c.Parts, want) {
				t.Errorf("%s: parts are %q, want %q", name, c.Parts, want)
			}
		}
	}
	for name := range lines {
		if !seen[name] {
			t.Errorf("%s: the call is not recorded", name)
		}
	}
}

// loose finds the marked lines, by function.
func loose(src string) map[string][]int {
	out := map[string][]int{}
	name := ""
	for i, line := range strings.Split(src, "\n") {
		if rest, ok := strings.CutPrefix(line, "func "); ok {
			name, _, _ = strings.Cut(rest, "(")
			if strings.HasSuffix(line, "{") {
				out[name] = nil
			}
		}
		if strings.HasSuffix(line, "// loose") {
			out[name] = append(out[name], i+1)
		}
	}
	return out
}

// ownModels adds lines of a user's to the built-in models.
func ownModels(t *testing.T, lines string) *model.Set {
	t.Helper()
	all, err := model.BuiltinEntries()
	if err != nil {
		t.Fatal(err)
	}
	own, err := model.Parse("own.model", strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	for i := range own {
		own[i].Own = true
	}
	return model.NewSet(all, own)
}
