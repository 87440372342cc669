package program

import (
	"slices"

	"github.com/apivet/apivet/internal/summary"
)

// Attempt is what came of a text that was tried at an event.
type Attempt struct {
	Texts []Choice // what the event's value can be, with whether the conditions on the way let it be
	Part  bool     // the value can also be made of the text in a way that is not known
	Lost  bool     // nothing is known of what the value is
	Runs  Truth    // whether the event is reached
}

// Try tries a text at an event: what its value is when the text that the trial is about is text. path leads from the value to the
// leaf that holds the text: of several callers of a function, only those on it count.
func (t *Trial) Try(ev *Event, path []*Value, text string) Attempt {
	t.Begin(text, nil, -1)
	out := Attempt{Runs: True}
	fn, call := ev.Fn, ev.Call
	sites := callsOn(fn, path)
	ctxs := make([]*Context, len(sites)+1) // of ev.Fn, its caller on the path, and so on
	for i := len(sites) - 1; i >= 0; i-- {
		ctxs[i], _ = t.q.Push(ctxs[i+1], sites[i])
	}
	value := t.q.Walk(ev.Fn, ev.Node, ev.Path, ctxs[0])
	v := t.possible(value)
	out.Part, out.Lost = v.part, len(v.Known) == 0 && !v.part
	t.steps = trialSteps // Have: what the value is does not depend on how far control was followed.
	for i, ctx := range ctxs {
		if block, ok := fn.Control().BlockOf[call]; ok && call >= 0 {
			out.Runs = min(out.Runs, t.Eval(fn, fn.Control().RunsWhen(block), ctx, 0))
		}
		if i < len(sites) {
			fn, call = sites[i].Fn, sites[i].Call
		}
	}
	if out.Runs != False {
		out.Runs = min(out.Runs, t.Reached(fn, map[*Fn]bool{}, 0))
	}
	for i, s := range v.Known[:v.Certain] {
		out.Texts = append(out.Texts, Choice{Text: s, Truth: min(v.Truth[i], out.Runs)})
	}
	return out
}

// ReadsChars tells whether a function, or one that it calls, compares a character of a text with a constant, which a trial does not
// evaluate.
func (t *Trial) ReadsChars(fn *Fn) bool {
	own := func(fn *Fn) bool {
		return slices.ContainsFunc(fn.Nodes, func(n summary.Node) bool {
			return n.Op == summary.OpTest && len(n.Args) == 2 && isConst(fn, n.Args[1], summary.ConstNumber) && fn.Type(n.Args[0]).Class == summary.Text
		})
	}
	return own(fn) || slices.ContainsFunc(fn.Calls, func(c summary.Call) bool { return t.p.fns[c.Callee] != nil && own(t.p.fns[c.Callee]) })
}

// callsOn returns the calls by which a path leads from a function to its callers, innermost first.
func callsOn(fn *Fn, path []*Value) []Site {
	var out []Site
	for _, v := range path {
		i := slices.IndexFunc(fn.callers, func(s Site) bool { return s.Fn == v.At.Fn && s.Fn.Calls[s.Call].Pos == v.At.Pos })
		if i >= 0 && len(out) < maxDepth {
			out = append(out, fn.callers[i])
			fn = fn.callers[i].Fn
		}
	}
	return out
}
