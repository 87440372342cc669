package debugexposed

import (
	"fmt"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
)

// openness says who can ask what is registered at a place, by the routes that it makes.
type openness uint8

const (
	nowhere openness = iota // no route is known there
	closed                  // only those who prove who they are, or are on the same machine
	unsure
	everybody
)

// table is the table of routes as it bears on endpoints for debugging.
type table struct {
	all    []*route.Route
	routes map[string][]*route.Route // by the place of the registration and the kind
	judge  *conduct.Judge
}

// tableOf is that of a program.
func tableOf(p *program.Program) *table {
	t := &table{routes: map[string][]*route.Route{}}
	if len(registrations(p, "debug/")) == 0 && len(route.Imports(p, "debug/")) == 0 {
		return t // Have: none registers any, and routes are not needed.
	}
	for _, r := range route.Of(p).Routes {
		if severity(r.Kind) > rule.Low {
			k := keyOf(r.At, r.Kind)
			t.all, t.routes[k] = append(t.all, r), append(t.routes[k], r)
		}
	}
	t.judge = conduct.Of(p)
	return t
}

func keyOf(at program.Place, kind string) string {
	return fmt.Sprintf("%s:%d:%d %s", at.File(), at.Pos.Line, at.Pos.Col, kind)
}

// open tells who can ask what is registered at a place: of several routes, the widest.
func (t *table) open(at program.Place, kind string) openness {
	out := nowhere
	for _, r := range t.routes[keyOf(at, kind)] {
		out = max(out, t.route(r))
	}
	return out
}

// route tells who can ask a route.
func (t *table) route(r *route.Route) openness {
	states := t.judge.Route(r)
	auth := max(states[conduct.Auth].Verdict, states[conduct.Authz].Verdict)
	switch {
	case auth == conduct.Yes, r.Reach == route.Local:
		return closed
	case auth != conduct.No, r.Reach == route.ByDefault, r.Conditional, r.Unsure != "":
		return unsure
	}
	for _, m := range r.Chain {
		if t.judge.Opaque(m) {
			return unsure
		}
	}
	return everybody
}

// registered reports handlers for debugging that are registered on a router: those of one kind that a function registers
// are one finding.
func registered(p *rule.Pass, t *table) {
	type group struct {
		fn   *program.Fn
		kind string
	}
	seen, places := map[group]bool{}, map[string]bool{}
	tell := func(r registration, precision rule.Precision) {
		if !seen[group{r.At.Fn, r.Kind}] {
			seen[group{r.At.Fn, r.Kind}] = true
			report(p, r, "registered", precision, fmt.Sprintf("%s is registered on a router, where all who reach the server reach it: serve it on localhost, or behind a check of who asks", r.Name), nil)
		}
	}
	for _, r := range registrations(p.Program, "debug/") {
		if severity(r.Kind) == rule.Low {
			continue
		}
		places[keyOf(r.At, r.Kind)] = true
		open := t.open(r.At, r.Kind)
		if open == closed {
			continue
		}
		precision := rule.Likely
		if _, optional := r.optional(anySetting); optional || open == unsure || open == nowhere && r.layered() {
			precision = rule.Unsure
		}
		tell(r, precision)
	}
	for _, r := range importedOf(p.Program) {
		places[keyOf(r.At, r.Kind)] = true
	}
	for _, r := range t.all { // Have: what functions of the program register that are handed the handler.
		open := t.route(r)
		if places[keyOf(r.At, r.Kind)] || open == closed {
			continue
		}
		precision := rule.Likely
		if open == unsure {
			precision = rule.Unsure
		}
		tell(registration{At: r.At, Kind: r.Kind, Path: r.Path, Name: r.Handler.Name}, precision)
	}
}
