package debugexposed

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/summary"
)

// registration is a place where a handler of a known kind is registered.
type registration struct {
	At   program.Place
	Kind string // "debug/pprof"
	Path string // where it is served, if it is known
	Name string // what registers it, for messages

	on   string // of an import: the router, a package variable of a library
	p    *program.Program
	call int32 // -1 for an import
}

// importedOf are the handlers that are registered by being imported.
func importedOf(p *program.Program) []registration {
	var out []registration
	for _, i := range route.Imports(p, "debug/") {
		out = append(out, registration{At: i.At, Kind: i.Kind, Path: i.Path, Name: i.Name, on: i.On, p: p, call: -1})
	}
	return out
}

// replaced tells whether a program that a package is built into stores another router to a package variable of a library.
func replaced(p *program.Program, router, pkg string) bool {
	return slices.ContainsFunc(p.Stores(router), func(st program.Ref) bool { return st.Path == "" && p.Together(pkg, st.Fn.Pkg.Path) })
}

// registrations returns the calls that register handlers of kinds that begin with prefix: such a handler is an argument, or the
// call makes and registers it by itself.
func registrations(p *program.Program, prefix string) []registration {
	var out []registration
	for _, fn := range p.Funcs() {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if c.Kind == summary.Dynamic || c.Internal {
				continue
			}
			kind, name := endpointOf(p, fn, c, prefix)
			if kind == "" {
				continue
			}
			r := registration{At: program.Place{Fn: fn, Pos: c.Pos}, Kind: kind, Name: name, p: p, call: int32(i)}
			for _, e := range p.Models.Wiring(model.Func, c.Callee) {
				for _, a := range e.Args {
					if n := program.ArgOf(c, a.Index); a.Name == "path" && n != 0 && fn.Nodes[n].Op == summary.OpConst {
						r.Path = fn.Nodes[n].Str
					}
				}
			}
			out = append(out, r)
		}
	}
	return out
}

// endpointOf returns the kind of a handler that a call registers; "" if it registers none.
func endpointOf(p *program.Program, fn *program.Fn, c *summary.Call, prefix string) (kind, name string) {
	registers := false
	for _, e := range p.Models.Wiring(model.Func, c.Callee) {
		registers = registers || e.Kind == model.Route || e.Kind == model.Mount || e.Kind == model.Use
	}
	if !registers {
		return "", ""
	}
	if k := endpoint(p, c.Callee, prefix); k != "" {
		return k, program.Short(c.Callee)
	}
	for _, a := range c.Args {
		if k, n := handlerKind(p, fn, a, prefix, 0); k != "" {
			return k, n
		}
	}
	return "", ""
}

// maxHops is how many nodes a handler is followed through.
const maxHops = 8

// handlerKind returns the kind of a handler: a known function, what one returns, or either in another form.
func handlerKind(p *program.Program, fn *program.Fn, n summary.NodeID, prefix string, depth int) (kind, name string) {
	node := &fn.Nodes[n]
	if depth > maxHops {
		return "", ""
	}
	switch node.Op {
	case summary.OpFunc:
		return endpoint(p, node.Str, prefix), program.Short(node.Str)
	case summary.OpConvert, summary.OpGuard:
		return handlerKind(p, fn, node.Args[0], prefix, depth+1)
	case summary.OpResult:
		c := &fn.Calls[node.A]
		if k := endpoint(p, c.Callee, prefix); k != "" {
			return k, program.Short(c.Callee)
		}
		for _, e := range p.Models.Wiring(model.Func, c.Callee) {
			if e.Kind != model.Adapt && e.Kind != model.Strip {
				continue
			}
			for _, a := range c.Args {
				if k, name := handlerKind(p, fn, a, prefix, depth+1); k != "" {
					return k, name
				}
			}
		}
	}
	return "", ""
}

func endpoint(p *program.Program, symbol, prefix string) string {
	for _, e := range p.Models.Wiring(model.Func, symbol) {
		if e.Kind == model.Endpoint && strings.HasPrefix(e.Word(), prefix) {
			return e.Word()
		}
	}
	return ""
}

// optional tells whether the handler is only registered where a setting asks for it.
func (r *registration) optional(accept policy.Accept) (name string, optional bool) {
	block, ok := r.At.Fn.Control().BlockOf[r.call]
	if r.call < 0 || !ok {
		return "", false
	}
	return policy.In(r.p).Optional(r.At.Fn, block, 0, accept)
}

// layered tells whether the function that registers the handler also registers middleware, which can keep others out.
func (r *registration) layered() bool {
	for i := range r.At.Fn.Calls {
		if int32(i) == r.call {
			continue // the debug endpoint itself is used as middleware
		}
		for _, e := range r.p.Models.Wiring(model.Func, r.At.Fn.Calls[i].Callee) {
			uses := e.Kind == model.Use || e.Kind == model.With || slices.ContainsFunc(e.Args, func(a model.NamedIndex) bool {
				return a.Name == "use" && len(program.ArgsOf(&r.At.Fn.Calls[i], a.Index)) > 0
			})
			if uses {
				return true
			}
		}
	}
	return false
}

// mentions tells whether a program that a package is part of hands on a package variable, of whichever module, and whether it
// only does so where a setting asks for it.
func mentions(p *program.Program, variable, pkg string, accept policy.Accept) (mentioned, optional bool) {
	optional = true
	for _, fn := range p.Funcs() {
		if !p.Together(pkg, fn.Pkg.Path) {
			continue
		}
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op != summary.OpGlobal || n.Str != variable {
				continue
			}
			for _, call := range fn.Takers()[summary.NodeID(i)] {
				mentioned = true
				_, ok := policy.In(p).Optional(fn, fn.Control().BlockOf[call], 0, accept)
				optional = optional && ok
			}
		}
	}
	return mentioned, optional
}

// registersOn tells whether a program that a package is part of registers handlers on a router that is a package variable of
// a library.
func registersOn(p *program.Program, variable, pkg string) bool {
	for _, fn := range p.Funcs() {
		if !p.Together(pkg, fn.Pkg.Path) {
			continue
		}
		for i := range fn.Calls {
			for _, e := range p.Models.Wiring(model.Func, fn.Calls[i].Callee) {
				if e.On == variable && (e.Kind == model.Route || e.Kind == model.Mount) {
					return true
				}
			}
		}
	}
	return false
}
