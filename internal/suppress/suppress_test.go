package suppress_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/suppress"
)

var options = suppress.Options{
	Rules: []*rule.Rule{
		{Name: "sqlbuild", Checks: []rule.Check{{Name: "injected"}, {Name: "dynamic"}}},
		{Name: "secretlog", Checks: []rule.Check{{Name: "credential"}}},
		{Name: suppress.Rule, Checks: []rule.Check{{Name: suppress.Unused}}},
	},
	Now: time.Date(2026, 6, 30, 23, 0, 0, 0, time.UTC),
}

// waived lists the lines on which a finding is waived: on lines that hold "WAIVED", and on no others.
func waived(t *testing.T, src string, o suppress.Options, id string) {
	t.Helper()
	file := suppress.Parse("a.go", []byte(src), o)
	name, check, _ := strings.Cut(id, "/")
	for i, text := range strings.Split(src, "\n") {
		if text == "" {
			continue
		}
		f := rule.Finding{Rule: name, Check: check, Range: rule.Range{File: "a.go", Line: i + 1}}
		if have, want := file.Waive(&f) != nil, strings.Contains(text, "WAIVED"); have != want {
			t.Errorf("line %d: waived %t, want %t: %s", i+1, have, want, text)
		}
	}
	if len(file.Directives) == 0 {
		t.Errorf("no directives; problems: %v", file.Problems)
	}
}

// TestPlaces: what a directive holds for, by where it stands.
func TestPlaces(t *testing.T) {
	const head = "package a\n\nimport \"fmt\"\n\nvar _ = fmt.Sprint\n\n"
	for name, src := range map[string]string{
		"end of the line": "func f() {\n\tx() //apivet:ignore sqlbuild -- WAIVED\n\ty()\n}\n",
		"line above":      "func f() {\n\t//apivet:ignore sqlbuild -- r\n\tx() /* WAIVED */\n\ty()\n}\n",
		"two above":       "func f() {\n\t//apivet:ignore sqlbuild -- r\n\t//apivet:ignore secretlog -- r\n\tx() /* WAIVED */\n\ty()\n}\n",
		"an empty line between": "func f() {\n\tx() //apivet:ignore sqlbuild -- WAIVED\n\t//apivet:ignore sqlbuild -- r\n" +
			"\n\ty()\n}\n",
		"above a statement of several lines": "func f() {\n\t//apivet:ignore sqlbuild -- r\n\tx(1, /* WAIVED */\n\t\t2, /* WAIVED */\n\t) /* WAIVED */\n\ty()\n}\n",
		"not the blocks in it":               "func f() {\n\t//apivet:ignore sqlbuild -- r\n\tx(1, func() { /* WAIVED */\n\t\ty()\n\t}, /* WAIVED */\n\t2) /* WAIVED */\n}\n",
		"head of an if":                      "func f() {\n\t//apivet:ignore sqlbuild -- r\n\tif x( /* WAIVED */\n\t) { /* WAIVED */\n\t\ty()\n\t} else if z() {\n\t\ty()\n\t}\n}\n",
		"head of a case":                     "func f() {\n\tswitch {\n\t//apivet:ignore sqlbuild -- r\n\tcase x(): /* WAIVED */\n\t\ty()\n\t}\n}\n",
		"an argument of its own line":        "func f() {\n\tx(\n\t\t//apivet:ignore sqlbuild -- r\n\t\t1+ /* WAIVED */\n\t\t\t2, /* WAIVED */\n\t\t3)\n}\n",
		"an element of a list":               "var l = []any{\n\t//apivet:ignore sqlbuild -- r\n\tx{ /* WAIVED */\n\t\ta: 1, /* WAIVED */\n\t}, /* WAIVED */\n\ty,\n}\n",
		"above a function":                   "// f does.\n//\n//apivet:ignore sqlbuild -- r\nfunc f() { /* WAIVED */\n\tx() /* WAIVED */\n\tif y { /* WAIVED */\n\t\tz() /* WAIVED */\n\t} /* WAIVED */\n} /* WAIVED */\n\nfunc g() {}\n",
		"behind a function's head":           "func f() { //apivet:ignore sqlbuild -- WAIVED\n\tx() /* WAIVED */\n} /* WAIVED */\n\nfunc g() {}\n",
		"above a group":                      "//apivet:ignore sqlbuild -- r\nconst ( /* WAIVED */\n\ta = 1 /* WAIVED */\n\tb = 2 /* WAIVED */\n) /* WAIVED */\n",
		"within a group":                     "const (\n\t//apivet:ignore sqlbuild -- r\n\ta = 1 /* WAIVED */\n\tb = 2\n)\n",
		"above a field":                      "type t struct {\n\t//apivet:ignore sqlbuild -- r\n\ta int /* WAIVED */\n\tb int\n}\n",
		"a check":                            "func f() {\n\tx() //apivet:ignore sqlbuild/injected -- WAIVED\n\ty() //apivet:ignore sqlbuild/dynamic -- r\n}\n",
		"several rules, and a date":          "func f() {\n\tx() //apivet:ignore secretlog, sqlbuild/injected until=2026-06-30 -- WAIVED\n}\n",
		"two dashes in the reason":           "func f() {\n\tx() //apivet:ignore sqlbuild -- a -- b WAIVED\n}\n",
		"nolint of the program":              "func f() {\n\tx() //nolint:gosec,apivet // WAIVED\n\ty() //nolint:gosec\n}\n",
		"nolint of the rule":                 "func f() {\n\tx() // nolint:sqlbuild WAIVED\n}\n",
		"nolint of a rule, in capitals":      "func f() {\n\tx() //nolint:SqlBuild // WAIVED\n\ty() //nolint\n\tz() //nolint:all\n\tw() //nolint:secretlog\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			if name == "nolint of the rule" { // what stands behind the names belongs to them
				src = strings.Replace(src, "sqlbuild WAIVED", "sqlbuild // WAIVED", 1)
			}
			waived(t, head+src, options, "sqlbuild/injected")
		})
	}
	t.Run("above the package", func(t *testing.T) {
		waived(t, "//apivet:ignore sqlbuild -- WAIVED\npackage a /* WAIVED */\n\nvar x = 1 /* WAIVED */\n", options, "sqlbuild/injected")
	})
	t.Run("nosec", func(t *testing.T) {
		o := options
		o.NoSec = true
		waived(t, "package a\n\nfunc f() {\n\tx() // #nosec WAIVED\n\ty() // #nosec G201 -- WAIVED\n\tz() // #nosec G101 G304\n\tw() /* #nosec */ // WAIVED\n}\n", o, "sqlbuild/injected")
		for _, c := range []string{"#nosec", "//gosec:disable"} {
			if f := suppress.Parse("a.go", []byte("package a\n\nvar x = 1 "+c+"\n"), options); len(f.Directives) != 0 {
				t.Errorf("%s counts although it is not asked for", c)
			}
		}
	})
}

