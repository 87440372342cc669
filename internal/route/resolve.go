package route

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// resolved is what a handler value is: middleware around a function, or around a router that is served in its place.
type resolved struct {
	uses    []*use
	handler *setup.Value
	router  *router
	strip   []string // what is taken off the path on the way
	path    string   // of a handler that knows its own
	methods []string
	kind    string
	name    string
	maybe   bool // one of several things that the value can be
	inner   bool // runs the middleware that is there for handlers that ask for it
}

// maxResolve bounds how many handlers are wrapped in each other, maxNested how often by the same function.
const (
	maxResolve = 24
	maxNested  = 2
)

// resolve takes a handler apart.
func (b *builder) resolve(v *setup.Value, at *entry, depth int) []*resolved {
	if v == nil || depth > maxResolve {
		return []*resolved{{name: "?"}}
	}
	switch v.Kind {
	case setup.Alt:
		var out []*resolved
		some := false
		for _, p := range v.Parts {
			some = some || b.answers(p)
		}
		for _, p := range v.Parts {
			if p.Kind == setup.Nil || p.Kind == setup.Unknown || some && !b.answers(p) || b.relays(p, v.Parts) {
				continue
			}
			for _, r := range b.resolve(p, at, depth+1) {
				r.maybe = true
				if !slices.ContainsFunc(out, r.equals) {
					out = append(out, r)
				}
			}
		}
		if len(out) == 1 {
			out[0].maybe = false
		}
		return out
	case setup.Made, setup.Global:
		return b.resolveMade(v, at, depth)
	case setup.Func:
		return b.resolveFunc(v, at, depth)
	case setup.Object:
		if k, ok := keyOf(v); ok && b.routers[k] != nil {
			return []*resolved{{router: b.routers[k]}}
		}
		if in := b.embedded(v); in != nil {
			if k, ok := keyOf(in); ok && b.routers[k] != nil {
				return []*resolved{{router: b.routers[k]}}
			}
		}
		for _, name := range handlerMethods {
			if h := b.m.Method(v, name); h != nil {
				return b.resolve(h, at, depth+1)
			}
		}
		return []*resolved{{handler: v}}
	}
	if k, ok := keyOf(v); ok && b.routers[k] != nil && v.Kind == setup.Input {
		return []*resolved{{router: b.routers[k]}}
	}
	return []*resolved{{handler: v}}
}

// answers tells whether a value is known to be a handler.
func (b *builder) answers(v *setup.Value) bool {
	switch v.Kind {
	case setup.Func:
		return v.Fn == nil || takesRequest(v.Fn)
	case setup.Object:
		for _, name := range handlerMethods {
			if b.m.Method(v, name) != nil {
				return true
			}
		}
		return b.embedded(v) != nil
	case setup.Made:
		k, ok := keyOf(v)
		return ok && b.routers[k] != nil || v.Of != nil || v.Type == "" || strings.HasPrefix(v.Type, "net/http.Handler")
	}
	return false
}

// takesRequest tells whether a function is handed a request.
func takesRequest(fn *program.Fn) bool {
	for _, p := range fn.Params {
		if RequestType(fn.Pkg.Types[p.Type].Name) {
			return true
		}
	}
	return false
}

// handlerMethods are the methods by which a value answers requests.
var handlerMethods = []string{"ServeHTTP", "Handle", "Serve"}

