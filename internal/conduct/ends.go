package conduct

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// never tells whether a call does not return: a model says so, or all functions of the program that it can reach end in a panic, or in
// such a call, on each of their ways.
func (j *Judge) never(fn *program.Fn, call int32) bool {
	c := &fn.Calls[call]
	if c.Later {
		return false
	}
	for _, e := range j.p.Models.Wiring(model.Func, c.Callee) {
		if _, only := e.Arg("error"); e.Kind == model.Exits && !only {
			return true
		}
	}
	switch {
	case c.Kind == summary.Static && c.Internal:
		t := j.p.Func(c.Callee)
		return t != nil && t != fn && j.ends(t)
	case c.Kind == summary.Invoke && len(c.Results) == 0:
		targets := j.p.Callees(program.Site{Fn: fn, Call: call})
		for _, t := range targets {
			if t.Fn == nil || !j.ends(t.Fn) {
				return false
			}
		}
		return len(targets) > 0 && len(targets) <= maxTargets
	}
	return false
}

// ends tells whether a function does not return.
func (j *Judge) ends(fn *program.Fn) bool {
	if v, ok := j.ended[fn]; ok {
		return v
	}
	j.ended[fn] = false
	if len(fn.Blocks) > 0 && !j.recovers(fn) {
		j.ended[fn] = !j.leads(fn, 0, func(blk *summary.Block) bool { return blk.Return > 0 })
	}
	return j.ended[fn]
}

// leads tells whether control can go from a block of a function on to one that is looked for, past calls that return.
func (j *Judge) leads(fn *program.Fn, start int32, wanted func(*summary.Block) bool) bool {
	found := false
	follow(start, func(i int32) []int32 {
		blk := &fn.Blocks[i]
		if found || j.cut(fn, blk) {
			return nil
		}
		found = wanted(blk)
		return blk.Succs
	})
	return found
}

// cut tells whether a call of a block does not return.
func (j *Judge) cut(fn *program.Fn, blk *summary.Block) bool {
	for _, c := range blk.Calls {
		if j.never(fn, c) {
			return true
		}
	}
	return false
}

// maxEnds is how many calls below a function a panic is looked for.
const maxEnds = 2

// canEnd tells whether a function does not return on some way, by a panic of its own or of a function of the program that it calls.
func (j *Judge) canEnd(fn *program.Fn, depth int) bool {
	k := traitKey{fn, depth}
	if v, ok := j.endings[k]; ok {
		return v
	}
	j.endings[k] = false
	j.endings[k] = !j.recovers(fn) && j.endsSomewhere(fn, depth)
	return j.endings[k]
}

func (j *Judge) endsSomewhere(fn *program.Fn, depth int) bool {
	for i := range fn.Blocks {
		if fn.Blocks[i].Panics {
			return true
		}
	}
	for i := range fn.Calls {
		if j.never(fn, int32(i)) {
			return true
		}
		c := &fn.Calls[i]
		if p, _ := j.throws(c); p >= 0 {
			return true
		}
		if t := j.p.Func(c.Callee); depth > 0 && !c.Later && c.Internal && c.Kind == summary.Static && t != nil && t != fn && j.canEnd(t, depth-1) {
			return true
		}
	}
	return false
}

// demandsAny tells whether a call demands a credential.
func (b *body) demandsAny() bool {
	for i := range b.fn.Calls {
		if b.demands(int32(i)) {
			return true
		}
	}
	return false
}

// demands tells whether a call panics unless a credential was found good: it is handed the error of a check, or whether it held, and
// does not return if that is not well, as in
//
//	err := h.validateSession(r)
//	checkError(err)
func (b *body) demands(call int32) bool {
	c := &b.fn.Calls[call]
	i, truth := b.j.throws(c)
	if i < 0 || i >= len(c.Args) || c.Later {
		return false
	}
	if truth {
		return b.slice.test(c.Args[i]).strength == proof && (!b.answersItself() || b.j.statusOf(b.fn, c)&refused != 0)
	}
	return b.verified(b.slice.of(c.Args[i]))
}

