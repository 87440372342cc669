package route

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

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
		return b.wrapped(inner, at, depth, append([]*use{{value: v, at: v.At, seq: at.seq, conds: at.conds}}, b.decorators(v, at)...)...)
	}
	return []*resolved{{handler: v}}
}

// decorators are the functions of the program among the arguments of such a call that make a handler of the next one: a chain's
// builder that no model knows runs them before the handler, in their order.
func (b *builder) decorators(v *setup.Value, at *entry) []*use {
	var out []*use
	for _, a := range b.m.Arg(v.Frame, v.Call, nil, model.Index{Variadic: true}) {
		a.Each(func(x *setup.Value) {
			if x.Kind == setup.Func && x.Fn != nil && decorates(x.Fn) {
				out = append(out, &use{value: x, at: v.At, seq: at.seq, conds: at.conds})
			}
		})
	}
	return out
}

// decorates tells whether a function is handed one handler, and nothing else, and returns one.
func decorates(fn *program.Fn) bool {
	params := fn.Params
	if fn.HasRecv {
		params = params[1:]
	}
	handler := func(t *summary.Type) bool {
		return t.Class == summary.Code || strings.HasSuffix(t.Name, ".Handler") || strings.HasSuffix(t.Name, ".HandlerFunc")
	}
	return len(params) == 1 && handler(&fn.Pkg.Types[params[0].Type]) && len(fn.Returns) > 0 && !slices.ContainsFunc(fn.Returns, func(r summary.Return) bool {
		return len(r.Values) != 1 || fn.Type(r.Values[0]).Class == summary.Text || fn.Type(r.Values[0]).Class == summary.Scalar || fn.Type(r.Values[0]).Name == "error"
	})
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