// resolveFunc takes apart a function: one that calls another handler with what it was asked is around that.
func (b *builder) resolveFunc(v *setup.Value, at *entry, depth int) []*resolved {
	if v.Fn == nil {
		return b.resolveOutside(v, at, depth)
	}
	if v.Type != "" { // Have: a function of a type whose method answers requests, and calls it.
		for _, name := range handlerMethods {
			if h := b.m.Method(v, name); h != nil && h.Fn != nil {
				plain := *v
				plain.Type = ""
				out := b.resolve(&plain, at, depth+1)
				for _, r := range out {
					r.uses = append([]*use{{value: h, at: at.at, seq: at.seq, conds: at.conds, wraps: true}}, r.uses...)
				}
				return out
			}
		}
	}
	if generated(v) {
		if out := b.behind(v, at, depth); out != nil {
			return out
		}
	}
	inner := b.inner(v)
	if len(inner) == 0 {
		inner = b.held(v)
	}
	if len(inner) == 0 {
		inner = b.ignored(v)
	}
	if len(inner) == 0 || b.taking[v.Fn] > maxNested {
		return []*resolved{{handler: v}}
	}
	b.taking[v.Fn]++
	defer func() { b.taking[v.Fn]-- }()
	u := &use{value: v, at: at.at, seq: at.seq, conds: at.conds, wraps: true}
	var out []*resolved
	for _, in := range inner {
		for _, r := range b.resolve(in, at, depth+1) {
			if r.handler == nil && r.router == nil && r.kind == "" {
				continue
			}
			r.uses = append([]*use{u}, r.uses...)
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return []*resolved{{handler: v}}
	}
	return out
}

// held is the one handler that a closure was made with, which is not seen to call it but hands it, with the request, to what is not
// known.
func (b *builder) held(v *setup.Value) []*setup.Value {
	var found []*setup.Value
	for _, c := range b.m.Captured(v) {
		c.Each(func(a *setup.Value) {
			if a.Kind == setup.Func && a.Fn != nil && takesRequest(a.Fn) {
				found = append(found, a)
			}
		})
	}
	if len(found) != 1 || found[0].Fn == v.Fn || !takesRequest(v.Fn) || !b.calls(v.Fn) {
		return nil
	}
	return found
}

// ignored is the handler that a function was handed which made a closure of it that answers itself, as for a page while there is
// maintenance: what others lead to by the same way.
func (b *builder) ignored(v *setup.Value) []*setup.Value {
	if v.Frame == nil || v.Recv != nil || len(v.Frame.Fn.Params) != 1 || !takesRequest(v.Fn) {
		return nil
	}
	maker := v.Frame.Fn
	if t := &maker.Pkg.Types[maker.Params[0].Type]; t.Class != summary.Code && t.Name != "net/http.Handler" {
		return nil
	}
	returned := slices.ContainsFunc(maker.Returns, func(r summary.Return) bool {
		return slices.ContainsFunc(r.Values, func(n summary.NodeID) bool {
			made := b.m.Eval(v.Frame, n, "")
			return made != nil && made.Has(func(a *setup.Value) bool { return a.Fn == v.Fn })
		})
	})
	next := b.m.Param(v.Frame, 0)
	if !returned || next == nil || next.Kind == setup.Next || !next.Has(func(a *setup.Value) bool { return a.Kind == setup.Func && a.Fn != v.Fn && b.answers(a) }) {
		return nil
	}
	return []*setup.Value{next}
}

// calls tells whether a function calls function values with the request.
func (b *builder) calls(fn *program.Fn) bool {
	for i := range fn.Calls {
		if c := &fn.Calls[i]; c.Kind == summary.Dynamic && HandlerShaped(fn, c) && PassesOn(fn, c) {
			return true
		}
	}
	return false
}

// resolveOutside is a function of another module as a handler; a method of a router that serves it.
func (b *builder) resolveOutside(v *setup.Value, at *entry, depth int) []*resolved {
	for _, e := range b.p.Models.Wiring(model.Func, v.Text) {
		if e.Kind == model.Endpoint {
			return []*resolved{{kind: e.Word(), name: program.Short(v.Text), handler: v}}
		}
		if i, ok := e.Arg("handler"); ok && e.Kind == model.Adapt && i.Kind == model.Recv && v.Recv != nil {
			return b.resolve(v.Recv, at, depth+1)
		}
	}
	if v.Of != nil {
		return b.resolve(v.Of, at, depth+1)
	}
	if v.Recv != nil && strings.HasSuffix(v.Text, ".ServeHTTP") {
		return b.resolve(v.Recv, at, depth+1)
	}
	return []*resolved{{handler: v}}
}