// TestProblems: each way to write a directive that does not hold is told.
func TestProblems(t *testing.T) {
	for text, want := range map[string]string{
		"//apivet:ignore":                                          "malformed 3:11 this suppresses nothing: it names no rule; write //apivet:ignore rule -- reason",
		"//apivet:ignore -- why":                                   "malformed 3:11 this suppresses nothing: it names no rule; write //apivet:ignore rule -- reason",
		"//apivet:ignore sqlbuild":                                 "malformed 3:11 this suppresses nothing: it gives no reason; write one behind two dashes: //apivet:ignore sqlbuild -- reason",
		"//apivet:ignore sqlbuild --":                              "malformed 3:11 this suppresses nothing: it gives no reason; write one behind two dashes: //apivet:ignore sqlbuild -- reason",
		"//apivet:ignore sqlbuild --   ":                           "malformed 3:11 this suppresses nothing: it gives no reason; write one behind two dashes: //apivet:ignore sqlbuild -- reason",
		"//apivet:ignore sqlbiuld -- r":                            `malformed 3:11 this suppresses nothing: there is no rule "sqlbiuld"; did you mean "sqlbuild"?`,
		"//apivet:ignore sqlbuild/zzzzzz -- r":                     `malformed 3:11 this suppresses nothing: the rule sqlbuild has no check "zzzzzz"; its checks are sqlbuild/injected, sqlbuild/dynamic`,
		"//apivet:ignore sqlbuild because -- r":                    `malformed 3:11 this suppresses nothing: there is no rule "because"; "apivet rules" lists them`,
		"//apivet:ignore sqlbuild until=soon -- r":                 "malformed 3:11 this suppresses nothing: until=soon is no date; write it as until=2027-01-31",
		"//apivet:ignore sqlbuild until=2026-02-30 -- r":           "malformed 3:11 this suppresses nothing: until=2026-02-30 is no date; write it as until=2027-01-31",
		"//apivet:ignore sqlbuild untl=2027-01-01 -- r":            `malformed 3:11 this suppresses nothing: unknown word "untl"; did you mean "until"?`,
		"//apivet:ignore sqlbuild until=2027-01-01 secretlog - r":  `malformed 3:11 this suppresses nothing: "secretlog" stands behind the date; the reason begins with two dashes`,
		"//apivet:ignore directive/unused -- r":                    "malformed 3:11 this suppresses nothing: findings about directives are not suppressed; turn the check off in the configuration",
		"//apivet:ingore sqlbuild -- r":                            "malformed 3:11 there is no directive apivet:ingore; write //apivet:ignore rule -- reason",
		"// apivet:ignore sqlbuild -- r":                           "malformed 3:11 this suppresses nothing: a directive is written //apivet:ignore, without a space",
		"/*apivet:ignore sqlbuild -- r*/":                          "malformed 3:11 this suppresses nothing: a directive is written //apivet:ignore, without a space",
		"//apivet:ignore sqlbuild,secretlog until=2026-06-29 -- r": "expired 3:11 the suppression of sqlbuild, secretlog ended on 2026-06-29; fix what it suppresses, or renew the date with a reason",
		"//apivet:ignore sqlbuild until=2026-06-30 -- r":           "",
		"// The text apivet:ignore is spoken of.":                  "",
		"//nolint:sqlbuild":                                        "",
	} {
		f := suppress.Parse("a.go", []byte("package a\n\nvar x = 1 "+text+"\n"), options)
		have := ""
		for _, p := range f.Problems {
			have += fmt.Sprintf("%s %d:%d %s", p.Check, p.At.Line, p.At.Column, p.Message)
		}
		if have != want {
			t.Errorf("%s\nhave %s\nwant %s", text, have, want)
		}
		if want != "" && len(f.Directives) > 0 {
			t.Errorf("%s: waives all the same", text)
		}
	}
}

