package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Registration is a place where a handler of a known kind is registered.
type Registration struct {
	At   Place
	Kind string // "debug/pprof"
	Path string // where it is served, if it is known
	Name string // what registers it, for messages

	p    *Program
	call int32 // -1 for an import
}

// Imported returns the handlers that are registered on a router, a package variable of a library, by being imported, by
// packages that are built into a program.
func (p *Program) Imported(prefix string) (out []Registration, on []string) {
	running := p.running()
	for _, s := range p.pkgs {
		if !running[s.Path] {
			continue
		}
		home := &Fn{Func: &summary.Func{Name: s.Path + ".init"}, Pkg: s}
		for _, i := range s.Registers {
			for _, e := range p.Models.Wiring(model.Import, i.Path) {
				if e.Kind == model.Endpoint && strings.HasPrefix(e.Word(), prefix) {
					out = append(out, Registration{At: Place{home, i.Pos}, Kind: e.Word(), Path: e.Words[1], Name: i.Path, p: p, call: -1})
					on = append(on, e.On)
				}
			}
		}
	}
	return out, on
}

// Replaced tells whether a program that a package is built into stores another router to a package variable of a library.
func (p *Program) Replaced(router, pkg string) bool {
	return slices.ContainsFunc(p.globals[router], func(st Ref) bool { return st.Path == "" && p.Together(pkg, st.Fn.Pkg.Path) })
}

// Registered returns the calls that register handlers of kinds that begin with prefix: such a handler is an argument, or the
// call makes and registers it by itself.
func (p *Program) Registered(prefix string) []Registration {
	var out []Registration
	for _, fn := range p.order {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if c.Kind == summary.Dynamic || c.Internal {
				continue
			}
			kind, name := p.endpointOf(fn, c, prefix)
			if kind == "" {
				continue
			}
			r := Registration{At: Place{fn, c.Pos}, Kind: kind, Name: name, p: p, call: int32(i)}
			for _, e := range p.Models.Wiring(model.Func, c.Callee) {
				for _, a := range e.Args {
					if n := ArgOf(c, a.Index); a.Name == "path" && n != 0 && fn.Nodes[n].Op == summary.OpConst {
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
func (p *Program) endpointOf(fn *Fn, c *summary.Call, prefix string) (kind, name string) {
	registers := false
	for _, e := range p.Models.Wiring(model.Func, c.Callee) {
		registers = registers || e.Kind == model.Route || e.Kind == model.Mount || e.Kind == model.Use
	}
	if !registers {
		return "", ""
	}
	if k := p.endpoint(c.Callee, prefix); k != "" {
		return k, Short(c.Callee)
	}
	for _, a := range c.Args {
		if k, n := p.handlerKind(fn, a, prefix, 0); k != "" {
			return k, n
		}
	}
	return "", ""
}

// handlerKind returns the kind of a handler: a known function, what one returns, or either in another form.
func (p *Program) handlerKind(fn *Fn, n summary.NodeID, prefix string, depth int) (kind, name string) {
	node := &fn.Nodes[n]
	if depth > maxElems {
		return "", ""
	}
	switch node.Op {
	case summary.OpFunc:
		return p.endpoint(node.Str, prefix), Short(node.Str)
	case summary.OpConvert, summary.OpGuard:
		return p.handlerKind(fn, node.Args[0], prefix, depth+1)
	case summary.OpResult:
		c := &fn.Calls[node.A]
		if k := p.endpoint(c.Callee, prefix); k != "" {
			return k, Short(c.Callee)
		}
		for _, e := range p.Models.Wiring(model.Func, c.Callee) {
			if e.Kind != model.Adapt && e.Kind != model.Strip {
				continue
			}
			for _, a := range c.Args {
				if k, name := p.handlerKind(fn, a, prefix, depth+1); k != "" {
					return k, name
				}
			}
		}
	}
	return "", ""
}

func (p *Program) endpoint(symbol, prefix string) string {
	for _, e := range p.Models.Wiring(model.Func, symbol) {
		if e.Kind == model.Endpoint && strings.HasPrefix(e.Word(), prefix) {
			return e.Word()
		}
	}
	return ""
}

// Optional tells whether the handler is only registered where a setting asks for it.
func (r *Registration) Optional(accept Accept) (name string, optional bool) {
	block, ok := r.At.Fn.Control().BlockOf[r.call]
	if r.call < 0 || !ok {
		return "", false
	}
	return r.p.Optional(r.At.Fn, block, 0, accept)
}

// Layered tells whether the function that registers the handler also registers middleware, which can keep others out.
func (r *Registration) Layered() bool {
	for i := range r.At.Fn.Calls {
		if int32(i) == r.call {
			continue // the debug endpoint itself is used as middleware
		}
		for _, e := range r.p.Models.Wiring(model.Func, r.At.Fn.Calls[i].Callee) {
			uses := e.Kind == model.Use || e.Kind == model.With || slices.ContainsFunc(e.Args, func(a model.NamedIndex) bool {
				return a.Name == "use" && len(ArgsOf(&r.At.Fn.Calls[i], a.Index)) > 0
			})
			if uses {
				return true
			}
		}
	}
	return false
}

// Mentions tells whether a program that a package is part of hands on a package variable, of whichever module, and whether it
// only does so where a setting asks for it.
func (p *Program) Mentions(variable, pkg string, accept Accept) (mentioned, optional bool) {
	optional = true
	for _, fn := range p.order {
		if !p.Together(pkg, fn.Pkg.Path) {
			continue
		}
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op != summary.OpGlobal || n.Str != variable {
				continue
			}
			for _, call := range fn.Takers()[summary.NodeID(i)] {
				mentioned = true
				_, ok := p.Optional(fn, fn.Control().BlockOf[call], 0, accept)
				optional = optional && ok
			}
		}
	}
	return mentioned, optional
}

func (p *Program) mentions(fn *Fn, variable string) bool {
	return slices.ContainsFunc(fn.Nodes, func(n summary.Node) bool { return n.Op == summary.OpGlobal && n.Str == variable })
}

// RegistersOn tells whether a program that a package is part of registers handlers on a router that is a package variable of
// a library.
func (p *Program) RegistersOn(variable, pkg string) bool {
	for _, fn := range p.order {
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
