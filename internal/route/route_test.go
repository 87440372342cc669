package route_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

// TestRoutes compares the table of each command of testdata/routes with the comments behind its registrations:
//
//	// route: METHOD PATH HANDLER [MIDDLEWARE MIDDLEWARE?] layer=verdict | ...
//
// A question mark stands for middleware that is attached under a condition; a layer that is not named is not compared.
func TestRoutes(t *testing.T) {
	dir := filepath.Join(ruletest.Testdata(t), "routes")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) {
			t.Parallel()
			want := expectations(t, filepath.Join(dir, e.Name()))
			if len(want) == 0 {
				t.Fatal("there are no expectations")
			}
			compare(t, want, table(t, filepath.Join(dir, e.Name())))
		})
	}
}

// expectation is what a comment says of a route.
type expectation struct {
	text   string            // all but the layers
	layers map[string]string // that are named
}

func expectations(t *testing.T, dir string) map[string][]expectation {
	t.Helper()
	out := map[string][]expectation{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		scan := bufio.NewScanner(f)
		for n := 1; scan.Scan(); n++ {
			_, all, ok := strings.Cut(scan.Text(), "// route: ")
			if !ok {
				continue
			}
			place := fmt.Sprintf("%s:%d", filepath.Base(path), n)
			for _, one := range strings.Split(all, " | ") {
				head, layers, ok := strings.Cut(one, "]")
				if !ok {
					return fmt.Errorf("%s: no middleware in %q", place, one)
				}
				e := expectation{text: head + "]", layers: map[string]string{}}
				for _, l := range strings.Fields(layers) {
					name, verdict, ok := strings.Cut(l, "=")
					if !ok || !slices.Contains(conduct.Layers, conduct.Layer(name)) {
						return fmt.Errorf("%s: %q is no layer", place, l)
					}
					e.layers[name] = verdict
				}
				out[place] = append(out[place], e)
			}
		}
		return scan.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// found is a route of the table.
type found struct {
	text   string
	states map[conduct.Layer]*conduct.State
}

// table analyses a command and returns its routes by place.
func table(t *testing.T, dir string) map[string][]found {
	t.Helper()
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]found{}
	show := &rule.Rule{Name: "routes", Run: func(p *rule.Pass) {
		tab := route.Build(p.Program)
		if tab.Cut != "" {
			t.Errorf("the table is cut: %s", tab.Cut)
		}
		judge := conduct.New(tab)
		for _, r := range tab.Routes {
			var chain []string
			for _, m := range r.Chain {
				name := m.Name
				if m.Conditional {
					name += "?"
				}
				chain = append(chain, name)
			}
			text := fmt.Sprintf("%s %s %s [%s]", r.Method, r.Path, r.Handler.Name, strings.Join(chain, " "))
			place := fmt.Sprintf("%s:%d", filepath.Base(r.At.File()), r.At.Pos.Line)
			if r.Unsure != "" {
				text = "unsure " + text
			}
			if r.Conditional {
				text = "conditional " + text
			}
			out[place] = append(out[place], found{text, judge.Route(r)})
		}
	}}
	rep, err := engine.Run(context.Background(), engine.Options{Dir: dir, Patterns: []string{"./..."}, Models: models, Rules: []*rule.Rule{show}})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range rep.Incomplete {
		t.Errorf("%s: %s", i.Package, i.Reason)
	}
	return out
}

func compare(t *testing.T, want map[string][]expectation, have map[string][]found) {
	t.Helper()
	for place, es := range want {
		for _, e := range es {
			i := slices.IndexFunc(have[place], func(f found) bool { return f.text == e.text })
			if i < 0 {
				t.Errorf("%s: no route %s", place, e.text)
				continue
			}
			for name, verdict := range e.layers {
				if s := have[place][i].states[conduct.Layer(name)]; s.Verdict.String() != verdict {
					t.Errorf("%s: %s: %s is %s, want %s", place, e.text, name, s.Verdict, verdict)
				}
			}
			have[place] = slices.Delete(have[place], i, i+1)
		}
	}
	for place, fs := range have {
		for _, f := range fs {
			t.Errorf("%s: unexpected route %s", place, f.text)
		}
	}
}
