package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Functions of libraries that are handed a predicate restrict as the loop does that they are: slices.ContainsFunc is true if the
// predicate is for some element, strings.IndexFunc negative if it is for no character.

// predicates returns the functions that a node can be; nil if some are not the program's.
func (p *Program) predicates(fn *Fn, n summary.NodeID) []*Fn {
	if n == 0 {
		return nil
	}
	var out []*Fn
	for _, t := range p.Functions(fn, n) {
		if t.Fn == nil {
			return nil
		}
		out = append(out, t.Fn)
	}
	return out
}

// capturedHolds tells whether a guard restricts a variable that the predicate of a tested call captures: the predicate was true for
// some element.
func (q *Query) capturedHolds(fn *Fn, g *summary.Guard, path string, ctx *Context, depth int) bool {
	c := &fn.Calls[g.Call]
	some := slices.ContainsFunc(q.p.Models.Lookup(model.Func, c.Callee), func(e model.Entry) bool {
		return e.Role == model.Guard && e.Kind == "some" && Takes(c, e, g.Arg)
	})
	if !some || g.Want != summary.WantTrue {
		return false
	}
	return q.allImply(fn, g, c.Args[g.Arg], int32(summary.CapturedParam(int(g.Free)-1)), path, ctx, depth)
}

// predicateHolds tells whether a guard restricts the list or the text for which a predicate is asked: it was true for no element.
func (q *Query) predicateHolds(fn *Fn, g *summary.Guard, e *model.Entry, path string, ctx *Context, depth int) bool {
	c := &fn.Calls[g.Call]
	if g.Want != summary.WantFalse || e.By == nil {
		return false
	}
	if e.Kind == "chars" { // Have: which characters a function of the program lets pass is left to it.
		return path == "" && Takes(c, *e, g.Arg) && len(q.p.predicates(fn, ArgOf(c, *e.By))) > 0
	}
	rest, ok := strings.CutPrefix(path, summary.Elem+summary.PathEnd)
	if !ok || c.Args[g.Arg] != ArgOf(c, *e.By) {
		return false
	}
	return q.allImply(fn, g, ArgOf(c, e.In[0]), 0, rest, ctx, depth)
}

// allImply tells whether each predicate that a node can be returns what the guard wants only where a parameter is restricted.
func (q *Query) allImply(fn *Fn, g *summary.Guard, predicate summary.NodeID, param int32, path string, ctx *Context, depth int) bool {
	fns := q.p.predicates(fn, predicate)
	inner, ok := q.Push(ctx, Site{fn, g.Call})
	if !ok || len(fns) == 0 {
		return false
	}
	want := &summary.Guard{Want: g.Want}
	return !slices.ContainsFunc(fns, func(f *Fn) bool { return !q.implies(f, param, path, want, inner, depth) })
}

// picks tells whether a function of the program that is asked for each character of a text keeps only some: it says yes or no, or
// has constants for some.
func (p *Program) picks(fn *Fn, by summary.NodeID) bool {
	fns := p.predicates(fn, by)
	return len(fns) > 0 && !slices.ContainsFunc(fns, func(f *Fn) bool {
		return !slices.ContainsFunc(f.Returns, func(r summary.Return) bool {
			return len(r.Values) == 1 && (f.Nodes[r.Values[0]].Op == summary.OpConst || f.Nodes[r.Values[0]].Op == summary.OpTest)
		})
	})
}

// linkPredicates notes what the closures are handed that functions of libraries ask for each element of a list.
func (p *Program) linkPredicates(fn *Fn, call int32) {
	c := &fn.Calls[call]
	if c.Internal || !slices.ContainsFunc(c.Args, func(a summary.NodeID) bool { return fn.Nodes[a].Op == summary.OpClosure }) {
		return
	}
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Guard || e.Kind != "some" || e.By == nil {
			continue
		}
		e.In, e.Kind = []model.Index{*e.By}, "elems"
		for _, f := range p.predicates(fn, c.Args[len(c.Args)-1]) {
			p.yields[Input{f, 0}] = yield{Site{fn, call}, e}
		}
	}
}
