package route

import (
	"slices"

	"github.com/apivet/apivet/internal/summary"
)

// idle lists the middleware that no route has.
func (fl *flattener) idle() {
	for _, r := range fl.b.order {
		own := slices.Concat(r.all, r.later)
		discarded := r.parent != nil && fl.discarded(r)
		for _, u := range own {
			if u.used == nil || *u.used || u.router != nil && u.router != r || u.from != nil {
				continue
			}
			in := &Idle{Middleware: fl.b.middleware(u, &Route{}), Discarded: discarded}
			for _, route := range fl.t.Routes {
				if fl.meant(route, r, u, discarded) {
					in.Routes = append(in.Routes, route)
				}
			}
			if len(in.Routes) > 0 {
				fl.t.Idle = append(fl.t.Idle, in)
			}
		}
	}
}

// meant tells whether idle middleware of a router was perhaps meant for a route: one of the same function on the same router, or where a
// group is discarded, on its parent, after it.
func (fl *flattener) meant(route *Route, r *router, u *use, discarded bool) bool {
	e := route.entry
	if e == nil || e.router == nil || e.seq == 1<<30 {
		return false
	}
	if discarded {
		return e.router == r.parent && e.seq > r.seq && route.At.Fn == r.at.Fn
	}
	for in := e.router; in != nil; in = in.parent {
		if in == r {
			return e.seq < u.seq && route.At.Fn == u.at.Fn
		}
	}
	return false
}

// discarded tells whether nothing is done with the group or copy of a router that a call returned.
func (fl *flattener) discarded(r *router) bool {
	if len(r.routes) > 0 || r.value == nil || r.value.Frame == nil || r.value.Call < 0 {
		return false
	}
	for _, other := range fl.b.order {
		if other.parent == r || other.of == r {
			return false
		}
	}
	fn := r.value.Frame.Fn
	for n := range fn.Nodes {
		if node := &fn.Nodes[n]; node.Op == summary.OpResult && node.A == r.value.Call {
			return false
		}
	}
	return true
}
