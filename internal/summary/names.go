package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// declaredConstants notes where the package declares constants of text.
func (b *builder) declaredConstants() {
	for _, f := range b.in.Files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.CONST {
				continue
			}
			for _, spec := range decl.Specs {
				b.declaredIn(spec.(*ast.ValueSpec))
			}
		}
	}
}

func (b *builder) declaredIn(v *ast.ValueSpec) {
	for i, id := range v.Names {
		c, ok := b.in.Info.Defs[id].(*types.Const)
		if !ok || i >= len(v.Values) || c.Val().Kind() != constant.String || !credentialLike(constant.StringVal(c.Val())) {
			continue
		}
		b.constants[c] = b.spanPos(span{v.Values[i].Pos(), v.Values[i].End()})
		b.out.Consts = append(b.out.Consts, Const{Name: c.Pkg().Path() + "." + c.Name(), Pos: b.constants[c]})
	}
}

// valueNames notes the names of the variables of a declaration.
func (b *builder) valueNames(names []*ast.Ident, values []ast.Expr) {
	lhs := make([]ast.Expr, len(names))
	for i, id := range names {
		lhs[i] = id
	}
	b.assigned(lhs, values)
}

func (b *builder) assignNames(a *ast.AssignStmt) { b.assigned(a.Lhs, a.Rhs) }

func (b *builder) keyName(kv *ast.KeyValueExpr) {
	switch k := kv.Key.(type) {
	case *ast.Ident:
		b.give(kv.Value, k.Name)
	case *ast.BasicLit:
		b.give(kv.Value, strings.Trim(k.Value, "\"`"))
	}
}

// assigned notes the names that values are assigned to: of literals whatever they are, of others where they can be those
// of secrets.
func (b *builder) assigned(lhs, rhs []ast.Expr) {
	for i, l := range lhs {
		name := ""
		switch l := ast.Unparen(l).(type) {
		case *ast.Ident:
			name = l.Name
		case *ast.SelectorExpr:
			name = l.Sel.Name
		case *ast.IndexExpr:
			name, _ = b.constantText(l.Index)
		}
		if name == "" || name == "_" {
			continue
		}
		value, result := ast.Expr(nil), 0
		switch {
		case len(rhs) == len(lhs):
			value = rhs[i]
		case len(rhs) == 1:
			value, result = rhs[0], i
		default:
			continue
		}
		value = ast.Unparen(value)
		b.texts.given[extentOf(value)] = name
		b.readFrom(l, value)
		if _, index := value.(*ast.IndexExpr); index || b.in.Models.Secrets.Kept(name) {
			if p := ssaPos(value); p.IsValid() {
				b.texts.vars[target{p, result}] = name
			}
		}
	}
}

// unconverted looks through the conversion of a literal: []byte("...").
func unconverted(e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 {
		if lit, ok := ast.Unparen(call.Args[0]).(*ast.BasicLit); ok {
			if _, slice := ast.Unparen(call.Fun).(*ast.ArrayType); slice {
				return lit
			}
		}
	}
	return e
}

// ssaPos is the position that SSA gives to the value of an expression.
func ssaPos(e ast.Expr) token.Pos {
	switch e := e.(type) {
	case *ast.CallExpr:
		return e.Lparen
	case *ast.BinaryExpr:
		return e.OpPos
	case *ast.SelectorExpr:
		return e.Sel.Pos()
	case *ast.IndexExpr:
		return e.Lbrack
	case *ast.SliceExpr:
		return e.Lbrack
	case *ast.TypeAssertExpr:
		return e.Lparen
	case *ast.StarExpr:
		return e.Star
	case *ast.UnaryExpr:
		return e.OpPos
	}
	return token.NoPos
}

// nameOf gives a value's node the name of the variable that holds it.
func (f *funcBuilder) nameOf(n NodeID, v ssa.Value) {
	if len(f.texts.vars) == 0 {
		return
	}
	t := target{pos: v.Pos()}
	if x, ok := v.(*ssa.Extract); ok {
		t = target{x.Tuple.Pos(), x.Index}
	}
	if name := f.texts.vars[t]; t.pos.IsValid() && name != "" && !f.shared(n, name) {
		f.setName(n, name)
	}
}

// shared tells whether a node is an element of a list that variables of several names hold, as where the words of a command are read:
// it has the name of none.
func (f *funcBuilder) shared(n NodeID, name string) bool {
	node := &f.out.Nodes[n]
	if node.Op != OpSelect || !listIndex(node.Str) {
		return false
	}
	if held, ok := f.held[n]; ok && held != name {
		node.Name = 0
		f.held[n] = ""
		return true
	}
	f.held[n] = name
	return false
}

// listIndex tells whether an access path's element is that of a list at an index which is known.
func listIndex(elem string) bool {
	return len(elem) > 1 && elem[0] == '[' && '0' <= elem[1] && elem[1] <= '9'
}

// setName names a node, if the name can be that of a secret and the node has none yet.
func (f *funcBuilder) setName(n NodeID, name string) {
	if name == "" || n == 0 || f.out.Nodes[n].Name != 0 || f.out.Nodes[n].Op == OpConst || !f.in.Models.Secrets.Kept(name) {
		return
	}
	if f.anyElement(n) {
		return
	}
	f.out.Nodes[n].Name = f.texts.name(name)
}

// anyElement tells whether a node reads what is at an index that is not known: one node stands for all that are read so,
// whatever they are called.
func (f *funcBuilder) anyElement(n NodeID) bool {
	for f.out.Nodes[n].Op == OpSelect || f.out.Nodes[n].Op == OpConvert {
		if f.out.Nodes[n].Str == Elem+PathEnd {
			return true
		}
		n = f.out.Nodes[n].Args[0]
	}
	return false
}
