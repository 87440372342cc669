package program

import "github.com/apivet/apivet/internal/summary"

// literalAt is where constant text stands: where the constant is declared, if it is one of the program.
func (p *Program) literalAt(fn *Fn, node *summary.Node) Place {
	if node.B > 0 {
		if at, ok := p.consts[fn.Pkg.Names[node.B-1]]; ok {
			return at
		}
	}
	return Place{fn, node.Pos}
}

// libraryConst tells whether constant text is a named constant of another module.
func (p *Program) libraryConst(fn *Fn, node *summary.Node) bool {
	if node.B == 0 {
		return false
	}
	_, own := p.consts[fn.Pkg.Names[node.B-1]]
	return !own
}
