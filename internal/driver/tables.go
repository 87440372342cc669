package driver

import (
	"go/ast"
	"go/token"
	"strconv"
)

// Of a table of numbers in a package variable that has more than maxNumbers elements, or maxBytes of a type that text can be made of, only
// the first ones are type-checked and summarised, and the last one, which gives the table its length: numbers carry no text, and generated
// tables (of characters, of files) would cost many times what all the rest of a program does.
const (
	maxNumbers = 64
	maxBytes   = 4096
)

// shortenTables takes the elements out of the large tables of numbers of a file.
func shortenTables(f *ast.File) {
	for _, d := range f.Decls {
		if decl, ok := d.(*ast.GenDecl); ok && decl.Tok == token.VAR {
			ast.Inspect(decl, func(n ast.Node) bool {
				if lit, ok := n.(*ast.CompositeLit); ok {
					shortenTable(lit)
				}
				_, code := n.(*ast.FuncLit)
				return !code
			})
		}
	}
}

func shortenTable(lit *ast.CompositeLit) {
	list := false
	most := maxNumbers
	switch t := lit.Type.(type) {
	case *ast.ArrayType:
		list = true
		if elem, ok := t.Elt.(*ast.Ident); ok && (elem.Name == "byte" || elem.Name == "uint8" || elem.Name == "rune" || elem.Name == "int32") {
			most = maxBytes
		}
	case *ast.MapType:
	default:
		return // Have: it can be a struct, of which no field may be left out.
	}
	if len(lit.Elts) <= most {
		return
	}
	at, last := -1, -1
	var end ast.Expr
	for _, e := range lit.Elts {
		at++
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if !number(kv.Key) {
				return
			}
			if list {
				k, ok := kv.Key.(*ast.BasicLit)
				if !ok {
					return
				}
				n, err := strconv.ParseInt(k.Value, 0, 32)
				if err != nil {
					return
				}
				at = int(n)
			}
			e = kv.Value
		}
		if !number(e) {
			return
		}
		if at > last {
			last, end = at, e
		}
	}
	lit.Elts = lit.Elts[:most:most]
	if list {
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Value == end || e == end {
				return
			}
		}
		key := &ast.BasicLit{ValuePos: end.Pos(), Kind: token.INT, Value: strconv.Itoa(last)}
		lit.Elts = append(lit.Elts, &ast.KeyValueExpr{Key: key, Colon: end.Pos(), Value: end})
	}
}

// number tells whether an expression is a number as it is written, or a literal of nothing but numbers whose type is that of the table's
// elements, or a plain array. A type of another package is not left out: it can be what that package is imported for.
func number(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind != token.STRING
	case *ast.UnaryExpr:
		return (e.Op == token.SUB || e.Op == token.ADD) && number(e.X)
	case *ast.KeyValueExpr:
		if _, field := e.Key.(*ast.Ident); !field && !number(e.Key) {
			return false
		}
		return number(e.Value)
	case *ast.CompositeLit:
		if t, ok := e.Type.(*ast.ArrayType); e.Type != nil && (!ok || !plain(t)) {
			return false
		}
		for _, in := range e.Elts {
			if !number(in) {
				return false
			}
		}
		return true
	}
	return false
}

func plain(t *ast.ArrayType) bool {
	_, ok := t.Elt.(*ast.Ident)
	return ok
}
