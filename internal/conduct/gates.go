package conduct

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// mode says what passes a request on, and what stops it.
type mode uint8

const (
	explicit mode = iota // only a call of the next handler passes it on
	implicit             // the chain goes on unless it was stopped
	handler              // the function itself answers, unless it refuses
	helper               // it goes on where the function returns, and stops where it panics
	guard                // the same of a function that a handler calls: only what refuses the request counts
)

// body is the analysis of one function's control flow.
type body struct {
	j     *Judge
	f     *setup.Frame
	fn    *program.Fn
	mode  mode
	slice *slicer
	reach []bool
	pass  []bool // by block: from its start, the request can be passed on
	tests map[int32]*gate
	subs  map[int32]*outcome // by call: what the function that it runs does, where that passes the request on
	// filters are the functions of the program that are handed the request and can stop the chain themselves.
	filters map[int32]*outcome
	depth   int
	walk    *walked // for one request; nil for any
}

// ways are the blocks that can follow a block.
func (b *body) ways(i int32) []int32 {
	if b.walk != nil {
		return b.walk.ways(i)
	}
	return b.j.m.Ways(b.f, i)
}

// gate is a branch after which one side can no longer pass the request on.
type gate struct {
	judged
	side    int   // that can
	stop    int32 // the block on the other side
	answers statuses
	options bool
	kind    Layer // "" for one of no interest
	half    bool  // see findHalves
}

// outcome is what a function's control flow was found to do.
type outcome struct {
	passes bool
	// layers are the layers that the gates make, with the verdict.
	layers map[Layer]Verdict
	weak   bool // there is a gate that asks for presence only
	login  bool // see isLogin
	panics bool // that stops with a panic, and lets the request go on where it returns
}

// maxBodies is how deeply functions that pass the request on for another one are looked into.
const maxBodies = 4

// analyse follows the control flow of a function.
func (j *Judge) analyse(f *setup.Frame, m mode, depth int) *outcome {
	fn := f.Fn
	out := &outcome{layers: map[Layer]Verdict{}, panics: m == helper || m == guard}
	if len(fn.Blocks) == 0 || depth > maxBodies {
		return out
	}
	j.m.Ask()
	b := &body{
		j: j, f: f, fn: fn, mode: m, slice: j.slicer(f, fn), reach: j.m.Reach(f), tests: map[int32]*gate{}, subs: map[int32]*outcome{},
		filters: map[int32]*outcome{}, depth: depth,
	}
	if j.asked != nil {
		j.asked.steps = askSteps
		b.walk = j.asked.walk(f)
		b.reach = b.walk.live
	}
	b.findSubs()
	b.findFilters()
	b.findPass()
	out.passes = b.pass[0]
	if out.passes {
		b.findGates()
		b.noteLeaks()
	}
	if j.trace != nil {
		j.trace(b)
	}
	if !out.passes {
		return out
	}
	for _, l := range []Layer{Auth, Authz, RateLimit, CSRF, BodyLimit} {
		if v := b.verdict(l); v != No {
			out.layers[l] = v
		}
	}
	out.login = m == handler && b.isLogin()
	for _, g := range b.tests {
		out.weak = out.weak || g.strength == presence
	}
	return out
}

// findSubs looks into the functions that calls run which pass the request on themselves: closures that are made here, and
// functions that are handed the next handler.
func (b *body) findSubs() {
	for _, blk := range b.fn.Blocks {
		for _, i := range blk.Calls {
			c := &b.fn.Calls[i]
			if c.Kind != summary.Dynamic && !b.handsNext(c) {
				continue
			}
			for _, t := range b.j.m.Targets(b.f, i) {
				if t.Fn == nil || t.Fn == b.fn || c.Kind == summary.Dynamic && t.Fn.Parent != b.fn.Name && !b.j.holdsNext(t, 0) {
					continue
				}
				in := b.j.m.Child(b.f, i, t)
				if in == nil {
					continue
				}
				if o := b.j.analyse(in, b.mode.inner(), b.depth+1); o.passes {
					b.subs[i] = o
				}
			}
		}
	}
}

// answersItself tells whether what is analysed is a handler, or a part of one.
func (b *body) answersItself() bool { return b.mode == handler || b.mode == guard }

// inner is the mode in which a function is looked into that another one runs.
func (m mode) inner() mode {
	if m == implicit {
		return explicit
	}
	return m
}

