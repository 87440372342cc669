package summary

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// flow records the control flow of the function: its blocks with their calls in order, and the conditions of branches.
func (f *funcBuilder) flow(returns map[*ssa.Return]int32) {
	blocks := make([]Block, len(f.fn.Blocks))
	for i, blk := range f.fn.Blocks {
		b := &blocks[i]
		for _, s := range blk.Succs {
			b.Succs = append(b.Succs, int32(s.Index))
		}
		switch last := blk.Instrs[len(blk.Instrs)-1].(type) {
		case *ssa.If:
			b.Test = f.test(last.Cond, blk, 0)
		case *ssa.Return:
			b.Return = returns[last] + 1
		case *ssa.Panic:
			b.Panics, b.Panic = true, f.use(last.X, last)
		}
	}
	// Tests can add calls, so the calls come last.
	for i, blk := range f.fn.Blocks {
		for _, instr := range blk.Instrs {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				if c, ok := f.calls[instr]; ok {
					blocks[i].Calls = append(blocks[i].Calls, c)
				}
			case *ssa.Alloc:
				if f.configures(instr.Type()) {
					blocks[i].Makes = append(blocks[i].Makes, f.value(instr))
				}
			case *ssa.MakeClosure:
				blocks[i].Makes = append(blocks[i].Makes, f.value(instr))
			case *ssa.Store:
				if fa, ok := instr.Addr.(*ssa.FieldAddr); ok && f.configures(fa.X.Type()) {
					for _, m := range f.mem.byAt[instr] {
						blocks[i].Makes = append(blocks[i].Makes, f.modNode(m))
					}
				}
			}
		}
	}
	f.out.Blocks = blocks
}

// test is the node of a condition: what it compares, without losing what numbers and booleans are made of.
func (f *funcBuilder) test(v ssa.Value, blk *ssa.BasicBlock, depth int) NodeID {
	made := func(op string, args ...ssa.Value) NodeID {
		n := Node{Op: OpTest, Type: f.tt.index(v.Type()), Str: op, Pos: f.pos(v.Pos())}
		for _, a := range args {
			n.Args = append(n.Args, f.test(a, blk, depth+1))
		}
		return f.node(n)
	}
	if depth > maxPath {
		return f.value(v)
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		if f.tt.class(v.Type()) == Scalar {
			return made(v.Op.String(), v.X, v.Y)
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return made("!", v.X)
		}
	case *ssa.Convert:
		return f.test(v.X, blk, depth+1)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && !v.Call.IsInvoke() && b.Name() == "len" {
			return made("len", v.Call.Args...)
		}
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.TypeAssert:
			if v.Index == 1 {
				n := Node{Op: OpTest, Type: f.tt.index(v.Type()), Str: "is", A: f.tt.index(t.AssertedType), Args: []NodeID{f.test(t.X, blk, depth+1)}, Pos: f.pos(v.Pos())}
				return f.node(n)
			}
		case *ssa.Lookup:
			if v.Index == 1 {
				return made("has", t.X, t.Index)
			}
		case *ssa.Next:
			return made("next")
		}
	case *ssa.Phi:
		if f.tt.class(v.Type()) == Scalar && depth < 2 {
			n := made("phi", v.Edges...)
			ways := make([]Way, len(v.Edges))
			for i, p := range v.Block().Preds {
				ways[i] = Way{Arg: int32(i), From: int32(p.Index)}
			}
			f.merge(n, v.Block(), ways)
			return n
		}
	case *ssa.Lookup:
		if f.tt.class(v.Type()) == Scalar && !isString(v.X.Type()) {
			return made("has", v.X, v.Index)
		}
		if _, fixed := v.Index.(*ssa.Const); !fixed && depth > 0 && !isString(v.X.Type()) {
			return made("at", v.X, v.Index)
		}
	}
	return f.useIn(v, blk, len(blk.Instrs)-1)
}

// merge records from which blocks control brings the alternatives of a node that joins them.
func (f *funcBuilder) merge(n NodeID, blk *ssa.BasicBlock, ways []Way) {
	if !f.merged[n] {
		f.merged[n] = true
		f.out.Merges = append(f.out.Merges, Merge{Node: n, Block: int32(blk.Index), Ways: ways})
	}
}
