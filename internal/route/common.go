package route

import "github.com/apivet/apivet/internal/setup"

// key tells places apart: by the path, and where all programs have the router, by who serves it.
func (at place) key(root *router) string {
	if root.common() {
		return at.from + " " + at.path
	}
	return at.path
}

// common tells whether a router is a variable of a library, which each program has for itself.
func (r *router) common() bool { return r.value != nil && r.value.Kind == setup.Global }

// runs tells whether a program that serves a router has an entry of it.
func (fl *flattener) runs(e *entry, at place) bool {
	if !e.router.root().common() {
		return true
	}
	if at.from != "" && !fl.b.p.Together(e.at.Fn.Pkg.Path, at.from) {
		return false
	}
	fl.shown[e] = true
	return true
}

// left lists what programs have on a router that other programs serve only.
func (fl *flattener) left() {
	for _, r := range fl.b.order {
		root := r.root()
		if !root.common() || !fl.mounted[root] {
			continue
		}
		for _, e := range r.routes {
			if !e.dead && !fl.shown[e] {
				fl.entry(e, place{server: root.id})
			}
		}
	}
}
