package route

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
)

// router is a router, a group of one, or a list of middleware to put before handlers.
type router struct {
	id     int
	parent *router
	order  string // of a group: what it has of its parent
	path   string // below the parent's
	all    []*use // covers all routes
	later  []*use // covers what comes after
	seq    int    // when it was made
	conds  []setup.Cond
	routes []*entry
	lib    string // package of the library
	// unknown: where the router comes from is not known.
	unknown bool
	typ     string  // of an unknown one
	of      *router // the router that this one registers on
	at      program.Place
	value   *setup.Value
	lookups []*lookup
	scoped  bool // what is registered on the parent while the call runs that made it belongs to it
}

// entry is a route, or a mounted handler.
type entry struct {
	seq     int
	router  *router
	methods []string
	paths   []string
	prefix  bool // the path is one, of all below
	handler *setup.Value
	uses    []*use
	conds   []setup.Cond
	at      program.Place
	kind    string
	mount   bool
	strip   bool
	lib     string
	stream  bool
	name    string // of the handler, where it is known by name only
	dead    bool   // begun, never finished

	resolved []*resolved
}

// key tells routers apart.
type key struct {
	frame  *setup.Frame
	call   int32
	symbol string
	node   int32
}

// builder applies registrations.
type builder struct {
	m       *setup.Machine
	p       *program.Program
	routers map[key]*router
	order   []*router
	begun   map[key]*entry
	seq     int
	serves  []*serve
	listens map[server][]*setup.Value // addresses of servers
	inners  map[innerKey][]*setup.Value
	hands   map[*program.Fn]bool
	taking  map[*program.Fn]int // handlers that are being taken apart
}

// serve is a handler that is served.
type serve struct {
	value *setup.Value
	at    program.Place
	conds []setup.Cond
	uses  []*use
	// addresses on which it is served, and the server that can be told more of them, if it is known.
	addresses []*setup.Value
	server    server
	known     bool
}

// Build finds the endpoints of a program.
func Build(p *program.Program) *Table {
	m := setup.New(p)
	b := &builder{m: m, p: p, routers: map[key]*router{}, begun: map[key]*entry{}, inners: map[innerKey][]*setup.Value{}, taking: map[*program.Fn]int{}, hands: map[*program.Fn]bool{}, listens: map[server][]*setup.Value{}}
	m.Run(b.event)
	b.imports()
	b.tabled()
	t := &Table{Machine: m}
	b.flatten(t)
	t.Cut = m.Cut()
	return t
}

// keyOf returns the key of a value that can be a router; false for others.
func keyOf(v *setup.Value) (key, bool) {
	switch v.Kind {
	case setup.Made:
		return key{frame: v.Frame, call: v.Call}, true
	case setup.Global:
		return key{symbol: v.Text}, true
	case setup.Input:
		return key{frame: v.Frame, call: -2, node: int32(v.Node)}, true
	case setup.Unknown:
		return key{symbol: "?" + v.Text}, true
	case setup.Object:
		if v.Home != nil && v.Path == "" {
			return key{frame: v.Home, call: -3, node: int32(v.Alloc)}, true
		}
		return key{frame: v.Frame, call: -3, node: int32(v.Node), symbol: v.Path}, true
	}
	return key{}, false
}

// add makes the router that a value is.
func (b *builder) add(v *setup.Value, ev *setup.Event) *router {
	k, ok := keyOf(v)
	if !ok {
		return nil
	}
	if r := b.routers[k]; r != nil {
		return r
	}
	b.seq++
	r := &router{id: len(b.order), seq: b.seq, lib: ev.Entry.Package, conds: ev.Conds, at: ev.At, value: v}
	b.routers[k] = r
	b.order = append(b.order, r)
	return r
}

// made is the value that an event's call returns.
func made(ev *setup.Event) *setup.Value {
	v := &setup.Value{Kind: setup.Made, Text: ev.Target.Text, Frame: ev.Frame, Call: ev.Call, Recv: ev.Target.Recv, At: ev.At}
	if c := &ev.Frame.Fn.Calls[ev.Call]; len(c.Results) > 0 {
		v.Type = ev.Frame.Fn.Pkg.Types[c.Results[0]].Name
	}
	return v
}

// targets returns the routers that an event is about: those that the argument can be, or the variable that the model names.
func (b *builder) targets(ev *setup.Event) []*router {
	if on := ev.Entry.On; on != "" {
		return []*router{b.add(&setup.Value{Kind: setup.Global, Text: on}, ev)}
	}
	var out []*router
	for _, v := range b.m.Named(ev.Frame, ev.Call, ev.Target, ev.Entry, "router") {
		v.Each(func(a *setup.Value) {
			if r := b.find(a, ev); r != nil {
				out = append(out, b.scope(r, ev))
			}
		})
	}
	if len(out) > 1 {
		out = furthest(out)
	}
	return out
}

// furthest drops routers of which another one is only the same with more middleware: a variable that is given that under a
// condition is the latter, whose middleware is attached under the condition.
func furthest(rs []*router) []*router {
	return slices.DeleteFunc(slices.Clone(rs), func(r *router) bool {
		return slices.ContainsFunc(rs, func(other *router) bool {
			for up := other; up != r; up = up.parent {
				if up == nil || up.path != "" || len(up.all) == 0 {
					return false
				}
			}
			return other != r
		})
	})
}