// TestUnused: only what waived nothing is told, and not what is off.
func TestUnused(t *testing.T) {
	f := suppress.Parse("a.go", []byte("package a\n\nvar x = 1 //apivet:ignore sqlbuild,secretlog,sqlbuild/dynamic -- r\n\nvar y = 1 //nolint:apivet\n"), options)
	f.Waive(&rule.Finding{Rule: "sqlbuild", Check: "injected", Range: rule.Range{Line: 3}})
	var have []string
	for _, p := range f.Unused(func(id string) bool { return id != "secretlog" }) {
		have = append(have, p.Message)
	}
	if want := []string{"no finding of sqlbuild/dynamic is here to suppress; take it out of the directive"}; !slices.Equal(have, want) {
		t.Errorf("%q, want %q", have, want)
	}
	// A finding over several lines is waived at its last line, too.
	g := suppress.Parse("a.go", []byte("package a\n\nvar x = 1 +\n\t2 //apivet:ignore sqlbuild -- r\n"), options)
	if g.Waive(&rule.Finding{Rule: "sqlbuild", Range: rule.Range{Line: 3, EndLine: 4}}) == nil || len(g.Unused(func(string) bool { return true })) != 0 {
		t.Error("the directive at the end of the finding's last line does not hold")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("package a\n\n//apivet:ignore sqlbuild until=2027-01-01 -- r\nvar x = 1 // #nosec G101 -- r\n\nfunc f() {\n\t//nolint:apivet\n\tif x {\n\t}\n}\n")
	f.Fuzz(func(t *testing.T, src string) {
		o := options
		o.NoSec = true
		file := suppress.Parse("a.go", []byte(src), o)
		file.Waive(&rule.Finding{Rule: "sqlbuild", Range: rule.Range{Line: 3}})
		file.Unused(func(string) bool { return true })
	})
}
