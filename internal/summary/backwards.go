package summary

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// direction tells whether a loop's index counts up (1) or down (-1); 0 if neither is sure.
func direction(index ssa.Value, depth int) int {
	if depth > maxPath {
		return 0
	}
	switch index := index.(type) {
	case *ssa.Phi:
		for _, e := range index.Edges {
			if step, ok := e.(*ssa.BinOp); ok && step.X == index && positive(step.Y) {
				switch step.Op {
				case token.ADD:
					return 1
				case token.SUB:
					return -1
				}
			}
		}
	case *ssa.Convert:
		return direction(index.X, depth+1)
	case *ssa.BinOp:
		x, y := direction(index.X, depth+1), direction(index.Y, depth+1)
		switch {
		case x != 0 && y != 0:
		case index.Op == token.ADD:
			return x + y
		case index.Op == token.SUB:
			return x - y
		}
	}
	return 0
}

func positive(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Int && constant.Sign(c.Value) > 0
}

// backwards makes a node that selects any element one that selects them from the last to the first.
func (f *funcBuilder) backwards(n NodeID) NodeID {
	sel := f.out.Nodes[n]
	if sel.Op != OpSelect || sel.Str != Elem+PathEnd {
		return n
	}
	sel.A = 1
	return f.node(sel)
}
