package summary

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/apivet/apivet/internal/lines"
	"github.com/apivet/apivet/internal/model"
)

// indexSyntax finds what SSA does not keep: the extents of calls and concatenations, which it knows by a single position, and
// literals with their places and names.
func (b *builder) indexSyntax() {
	b.declaredConstants()
	for _, f := range b.in.Files {
		if lines.Generated(f) {
			b.out.Generated = append(b.out.Generated, b.file(b.in.Fset.File(f.FileStart).Name()))
		}
		b.registers(f)
		ast.Inspect(f, func(n ast.Node) bool {
			if n != nil {
				b.texts.here = b.place(n)
				b.extent(n)
				b.declaration(n)
				b.expression(n)
			}
			return true
		})
	}
}

// place is a position in a node.
func (b *builder) place(n ast.Node) token.Pos {
	if e, ok := n.(*ast.BinaryExpr); ok {
		return b.start(e)
	}
	return n.Pos()
}

// start is where an operation begins: where its first operand does, which is kept from the operation that it is the first operand of.
// To look for it anew in each part of a long sum would take the square of the sum's length.
func (b *builder) start(e *ast.BinaryExpr) token.Pos {
	at, known := b.texts.starts[e]
	if !known {
		at = e.Pos()
	}
	if first, ok := e.X.(*ast.BinaryExpr); ok {
		b.texts.starts[first] = at
	}
	return at
}

// extent notes where a call, a concatenation or a list of an array begins and ends.
func (b *builder) extent(n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		b.ranges[n.Lparen] = span{callStart(n), n.End()}
	case *ast.BinaryExpr:
		if n.Op == token.ADD {
			b.ranges[n.OpPos] = span{b.start(n), n.End()}
		}
	case *ast.CompositeLit:
		if _, ok := n.Type.(*ast.ArrayType); ok && len(n.Elts) > 0 {
			b.ranges[n.Lbrace] = span{n.Pos(), n.End()}
		}
		b.settingRanges(n)
	case *ast.AssignStmt:
		b.settingRanges(n)
		if n.Tok == token.ADD_ASSIGN {
			b.ranges[n.Pos()] = span{n.Pos(), n.End()}
		}
	}
}

// declaration looks at declarations and statements for names, defaults and marks of literals.
func (b *builder) declaration(n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		b.texts.fn = span{n.Pos(), n.End()}
		if obj, ok := b.in.Info.Defs[n.Name].(*types.Func); ok {
			b.texts.in = model.Symbol(obj)
		}
		b.defaultValues(n.Name.Name, n)
		b.returnNames(n)
	case *ast.TypeSpec:
		if st, ok := n.Type.(*ast.StructType); ok {
			b.tagDefaults(n.Name.Name, st)
		}
	case *ast.StructType:
		b.tagDefaults("", n)
	case *ast.ValueSpec:
		b.defaultValues(n.Names[0].Name, n)
		b.valueNames(n.Names, n.Values)
	case *ast.AssignStmt:
		b.assignNames(n)
	case *ast.IfStmt:
		b.emptyCheck(n)
		b.replacedMarks(n)
		b.keptMarks(n)
	case *ast.SwitchStmt:
		b.switchComparisons(n)
	}
}

// expression looks at literals, and at expressions that say what they are for.
func (b *builder) expression(n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		b.literal(n)
	case *ast.Ident:
		b.constantUse(n)
	case *ast.CallExpr:
		b.argumentNames(n)
	case *ast.CompositeLit:
		b.elementNames(n)
	case *ast.KeyValueExpr:
		b.keyName(n)
	case *ast.IndexExpr:
		b.secretComparison(n.Lbrack, n.Index)
	case *ast.BinaryExpr:
		switch n.Op {
		case token.EQL, token.NEQ:
			b.secretComparison(n.OpPos, n.X, n.Y)
		case token.LOR:
			b.emptyMarks(n)
		case token.ADD:
			b.constantSum(n)
		}
	}
}

// callStart is where a call is said to be: at the name of the method in a chain of calls, which can run over many lines.
func callStart(call *ast.CallExpr) token.Pos {
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
		if _, chained := ast.Unparen(sel.X).(*ast.CallExpr); chained {
			return sel.Sel.Pos()
		}
	}
	return call.Pos()
}
