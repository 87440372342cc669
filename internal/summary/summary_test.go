package summary_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// summarize summarises one file of a package.
func summarize(t testing.TB, src string) *summary.Summary {
	t.Helper()
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return summarizeWith(t, src, models)
}

func summarizeWith(t testing.TB, src string, models *model.Set) *summary.Summary {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := ssautil.BuildPackage(&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}, fset, types.NewPackage("example.com/p", "p"), []*ast.File{f}, ssa.BuilderMode(0))
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			info.Defs[fn.Name] = lookup(pkg.Pkg, fn)
		}
	}
	return summary.Summarize(&summary.Input{Fset: fset, Files: []*ast.File{f}, Types: pkg.Pkg, Info: info, SSA: pkg, Models: models})
}

// lookup finds the object of a declared function, which BuildPackage does not hand out.
func lookup(p *types.Package, d *ast.FuncDecl) types.Object {
	if d.Recv == nil {
		return p.Scope().Lookup(d.Name.Name)
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	if i, ok := t.(*ast.IndexExpr); ok {
		t = i.X
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(p.Scope().Lookup(t.(*ast.Ident).Name).Type()), true, p, d.Name.Name)
	return obj
}

const shapes = `package p

import "strings"

type T struct{ a, b string; next *T }

type I interface{ m(string) string }

func (t *T) m(s string) string {
	t.a = s
	for i := range 3 {
		if i > 1 {
			t.b += s
		}
	}
	return t.next.next.a
}

func closures(n int) func() string {
	s := "x"
	f := func() string { s += "y"; return s }
	g := func() string { return f() + s }
	s = "z"
	return func() string { return g() }
}

func guards(m map[string]bool, s string) (string, bool) {
	ok := false
	for k := range m {
		if k == s || strings.HasPrefix(s, k) {
			ok = true
		}
	}
	switch {
	case ok && m[s]:
		return s, true
	case s == "a", s == "b":
		return s, true
	}
	return "", false
}

func generic[K comparable, V any](m map[K]V, k K) V { return m[k] }

func list(xs ...string) []string {
	defer func() { recover() }()
	return append(append(xs[1:], "a"), xs...)
}

func use(i I) { _ = i.m(strings.Join(list(generic(map[string]string{"a": "b"}, "a")), ",")) }

var _ I = (*T)(nil)
`

func TestCodec(t *testing.T) {
	s := summarize(t, shapes)
	if len(s.Dropped) > 0 {
		t.Fatalf("dropped: %v", s.Dropped)
	}
	data := s.Encode()
	back, err := summary.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(back.Encode(), data) {
		t.Error("what was decoded encodes to other bytes")
	}
	if a, b := content(t, s), content(t, back); a != b {
		t.Errorf("what was decoded differs:\n%s\n%s", a, b)
	}
	for range 10 {
		if !bytes.Equal(summarize(t, shapes).Encode(), data) {
			t.Fatal("two summaries of one package differ")
		}
	}
}

// content renders every field, nil slices like empty ones.
func content(t *testing.T, s *summary.Summary) string {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "null", "[]")
}

func TestDecodeDamaged(t *testing.T) {
	data := summarize(t, shapes).Encode()
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 0x55
		_, _ = summary.Decode(bad) // must not panic
		if _, err := summary.Decode(data[:i]); err == nil {
			t.Fatalf("the first %d bytes decode", i)
		}
	}
}

// TestDeep: deep expressions and long functions neither overflow nor take long.
func TestDeep(t *testing.T) {
	var b strings.Builder
	b.WriteString("package p\n\nfunc f(x string, m map[string]string) string {\n\ts := x\n")
	for range 3000 {
		b.WriteString("\tif s != \"a\" { s = s + x }\n\tm[s] = x\n")
	}
	b.WriteString("\treturn s + " + strings.Repeat("(x + ", 2000) + "x" + strings.Repeat(")", 2000) + "\n}\n")
	if s := summarize(t, b.String()); len(s.Dropped) > 0 {
		t.Fatalf("dropped: %v", s.Dropped)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(summarize(f, shapes).Encode())
	f.Add([]byte("apivet summary 1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := summary.Decode(data); err == nil {
			s.Encode()
		}
	})
}

func BenchmarkSummarize(b *testing.B) {
	for b.Loop() {
		summarize(b, shapes)
	}
}

func BenchmarkDecode(b *testing.B) {
	data := summarize(b, shapes).Encode()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := summary.Decode(data); err != nil {
			b.Fatal(err)
		}
	}
}
