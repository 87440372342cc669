package suppress_test

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	upstream "github.com/securego/gosec/v2"
	"github.com/securego/gosec/v2/rules"
	"golang.org/x/tools/go/packages"

	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/suppress"
)

// gosecForms are functions with comments of gosec in their forms and places. What they hash with is what gosec reports as G401.
var gosecForms = []string{
	// Behind the line.
	"func f() {\n\tmd5.New() // #nosec\n\tmd5.New() //#nosec G401\n\tmd5.New() //gosec:disable\n\tmd5.New() //gosec:disable G401\n\tmd5.New()\n}\n",
	"func f() {\n\tmd5.New() /* #nosec G401 */\n\tmd5.New() /* #nosec */ // r\n\tmd5.New() // r #nosec\n\tmd5.New() /*gosec:disable*/\n\tmd5.New() // gosec:disable\n}\n",
	// Lists of rules, and justifications.
	"func f() {\n\tmd5.New() //gosec:disable G301\n\tmd5.New() //gosec:disable G301 G401\n\tmd5.New() //gosec:disable G301,G401\n\tmd5.New() //gosec:disable G401 -- r\n\tmd5.New() //gosec:disable G301 -- not G401\n}\n",
	"func f() {\n\tmd5.New() // #nosec G301\n\tmd5.New() // #nosec G301 G401\n\tmd5.New() // #nosec G401 --- r\n\tmd5.New() // #nosec G301 -- not G401\n\tmd5.New() // #nosec r\n\tmd5.New() // #nosec -- r\n}\n",
	"func f() {\n\tmd5.New() //gosec:disabled\n\tmd5.New() //gosec:disable\tG401\n\tmd5.New() //gosec:disable  G401\n\tmd5.New() //gosec:disable r\n\tmd5.New() //gosec:disable block\n}\n",
	// Above the line.
	"func f() {\n\t//gosec:disable G401\n\tmd5.New()\n\tmd5.New()\n\n\t// #nosec G401\n\tmd5.New()\n\tmd5.New()\n}\n",
	"func f() {\n\t// A description.\n\t//gosec:disable G401\n\tmd5.New()\n\tmd5.New()\n\n\t// #nosec G301 and\n\t// G401\n\tmd5.New()\n\tmd5.New()\n}\n",
	"func f() {\n\t//gosec:disable G301\n\t//gosec:disable\n\tmd5.New()\n\n\t// #nosec G401\n\t//gosec:disable G301\n\tmd5.New()\n}\n",
	"func f() {\n\t//gosec:disable G301\n\tmd5.New() //gosec:disable\n\tmd5.New()\n}\n",
	"func f() {\n\tmd5.New()\n\t//gosec:disable\n\n\tmd5.New()\n}\n",
	// Blocks and declarations.
	"func f() {\n\t//gosec:disable G401\n\tif true {\n\t\tmd5.New()\n\t\tfunc() {\n\t\t\tmd5.New()\n\t\t}()\n\t} else {\n\t\tmd5.New()\n\t}\n\tmd5.New()\n}\n",
	"func f() {\n\tif true { //gosec:disable\n\t\tmd5.New()\n\t\tmd5.New()\n\t}\n\tfor range 2 { // #nosec\n\t\tmd5.New()\n\t}\n}\n",
	"// f does.\n//\n//gosec:disable G401\nfunc f() {\n\tmd5.New()\n\tif true {\n\t\tmd5.New()\n\t}\n}\n\nfunc g() {\n\tmd5.New()\n}\n",
	"//gosec:disable\nvar a, b = md5.New(),\n\tmd5.New()\n\nvar c = md5.New()\n",
	"var (\n\t// #nosec G401\n\ta = md5.New()\n\tb = md5.New()\n)\n",
	"func f() {\n\t_ = []any{\n\t\tmd5.New(), //gosec:disable\n\t\tmd5.New(),\n\t\t// #nosec\n\t\tmd5.New(),\n\t\tmd5.New(),\n\t}\n}\n",
	"func f() {\n\tswitch {\n\t//gosec:disable\n\tcase true:\n\t\tmd5.New()\n\tdefault:\n\t\tmd5.New()\n\t}\n}\n",
	"func f() {\n\t//apivet:ignore secretlog -- r\n\t//gosec:disable G401\n\tmd5.New()\n\tmd5.New() //nolint:all //gosec:disable\n}\n",
}

