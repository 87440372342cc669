package route

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/setup"
)

// described adds a route for each configuration object of a list. first is the route that the call itself speaks of.
func (b *builder) described(r *router, first *entry, list []*setup.Value, ev *setup.Event) {
	b.optional(first, ev)
	b.eachDescribed(list, nil, ev, 0, func(v *setup.Value, around []*use) {
		e := *first
		e.uses = append(append([]*use{}, first.uses...), around...)
		prefix := e.paths
		b.readParts(&e, v, ev)
		if len(prefix) > 0 {
			e.paths = joinAll(prefix, e.paths)
		}
		b.addEntry(&e, ev)
	})
}

// eachDescribed calls add for the objects in lists, and in what a function makes of lists of them by putting middleware
// before them.
func (b *builder) eachDescribed(list []*setup.Value, around []*use, ev *setup.Event, depth int, add func(*setup.Value, []*use)) {
	if depth > maxOptions {
		return
	}
	for _, v := range list {
		if v == nil {
			continue
		}
		if v.Kind == setup.Object && len(b.parts(v.Type)) > 0 && v.Type != "" {
			add(v, around)
			continue
		}
		if in, _, ok := b.m.List(v); ok {
			b.eachDescribed(in, around, ev, depth+1, add)
			continue
		}
		v.Each(func(a *setup.Value) {
			if a.Kind == setup.Object {
				add(a, around)
			}
			if a.Kind != setup.Made {
				return
			}
			for _, e := range b.p.Models.Wiring(model.Func, a.Text) {
				if e.Kind != model.Around {
					continue
				}
				outer := append([]*use{}, around...)
				for _, u := range b.m.Named(a.Frame, a.Call, nil, &e, "use") {
					outer = append(outer, b.usesOf(u, ev)...)
				}
				b.eachDescribed(b.m.Named(a.Frame, a.Call, nil, &e, "config"), outer, ev, depth+1, add)
			}
		})
	}
}

// readParts reads the parts of a route that a configuration object has.
func (b *builder) readParts(e *entry, v *setup.Value, ev *setup.Event) {
	for _, p := range b.parts(v.Type) {
		got := b.m.Select(v, p.elem)
		if got == nil || got.Kind == setup.Nil {
			continue
		}
		switch p.word {
		case "path":
			e.paths = got.Texts()
		case "method":
			e.methods = got.Texts()
		case "handler":
			e.handler = got
		case "use":
			e.uses = append(e.uses, b.usesOf(got, ev)...)
		}
	}
}

// optional applies the options of a route: middleware, and a prefix of its path.
func (b *builder) optional(e *entry, ev *setup.Event) {
	opts := b.args(ev, "opts")
	if len(opts) == 0 {
		return
	}
	scratch := &router{}
	b.options(scratch, opts, ev, 0)
	e.uses = append(scratch.all, e.uses...)
	if scratch.path != "" {
		if len(e.paths) == 0 {
			e.paths = []string{scratch.path}
			return
		}
		e.paths = joinAll([]string{scratch.path}, e.paths)
	}
}
