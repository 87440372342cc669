package summary

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// extract is one component of a tuple.
func (f *funcBuilder) extract(v *ssa.Extract) NodeID {
	at := v.Tuple.(ssa.Instruction)
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		return f.result(t, v.Index, v.Type())
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return f.asserted(t, t.AssertedType)
		}
		return f.test(v, v.Block(), 0)
	case *ssa.Lookup:
		if v.Index == 0 {
			return f.lookup(t, v.Type())
		}
		return f.test(v, v.Block(), 0)
	case *ssa.UnOp:
		if v.Index == 0 && t.Op == token.ARROW {
			return f.selectPath(f.use(t.X, at), Elem+PathEnd, v.Type())
		}
	case *ssa.Next:
		if r, ok := t.Iter.(*ssa.Range); ok && !t.IsString {
			switch v.Index {
			case 1:
				return f.selectPath(f.use(r.X, r), Key+PathEnd, v.Type())
			case 2:
				return f.selectPath(f.use(r.X, r), Elem+PathEnd, v.Type())
			}
		}
	case *ssa.Select:
		return f.received(t, v)
	}
	return f.opaque(v.Type(), "operator")
}

// received is what a select statement receives.
func (f *funcBuilder) received(sel *ssa.Select, v *ssa.Extract) NodeID {
	i := 2
	for _, s := range sel.States {
		if s.Dir != types.RecvOnly {
			continue
		}
		if i == v.Index {
			return f.selectPath(f.use(s.Chan, sel), Elem+PathEnd, v.Type())
		}
		i++
	}
	return f.opaque(v.Type(), "operator")
}