// verified tells whether a value comes from a function of the program that checks a credential which the client sent.
func (b *body) verified(o origin) bool {
	for _, asked := range o.calls {
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

// panicsAt tells whether control does not return from a block on.
func (b *body) panicsAt(i int32) bool {
	return !b.j.leads(b.fn, i, func(blk *summary.Block) bool { return blk.Return > 0 })
}

// thrown is the parameter of a function that panics if it is an error, or where truth is set, if it is false; param is -1 if there is none.
type thrown struct {
	param int
	truth bool
}

// throws is the argument of a call that does not return if that is an error, or where truth is set, if it is false; -1 if there is none.
func (j *Judge) throws(c *summary.Call) (arg int, truth bool) {
	for _, e := range j.p.Models.Wiring(model.Func, c.Callee) {
		if i, ok := e.Arg("error"); ok && e.Kind == model.Exits {
			return i.N, false
		}
	}
	if c.Kind != summary.Static || !c.Internal {
		return -1, false
	}
	t := j.p.Func(c.Callee)
	if t == nil {
		return -1, false
	}
	got := j.panicsOn(t)
	return got.param, got.truth
}

// panicsOn finds that parameter of a function.
func (j *Judge) panicsOn(fn *program.Fn) thrown {
	if t, ok := j.throwing[fn]; ok {
		return t
	}
	j.throwing[fn] = thrown{param: -1}
	if len(fn.Blocks) > maxThrowing || j.recovers(fn) {
		return j.throwing[fn]
	}
	for i := range fn.Blocks {
		if t := j.throwsAt(fn, &fn.Blocks[i]); t.param >= 0 {
			j.throwing[fn] = t
			return t
		}
	}
	for i := range fn.Calls {
		a, truth := j.throws(&fn.Calls[i])
		if a < 0 || a >= len(fn.Calls[i].Args) {
			continue
		}
		if p := &fn.Nodes[unguarded(fn, fn.Calls[i].Args[a])]; p.Op == summary.OpParam {
			j.throwing[fn] = thrown{int(p.A), truth}
		}
	}
	return j.throwing[fn]
}

// maxThrowing is the number of blocks of a function that does no more than panic on what it is handed.
const maxThrowing = 24

// throwsAt is the parameter that a block tests, if the function panics on one side and returns on the other.
func (j *Judge) throwsAt(fn *program.Fn, blk *summary.Block) thrown {
	none := thrown{param: -1}
	if blk.Test == 0 || len(blk.Succs) != 2 {
		return none
	}
	test := &fn.Nodes[unguarded(fn, blk.Test)]
	side := 1 // where it panics
	for test.Op == summary.OpTest && test.Str == "!" {
		test, side = &fn.Nodes[unguarded(fn, test.Args[0])], 1-side
	}
	returns := func(b *summary.Block) bool { return b.Return > 0 }
	panics := func(b *summary.Block) bool { return b.Panics }
	if test.Op == summary.OpParam {
		if j.leads(fn, blk.Succs[1-side], returns) && !j.leads(fn, blk.Succs[side], returns) {
			return thrown{int(test.A), true}
		}
		return none
	}
	if test.Op != summary.OpTest || test.Str != "!=" && test.Str != "==" || !nilConstant(fn, test.Args[1]) {
		return none
	}
	if test.Str == "!=" {
		side = 1 - side
	}
	n := unguarded(fn, test.Args[0])
	p, name := &fn.Nodes[n], fn.Type(n).Name
	switch {
	case p.Op != summary.OpParam || !j.leads(fn, blk.Succs[1-side], returns):
		return none
	case name == "error" && !j.leads(fn, blk.Succs[side], returns):
		return thrown{int(p.A), false}
	case (name == "" || name == "error") && j.leads(fn, blk.Succs[side], panics) && j.onlyAbout(fn, blk.Succs[side]):
		return thrown{int(p.A), false} // Have: it panics for some errors, and returns for others, such as lost connections.
	}
	return none
}

// onlyAbout tells whether all that is tested from a block of a function on is made of its parameters.
func (j *Judge) onlyAbout(fn *program.Fn, start int32) bool {
	return !j.leads(fn, start, func(blk *summary.Block) bool { return blk.Test != 0 && !handedTo(fn, blk.Test, 0) })
}

// handedTo tells whether a node is made of a parameter.
func handedTo(fn *program.Fn, n summary.NodeID, depth int) bool {
	node := &fn.Nodes[n]
	args := node.Args
	switch {
	case node.Op == summary.OpParam:
		return true
	case depth > maxMade:
		return false
	case node.Op == summary.OpResult:
		args = fn.Calls[node.A].Args
	}
	return slices.ContainsFunc(args, func(a summary.NodeID) bool { return handedTo(fn, a, depth+1) })
}

// maxMade is how deeply a node is looked into for the parameter that it is made of.
const maxMade = 6