// find returns the router that a value is; one of unknown origin is made up.
func (b *builder) find(v *setup.Value, ev *setup.Event) *router {
	if v.Kind == setup.Nil {
		return nil
	}
	if v.Kind == setup.Object {
		// A struct of the program that embeds a router.
		if in := b.embedded(v); in != nil {
			v = in
		}
	}
	k, ok := keyOf(v)
	if !ok {
		return nil
	}
	if r := b.routers[k]; r != nil {
		return r
	}
	r := b.add(v, ev)
	r.unknown = v.Kind != setup.Global && v.Kind != setup.Object
	r.typ = v.Type
	return r
}

// embedded is the router that an object has as an embedded field.
func (b *builder) embedded(v *setup.Value) *setup.Value {
	for _, e := range embedded(b.p, v.Type) {
		in := b.m.Select(v, e)
		if in != nil && in.Kind == setup.Made {
			return in
		}
	}
	return nil
}

// event applies a registration.
func (b *builder) event(ev *setup.Event) {
	b.seq++
	switch ev.Entry.Kind {
	case model.NewRouter:
		b.newRouter(ev)
	case model.Group:
		b.group(ev)
	case model.With:
		b.with(ev)
	case model.Use:
		b.use(ev)
	case model.Route:
		b.route(ev)
	case model.Control:
		if ev.Entry.Word() == "tagged" {
			b.tagged(ev)
			return
		}
		for _, r := range b.targets(ev) {
			b.controller(r, ev)
		}
	case model.Edit:
		b.edit(ev)
	case model.Mount:
		b.mount(ev)
	case model.Serve:
		b.serve(ev)
	case model.Listen:
		b.listen(ev)
	case model.Service:
		b.service(ev)
	case model.Lookup:
		b.lookup(ev)
	}
}

func (b *builder) newRouter(ev *setup.Event) {
	r := b.add(made(ev), ev)
	for _, v := range b.args(ev, "of") {
		v.Each(func(a *setup.Value) {
			if under := b.find(a, ev); under != nil && r.of == nil {
				r.of = under
			}
		})
	}
	if p := b.text(ev, "path"); p != "" {
		r.path = p
	}
	r.all = append(r.all, b.uses(ev, "use")...)
	b.options(r, b.args(ev, "opts"), ev, 0)
	if ev.Entry.Word() == "conditional" {
		for _, u := range r.all {
			u.maybe = true
		}
	}
	var layers []string // that the router comes with
	for _, e := range b.p.Models.Wiring(model.Func, ev.Target.Text) {
		if e.Kind == model.Layer {
			layers = append(layers, e.Word())
		}
	}
	if layers != nil {
		r.all = append(r.all, &use{value: made(ev), seq: b.seq, conds: ev.Conds, at: ev.At, router: r, layers: layers})
	}
}

func (b *builder) group(ev *setup.Event) {
	if b.subrouter(ev) {
		return
	}
	for _, parent := range b.targets(ev) {
		g := b.add(made(ev), ev)
		if g.parent != nil || g == parent {
			continue
		}
		g.parent, g.order, g.lib = parent, ev.Entry.Order, parent.lib
		g.path, g.scoped = b.text(ev, "path"), ev.Entry.Word() == "scoped"
		uses := b.uses(ev, "use")
		if g.order == "prefix" {
			b.prefixed(g, uses)
		} else {
			g.later = append(g.later, uses...)
		}
		b.options(g, b.args(ev, "opts"), ev, 0)
	}
}

// subrouter makes a group of a route that was begun.
func (b *builder) subrouter(ev *setup.Event) bool {
	found := false
	for _, v := range b.args(ev, "router") {
		v.Each(func(a *setup.Value) {
			k, ok := keyOf(a)
			if !ok || b.begun[k] == nil {
				return
			}
			e := b.begun[k]
			e.dead, found = true, true
			g := b.add(made(ev), ev)
			if g.parent != nil {
				return
			}
			g.parent, g.order, g.lib = e.router, ev.Entry.Order, e.router.lib
			if len(e.paths) > 0 {
				g.path = e.paths[0]
			}
		})
	}
	return found
}

func (b *builder) with(ev *setup.Event) {
	parents := b.knownFirst(b.targets(ev), ev)
	for _, parent := range parents {
		w := b.add(made(ev), ev)
		if w.parent != nil || w == parent {
			continue
		}
		w.parent, w.order, w.lib = parent, "live", parent.lib
		w.all = append(w.all, b.uses(ev, "use")...)
	}
}

// args are the values of a named argument.
func (b *builder) args(ev *setup.Event, name string) []*setup.Value {
	if ev.Call < 0 {
		return nil
	}
	return b.m.Named(ev.Frame, ev.Call, ev.Target, ev.Entry, name)
}

// text is the text of a named argument; "" if there is none.
func (b *builder) text(ev *setup.Event, name string) string {
	ts := b.texts(ev, name)
	if len(ts) == 0 {
		return ""
	}
	return ts[0]
}

// texts are the texts that a named argument can be; nil if there is none.
func (b *builder) texts(ev *setup.Event, name string) []string {
	var out []string
	for _, v := range b.args(ev, name) {
		if v != nil && (v.Kind == setup.List || v.Kind == setup.Object) {
			if list, _, ok := b.m.List(v); ok {
				for _, e := range list {
					out = append(out, e.Texts()...)
				}
				continue
			}
		}
		out = append(out, v.Texts()...)
	}
	return out
}

// maxOptions is how deeply options hold others.
const maxOptions = 6

// embedded are the elements of access paths to the fields that a struct type embeds.
func embedded(p *program.Program, typ string) []string {
	st, _ := p.Struct(typ)
	return st.Embedded()
}
