package lines_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/lines"
)

// place writes files into a module with the package folder p, and says where x in the text of p/gen.go was written.
func place(t *testing.T, src string, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	files["go.mod"] = "module m\n"
	files["p/gen.go"] = src
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if to, link := strings.CutPrefix(text, "link:"); link {
			if err := os.Symlink(to, name); err != nil {
				t.Skip(err)
			}
		} else if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return where(t, root, src)
}

func where(t *testing.T, root, src string) string {
	t.Helper()
	src = strings.ReplaceAll(src, "ROOT", root)
	name := filepath.Join(root, "p", "gen.go")
	m := lines.Scope{Dir: filepath.Dir(name), Root: root}.Map(name, []byte(src))
	before, _, ok := strings.Cut(src, "xx")
	if !ok {
		t.Fatal("no xx in the text")
	}
	line, col := int32(strings.Count(before, "\n")+1), int32(len(before)-strings.LastIndex(before, "\n"))
	r, elsewhere := m.Source(lines.Range{File: name, Line: line, Col: col, EndLine: line, EndCol: col + 2})
	if !elsewhere {
		return "itself"
	}
	rel, err := filepath.Rel(root, r.File)
	if err != nil {
		t.Fatal(err)
	}
	out := fmt.Sprintf("%s:%d:%d", filepath.ToSlash(rel), r.Line, r.Col)
	if r.EndLine > 0 {
		out += fmt.Sprintf("-%d:%d", r.EndLine, r.EndCol)
	}
	return out
}

const grammar = "%{\npackage p\n%}\nrule: a\n  { var xx = f() }\n  | b\n"

// TestFollowed: directives that lead to a line of a file of the module.
func TestFollowed(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"line":             {"package p\n\n//line g.y:4\nvar xx = 1\n", "p/g.y:4:1"},
		"linesBehind":      {"package p\n\n//line g.y:3\n\nvar xx = 1\n", "p/g.y:4:1"},
		"sameText":         {"package p\n\n//line g.y:5\n{ var xx = f() }\n", "p/g.y:5:9-5:11"},
		"moreIndented":     {"package p\n\n//line g.y:5\n\t\t\t{ var xx = f() }\n", "p/g.y:5:9-5:11"},
		"commentBehind":    {"package p\n\n//line g.y:5\n\t{ var xx = f() } // r\n", "p/g.y:5:9-5:11"},
		"otherCode":        {"package p\n\n//line g.y:5\n\t{ var xx = f() } / r\n", "p/g.y:5:1"},
		"column":           {"package p\n\n//line g.y:5:3\nvar xx = 1\n", "p/g.y:5:7-5:9"},
		"columnBehind":     {"package p\n\n//line g.y:4:2\n\nvar xx = 1\n", "p/g.y:5:5-5:7"},
		"comment":          {"package p\n\nvar /*line g.y:5:9*/xx = 1\n", "p/g.y:5:9-5:11"},
		"commentNameKept":  {"package p\n//line g.y:1:1\nvar y = 1; var /*line :5:9*/xx = 1\n", "p/g.y:5:9-5:11"},
		"commentAtEnd":     {"package p\n//line g.y:1:1\nvar y = 1; var /*line :5:9*/xx/*line :1:1*/ = 1\n", "p/g.y:5:9-5:11"},
		"parent":           {"package p\n\n//line ../q/g.y:5\nvar xx = 1\n", "q/g.y:5:1"},
		"absolute":         {"package p\n\n//line ROOT/q/g.y:5\nvar xx = 1\n", "q/g.y:5:1"},
		"fromFolderAbove":  {"package p\n\n//line q/g.y:5\nvar xx = 1\n", "q/g.y:5:1"},
		"fromModuleFolder": {"package p\n\n//line p/g.y:5\nvar xx = 1\n", "p/g.y:5:1"},
		"carriageReturn":   {"package p\r\n\r\n//line g.y:5\r\nvar xx = 1\r\n", "p/g.y:5:1"},
		"lastOfTwo":        {"package p\n//line none.y:1\n//line g.y:2\nvar xx = 1\n", "p/g.y:2:1"},
		"manyEnd":          {"package p\n//line g.y:6\nvar y = 1\n//line g.y:2\nvar z = 1\nvar xx = 1\n", "p/g.y:3:1"},
		"space":            {"package p\n\n//line a b.y:1\nvar xx = 1\n", "p/a b.y:1:1"},
		"linkInside":       {"package p\n\n//line link.y:5\nvar xx = 1\n", "p/link.y:5:1"},
	} {
		files := map[string]string{"p/g.y": grammar, "q/g.y": grammar, "p/a b.y": "x", "p/link.y": "link:g.y"}
		if have := place(t, c.src, files); have != c.want {
			t.Errorf("%s: %s, want %s", name, have, c.want)
		}
	}
}

