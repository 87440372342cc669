package conduct

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// demandsAny tells whether a call in a handler demands a credential.
func (b *body) demandsAny() bool {
	for i := range b.fn.Calls {
		if b.demands(int32(i)) {
			return true
		}
	}
	return false
}

// demands tells whether a call in a handler panics unless a credential was found good: it is handed the error of a check, and does
// not return if there is one, as in
//
//	err := h.validateSession(r)
//	checkError(err)
func (b *body) demands(call int32) bool {
	c := &b.fn.Calls[call]
	if b.mode != handler || c.Kind != summary.Static || !c.Internal {
		return false
	}
	fn := b.j.p.Func(c.Callee)
	if fn == nil {
		return false
	}
	i := panicsOn(fn)
	if i < 0 || i >= len(c.Args) {
		return false
	}
	for _, asked := range b.slice.of(c.Args[i]).calls {
		check := &b.fn.Calls[asked]
		t := b.j.p.Func(check.Callee)
		if check.Kind != summary.Static || t == nil || !b.j.of(t, maxTraits).checked {
			continue
		}
		if b.j.of(t, maxTraits).raw || slices.ContainsFunc(check.Args, func(a summary.NodeID) bool { return b.slice.of(a).raw }) {
			return true
		}
	}
	return false
}

// panicsOn is the index of the parameter of a function that panics if it is an error; -1 if there is none.
func panicsOn(fn *program.Fn) int {
	for i := range fn.Blocks {
		blk := &fn.Blocks[i]
		if blk.Test == 0 || len(blk.Succs) != 2 {
			continue
		}
		test := &fn.Nodes[unguarded(fn, blk.Test)]
		if test.Op != summary.OpTest || test.Str != "!=" && test.Str != "==" || !nilConstant(fn, test.Args[1]) {
			continue
		}
		side := 0
		if test.Str == "==" {
			side = 1
		}
		p := &fn.Nodes[unguarded(fn, test.Args[0])]
		if p.Op == summary.OpParam && fn.Type(unguarded(fn, test.Args[0])).Name == "error" && fn.Blocks[blk.Succs[side]].Panics {
			return int(p.A)
		}
	}
	return -1
}
