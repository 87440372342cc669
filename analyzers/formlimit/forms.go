package formlimit

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// limited tells whether something limits the length of the bodies that the call of a policy reads: a limiting function of
// the models that the same function calls, or one that leads to it; or a middleware that does so for all.
func limited(p *program.Program, pol *policy.Policy) bool {
	return limitsAll(p, pol.Fn.Pkg.Path) || limitsHere(p, pol.Fn, 0)
}

// limitsAll tells whether a program that a package is part of limits bodies before handlers run: by a library's middleware,
// or by a function that limits the body and then calls the next handler.
func limitsAll(p *program.Program, pkg string) bool {
	for _, fn := range p.Funcs() {
		if !p.Together(pkg, fn.Pkg.Path) {
			continue
		}
		limits, next := false, false
		for i := range fn.Calls {
			c := &fn.Calls[i]
			next = next || callsNext(p, c)
			for _, e := range p.Models.Wiring(model.Func, c.Callee) {
				if e.Kind != model.Layer || e.Word() != "bodylimit" {
					continue
				}
				if reader(p, c) {
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
func reader(p *program.Program, c *summary.Call) bool {
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role == model.Propagate {
			return true
		}
	}
	return false
}

// callsNext tells whether a call runs what is left of a chain of handlers.
func callsNext(p *program.Program, c *summary.Call) bool {
	if slices.ContainsFunc(p.Models.Wiring(model.Func, c.Callee), func(e model.Entry) bool { return e.Kind == model.Next }) {
		return true
	}
	return c.Kind == summary.Invoke && program.LastName(c.Callee) == "ServeHTTP"
}

// maxAbove is how many calls up a limit is looked for.
const maxAbove = 3

// limitsHere tells whether a function, what it is a closure of, or all that calls it limits the body that it reads, or looks
// at its length.
func limitsHere(p *program.Program, fn *program.Fn, depth int) bool {
	for i := range fn.Calls {
		for _, e := range p.Models.Wiring(model.Func, fn.Calls[i].Callee) {
			if e.Kind == model.Layer && e.Word() == "bodylimit" {
				return true
			}
		}
		if inner := p.Func(fn.Calls[i].Callee); inner != nil && depth == 0 && limitsReader(p, inner) {
			return true
		}
	}
	for i := range fn.Nodes {
		if n := &fn.Nodes[i]; n.Op == summary.OpTest && readsLength(p, fn, n) {
			return true
		}
	}
	if depth >= maxAbove || len(fn.Callers()) == 0 && fn.Parent == "" {
		return false
	}
	if fn.Parent != "" {
		return p.Func(fn.Parent) != nil && limitsHere(p, p.Func(fn.Parent), depth+1)
	}
	for _, site := range fn.Callers() {
		if !limitsHere(p, site.Fn, depth+1) {
			return false
		}
	}
	return true
}

// limitsReader tells whether a function of the program limits a body.
func limitsReader(p *program.Program, fn *program.Fn) bool {
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
func readsLength(p *program.Program, fn *program.Fn, n *summary.Node) bool {
	return slices.ContainsFunc(n.Args, func(a summary.NodeID) bool {
		return p.Models.Shaped(program.Elem(fn.Nodes[a].Str), "length") && fn.Nodes[a].Op == summary.OpSelect
	})
}
