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
			if p.Kind == setup.Nil || p.Kind == setup.Unknown || some && !b.answers(p) {
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

// resolveMade takes apart what a function of another module returned.
func (b *builder) resolveMade(v *setup.Value, at *entry, depth int) []*resolved {
	if k, ok := keyOf(v); ok && b.routers[k] != nil && v.Of == nil {
		r := b.routers[k]
		if root := r.root(); root != r && len(root.lookups) > 0 {
			return []*resolved{{router: root, uses: madeWith(expand(r.all), at)}}
		}
		if len(r.routes) > 0 || !b.isChain(r) {
			return []*resolved{{router: r}}
		}
	}
	if v.Of != nil { // Have: middleware that another module made, applied to a handler.
		inner := b.m.Arg(v.Frame, v.Call, nil, model.Index{})
		return b.wrapped(inner, at, depth, &use{value: v.Of, at: v.At, seq: at.seq, conds: at.conds})
	}
	entries := b.p.Models.Wiring(model.Func, v.Text)
	if v.Frame == nil { // Have: a variable of another module.
		entries = b.p.Models.Wiring(model.Var, v.Text)
	}
	for i := range entries {
		if out := b.asModelled(v, &entries[i], at, depth); out != nil {
			return out
		}
	}
	if inner := b.handlerArg(v); len(inner) > 0 {
		return b.wrapped(inner, at, depth, &use{value: v, at: v.At, seq: at.seq, conds: at.conds})
	}
	return []*resolved{{handler: v}}
}

// asModelled takes apart what a model's entry says that a function of another module returned; nil where it says nothing of that.
func (b *builder) asModelled(v *setup.Value, e *model.Entry, at *entry, depth int) []*resolved {
	arg := func(name string) []*setup.Value {
		switch {
		case v.Frame == nil:
			return nil
		case v.Recv != nil:
			return b.m.Named(v.Frame, v.Call, &setup.Value{Kind: setup.Func, Text: v.Text, Recv: v.Recv}, e, name)
		}
		return b.m.Named(v.Frame, v.Call, nil, e, name)
	}
	switch e.Kind {
	case model.Then:
		var uses []*use
		for _, c := range arg("router") {
			c.Each(func(a *setup.Value) {
				if k, ok := keyOf(a); ok && b.routers[k] != nil {
					uses = append(uses, b.routers[k].chain(1<<30)...)
				}
			})
		}
		return b.wrapped(arg("handler"), at, depth, uses...)
	case model.Strip:
		out := b.wrapped(arg("handler"), at, depth)
		for _, r := range out {
			r.strip = append(texts(arg("path")), r.strip...)
		}
		return out
	case model.Adapt:
		out := b.wrapped(arg("handler"), at, depth)
		for _, r := range out {
			r.maybe = r.maybe || e.Word() == "conditional"
		}
		return out
	case model.Procedure:
		return b.procedure(v, e, arg, at)
	case model.Endpoint:
		if _, serves := e.Arg("path"); !serves {
			return []*resolved{{kind: e.Word(), name: program.Short(v.Text), handler: v}}
		}
	case model.Layer:
		inner := arg("handler")
		if len(inner) == 0 {
			inner = b.handlerArg(v)
		}
		if len(inner) > 0 {
			return b.wrapped(inner, at, depth, &use{value: v, at: v.At, seq: at.seq, conds: at.conds, layers: []string{e.Word()}})
		}
	}
	return nil
}

// isChain tells whether a router is a mere list of middleware.
func (b *builder) isChain(r *router) bool {
	for _, e := range b.p.Models.Wiring(model.Func, r.value.Text) {
		if e.Kind == model.NewRouter || e.Kind == model.With {
			if _, ok := e.Arg("use"); ok {
				return true
			}
		}
	}
	return false
}

// handlerArg is the first argument of a call of another module's function that is a handler: what the function's result, a
// handler, is around.
func (b *builder) handlerArg(v *setup.Value) []*setup.Value {
	if v.Frame == nil {
		return nil
	}
	c := &v.Frame.Fn.Calls[v.Call]
	for i := range c.Args {
		if c.HasRecv && i == 0 {
			continue
		}
		t := v.Frame.Fn.Type(c.Args[i])
		if t.Class == summary.Text || t.Class == summary.Scalar {
			continue
		}
		a := b.m.Eval(v.Frame, c.Args[i], "")
		if a == nil {
			continue
		}
		is := false
		a.Each(func(x *setup.Value) {
			switch x.Kind {
			case setup.Func:
				is = is || x.Fn != nil && takesRequest(x.Fn)
			case setup.Made, setup.Global:
				if k, ok := keyOf(x); ok && b.routers[k] != nil {
					is = true
				}
			case setup.Object:
				is = is || b.m.Method(x, "ServeHTTP") != nil
			}
		})
		if is {
			return []*setup.Value{a}
		}
	}
	return nil
}

func texts(vs []*setup.Value) []string {
	var out []string
	for _, v := range vs {
		out = append(out, v.Texts()...)
	}
	return out
}

// wrapped takes apart what is behind middleware.
func (b *builder) wrapped(inner []*setup.Value, at *entry, depth int, uses ...*use) []*resolved {
	if len(inner) == 0 {
		return []*resolved{{uses: uses, name: "?"}}
	}
	out := b.resolve(inner[0], at, depth+1)
	for _, r := range out {
		r.uses = append(append([]*use{}, uses...), r.uses...)
	}
	return out
}

// procedure is a handler that knows its own path.
func (b *builder) procedure(v *setup.Value, e *model.Entry, arg func(string) []*setup.Value, at *entry) []*resolved {
	r := &resolved{methods: strings.Split(e.Word(), ",")}
	if ts := texts(arg("path")); len(ts) == 1 {
		r.path = ts[0]
	}
	if h := arg("handler"); len(h) > 0 {
		r.handler = h[0]
	}
	scratch := &router{}
	b.options(scratch, arg("opts"), &setup.Event{Frame: v.Frame, Call: -1, Entry: e, At: v.At, Conds: at.conds}, 0)
	r.uses = scratch.all
	return []*resolved{r}
}

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
