package conduct

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/summary"
)

// Leaks lists where a middleware answers that the request is refused, after a look at its credential, and passes it on all the
// same.
func (j *Judge) Leaks(m *route.Middleware) []program.Place {
	j.Middleware(m)
	var out []program.Place
	for _, fn := range j.functions(m.Value) {
		out = append(out, j.leaks[fn]...)
		for _, in := range j.inner(fn) {
			out = append(out, j.leaks[in]...)
		}
	}
	return out
}

// inner are the closures that are made in a function, with those in them.
func (j *Judge) inner(fn *program.Fn) []*program.Fn {
	var out []*program.Fn
	for n := range fn.Nodes {
		if node := &fn.Nodes[n]; node.Op == summary.OpClosure && node.A == 0 {
			if in := j.p.Func(node.Str); in != nil && in.Parent == fn.Name {
				out = append(append(out, in), j.inner(in)...)
			}
		}
	}
	return out
}

// noteLeaks notes the answers of a middleware that refuse a request which can be passed on after them.
func (b *body) noteLeaks() {
	if b.mode >= handler {
		return
	}
	if _, done := b.j.leaks[b.fn]; done {
		return
	}
	b.j.leaks[b.fn] = nil
	live := b.live()
	for i := range b.fn.Blocks {
		blk := &b.fn.Blocks[i]
		for k, c := range blk.Calls {
			if b.stops(c) {
				break
			}
			if live[i] && b.answersRefused(c) && b.goesOn(blk, k+1) && b.forCredential(int32(i)) {
				b.j.leaks[b.fn] = append(b.j.leaks[b.fn], program.Place{Fn: b.fn, Pos: b.fn.Calls[c].Pos})
			}
		}
	}
}

// live finds the blocks that control reaches before the chain was stopped.
func (b *body) live() []bool {
	out := make([]bool, len(b.fn.Blocks))
	todo := []int32{0}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if out[i] || !b.reach[i] {
			continue
		}
		out[i] = true
		blk := &b.fn.Blocks[i]
		if !slices.ContainsFunc(blk.Calls, b.stops) {
			todo = append(todo, blk.Succs...)
		}
	}
	return out
}

// answersRefused tells whether a call writes the answer that a request is refused, and does not stop the chain.
func (b *body) answersRefused(call int32) bool {
	c := &b.fn.Calls[call]
	if b.stops(call) || b.subs[call] != nil {
		return false
	}
	for _, e := range b.j.p.Models.Wiring(model.Func, c.Callee) {
		if e.Kind == model.Respond {
			return b.j.statusOf(b.fn, c)&(unauthorized|forbidden|toLogin) != 0 && !b.makesError(c)
		}
	}
	if !c.Internal || c.Kind != summary.Static || !route.PassesOn(b.fn, c) {
		return false
	}
	t := b.j.p.Func(c.Callee)
	if t == nil || len(c.Results) > 0 || len(t.Blocks) > 3 {
		return false
	}
	o := b.j.of(t, 1)
	return o.answers&(unauthorized|forbidden) != 0 && !o.stops
}

// goesOn tells whether the request can be passed on after the first n calls of a block.
func (b *body) goesOn(blk *summary.Block, n int) bool {
	for _, c := range blk.Calls[n:] {
		switch {
		case b.passes(c):
			return true
		case b.stops(c):
			return false
		}
	}
	if blk.Return > 0 {
		return b.mode == implicit
	}
	if blk.Panics {
		return false
	}
	for _, s := range blk.Succs {
		if b.pass[s] {
			return true
		}
	}
	return false
}

// forCredential tells whether a block runs on one side only of a test of a credential.
func (b *body) forCredential(i int32) bool {
	for k := range b.fn.Blocks {
		blk := &b.fn.Blocks[k]
		g := b.tests[int32(k)]
		if g == nil || g.strength == nothing || len(blk.Succs) != 2 {
			continue
		}
		if b.leadsTo(blk.Succs[0], i) != b.leadsTo(blk.Succs[1], i) {
			return true
		}
	}
	return false
}

// leadsTo tells whether control can go from a block to another one.
func (b *body) leadsTo(from, to int32) bool {
	seen := map[int32]bool{}
	todo := []int32{from}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if i == to {
			return true
		}
		if !seen[i] {
			seen[i] = true
			todo = append(todo, b.fn.Blocks[i].Succs...)
		}
	}
	return false
}