// TestNotFollowed: the place is that in the file that the compiler reads.
func TestNotFollowed(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "outside.y")
	if err := os.WriteFile(outside, []byte(grammar), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, src := range map[string]string{
		"none":            "package p\nvar xx = 1\n",
		"before":          "package p\nvar xx = 1\n//line g.y:1\n",
		"notThere":        "package p\n//line none.y:1\nvar xx = 1\n",
		"folder":          "package p\n//line sub:1\nvar xx = 1\n",
		"absoluteOutside": "package p\n//line " + outside + ":1\nvar xx = 1\n",
		"passwd":          "package p\n//line /etc/passwd:1\nvar xx = 1\n",
		"parentOutside":   "package p\n//line ../../../../../../../../../../../etc/passwd:1\nvar xx = 1\n",
		"linkOutside":     "package p\n//line out.y:1\nvar xx = 1\n",
		"linkedFolder":    "package p\n//line etc/passwd:1\nvar xx = 1\n",
		"linkToHidden":    "package p\n//line hidden.y:1\nvar xx = 1\n",
		"hidden":          "package p\n//line .env:1\nvar xx = 1\n",
		"hiddenFolder":    "package p\n//line ../.git/config:1\nvar xx = 1\n",
		"settings":        "package p\n//line secrets.yaml:1\nvar xx = 1\n",
		"binary":          "package p\n//line binary:1\nvar xx = 1\n",
		"escape":          "package p\n//line \x1b[31mg.y:1\nvar xx = 1\n",
		"newline":         "package p\n/*line a\nb.y:1*/var xx = 1\n",
		"bidi":            "package p\n//line \u202eg.y:1\nvar xx = 1\n",
		"notText":         "package p\n//line \xff.y:1\nvar xx = 1\n",
		"windows":         "package p\n//line C:\\secret\\g.y:1\nvar xx = 1\n",
		"share":           "package p\n//line \\\\host\\share\\g.y:1\nvar xx = 1\n",
		"noName":          "package p\n//line :1\nvar xx = 1\n",
		"zero":            "package p\n//line g.y:0\nvar xx = 1\n",
		"hugeLine":        "package p\n//line g.y:1073741823\nvar xx = 1\n",
		"largerLine":      "package p\n//line g.y:99999999999999999999\nvar xx = 1\n",
		"pastEnd":         "package p\n//line g.y:6\nvar y = 1\nvar xx = 1\n",
		"itself":          "package p\n//line gen.go:1\nvar xx = 1\n",
		"back":            "package p\n//line g.y:1\nvar y = 1\n//line gen.go:5\nvar xx = 1\n",
		"inText":          "package p\nvar s = `\n//line g.y:1\n`\nvar xx = 1\n",
		"indented":        "package p\n //line g.y:1\nvar xx = 1\n",
		"otherComment":    "package p\n// line g.y:1\nvar xx = 1\n",
		"noNumber":        "package p\n//line g.y\nvar xx = 1\n",
	} {
		files := map[string]string{
			"p/g.y": grammar, "p/sub/x": "x", "p/.env": "PASSWORD=x\n", ".git/config": "token = x\n", "p/out.y": "link:" + outside, "p/etc": "link:/etc",
			"p/hidden.y": "link:.env", "p/secrets.yaml": "password: x\n", "p/binary": "a\x00b\n", "p/\x1b[31mg.y": grammar, "p/a\nb.y": grammar, "p/\u202eg.y": grammar,
		}
		if have := place(t, src, files); have != "itself" {
			t.Errorf("%s: %s", name, have)
		}
	}
}

// TestNameOfCgo: what cgo makes of a file is named after that file, wherever it lies.
func TestNameOfCgo(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "a.go"), []byte("package p\n\nvar xx = 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := lines.Scope{Dir: root, Root: root}
	const head = "// Code generated by cmd/cgo; DO NOT EDIT.\n\n"
	for _, c := range []struct{ name, src, want string }{
		{"/build/ab-d", head + "//line " + root + "/a.go:1:1\npackage p\n\nvar xx = 1\n", root + "/a.cgo1.go"},
		{"/build/cd-d", head + "package p\n", root + "/_cgo_gotypes.go"},
		{"/build/ef-d", "package p\n//go:cgo_import_dynamic _ _ \"libc.so.6\"\n", root + "/_cgo_gotypes.go"},
		{"/other/z.go", "package p\n", "/other/z.go"},
		{root + "/a.go", "package p\n", root + "/a.go"},
	} {
		f, err := parser.ParseFile(token.NewFileSet(), c.name, c.src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if have := s.Name(c.name, lines.MadeByCgo(f), s.Map(c.name, []byte(c.src))); have != c.want {
			t.Errorf("%s: %s, want %s", c.name, have, c.want)
		}
	}
}

func TestCandidates(t *testing.T) {
	src := "package p\n//line g.y:1\n//line ../x.y:2\n//line /etc/passwd:1\n//line ../../../x:1\n//line .env:1\n"
	have := fmt.Sprint(lines.Candidates("a/b/gen.go", []byte(src)))
	if want := "[a/b/g.y a/g.y g.y a/x.y]"; have != want {
		t.Errorf("%s, want %s", have, want)
	}
}

func FuzzMap(f *testing.F) {
	f.Add("package p\n//line g.y:5:1\nvar /*line :2:2*/ x = 1\n//line g.y:6\n\n\n", int32(3), int32(9))
	root := f.TempDir()
	if err := os.WriteFile(filepath.Join(root, "g.y"), []byte(grammar), 0o644); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src string, line, col int32) {
		name := filepath.Join(root, "gen.go")
		m := lines.Scope{Dir: root, Root: root}.Map(name, []byte(src))
		r, ok := m.Source(lines.Range{File: name, Line: line, Col: col, EndLine: line, EndCol: col})
		if ok && (r.File == name || line >= 1 && int(line) <= strings.Count(src, "\n")+1 && (r.Line < 1 || r.Line > 6)) {
			t.Errorf("%d:%d of %q was written at %v", line, col, src, r)
		}
	})
}
