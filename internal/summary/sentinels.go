package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/apivet/apivet/internal/secret"
)

// sentinel is a text that a function knows its own marks by, such as the one that it puts in the place of an empty password to
// pass a validator: what equals it is replaced, or counts as empty.
type sentinel struct {
	in   span // the function
	text string
}

// replacedMarks looks for a text that is replaced where it is found: if x == "mark" { x = … }.
func (b *builder) replacedMarks(s *ast.IfStmt) {
	cmp, what, text := b.equation(s.Cond)
	if cmp == nil {
		return
	}
	for _, stmt := range s.Body.List {
		if a, ok := stmt.(*ast.AssignStmt); ok && slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool { return types.ExprString(l) == what }) {
			b.mark(cmp, text)
		}
	}
}

// keptMarks looks for a text that says that nothing changes: if x != "mark" { … }, alone or as one of several conditions, where
// what follows refuses nothing.
func (b *builder) keptMarks(s *ast.IfStmt) {
	compared := inequations(s.Cond)
	if s.Else != nil || len(compared) == 0 || b.refuses(s.Body) {
		return
	}
	for _, cmp := range compared {
		if text, ok := b.constantText(cmp.Y); ok && text != "" {
			b.mark(cmp, text)
		}
	}
}

// inequations returns the comparisons with != that a condition is made of.
func inequations(cond ast.Expr) []*ast.BinaryExpr {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	switch {
	case !ok:
		return nil
	case cmp.Op == token.NEQ:
		return []*ast.BinaryExpr{cmp}
	case cmp.Op == token.LAND, cmp.Op == token.LOR:
		return append(inequations(cmp.X), inequations(cmp.Y)...)
	}
	return nil
}

// refusals are words of the names of functions that refuse a request, or end it.
var refusals = []string{"abort", "error", "fatal", "panic", "notfound", "not", "redirect", "unauthorized", "forbidden", "forbid", "deny", "denied", "reject", "fail", "status", "exit"}

// refuses tells whether a block ends what the function does, or answers with an error.
func (b *builder) refuses(block *ast.BlockStmt) bool {
	found := false
	ast.Inspect(block, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt, *ast.BranchStmt:
			found = true
		case *ast.CallExpr:
			name := ""
			switch fun := ast.Unparen(n.Fun).(type) {
			case *ast.Ident:
				name = fun.Name
			case *ast.SelectorExpr:
				name = fun.Sel.Name
			}
			found = found || slices.ContainsFunc(secret.Words(name), func(w string) bool { return slices.Contains(refusals, w) })
			for _, a := range n.Args {
				if v := b.in.Info.Types[a].Value; v != nil && v.Kind() == constant.Int {
					status, exact := constant.Int64Val(v)
					found = found || exact && status >= 400 && status < 600
				}
			}
		}
		return !found
	})
	return found
}

// emptyMarks looks for a text that counts as empty: x == "" || x == "mark".
func (b *builder) emptyMarks(or *ast.BinaryExpr) {
	_, left, a := b.equation(or.X)
	cmp, right, c := b.equation(or.Y)
	if cmp != nil && left == right && a == "" && c != "" {
		b.mark(cmp, c)
	}
}

// equation returns a comparison of an expression with constant text for equality; nil if e, or the end of a conjunction, is none.
func (b *builder) equation(e ast.Expr) (cmp *ast.BinaryExpr, what, text string) {
	cmp, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if ok && cmp.Op == token.LAND {
		return b.equation(cmp.Y)
	}
	if !ok || cmp.Op != token.EQL {
		return nil, "", ""
	}
	v := b.in.Info.Types[cmp.Y].Value
	if v == nil || v.Kind() != constant.String {
		return nil, "", ""
	}
	return cmp, types.ExprString(cmp.X), constant.StringVal(v)
}

func (b *builder) mark(cmp *ast.BinaryExpr, text string) {
	b.texts.marks[cmp.OpPos] = true
	b.texts.sentinels = append(b.texts.sentinels, sentinel{b.texts.fn, text})
	if c := b.constOf(ast.Unparen(cmp.Y)); c != nil {
		b.out.Sentinels = append(b.out.Sentinels, b.constants[c])
	}
}

// placeSentinels finds where sentinels stand in their functions.
func (b *builder) placeSentinels() {
	for _, s := range b.texts.sentinels {
		for _, m := range b.texts.at[s.text] {
			if at := b.spanPos(m.span); m.start >= s.in.start && m.end <= s.in.end && m.name == "" && !slices.Contains(b.out.Sentinels, at) {
				b.out.Sentinels = append(b.out.Sentinels, at)
			}
		}
	}
	slices.SortFunc(b.out.Sentinels, comparePos)
}
