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
	fmt.Fprint(&b, at.path, at.served)
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

// merge joins rows that are the same route found twice. What is registered by code that also ran for a router that is
// served is not listed again for one that is not.
func (t *Table) merge() {
	served := map[string]bool{}
	for _, r := range t.Routes {
		if r.Served {
			served[r.registration()] = true
		}
	}
	seen := map[string]bool{}
	var out []*Route
	for _, r := range t.Routes {
		k := r.registration() + " " + r.Path + " " + chainName(r)
		if seen[k] || !r.Served && served[r.registration()] {
			continue
		}
		seen[k] = true
		out = append(out, r)
	}
	t.Routes = out
}

// registration identifies the code that registers a route.
func (r *Route) registration() string {
	return fmt.Sprintf("%s:%d:%d %s %s", r.At.File(), r.At.Pos.Line, r.At.Pos.Col, r.Method, r.Handler.Name)
}

func chainName(r *Route) string {
	var names []string
	for _, m := range r.Chain {
		names = append(names, m.Name)
	}
	return strings.Join(names, ",")
}
