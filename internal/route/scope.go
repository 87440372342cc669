package route

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/setup"
)

// scope is the part of a router that a registration on it belongs to: that of the innermost call around it that makes such parts for
// the time that a function runs, as m.Group("/api", func() { m.Get("/notes", list) }); else the router itself.
func (b *builder) scope(r *router, ev *setup.Event) *router {
	switch ev.Entry.Kind {
	case model.Route, model.Group, model.Control, model.Mount:
	default:
		return r
	}
	for f := ev.Frame; f != nil; f = f.Parent {
		if f.Parent == nil || f.Call < 0 {
			continue
		}
		if g := b.routers[key{frame: f.Parent, call: f.Call}]; g != nil && g.scoped && g.isPartOf(r) {
			return g
		}
	}
	return r
}

// isPartOf tells whether a router is a group of another one, or of one of its groups.
func (r *router) isPartOf(other *router) bool {
	for up := r.parent; up != nil; up = up.parent {
		if up == other {
			return true
		}
	}
	return false
}

// relays tells whether a value is a closure that does nothing but call a handler that is one of the alternatives to it: the same in
// the form of a function.
func (b *builder) relays(v *setup.Value, parts []*setup.Value) bool {
	if v.Kind != setup.Func || v.Fn == nil || v.Fn.Parent == "" || len(v.Fn.Blocks) != 1 || len(v.Fn.Calls) != 1 {
		return false
	}
	for _, c := range b.m.Captured(v) {
		for _, p := range parts {
			if p != v && (p == c || c != nil && p.Kind == c.Kind && p.Fn == c.Fn && NameOf(p) == NameOf(c)) {
				return true
			}
		}
	}
	return false
}
