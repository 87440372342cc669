package model

import (
	"go/ast"
	"go/importer"
	goparser "go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

func TestFamily(t *testing.T) {
	for _, c := range []struct {
		path, common string
		major        int
	}{
		{"github.com/google/go-github/github", "github.com/google/go-github/github", 1},
		{"github.com/google/go-github/v59/github", "github.com/google/go-github/github", 59},
		{"github.com/gofiber/contrib/v3/jwt", "github.com/gofiber/contrib/jwt", 3},
		{"gopkg.in/square/go-jose.v2/jwt", "github.com/square/go-jose/jwt", 2},
		{"gopkg.in/yaml.v3", "github.com/go-yaml/yaml", 3},
		{"gopkg.in/fsnotify", "gopkg.in/fsnotify", 1},
		{"k8s.io/api/core/v1", "k8s.io/api/core/v1", 1},
		{"example.com/v2ray/core", "example.com/v2ray/core", 1},
	} {
		if common, major := family(c.path); common != c.common || major != c.major {
			t.Errorf("family(%q) = %q, %d, want %q, %d", c.path, common, major, c.common, c.major)
		}
	}
}

func TestRelatives(t *testing.T) {
	var lines strings.Builder
	for _, path := range []string{"example.com/x/p", "example.com/x/v3/p", "example.com/x/v5/p", "example.com/x/v9/p", "gopkg.in/user/x.v4/p", "example.com/xy/v6/p"} {
		lines.WriteString("package " + path + "\nfunc F sink sql/raw 0\n")
	}
	lines.WriteString("package example.com/w\nfunc G next\nvar V layer auth\n")
	s := set(t, lines.String())
	for path, want := range map[string][]string{
		"example.com/x/v6/p":   {"example.com/x/v5/p", "example.com/x/v3/p", "example.com/x/p", "example.com/x/v9/p"},
		"example.com/x/v2/p":   {"example.com/x/p", "example.com/x/v3/p", "example.com/x/v5/p", "example.com/x/v9/p"},
		"example.com/x/v5/p":   nil, // has lines of its own
		"example.com/x/v6":     nil,
		"example.com/w":        nil, // has lines about middleware only
		"github.com/user/x/p":  {"gopkg.in/user/x.v4/p"},
		"gopkg.in/user/x.v5/p": {"gopkg.in/user/x.v4/p"},
	} {
		if got := s.Relatives(path); !slices.Equal(got, want) {
			t.Errorf("Relatives(%q) = %v, want %v", path, got, want)
		}
	}
}

// TestRelativesOfOwn makes sure that a line of the user's does not stand in the way of those of other majors.
func TestRelativesOfOwn(t *testing.T) {
	e, err := Parse("f.model", strings.NewReader("module m v1\npackage example.com/x/v2\nfunc F sink sql/raw 0\npackage example.com/x/v3\nfunc G sink sql/raw 0\n"))
	if err != nil {
		t.Fatal(err)
	}
	e[1].Own = true
	if got := NewSet(e).Relatives("example.com/x/v3"); !slices.Equal(got, []string{"example.com/x/v2"}) {
		t.Errorf("lines are taken from %v", got)
	}
}

// TestPort takes lines for a major that has none from others, by the shapes of its symbols.
func TestPort(t *testing.T) {
	s := set(t, `
package example.com/x/v2
func (*DB).Query sink sql/raw 0
func (*DB).Query source database -> r0
func (*DB).Exec sink sql/raw 0
func Old sink sql/raw 0
func Gone sink sql/raw 0
func Named source request -> r0
func (*DB).Get sink sql/raw 1
type Raw sink sql/raw
package example.com/x/v4
func (*DB).Exec sink sql/raw 1
func New sink sql/raw 0
func Old source operator -> r0
package example.com/x/v2/sub
driver style=dollar
`)
	p := compile(t, "example.com/x/v3", `package x
import "context"
type DB struct{}
type Raw string
func (*DB) Query(text string) string { return "" }
func (*DB) Exec(ctx context.Context, text string) {}
func Old(text string) string { return "" }
func New(text string) {}
func (*DB) Get(text string, args ...any) {}
func Named(n int) (error, string) { return nil, "" }
`)
	port, ok := s.Port(p)
	if !ok {
		t.Fatal("nothing is taken from the other majors")
	}
	if want := []string{"(*example.com/x/v2.DB).Exec", "(*example.com/x/v2.DB).Get", "example.com/x/v2.Named"}; !slices.Equal(port.Misfits, want) {
		t.Errorf("misfits are %v, want %v", port.Misfits, want)
	}
	with := s.With([]Port{port, port})
	for _, c := range []struct {
		target Target
		symbol string
		in     int // -1: no line
		count  int
	}{
		{Func, "(*example.com/x/v3.DB).Query", 0, 2},
		{Func, "(*example.com/x/v3.DB).Exec", 1, 1},
		{Func, "example.com/x/v3.Old", 0, 1}, // the lower major has the say
		{Func, "example.com/x/v3.New", 0, 1},
		{Func, "example.com/x/v3.Named", -1, 0},
		{Type, "example.com/x/v3.Raw", -1, 1},
		{Func, "(*example.com/x/v2.DB).Query", 0, 2},
	} {
		lines := with.Lookup(c.target, c.symbol)
		if len(lines) != c.count {
			t.Errorf("%s has %d lines, want %d", c.symbol, len(lines), c.count)
			continue
		}
		if c.in >= 0 && lines[0].In[0].N != c.in {
			t.Errorf("%s: argument %d, want %d", c.symbol, lines[0].In[0].N, c.in)
		}
	}
	if with != s.With([]Port{port}) || s.With(nil) != s {
		t.Error("sets with the same ports are the same")
	}
	more := set(t, "package example.com/x/v2\nfunc Old sink sql/raw 0\nfunc New sink sql/raw 0\npackage example.com/x/v3 more\nfunc New source operator -> r0\n")
	if port, ok = more.Port(p); !ok {
		t.Fatal("lines that say that there are more stand in the way of others")
	}
	if with = more.With([]Port{port}); len(with.Lookup(Func, "example.com/x/v3.Old")) != 1 || len(with.Lookup(Func, "example.com/x/v3.New")) != 1 {
		t.Error("lines that say that there are more have the say for their symbols, and for no others")
	}
	if _, ok := s.Port(types.NewPackage("example.com/x/v4", "x")); ok {
		t.Error("a package with lines of its own takes none from others")
	}
}

// set parses lines of a module.
func set(t *testing.T, lines string) *Set {
	t.Helper()
	e, err := Parse("f.model", strings.NewReader("module m v1\n"+lines))
	if err != nil {
		t.Fatal(err)
	}
	return NewSet(e)
}

// compile type-checks a package of one file.
func compile(t *testing.T, path, source string) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	f, err := goparser.ParseFile(fset, "p.go", source, goparser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	p, err := (&types.Config{Importer: importer.Default()}).Check(path, fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
