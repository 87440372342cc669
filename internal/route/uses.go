package route

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
)

// use is middleware that was attached to a router.
type use struct {
	value   *setup.Value
	path    string // of order prefix: only below it
	pattern string // of order pattern: only where it matches
	seq     int
	conds   []setup.Cond
	at      program.Place
	only    string // unary or stream
	calls   string // the remote procedure that it runs for, where the route is not itself one
	router  *router
	from    *router // all that this router has, in its place
	layers  []string
	wraps   bool  // a function around the handler itself
	maybe   bool  // in a list under a condition only
	used    *bool // shared with its copies: a route has it
}

// covers notes that a route has the middleware.
func (u *use) covers() {
	if u.used != nil {
		*u.used = true
	}
}

func (b *builder) use(ev *setup.Event) {
	for _, r := range b.targets(ev) {
		switch ev.Entry.Order {
		case "all", "pattern":
			uses := b.uses(ev, "use")
			for _, u := range uses {
				u.pattern = b.text(ev, "path")
				u.router, u.only = r, ev.Entry.Word()
			}
			r.all = append(r.all, uses...)
		case "later":
			uses := b.uses(ev, "use")
			for _, u := range uses {
				u.router = r
			}
			r.later = append(r.later, uses...)
		case "prefix":
			b.usePrefix(r, ev)
		}
	}
}

// usePrefix attaches middleware to paths: the arguments can hold the paths, too, and routers to mount.
func (b *builder) usePrefix(r *router, ev *setup.Event) {
	paths := []string{""}
	var uses []*use
	for _, v := range b.args(ev, "use") {
		v.Each(func(a *setup.Value) {
			switch a.Kind {
			case setup.Const, setup.Concat:
				paths = a.Texts()
			case setup.List, setup.Object:
				if list, _, ok := b.m.List(a); ok && a.Type == "" {
					paths = nil
					for _, e := range list {
						paths = append(paths, e.Texts()...)
					}
					return
				}
				uses = append(uses, b.newUse(a, ev))
			default:
				if k, ok := keyOf(a); ok && b.routers[k] != nil && !b.routers[k].unknown {
					b.addEntry(&entry{router: r, methods: []string{"*"}, paths: paths, handler: a, mount: true, strip: true, prefix: true}, ev)
					return
				}
				uses = append(uses, b.newUse(a, ev))
			}
		})
	}
	for _, p := range paths {
		for _, u := range uses {
			under := *u
			under.path = p
			b.prefixed(r, []*use{&under})
		}
	}
}

// prefixed attaches middleware to all later routes of the whole router below a group's path.
func (b *builder) prefixed(g *router, uses []*use) {
	root, path := g, ""
	for root.parent != nil {
		path = joinPath(root.path, path)
		root = root.parent
	}
	for _, u := range uses {
		u.path = joinPath(path, u.path)
		u.router = root
		root.later = append(root.later, u)
	}
}

// uses are the middleware of a named argument.
func (b *builder) uses(ev *setup.Event, name string) []*use {
	var out []*use
	for _, v := range b.args(ev, name) {
		out = append(out, b.usesOf(v, ev)...)
	}
	return out
}

// usesOf are the middleware that a value holds: one, or a list.
func (b *builder) usesOf(v *setup.Value, ev *setup.Event) []*use {
	if v == nil {
		return nil
	}
	if list, _, ok := b.m.List(v); ok && v.Kind != setup.Alt && v.Kind != setup.Nil && (v.Kind == setup.List || v.Type == "" || isList(v)) {
		var out []*use
		for _, e := range list {
			out = append(out, b.usesOf(e, ev)...)
		}
		return out
	}
	if v.Kind == setup.Nil {
		return nil
	}
	return []*use{b.newUse(v, ev)}
}

// isList tells whether an object has numbered elements only, as a slice of a named type has.
func isList(v *setup.Value) bool { return strings.HasSuffix(v.Type, "s") && v.Kind == setup.Object }

func (b *builder) newUse(v *setup.Value, ev *setup.Event) *use {
	u := &use{value: v, seq: b.seq, conds: ev.Conds, at: ev.At, used: new(bool)}
	if v.Kind == setup.Made {
		if k, ok := keyOf(v); ok {
			u.from = b.routers[k] // a chain as middleware
		}
	}
	return u
}

// options applies what functional options bring.
func (b *builder) options(r *router, vs []*setup.Value, ev *setup.Event, depth int) {
	if depth > maxOptions {
		return
	}
	for _, v := range vs {
		if v == nil {
			continue
		}
		if list, _, ok := b.m.List(v); ok && v.Kind != setup.Nil {
			b.options(r, list, ev, depth+1)
			continue
		}
		v.Each(func(a *setup.Value) { b.option(r, a, ev, depth) })
	}
}

func (b *builder) option(r *router, v *setup.Value, ev *setup.Event, depth int) {
	if v.Kind != setup.Made {
		return
	}
	for _, e := range b.p.Models.Wiring(model.Func, v.Text) {
		if e.Kind != model.Option {
			b.registered(r, v, e, ev, depth)
			continue
		}
		for _, p := range b.m.Named(v.Frame, v.Call, nil, &e, "path") {
			if ts := p.Texts(); len(ts) > 0 {
				r.path = joinPath(ts[0], r.path)
			}
		}
		if i, ok := e.Arg("use"); ok && i.Kind == model.Result {
			r.all = append(r.all, &use{value: v, seq: b.seq, conds: ev.Conds, at: v.At, only: e.Word(), router: r})
		}
		for _, u := range b.m.Named(v.Frame, v.Call, nil, &e, "use") {
			for _, mw := range b.usesOf(u, ev) {
				mw.only, mw.at, mw.router = e.Word(), v.At, r
				r.all = append(r.all, mw)
			}
		}
		b.options(r, b.m.Named(v.Frame, v.Call, nil, &e, "opts"), ev, depth+1)
		if _, calls := e.Arg("call"); calls {
			if k, ok := keyOf(v); ok && b.routers[k] != nil && b.routers[k] != r && b.routers[k].parent == nil {
				g := b.routers[k] // Have: a router that a function registered on which the option calls with r.
				g.parent, g.order, g.unknown, g.lib = r, "live", false, r.lib
			}
		}
	}
}

// madeWith are middleware that a value was made with: under the conditions under which the value is what it is.
func madeWith(uses []*use, at *entry) []*use {
	var out []*use
	for _, u := range uses {
		plain := *u
		plain.conds = at.conds
		out = append(out, &plain)
	}
	return out
}
