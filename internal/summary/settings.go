package summary

import (
	"go/ast"
	"go/types"
	"strconv"

	"github.com/apivet/apivet/internal/model"
)

// registers notes the imports that register handlers.
func (b *builder) registers(f *ast.File) {
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err == nil && len(b.in.Models.Wiring(model.Import, path)) > 0 {
			b.out.Registers = append(b.out.Registers, Import{path, b.spanPos(span{spec.Pos(), spec.End()})})
		}
	}
}

// settingRanges notes the extents of what makes or sets up an object of a type that holds settings: a literal, each field of
// it, and assignments to fields, which SSA knows by single positions.
func (b *builder) settingRanges(n ast.Node) {
	switch n := n.(type) {
	case *ast.CompositeLit:
		if !b.configures(b.in.Info.TypeOf(n)) {
			return
		}
		b.ranges[n.Lbrace] = span{n.Pos(), n.End()}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				b.ranges[kv.Colon] = span{kv.Pos(), kv.End()}
			}
		}
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			sel, ok := ast.Unparen(l).(*ast.SelectorExpr)
			if !ok || !b.configures(b.in.Info.TypeOf(sel.X)) {
				continue
			}
			end := n.End()
			if len(n.Lhs) > 1 {
				end = n.Lhs[i].End()
			}
			b.ranges[sel.Sel.Pos()] = span{sel.Pos(), end}
		}
	}
}

// configures tells whether t, or what it points to, holds settings that models speak of.
func (b *builder) configures(t types.Type) bool {
	if t == nil {
		return false
	}
	name, _ := typeName(t)
	return name != "" && b.in.Models.Configures(name)
}
