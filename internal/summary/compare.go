package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/secret"
)

// secretComparison notes a comparison one side of which says by its names that it is a secret, under the position that SSA
// gives to it.
func (b *builder) secretComparison(at token.Pos, sides ...ast.Expr) {
	for _, e := range sides {
		if b.saysSecret(e, 0) {
			b.texts.compared[at] = true
		}
	}
}

// switchComparisons notes the comparisons of a switch over a secret.
func (b *builder) switchComparisons(sw *ast.SwitchStmt) {
	if sw.Tag == nil || !b.saysSecret(sw.Tag, 0) {
		return
	}
	for _, stmt := range sw.Body.List {
		if clause, ok := stmt.(*ast.CaseClause); ok {
			for _, e := range clause.List {
				b.texts.compared[e.Pos()] = true
			}
		}
	}
}

// saysSecret tells whether an expression says by the name of a variable, field, function, header or setting that its value is
// a secret, or is made of one that does.
func (b *builder) saysSecret(e ast.Expr, depth int) bool {
	known := b.in.Models.Secrets
	says := func(name string) bool { return known.Name(name) != secret.None }
	if depth > 3 {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return says(e.Name) || b.texts.read[b.in.Info.ObjectOf(e)] != ""
	case *ast.SelectorExpr:
		return says(e.Sel.Name)
	case *ast.StarExpr:
		return b.saysSecret(e.X, depth+1)
	case *ast.SliceExpr:
		return b.saysSecret(e.X, depth+1)
	case *ast.IndexExpr:
		return b.namesSecret(e.Index) || b.saysSecret(e.X, depth+1)
	case *ast.CallExpr:
		if !b.in.Info.Types[e.Fun].IsType() && b.saysSecret(e.Fun, depth+1) {
			return true
		}
		for _, a := range e.Args {
			if b.namesSecret(a) || b.saysSecret(a, depth+1) {
				return true
			}
		}
	}
	return false
}

// namesSecret tells whether an expression is the constant name of a header or setting that carries a secret.
func (b *builder) namesSecret(e ast.Expr) bool {
	v := b.in.Info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return false
	}
	name := constant.StringVal(v)
	return b.in.Models.Secrets.Header(name) || b.in.Models.Secrets.Setting(name) != secret.None
}

// compare records a comparison of texts one of which could be a secret: by its name, or because it looks like one.
func (f *funcBuilder) compare(op *ssa.BinOp) {
	if op.Op != token.EQL && op.Op != token.NEQ || !isString(op.X.Type()) || f.texts.marks[op.Pos()] {
		return
	}
	named, looks, consts := f.texts.compared[op.Pos()], false, 0
	for _, v := range []ssa.Value{op.X, op.Y} {
		k, ok := v.(*ssa.Const)
		if !ok {
			continue
		}
		if k.Value == nil || k.Value.Kind() != constant.String || constant.StringVal(k.Value) == "" {
			return
		}
		consts++
		looks = looks || f.comparable(constant.StringVal(k.Value))
	}
	tried := consts == 1 && f.tries(op.X, op.Y)
	if consts == 2 || !named && !looks && !tried {
		return
	}
	f.out.Compares = append(f.out.Compares, Compare{X: f.use(op.X, op), Y: f.use(op.Y, op), Pos: f.pos(op.Pos()), Tried: !named && !looks})
}

// tries tells whether one of two values is a parameter, in a function that says yes or no.
func (f *funcBuilder) tries(vs ...ssa.Value) bool {
	results := f.fn.Signature.Results()
	if results.Len() == 0 || !isBool(results.At(0).Type()) {
		return false
	}
	return slices.ContainsFunc(vs, func(v ssa.Value) bool { _, ok := v.(*ssa.Parameter); return ok })
}

// member records that a secret is looked up in a map: it is compared with its keys.
func (f *funcBuilder) member(v *ssa.Lookup) {
	if isString(v.X.Type()) || !isString(v.Index.Type()) || !f.texts.compared[v.Pos()] {
		return
	}
	if _, ok := v.Index.(*ssa.Const); ok {
		return
	}
	keys := f.selectPath(f.use(v.X, v), Key+PathEnd, v.Index.Type())
	f.out.Compares = append(f.out.Compares, Compare{X: f.use(v.Index, v), Y: keys, Pos: f.pos(v.Pos())})
}

// comparable tells whether a text can be a secret that another one is compared with: as it is, or in a header's value.
func (f *funcBuilder) comparable(text string) bool {
	if token, ok := secret.Credentials(text); ok {
		text = token
	}
	return f.in.Models.Secrets.Plausible(text)
}
