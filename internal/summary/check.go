package summary

import (
	"fmt"
)

// check makes sure that every index of a decoded summary is in range, so that no later step need ask.
func (s *Summary) check() error {
	if !s.checkTypes() {
		return fmt.Errorf("%w: types", errDamaged)
	}
	for _, f := range s.Funcs {
		if !s.checkFunc(f) {
			return fmt.Errorf("%w: %s", errDamaged, f.Name)
		}
	}
	return nil
}

func (s *Summary) checkTypes() bool {
	ok := true
	for i := range s.Types {
		ok = ok && s.Types[i].Elem >= 0 && int(s.Types[i].Elem) < len(s.Types)
		ok = ok && s.Types[i].Fields >= 0 && int(s.Types[i].Fields) <= len(s.Structs)
	}
	for _, t := range s.Structs {
		for _, f := range append(t.Fields[:len(t.Fields):len(t.Fields)], t.Times...) {
			ok = ok && f.Type >= 0 && int(f.Type) < len(s.Types) && int(f.Pos.File) <= len(s.Files)
		}
	}
	for _, w := range s.Written {
		ok = ok && w.File > 0 && int(w.File) <= len(s.Files)
	}
	for _, k := range s.Consts {
		ok = ok && int(k.Pos.File) <= len(s.Files)
	}
	for _, l := range s.Literals {
		ok = ok && int(l.Pos.File) <= len(s.Files)
	}
	for _, pos := range s.Sentinels {
		ok = ok && int(pos.File) <= len(s.Files)
	}
	for _, i := range s.Registers {
		ok = ok && int(i.Pos.File) <= len(s.Files)
	}
	for _, i := range s.Issues {
		ok = ok && int(i.Pos.File) <= len(s.Files)
	}
	return ok
}

func (s *Summary) checkFunc(f *Func) bool {
	ok := true
	node := func(ids ...NodeID) {
		for _, n := range ids {
			ok = ok && n >= 0 && int(n) < len(f.Nodes)
		}
	}
	in := func(i int32, n int) { ok = ok && i >= 0 && int(i) < n }
	pos := func(p Pos) { ok = ok && p.File >= 0 && int(p.File) <= len(s.Files) }
	facts := func(fs []Fact) {
		for _, x := range fs {
			in(x.Guard, len(f.Guards))
		}
	}
	for i := range f.Nodes {
		n := &f.Nodes[i]
		node(n.Args...)
		in(n.Type, len(s.Types))
		in(n.Name, len(s.Names)+1)
		pos(n.Pos)
		ok = ok && len(n.Args) >= arity[min(int(n.Op), len(arity)-1)]
		switch n.Op {
		case OpConst:
			in(n.B, len(s.Names)+1)
		case OpStore:
			in(n.B, max(1, len(f.Blocks)))
		case OpGuard:
			in(n.A, len(f.Guards))
		case OpResult, OpCallMod:
			in(n.A, len(f.Calls))
		}
	}
	for i := range f.Calls {
		node(f.Calls[i].Args...)
		node(f.Calls[i].Fn)
		pos(f.Calls[i].Pos)
		for _, at := range f.Calls[i].Loose {
			pos(at)
		}
		for _, t := range append(f.Calls[i].TypeArgs, f.Calls[i].Results...) {
			in(t, len(s.Types))
		}
	}
	for _, b := range f.Blocks {
		node(b.Test)
		node(b.Makes...)
		in(b.Return, len(f.Returns)+1)
		for _, i := range b.Calls {
			in(i, len(f.Calls))
		}
		for _, i := range b.Succs {
			in(i, len(f.Blocks))
		}
	}
	for _, m := range f.Merges {
		node(m.Node)
		in(m.Block, len(f.Blocks))
		for _, w := range m.Ways {
			in(w.From, len(f.Blocks))
			ok = ok && int(m.Node) < len(f.Nodes) && w.Arg >= 0 && int(w.Arg) < len(f.Nodes[m.Node].Args)
		}
	}
	for _, g := range f.Guards {
		node(g.Node)
		if g.Kind == GuardResult {
			in(g.Call, len(f.Calls))
		}
		for _, a := range g.Any {
			in(a, len(f.Guards))
		}
	}
	for _, r := range f.Returns {
		node(r.Values...)
		facts(r.Facts)
		facts(r.True)
		facts(r.False)
		facts(r.Nil)
	}
	for _, p := range f.Params {
		in(p.Type, len(s.Types))
	}
	node(f.Outs...)
	node(f.FreeOuts...)
	for _, l := range f.Leaves {
		node(l.Object, l.State)
	}
	for _, g := range f.Globals {
		node(g.Value)
		in(g.Block, max(1, len(f.Blocks)))
	}
	node(f.Empties...)
	for _, k := range f.Compares {
		node(k.X, k.Y)
		pos(k.Pos)
	}
	return ok
}

// arity is the number of Args that a node of each Op has at least.
var arity = [...]int{OpSelect: 1, OpStore: 2, OpCallMod: 1, OpClosureMod: 2, OpAppend: 1, OpConvert: 1, OpGuard: 1, OpOpaque: 0, OpCut: 1, OpTest: 0, OpFrom: 1, OpDrawn: 2}
