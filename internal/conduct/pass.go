package conduct

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// findPass finds from which blocks the request can be passed on.
func (b *body) findPass() {
	b.pass = make([]bool, len(b.fn.Blocks))
	for changed := true; changed; {
		changed = false
		for i := len(b.fn.Blocks) - 1; i >= 0; i-- {
			if !b.pass[i] && b.reach[i] && b.canPass(int32(i)) {
				b.pass[i], changed = true, true
			}
		}
	}
}

func (b *body) canPass(i int32) bool {
	blk := &b.fn.Blocks[i]
	for _, c := range blk.Calls {
		switch {
		case b.passes(c):
			return true
		case b.stops(c):
			return false
		}
	}
	switch {
	case blk.Return > 0:
		return b.goesOnBehind(i)
	case blk.Panics:
		return false
	}
	for _, s := range b.ways(i) {
		if b.pass[s] {
			return true
		}
	}
	return false
}

// goesOnBehind tells whether the request is passed on where a block returns.
func (b *body) goesOnBehind(i int32) bool {
	switch b.mode {
	case explicit:
		return false
	case handler:
		return !b.refuses(b.fn.Blocks[i].Return-1) && !b.fails(i) && !b.saysNo(i)
	}
	return true
}

// passes tells whether a call passes the request on.
func (b *body) passes(call int32) bool {
	if b.mode >= handler {
		return false
	}
	if b.subs[call] != nil {
		return true
	}
	c := &b.fn.Calls[call]
	for _, e := range b.j.p.Models.Wiring(model.Func, c.Callee) {
		if e.Kind == model.Next {
			return true
		}
	}
	return b.mode == explicit && b.j.callsNext(b.f, c)
}

// stops tells whether a call stops the chain, or in a handler, refuses the request.
func (b *body) stops(call int32) bool {
	c := &b.fn.Calls[call]
	if f := b.filters[call]; b.j.never(b.fn, call) || f != nil && !f.passes && b.mode != handler {
		return true
	}
	switch b.mode {
	case implicit:
		for _, e := range b.j.p.Models.Wiring(model.Func, c.Callee) {
			if e.Kind == model.Abort {
				return true
			}
		}
	case handler:
		return b.j.statusOf(b.fn, c)&wrong != 0 && !b.makesError(c) || b.always(call, handler)
	}
	return false
}

// makesError tells whether a call only makes an error, which says nothing until it is returned.
func (b *body) makesError(c *summary.Call) bool {
	return !route.PassesOn(b.fn, c) && len(c.Results) == 1 && b.fn.Pkg.Types[c.Results[0]].Name != "" && b.fn.Pkg.Types[c.Results[0]].Class == summary.Mixed && !c.HasRecv
}

// always tells whether a call of a function of the program stops the request on every way through that function.
func (b *body) always(call int32, m mode) bool {
	c := &b.fn.Calls[call]
	if !c.Internal || c.Kind != summary.Static || b.depth >= maxBodies {
		return false
	}
	target := b.j.p.Func(c.Callee)
	if target == nil || target == b.fn {
		return false
	}
	k := alwaysKey{target, m}
	if v, ok := b.j.stopped[k]; ok {
		return v
	}
	b.j.stopped[k] = false
	t := b.j.of(target, 1)
	v := false
	if m == implicit && t.stops || m == handler && t.answers&wrong != 0 {
		f := b.j.m.Child(b.f, call, &setup.Value{Kind: setup.Func, Text: c.Callee, Fn: target})
		if f != nil && len(target.Blocks) > 0 {
			in := &body{j: b.j, f: f, fn: target, mode: m, reach: b.j.m.Reach(f), depth: b.depth + 1, subs: map[int32]*outcome{}, slice: b.j.slicer(f, target)}
			in.findPass()
			v = !in.pass[0]
		}
	}
	b.j.stopped[k] = v
	return v
}

type alwaysKey struct {
	fn   *program.Fn
	mode mode
}

// refuses tells whether a return statement of a handler refuses the request: with an error that is made for it.
func (b *body) refuses(i int32) bool {
	values := b.fn.Returns[i].Values
	return len(values) > 0 && b.j.returned(b.fn, values, 0)&refused != 0
}

// fails tells whether a block of a handler returns an error that a test before it found not to be nil.
func (b *body) fails(i int32) bool {
	values := b.fn.Returns[b.fn.Blocks[i].Return-1].Values
	if len(values) == 0 || b.fn.Type(values[len(values)-1]).Name != "error" {
		return false
	}
	err := unguarded(b.fn, values[len(values)-1])
	for k := range b.fn.Blocks {
		blk := &b.fn.Blocks[k]
		if blk.Test == 0 || len(blk.Succs) != 2 || blk.Succs[0] == blk.Succs[1] {
			continue
		}
		test := &b.fn.Nodes[unguarded(b.fn, blk.Test)]
		if test.Op != summary.OpTest || test.Str != "!=" && test.Str != "==" || unguarded(b.fn, test.Args[0]) != err || !nilConstant(b.fn, test.Args[1]) {
			continue
		}
		side := 0
		if test.Str == "==" {
			side = 1
		}
		if blk.Succs[side] == i {
			return true
		}
	}
	return false
}

// unguarded is a node without the guards around it.
func unguarded(fn *program.Fn, n summary.NodeID) summary.NodeID {
	for fn.Nodes[n].Op == summary.OpGuard {
		n = fn.Nodes[n].Args[0]
	}
	return n
}

func nilConstant(fn *program.Fn, n summary.NodeID) bool {
	node := &fn.Nodes[n]
	return node.Op == summary.OpConst && summary.ConstKind(node.A) == summary.ConstNil
}