// handsNext tells whether a call of a function of the program is handed the next handler, or a closure that is made here.
func (b *body) handsNext(c *summary.Call) bool {
	if !c.Internal || b.mode > implicit {
		return false
	}
	for _, a := range c.Args {
		t := b.fn.Type(a)
		if t.Class != summary.Code && t.Name != "net/http.Handler" && t.Name != "net/http.HandlerFunc" {
			continue
		}
		if v := b.j.m.Eval(b.f, a, ""); v != nil && (v.Kind == setup.Next || v.Kind == setup.Func && v.Fn != nil) {
			return true
		}
	}
	return false
}

// findGates finds the branches of which one side can no longer pass the request on.
func (b *body) findGates() {
	for i := range b.fn.Blocks {
		blk := &b.fn.Blocks[i]
		if blk.Test == 0 || len(blk.Succs) != 2 || !b.reach[i] || len(b.ways(int32(i))) != 2 {
			continue
		}
		g := &gate{judged: b.slice.test(blk.Test), side: -1, options: b.slice.options(blk.Test)}
		if b.answersItself() {
			g.origin.answers |= g.told
		}
		if g.err && b.canLack(g.origin) {
			g.strength, g.proves = min(g.strength, presence), 0
		}
		b.tests[int32(i)] = g
		if slices.ContainsFunc(g.calls, func(c int32) bool { return b.subs[c] != nil }) {
			continue // Have: what is left to do, where a function may have passed the request on.
		}
		first, second := b.open(g, blk.Succs[0]), b.open(g, blk.Succs[1])
		switch {
		case first == second:
			continue
		case first:
			g.side = 0
		default:
			g.side = 1
		}
		g.stop = blk.Succs[1-g.side]
		g.answers = b.answers(g.stop) | g.origin.answers
		if g.kind = b.kindOf(g); g.kind == "" && g.err {
			g.strength, g.proves = min(g.strength, presence), 0
		}
	}
	b.findHalves()
}

// open tells whether the request can be passed on from a block on. A function that was asked and has stopped the chain
// itself is followed by nothing but a return.
func (b *body) open(g *gate, i int32) bool {
	if !b.pass[i] {
		return false
	}
	if b.mode == explicit || b.mode > handler || g.strength == nothing || slices.ContainsFunc(g.calls, func(c int32) bool { return b.filters[c] != nil && b.filters[c].panics }) {
		return true
	}
	blk := &b.fn.Blocks[i]
	if blk.Return == 0 || len(blk.Calls) > 0 {
		return true
	}
	if g.origin.stops {
		return false
	}
	// A handler that returns the error of a check refuses.
	if b.mode == handler && g.origin.answers&refused != 0 {
		values := b.fn.Returns[blk.Return-1].Values
		return len(values) == 0 || nilConstant(b.fn, values[len(values)-1])
	}
	return true
}

// answers is what the request can be answered with from a block on, up to where it could be passed on again.
func (b *body) answers(start int32) statuses {
	var out statuses
	follow(start, func(i int32) []int32 {
		blk := &b.fn.Blocks[i]
		for _, c := range blk.Calls {
			call := &b.fn.Calls[c]
			out |= b.j.statusOf(b.fn, call) | b.told(c)
			for _, t := range b.j.p.Callees(program.Site{Fn: b.fn, Call: c}) {
				if t.Fn != nil && call.Internal {
					out |= b.j.of(t.Fn, 1).answers & (refused | tooMany | tooLarge | broken)
				}
			}
		}
		switch {
		case blk.Return > 0:
			out |= b.j.returned(b.fn, b.fn.Returns[blk.Return-1].Values, 0)
		case blk.Panics:
			out |= b.j.returned(b.fn, []summary.NodeID{blk.Panic}, 0)
		}
		return blk.Succs
	})
	return out
}

// kindOf is the layer that a gate makes.
func (b *body) kindOf(g *gate) Layer {
	switch {
	case g.rate || g.answers&tooMany != 0 && g.answers&refused == 0:
		return RateLimit
	case g.answers&tooLarge != 0 && g.answers&refused == 0:
		return BodyLimit
	case g.csrf && (!g.kept || g.answers&(unauthorized|toLogin) == 0):
		return CSRF // Have: who is not known is told so, and not that a token against forged requests is wrong.
	case g.strength == nothing:
		return ""
	case g.err && g.answers&refused == 0 && (g.answers&broken != 0 || b.panicsAt(g.stop)) && !b.verified(g.origin):
		return "" // Have: what goes wrong in the server, such as an error of its database.
	case b.answersItself() && g.answers&refused == 0:
		return ""
	case g.role && g.answers&unauthorized == 0:
		return Authz
	}
	return Auth
}
