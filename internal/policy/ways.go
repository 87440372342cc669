package policy

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// maxContexts is how many calls above a policy's function its configuration is told apart by.
const maxContexts = 3

// ways returns a policy for each calling context that decides its configuration, and for each way through the branches that
// make it.
func (pol Policy) ways() []*Policy {
	ways := []way{{}}
	for _, a := range pol.args {
		var next []way
		for _, w := range ways {
			next = append(next, pol.p.split(pol.Fn, a, w, 0)...)
		}
		ways = next
		if len(ways) > maxWays {
			ways = []way{{}}
			break
		}
	}
	var out []*Policy
	for _, w := range ways {
		one := pol
		one.way = w
		out = append(out, &one)
	}
	return out
}

// split follows an object back to where it is made, and returns the ways that lead there.
func (p *Policies) split(fn *program.Fn, n summary.NodeID, w way, depth int) []way {
	given := int32(-1) // a parameter that is stored into the object
	for range maxStates {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpStore:
			if node.Str == "" {
				n = node.Args[1]
				continue
			}
			if i := paramIn(fn, node.Args[1], 0); i >= 0 {
				given = i
			}
			n = node.Args[0]
		case summary.OpCallMod, summary.OpGuard, summary.OpConvert, summary.OpClosureMod:
			n = node.Args[0]
		case summary.OpPhi:
			return p.branches(fn, n, w, depth)
		case summary.OpResult:
			return p.returns(fn, node, w, depth)
		case summary.OpParam:
			return p.callersOf(fn, node.A, w, depth)
		default:
			if given >= 0 {
				return p.callersOf(fn, given, w, depth)
			}
			return []way{w}
		}
	}
	return []way{w}
}

// maxParts is how deep a value is looked at for a parameter that it is made of.
const maxParts = 5

// paramIn returns a parameter that a value is made of; -1 if there is none.
func paramIn(fn *program.Fn, n summary.NodeID, depth int) int32 {
	node := &fn.Nodes[n]
	if node.Op == summary.OpParam {
		return node.A
	}
	if depth > maxParts || node.Op == summary.OpClosure {
		return -1
	}
	args := node.Args
	if node.Op == summary.OpResult {
		args = fn.Calls[node.A].Args
	}
	for _, a := range args {
		if i := paramIn(fn, a, depth+1); i >= 0 {
			return i
		}
	}
	return -1
}

// branches takes each alternative of a join.
func (p *Policies) branches(fn *program.Fn, n summary.NodeID, w way, depth int) []way {
	at := program.Ref{Fn: fn, Node: n}
	if _, taken := w.Taken[at]; taken || depth > maxContexts || len(fn.Nodes[n].Args) > maxWays {
		return []way{w}
	}
	var out []way
	for i, a := range fn.Nodes[n].Args {
		out = append(out, p.split(fn, a, w.take(at, i), depth+1)...)
	}
	return out
}

// returns takes each return of a function of the program that makes an object.
func (p *Policies) returns(fn *program.Fn, node *summary.Node, w way, depth int) []way {
	targets := p.Callees(program.Site{Fn: fn, Call: node.A})
	if len(targets) != 1 || targets[0].Fn == nil || depth > maxContexts {
		return []way{w}
	}
	callee := targets[0].Fn
	at := program.Ref{Fn: callee}
	if _, taken := w.Taken[at]; taken {
		return []way{w}
	}
	var out []way
	for i := range callee.Returns {
		r := &callee.Returns[i]
		if int(node.B) < len(r.Values) && !p.Failed(callee, r, node.B) {
			inner := w.take(at, i)
			inner.Ctx = nil // Have: which call led here matters no more than what it passed, which the walk finds by itself.
			for _, found := range p.split(callee, r.Values[node.B], inner, depth+1) {
				found.Ctx = w.Ctx
				out = append(out, found)
			}
		}
	}
	if len(out) == 0 {
		return []way{w}
	}
	return out
}

// callersOf takes each call of a function that gets its configuration as a parameter.
func (p *Policies) callersOf(fn *program.Fn, param int32, w way, depth int) []way {
	if w.Ctx != nil || depth > maxContexts || len(fn.Callers()) == 0 || len(fn.Callers()) > maxWays {
		return []way{w}
	}
	var out []way
	for _, site := range fn.Callers() {
		c := &site.Fn.Calls[site.Call]
		if int(param) >= len(c.Args) {
			return []way{w}
		}
		inner := w
		inner.Ctx = nil
		for _, above := range p.split(site.Fn, c.Args[param], inner, depth+1) {
			ctx := &program.Context{Site: site, Parent: above.Ctx, Depth: 1}
			if above.Ctx != nil {
				ctx.Depth += above.Ctx.Depth
			}
			above.Ctx = ctx
			out = append(out, above)
		}
	}
	return out
}

// take is w with an alternative taken.
func (w way) take(at program.Ref, i int) way {
	out := way{Ctx: w.Ctx, Taken: make(map[program.Ref]int, len(w.Taken)+1)}
	for k, v := range w.Taken {
		out.Taken[k] = v
	}
	out.Taken[at] = i
	return out
}
