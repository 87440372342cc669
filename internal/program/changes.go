package program

import "github.com/apivet/apivet/internal/summary"

// callMod reads an object after a call that got a reference to it.
func (q *Query) callMod(fn *Fn, node *summary.Node, path string, ctx *Context) *Value {
	prev := node.Args[0]
	site := Site{fn, node.A}
	m := match(node.Str, path)
	if !m.hit || q.Identity && longer(node.Str, path) {
		return q.Walk(fn, prev, path, ctx)
	}
	var vs []*Value
	unchanged := false
	for _, t := range q.CalleesIn(site, ctx) {
		switch {
		case t.Fn == nil && q.Identity && m.rest == "":
			unchanged = true // what another module fills is the same object still
		case t.Fn == nil:
			v, keep := q.outside(site, t.Symbol, node, m.rest, path, ctx)
			unchanged = unchanged || keep
			vs = append(vs, v)
		default:
			param := ParamIndex(&fn.Calls[node.A], t, node.B)
			if param < 0 || int(param) >= len(t.Fn.Outs) || !q.p.modifies(t.Fn, param) {
				unchanged = true
				continue
			}
			inner, ok := q.Push(ctx, site)
			if !ok {
				unchanged = true
				continue
			}
			vs = append(vs, q.Walk(t.Fn, t.Fn.Outs[param], m.rest, inner))
		}
	}
	if unchanged || len(vs) == 0 {
		vs = append(vs, q.Walk(fn, prev, path, ctx))
	}
	return Join(vs...)
}

// modifies tells whether a function can change the object of its parameter.
func (p *Program) modifies(fn *Fn, param int32) bool {
	k := Input{fn, param}
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
			for _, t := range p.Callees(Site{fn, node.A}) {
				if t.Fn == nil {
					if !c.Internal || p.Models.Own(t.Symbol) {
						return true
					}
					continue
				}
				if i := ParamIndex(c, t, node.B); i >= 0 && p.modifies(t.Fn, i) {
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
func (q *Query) closureMod(fn *Fn, node *summary.Node, path string, ctx *Context) *Value {
	before := q.Walk(fn, node.Args[0], path, ctx)
	closure := &fn.Nodes[node.Args[1]]
	target := q.p.fns[closure.Str]
	m := match(node.Str, path)
	if target == nil || !m.hit || int(node.B) >= len(target.FreeOuts) || target.FreeOuts[node.B] == 0 {
		return before
	}
	inner, ok := q.Push(ctx, Site{fn, -1 - int32(node.Args[1])})
	if !ok {
		return before
	}
	return Join(before, q.Walk(target, target.FreeOuts[node.B], m.rest, inner))
}
