package driver

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// TestShortenTables: a shortened table has the type that it had, and what is no large table of numbers stays as it is.
func TestShortenTables(t *testing.T) {
	list := func(n int, elem string) string { return strings.Repeat(elem+", ", n) }
	keyed := func(n int, elem string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, elem+", ", i)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, table string
		length      int // of the array's type
		left        int // elements
	}{
		{"numbers", "[...]int{" + list(1000, "-7") + "}", 1000, 65},
		{"okSmall", "[...]int{" + list(64, "7") + "}", 64, 64},
		{"sparse", "[...]uint16{" + keyed(500, "%[1]d+0: 7") + "}", 500, 500},
		{"keyed", "[...]uint16{5: 1, " + list(200, "2") + "1000: 3, 6: 4}", 1001, 65},
		{"lastFirst", "[...]uint16{1000: 3, 0: 1, " + list(200, "2") + "}", 1001, 64},
		{"okBytes", "[...]byte{" + list(4096, "'a'") + "}", 4096, 4096},
		{"bytes", "[...]byte{" + list(5000, "0x40") + "}", 5000, 4097},
		{"structs", "[...]row{" + list(100, "{1, [2]byte{2, 3}}") + "}", 100, 65},
		{"named", "[...]row{" + list(100, "{n: 1}") + "}", 100, 65},
		{"okTypes", "[...]row{" + list(100, "row{n: 1}") + "}", 100, 100},
		{"okText", "[...]string{" + list(100, `"a"`) + "}", 100, 100},
		{"okConstants", "[...]int{" + list(100, "one") + "}", 100, 100},
		{"okCalls", "[...]int{" + list(100, "f()") + "}", 100, 100},
		{"okFields", "[1]wide{{" + list(100, "1") + "}}", 1, 1},
		{"okInCode", "[1]func() []int{func() []int { return []int{" + list(100, "1") + "} }}", 1, 1},
	} {
		src := "package p\n\nconst one = 1\n\nfunc f() int { return one }\n\ntype row struct {\n\tn int\n\tb [2]byte\n}\n\ntype wide struct{ " + keyed(100, "f%d") + "g int }\n\nvar table = " + c.table + "\n"
		if c.name == "okFields" {
			src = strings.Replace(src, list(100, "1"), list(101, "1"), 1)
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "p.go", src, 0)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		shortenTables(f)
		pkg, err := (&types.Config{}).Check("p", fset, []*ast.File{f}, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if n := pkg.Scope().Lookup("table").Type().(*types.Array).Len(); int(n) != c.length {
			t.Errorf("%s: an array of %d, want %d", c.name, n, c.length)
		}
		table := f.Decls[len(f.Decls)-1].(*ast.GenDecl).Specs[0].(*ast.ValueSpec).Values[0].(*ast.CompositeLit)
		if len(table.Elts) != c.left {
			t.Errorf("%s: %d elements left, want %d", c.name, len(table.Elts), c.left)
		}
	}
}
