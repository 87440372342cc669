package conduct

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// findFilters looks into the functions that are handed the request and can stop the chain, and in a handler, into the one
// that it leaves the request to.
func (b *body) findFilters() {
	for i := range b.fn.Blocks {
		blk := &b.fn.Blocks[i]
		for k, call := range blk.Calls {
			c := &b.fn.Calls[call]
			if b.mode == implicit && c.Kind == summary.Dynamic && route.CallsHandler(b.fn, c) {
				b.runs(call)
			}
			if c.Kind != summary.Static || !c.Internal || c.Later || b.subs[call] != nil {
				continue
			}
			target := b.j.p.Func(c.Callee)
			if target == nil || target == b.fn {
				continue
			}
			m, ok := b.filterMode(c, target, blk.Return > 0 && k == len(blk.Calls)-1)
			if !ok {
				continue
			}
			if in := b.j.m.Child(b.f, call, &setup.Value{Kind: setup.Func, Text: c.Callee, Fn: target}); in != nil {
				b.filters[call] = b.j.analyse(in, m, b.depth+1)
			}
		}
	}
}

// runs looks into the middleware of the program that a middleware runs itself, such as the one that it was made with.
func (b *body) runs(call int32) {
	var all *outcome
	for _, t := range b.j.m.Targets(b.f, call) {
		if t.Fn == nil || t.Fn == b.fn {
			return
		}
		in := b.j.m.Child(b.f, call, t)
		if in == nil {
			return
		}
		o := b.j.analyse(in, modeOf(b.j, t.Fn), b.depth+1)
		if all == nil {
			all = o
			continue
		}
		all = all.or(o)
	}
	if all != nil && len(all.layers) > 0 {
		b.filters[call] = all
	}
}

// or is the outcome where one of two functions runs: a layer is there where both have it, or is conditional.
func (o *outcome) or(x *outcome) *outcome {
	out := &outcome{passes: o.passes || x.passes, weak: o.weak || x.weak, layers: map[Layer]Verdict{}}
	for _, l := range Layers {
		switch a, b := o.layers[l], x.layers[l]; {
		case a != No && b != No:
			out.layers[l] = min(a, b)
		case a != No || b != No:
			out.layers[l] = min(Conditional, max(a, b))
		}
	}
	return out
}

// filterMode is how a function is looked into that a call reaches, last before a return or not; ok is false where it filters nothing.
func (b *body) filterMode(c *summary.Call, target *program.Fn, last bool) (m mode, ok bool) {
	switch {
	case !route.PassesOn(b.fn, c):
	case b.mode == handler && last, b.mode == implicit && b.j.of(target, maxTraits-1).stops:
		return b.mode, true
	}
	t := b.j.of(target, maxTraits-1)
	if !t.raw && !t.kept && !t.checked || !b.j.canEnd(target, maxEnds) {
		return 0, false
	}
	if b.answersItself() {
		return guard, true
	}
	return helper, true
}