// TestAsGosec compares what gosec's comments suppress here with what gosec reports.
func TestAsGosec(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module m\n\ngo 1.24\n")
	sources := map[string]string{}
	for i, form := range gosecForms {
		name := fmt.Sprintf("p%02d/a.go", i)
		sources[name] = "package p\n\nimport \"crypto/md5\"\n\n" + form
		write(name, sources[name])
	}
	sources["whole/a.go"] = "//gosec:disable G401\n\npackage p\n\nimport \"crypto/md5\"\n\nvar a = md5.New()\n"
	write("whole/a.go", sources["whole/a.go"])
	reported := upstreamLines(t, dir)
	if len(reported) < 10 {
		t.Fatalf("gosec reports %d lines only", len(reported))
	}
	options := suppress.Options{Rules: []*rule.Rule{{Name: "weakcrypto", Checks: []rule.Check{{Name: "digest"}}}}, NoSec: true, Now: time.Now()}
	for name, src := range sources {
		f := suppress.Parse(name, []byte(src), options)
		for i, line := range strings.Split(src, "\n") {
			if !strings.Contains(line, "md5.New()") {
				continue
			}
			by := f.Waive(&rule.Finding{Rule: "weakcrypto", Check: "digest", Range: rule.Range{File: name, Line: i + 1}})
			if (by == nil) != reported[fmt.Sprint(name, ":", i+1)] {
				t.Errorf("line %d: suppressed %t, other than by gosec:\n%s", i+1, by != nil, src)
			}
		}
	}
}

// upstreamLines are those that gosec reports.
func upstreamLines(t *testing.T, dir string) map[string]bool {
	t.Helper()
	t.Setenv("GOSECGOVERSION", "go1.26")
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: upstream.LoadMode}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	g := upstream.NewAnalyzer(upstream.NewConfig(), false, false, false, 1, log.New(io.Discard, "", 0))
	builders, suppressed := rules.Generate(false, rules.NewRuleFilter(false, "G401")).RulesInfo()
	g.LoadRules(builders, suppressed)
	for _, p := range pkgs {
		g.CheckRules(p)
	}
	issues, _, _ := g.Report()
	out := map[string]bool{}
	for _, i := range issues {
		rel, err := filepath.Rel(dir, i.File)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := strconv.Atoi(i.Line); err != nil {
			t.Fatalf("line %s", i.Line)
		}
		out[filepath.ToSlash(rel)+":"+i.Line] = true
	}
	return out
}

// TestReasonOfGosec: what is kept of a comment of gosec.
func TestReasonOfGosec(t *testing.T) {
	o := options
	o.NoSec = true
	for comment, want := range map[string]string{
		"//gosec:disable G201 -- a reason": "gosec:disable a reason",
		"// #nosec G201 --- a reason":      "nosec a reason",
		"/* #nosec G201 -- a reason */":    "nosec a reason",
		"//gosec:disable":                  "gosec:disable ",
	} {
		f := suppress.Parse("a.go", []byte("package a\n\nvar x = 1 "+comment+"\n"), o)
		by := f.Waive(&rule.Finding{Rule: "sqlbuild", Check: "injected", Range: rule.Range{Line: 3}})
		if by == nil || by.By+" "+by.Reason != want {
			t.Errorf("%s: %v, want %s", comment, by, want)
		}
	}
}

// TestOtherLanguages: directives in what Go code was made of.
func TestOtherLanguages(t *testing.T) {
	o := options
	o.NoSec = true
	const src = "rule\n{ q() } //apivet:ignore sqlbuild -- WAIVED\n//apivet:ignore sqlbuild -- r\n//apivet:ignore secretlog -- r\n{ q() } WAIVED\n{ q() }\n" +
		"/* //nolint:sqlbuild */\n{ q() } WAIVED\n<!-- #nosec G201 -->\n<p>{ q() }</p> WAIVED\n{ q() } //gosec:disable G201 WAIVED\n{ q() } //gosec:disable G101\n" +
		"// apivet:ignore sqlbuild -- r\n{ q() }\n//apivet:ignore sqlbuild\n{ q() }\nhttps://apivet:ignore@example.com\n"
	f := suppress.Parse("a.y", []byte(src), o)
	if len(f.Problems) > 0 {
		t.Errorf("%v", f.Problems)
	}
	for i, line := range strings.Split(src, "\n") {
		by := f.Waive(&rule.Finding{Rule: "sqlbuild", Check: "injected", Range: rule.Range{File: "a.y", Line: i + 1}})
		if strings.Contains(line, "q()") && (by != nil) != strings.Contains(line, "WAIVED") {
			t.Errorf("line %d: %v: %s", i+1, by, line)
		}
	}
}
