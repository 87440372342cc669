package gosec

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// places finds again what gosec's issues are about: they say the file, the line and the column only.
type places struct {
	in    *Input
	files []*ast.File
	funcs []*ssa.Function
	known map[written][]token.Pos // positions of instructions and parameters
}

// written is a place as an issue has it.
type written struct {
	file         string
	line, column int
}

// find returns the extent of the syntax that an issue is about; nothing if there is none.
func (p *places) find(file, line, column string) (pos, end token.Pos) {
	first, _, _ := strings.Cut(line, "-")
	l, err := strconv.Atoi(first)
	if err != nil {
		return token.NoPos, token.NoPos
	}
	c, err := strconv.Atoi(column)
	if err != nil {
		return token.NoPos, token.NoPos
	}
	if p.known == nil {
		p.index()
	}
	for _, at := range p.known[written{file, l, c}] {
		return p.extent(at)
	}
	return token.NoPos, token.NoPos
}

// index notes the positions that issues can have.
func (p *places) index() {
	p.known = map[written][]token.Pos{}
	add := func(pos token.Pos) {
		f := p.in.Fset.File(pos)
		if !pos.IsValid() || f == nil {
			return
		}
		w := written{f.Name(), f.Line(pos), f.PositionFor(pos, false).Column}
		p.known[w] = append(p.known[w], pos)
	}
	for _, fn := range p.funcs {
		for _, v := range fn.Params {
			add(v.Pos())
		}
		for _, v := range fn.FreeVars {
			add(v.Pos())
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				add(instr.Pos())
			}
		}
	}
}

// extent returns the extent of the expression or declaration that SSA knows by a position.
func (p *places) extent(at token.Pos) (pos, end token.Pos) {
	for _, f := range p.files {
		if at < f.FileStart || at > f.FileEnd {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil || pos.IsValid() || at < n.Pos() || at > n.End() {
				return false
			}
			if mark(n) == at {
				pos, end = n.Pos(), n.End() // Have: of several with one mark, the outermost: x.f rather than f.
			}
			return true
		})
	}
	if !pos.IsValid() {
		return at, at
	}
	return pos, end
}

// mark is the position by which SSA knows what a node makes.
func mark(n ast.Node) token.Pos {
	switch n := n.(type) {
	case *ast.CallExpr:
		return n.Lparen
	case *ast.CompositeLit:
		return n.Lbrace
	case *ast.KeyValueExpr:
		return n.Colon
	case *ast.SelectorExpr:
		return n.Sel.Pos()
	case *ast.UnaryExpr:
		return n.OpPos
	case *ast.Ident:
		return n.Pos()
	}
	return token.NoPos
}
