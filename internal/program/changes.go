package program

import (
	"github.com/apivet/apivet/internal/summary"
)

// callMod reads an object after a call that got a reference to it.
func (q *query) callMod(fn *Fn, node *summary.Node, path string, ctx *context) *Value {
	prev := node.Args[0]
	site := Site{fn, node.A}
	m := match(node.Str, path)
	if !m.hit || q.identity && longer(node.Str, path) {
		return q.walk(fn, prev, path, ctx)
	}
	var vs []*Value
	unchanged := false
	for _, t := range q.callees(site, ctx) {
		switch {
		case t.fn == nil && q.identity && m.rest == "":
			unchanged = true // what another module fills is the same object still
		case t.fn == nil:
			v, keep := q.outside(site, t.symbol, node, m.rest, path, ctx)
			unchanged = unchanged || keep
			vs = append(vs, v)
		default:
			param := paramIndex(&fn.Calls[node.A], t, node.B)
			if param < 0 || int(param) >= len(t.fn.Outs) || !q.p.modifies(t.fn, param) {
				unchanged = true
				continue
			}
			inner, ok := q.push(ctx, site)
			if !ok {
				unchanged = true
				continue
			}
			vs = append(vs, q.walk(t.fn, t.fn.Outs[param], m.rest, inner))
		}
	}
	if unchanged || len(vs) == 0 {
		vs = append(vs, q.walk(fn, prev, path, ctx))
	}
	return join(vs...)
}

// paramIndex maps the index of a call's argument to the callee's parameter; -1 for a variadic one.
func paramIndex(c *summary.Call, t callee, arg int32) int32 {
	if c.Kind == summary.Dynamic && t.bound.fn != nil {
		arg++
	}
	if t.fn.Variadic && int(arg) >= len(t.fn.Params)-1 && !c.Spread {
		return -1
	}
	return arg
}

// modifies tells whether a function can change the object of its parameter.
func (p *Program) modifies(fn *Fn, param int32) bool {
	k := input{fn, param}
	if m, ok := p.modified[k]; ok {
		return m == 1
	}
	p.modified[k] = 0 // a recursive call adds nothing
	if int(param) >= len(fn.Outs) || fn.Outs[param] == 0 {
		return false
	}
	if p.changes(fn, fn.Outs[param], map[summary.NodeID]bool{}) {
		p.modified[k] = 1
		return true
	}
	return false
}

func (p *Program) changes(fn *Fn, n summary.NodeID, seen map[summary.NodeID]bool) bool {
	for !seen[n] {
		seen[n] = true
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpStore, summary.OpClosureMod:
			return true
		case summary.OpCallMod:
			c := &fn.Calls[node.A]
			for _, t := range p.callees(Site{fn, node.A}) {
				if t.fn == nil {
					if !c.Internal || p.Models.Own(t.symbol) {
						return true
					}
					continue
				}
				if i := paramIndex(c, t, node.B); i >= 0 && p.modifies(t.fn, i) {
					return true
				}
			}
			n = node.Args[0]
		case summary.OpGuard, summary.OpSelect:
			n = node.Args[0]
		case summary.OpPhi:
			for _, a := range node.Args {
				if p.changes(fn, a, seen) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// closureMod reads a captured variable after a closure that stores to it was made.
func (q *query) closureMod(fn *Fn, node *summary.Node, path string, ctx *context) *Value {
	before := q.walk(fn, node.Args[0], path, ctx)
	closure := &fn.Nodes[node.Args[1]]
	target := q.p.fns[closure.Str]
	m := match(node.Str, path)
	if target == nil || !m.hit || int(node.B) >= len(target.FreeOuts) || target.FreeOuts[node.B] == 0 {
		return before
	}
	inner, ok := q.push(ctx, Site{fn, -1 - int32(node.Args[1])})
	if !ok {
		return before
	}
	return join(before, q.walk(target, target.FreeOuts[node.B], m.rest, inner))
}
