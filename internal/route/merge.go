package route

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/setup"
)

// signature tells what is registered on a router and its groups, and what is before it, without taking handlers apart: code
// that ran twice makes two routers that are the same.
func (fl *flattener) signature(root *router, at place) string {
	var b strings.Builder
	fmt.Fprint(&b, at.key(root), at.served)
	name := func(u *use) { fmt.Fprint(&b, " ", NameOf(u.value), len(u.conds)) }
	for _, u := range at.uses {
		name(u)
	}
	for _, r := range fl.b.order {
		if r.root() != root {
			continue
		}
		fmt.Fprint(&b, "\n", r.full())
		for _, u := range append(slices.Clone(r.all), r.later...) {
			name(u)
		}
		for _, e := range r.routes {
			fmt.Fprint(&b, "\n", e.methods, e.paths, e.at.File(), e.at.Pos.Line, e.at.Pos.Col, NameOf(e.handler), len(e.conds))
			if e.handler != nil && e.handler.Kind == setup.Func && e.handler.Frame != nil {
				for _, v := range fl.b.m.Captured(e.handler) {
					fmt.Fprint(&b, NameOf(v))
				}
			}
			for _, u := range e.uses {
				name(u)
			}
		}
	}
	return b.String()
}

// adopt gives routers of unknown origin the one router of their type that the program makes, as containers that inject
// dependencies do.
func (b *builder) adopt() {
	for _, r := range b.order {
		if !r.unknown || r.typ == "" || r.parent != nil {
			continue
		}
		var found []*router
		for _, other := range b.order {
			if other != r && !other.unknown && other.parent == nil && other.value.Type == r.typ {
				found = append(found, other)
			}
		}
		if len(found) == 1 {
			r.parent, r.order, r.unknown = found[0], "live", false
		}
	}
}

// knownFirst sorts what a call's router can be, what is known of first. Where nothing is known, it is the router of that type which one
// call alone makes.
func (b *builder) knownFirst(rs []*router, ev *setup.Event) []*router {
	var known, rest []*router
	for _, r := range rs {
		if r.unknown {
			rest = append(rest, r)
			continue
		}
		known = append(known, r)
	}
	if c := &ev.Frame.Fn.Calls[ev.Call]; len(known) == 0 && c.HasRecv {
		known = b.alike(ev.Frame.Fn.Type(c.Args[0]).Name)
	}
	return append(known, rest...)
}

// alike is a router of a type, where all of that type are made by one call, which ran once or more often; nil for others.
func (b *builder) alike(typ string) []*router {
	var found *router
	for _, r := range b.order {
		v := r.value
		switch {
		case typ == "" || v.Type != typ || r.unknown || r.parent != nil:
		case found == nil:
			found = r
		case found.value.Frame == nil || v.Frame == nil || found.value.Frame.Fn != v.Frame.Fn || found.value.Call != v.Call:
			return nil
		}
	}
	if found == nil {
		return nil
	}
	return []*router{found}
}

// merge joins rows that are the same route found more than once: what is registered in one place for one path and method, of
// one handler or of several that it can be, and what both sides of a condition register. What is registered by code that also ran for a
// router that is served is not listed again for one that is not, and what nothing is known of is not listed.
func (t *Table) merge() {
	served := map[string]bool{}
	for _, r := range t.Routes {
		if r.Served {
			served[r.place()], served[r.place()+r.Method+r.Handler.Name], served[r.place()+r.Path] = true, true, true
		}
	}
	at := map[string]*Route{}
	var out []*Route
	for _, r := range t.Routes {
		again := served[r.place()+r.Method+r.Handler.Name] || served[r.place()+r.Path] || served[r.place()] && r.Unsure != ""
		if !r.Served && again || r.blank() {
			continue
		}
		keys := []string{r.place() + " " + r.Method + " " + r.Path}
		if r.Conditional {
			keys = append(keys, r.Handler.Name+" "+r.Method+" "+r.Path)
		}
		i := slices.IndexFunc(keys, func(k string) bool { return at[k] != nil })
		if i >= 0 {
			at[keys[i]].join(r)
			continue
		}
		for _, k := range keys {
			at[k] = r
		}
		out = append(out, r)
	}
	t.Routes = out
}

// place identifies the call that registers a route.
func (r *Route) place() string {
	return fmt.Sprintf("%s:%d:%d", r.At.File(), r.At.Pos.Line, r.At.Pos.Col)
}

// blank tells whether nothing is known of a route.
func (r *Route) blank() bool {
	path := strings.TrimPrefix(r.Path, "/")
	return strings.HasPrefix(path, "${") && strings.Count(path, "}") == 1 && strings.HasSuffix(path, "}") && strings.HasPrefix(r.Handler.Name, "${")
}

// join makes one route of two: what is before only one of them is before it under a condition. One that both sides of a branch
// register is there in any case.
func (r *Route) join(o *Route) {
	long, short := r.Chain, o.Chain
	if len(short) > len(long) {
		long, short = short, long
	}
	chain := halved(long, short)
	for _, m := range halved(short, long) {
		if !contains(long, m) {
			chain = append(chain, m)
		}
	}
	r.Chain = chain
	r.Conditional = r.Conditional && o.Conditional && !setup.Contradicts(r.conds, o.conds)
	switch {
	case r.Served && o.Served:
		r.Reach = min(r.Reach, o.Reach)
	case o.Served:
		r.Reach = o.Reach
	}
	r.Served = r.Served || o.Served
	if o.Unsure == "" {
		r.Unsure = ""
	}
	if !r.Handler.written() && o.Handler.written() {
		r.Handler = o.Handler
	}
}

// running leaves out the conditions that all served routes have: under them the program serves at all, as with one of its
// commands.
func (t *Table) running() {
	var common []setup.Cond
	first := true
	for _, r := range t.Routes {
		switch {
		case !r.Served:
		case first:
			common, first = r.conds, false
		default:
			common = slices.DeleteFunc(slices.Clone(common), func(c setup.Cond) bool { return !slices.Contains(r.conds, c) })
		}
	}
	for _, r := range t.Routes {
		r.conds = slices.DeleteFunc(slices.Clone(r.conds), func(c setup.Cond) bool { return slices.Contains(common, c) })
		r.Conditional = r.Conditional && len(r.conds) > 0
	}
}

// written tells whether a handler is a function of the program.
func (h Handler) written() bool {
	return h.Value != nil && h.Value.Kind == setup.Func && h.Value.Fn != nil
}

// halved are the middleware of a chain; those that another chain lacks are conditional.
func halved(chain, other []*Middleware) []*Middleware {
	var out []*Middleware
	for _, m := range chain {
		if !contains(other, m) {
			half := *m
			half.Conditional = true
			m = &half
		}
		out = append(out, m)
	}
	return out
}

func contains(chain []*Middleware, m *Middleware) bool {
	return slices.ContainsFunc(chain, func(o *Middleware) bool { return o == m || o.Name == m.Name && o.At == m.At })
}

// equals tells whether two values are the same router behind the same middleware.
func (r *resolved) equals(o *resolved) bool {
	return r.router != nil && r.router == o.router && slices.Equal(r.strip, o.strip) && slices.EqualFunc(r.uses, o.uses, func(x, y *use) bool {
		return x.value == y.value || x.value.Kind == setup.Func && x.value.Fn != nil && y.value.Kind == setup.Func && x.value.Fn == y.value.Fn && x.value.Node == y.value.Node
	})
}
