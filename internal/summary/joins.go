package summary

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// What a check found is often kept in a variable that is tested later: a flag, a state, a message, a list of problems, a pointer to
// what was found. Such a variable is a phi, and its test says which of the edges into it were taken, and with them what holds there.

// outcome is what is known when a value that comes over an edge has the outcome which is asked for; false if it cannot have it.
type outcome func(v ssa.Value, depth int) (factSet, bool)

// maxGiven is how deeply phis are looked into for a constant.
const maxGiven = 2

// maxJoined is how many phis are looked into for one condition.
const maxJoined = 32

// joined meets what is known over the edges into a phi that an outcome is possible over; false if it is possible over none. What
// comes around a loop tells of what is the same in each turn only.
func (f *funcBuilder) joined(phi *ssa.Phi, of outcome, depth int) (factSet, bool) {
	first := len(f.facts.busy) == 0
	if first {
		f.facts.joined = 0
	}
	f.facts.joined++
	switch {
	case depth > maxPath || f.facts.joined > maxJoined:
		return nil, true
	case f.facts.busy[phi]:
		return nil, false
	}
	f.facts.busy[phi] = true
	defer delete(f.facts.busy, phi)
	var out factSet
	some := false
	for i, e := range phi.Edges {
		pred := phi.Block().Preds[i]
		if phi.Block().Dominates(pred) && !slices.Contains(f.facts.turns, phi.Block()) {
			f.facts.turns = append(f.facts.turns, phi.Block())
		}
		var known factSet
		var ok bool
		if inner, isPhi := e.(*ssa.Phi); isPhi {
			known, ok = f.joined(inner, of, depth+1)
		} else {
			known, ok = of(e, depth+1)
		}
		if !ok || f.facts.in[pred.Index] == nil {
			continue
		}
		all := f.edgeFacts(pred, phi.Block()).with(known)
		if !some {
			out, some = all, true
			continue
		}
		out = out.meet(all)
	}
	if first {
		for _, head := range f.facts.turns {
			out = out.outside(head)
		}
		f.facts.turns = nil
	}
	return out, some
}

// outside is what s says of values that are made before a loop, and not of an element, which may be another one in each turn.
func (s factSet) outside(head *ssa.BasicBlock) factSet {
	out := factSet{}
	for p, cs := range s {
		in, ok := p.root.(ssa.Instruction)
		if (!ok || in.Block() != head && in.Block().Dominates(head)) && (p.path == donePath || !slices.ContainsFunc(splitPath(p.path), IsIndex)) {
			out[p] = cs
		}
	}
	return out
}

// chosen is what is known when a variable that is given constants equals one of them, or does not.
func (f *funcBuilder) chosen(x, y ssa.Value, equal bool, depth int) factSet {
	phi, ok := x.(*ssa.Phi)
	k, isConst := y.(*ssa.Const)
	if !ok || !isConst || !givenConstant(phi, 0) {
		return nil
	}
	known, _ := f.joined(phi, func(v ssa.Value, _ int) (factSet, bool) {
		switch c, ok := v.(*ssa.Const); {
		case ok && c.Value != nil && k.Value != nil:
			return nil, constant.Compare(c.Value, token.EQL, k.Value) == equal
		case ok:
			return nil, (c.Value == nil && k.Value == nil) == equal
		case k.Value == nil:
			return nil, !equal || !made(v)
		case k.Value.Kind() == constant.String && constant.StringVal(k.Value) == "":
			return nil, !equal || !longer(v)
		}
		return nil, true
	}, depth)
	return known
}

// givenConstant tells whether a constant comes over an edge into a phi, or into those that come over its edges.
func givenConstant(phi *ssa.Phi, depth int) bool {
	return slices.ContainsFunc(phi.Edges, func(e ssa.Value) bool {
		switch e := e.(type) {
		case *ssa.Const:
			return true
		case *ssa.Phi:
			return e != phi && depth < maxGiven && givenConstant(e, depth+1)
		}
		return false
	})
}

// made tells whether a value is the address of something, or something made here, and so not nil.
func made(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global, *ssa.MakeInterface, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan, *ssa.MakeClosure, *ssa.Function:
		return true
	}
	return false
}

// longer tells whether a text has constant text in it, and so is not empty.
func longer(v ssa.Value) bool {
	add, ok := v.(*ssa.BinOp)
	if !ok || add.Op != token.ADD {
		return false
	}
	for _, part := range []ssa.Value{add.X, add.Y} {
		if k, ok := part.(*ssa.Const); ok && k.Value != nil && constant.StringVal(k.Value) != "" || longer(part) {
			return true
		}
	}
	return false
}

// filled is what is known when a list to which things are appended is empty, or is not.
func (f *funcBuilder) filled(list ssa.Value, empty bool) factSet {
	phi, ok := list.(*ssa.Phi)
	if !ok || !givenConstant(phi, 0) {
		return nil
	}
	known, _ := f.joined(phi, func(v ssa.Value, _ int) (factSet, bool) {
		switch v := v.(type) {
		case *ssa.Const:
			return nil, empty
		case *ssa.MakeSlice:
			k, ok := v.Len.(*ssa.Const)
			return nil, empty || !ok || k.Int64() > 0
		case *ssa.Call:
			b, ok := v.Call.Value.(*ssa.Builtin)
			if ok && b.Name() == "append" && len(v.Call.Args) == 2 {
				elems, ok := variadicElems(v.Call.Args[1])
				return nil, !empty || !ok || len(elems) == 0
			}
		}
		return nil, true
	}, 0)
	return known
}
