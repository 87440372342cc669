package program

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Limited tells whether something limits the length of the bodies that the call of a policy reads: a limiting function of
// the models that the same function calls, or one that leads to it; or a middleware that does so for all.
func (pol *Policy) Limited() bool {
	return pol.p.limitsAll(pol.Fn.Pkg.Path) || pol.p.limitsHere(pol.Fn, 0)
}

// limitsAll tells whether a program that a package is part of limits bodies before handlers run: by a library's middleware,
// or by a function that limits the body and then calls the next handler.
func (p *Program) limitsAll(pkg string) bool {
	for _, fn := range p.order {
		if !p.Together(pkg, fn.Pkg.Path) {
			continue
		}
		limits, next := false, false
		for i := range fn.Calls {
			c := &fn.Calls[i]
			next = next || p.callsNext(c)
			for _, e := range p.Models.Wiring(model.Func, c.Callee) {
				if e.Kind != model.Layer || e.Word() != "bodylimit" {
					continue
				}
				if p.reader(c) {
					limits = true
				} else {
					return true
				}
			}
		}
		if limits && next {
			return true
		}
	}
	return false
}

// reader tells whether a limiting function only limits the one body that it is given.
func (p *Program) reader(c *summary.Call) bool {
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role == model.Propagate {
			return true
		}
	}
	return false
}

// callsNext tells whether a call runs what is left of a chain of handlers.
func (p *Program) callsNext(c *summary.Call) bool {
	if slices.ContainsFunc(p.Models.Wiring(model.Func, c.Callee), func(e model.Entry) bool { return e.Kind == model.Next }) {
		return true
	}
	return c.Kind == summary.Invoke && LastName(c.Callee) == "ServeHTTP"
}

// limitsHere tells whether a function, what it is a closure of, or all that calls it limits the body that it reads, or looks
// at its length.
func (p *Program) limitsHere(fn *Fn, depth int) bool {
	for i := range fn.Calls {
		for _, e := range p.Models.Wiring(model.Func, fn.Calls[i].Callee) {
			if e.Kind == model.Layer && e.Word() == "bodylimit" {
				return true
			}
		}
		if inner := p.fns[fn.Calls[i].Callee]; inner != nil && depth == 0 && p.limitsReader(inner) {
			return true
		}
	}
	for i := range fn.Nodes {
		if n := &fn.Nodes[i]; n.Op == summary.OpTest && p.readsLength(fn, n) {
			return true
		}
	}
	if depth >= maxOptional || len(fn.callers) == 0 && fn.Parent == "" {
		return false
	}
	if fn.Parent != "" {
		return p.fns[fn.Parent] != nil && p.limitsHere(p.fns[fn.Parent], depth+1)
	}
	for _, site := range fn.callers {
		if !p.limitsHere(site.Fn, depth+1) {
			return false
		}
	}
	return true
}

// limitsReader tells whether a function of the program limits a body.
func (p *Program) limitsReader(fn *Fn) bool {
	for i := range fn.Calls {
		for _, e := range p.Models.Wiring(model.Func, fn.Calls[i].Callee) {
			if e.Kind == model.Layer && e.Word() == "bodylimit" {
				return true
			}
		}
	}
	return false
}

// readsLength tells whether a condition is about the length that a request says it has.
func (p *Program) readsLength(fn *Fn, n *summary.Node) bool {
	return slices.ContainsFunc(n.Args, func(a summary.NodeID) bool { return p.readsShape(&fn.Nodes[a], "length") })
}

// readsShape tells whether a node reads a field of a shape.
func (p *Program) readsShape(n *summary.Node, kind string) bool {
	return n.Op == summary.OpSelect && slices.ContainsFunc(p.Models.Lookup(model.Field, Elem(n.Str)), func(e model.Entry) bool {
		return e.Role == model.Shape && e.Kind == kind
	})
}

// Looks tells whether a function, one around it, or a closure in it, reads a field of a shape.
func (p *Program) Looks(fn *Fn, kind string) bool {
	for fn.parent != nil {
		fn = fn.parent
	}
	reads := func(fn *Fn) bool {
		for i := range fn.Nodes {
			if p.readsShape(&fn.Nodes[i], kind) {
				return true
			}
		}
		return false
	}
	return reads(fn) || slices.ContainsFunc(p.order, func(inner *Fn) bool { return inner.Within(fn) && reads(inner) })
}
