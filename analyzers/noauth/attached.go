package noauth

import (
	"fmt"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
)

// unstopped reports middleware that refuses a request and passes it on.
func (s *search) unstopped() {
	for _, e := range s.ends {
		for _, m := range e.Chain {
			for _, leak := range s.judge.Leaks(m) {
				s.report(issue{
					check: "unstopped", severity: rule.Critical, precision: rule.Sure, at: leak, fns: []*program.Fn{e.At.Fn},
					message: fmt.Sprintf("%s refuses the request here and passes it on all the same, so that %s answers it: stop the chain and return", m.Name, e.Handler.Name),
					flow:    append(append(step(leak, "refuses, and goes on"), step(m.At, m.Name+" is attached here")...), step(e.At, "for "+e.Method+" "+e.Path)...),
				})
			}
		}
	}
}

// order reports authentication that covers nothing.
func (s *search) order() {
	by := map[*route.Route]*endpoint{}
	for _, e := range s.ends {
		by[e.Route] = e
	}
	for _, idle := range s.table.Idle {
		if !s.authenticates(idle.Middleware) {
			continue
		}
		var meant []*endpoint
		for _, r := range idle.Routes {
			if e := by[r]; e != nil && e.auth == conduct.No && e.public == "" && e.known {
				meant = append(meant, e)
			}
		}
		if len(meant) == 0 {
			continue
		}
		e := meant[0]
		i := issue{check: "order", severity: rule.High, precision: rule.Sure, at: idle.At, fns: []*program.Fn{e.At.Fn, e.Handler.At.Fn}}
		others := " has"
		if len(meant) > 1 {
			others = fmt.Sprintf(" and %d more have", len(meant)-1)
		}
		if idle.Discarded {
			i.message = fmt.Sprintf("%s is given to a router that is thrown away, so that %s %s%s no authentication: register on the result", idle.Name, e.Method, e.Path, others)
		} else {
			i.message = fmt.Sprintf("%s is attached after all routes, and covers none: %s %s%s no authentication; attach it before", idle.Name, e.Method, e.Path, others)
		}
		i.flow = append(step(idle.At, idle.Name+" is attached here"), step(e.At, "registered without it")...)
		s.report(i)
		for _, m := range meant {
			s.places[rule.RangeOf(m.At).String()] = true
		}
	}
}

func (s *search) authenticates(m *route.Middleware) bool {
	for _, effect := range s.judge.Middleware(m) {
		if (effect.Layer == conduct.Auth || effect.Layer == conduct.Authz) && effect.Verdict >= conduct.Conditional {
			return true
		}
	}
	return false
}

// optional reports handlers that trust an identity which need not be there.
func (s *search) optional() {
	for _, e := range s.ends {
		if e.auth != conduct.Optional || e.public != "" || !e.known {
			continue
		}
		for _, r := range s.judge.Readings(e.Route) {
			if r.Tested || !s.keeps(e, r.Key) {
				continue
			}
			precision := rule.Unsure
			if e.writes {
				precision = rule.Likely
			}
			s.report(issue{
				check: "optional", severity: rule.High, precision: precision, at: e.At, fns: []*program.Fn{e.Handler.At.Fn, r.At.Fn},
				message: fmt.Sprintf("%s %s uses who asks without a check, but %s lets requests without a credential pass: refuse them before it", e.Method, e.Path, e.by.Name),
				flow:    append(append(step(e.At, "registered here"), step(e.by.At, e.by.Name+" is attached here")...), step(r.At, "used here without a check")...),
			})
			break
		}
	}
}

// none reports servers that change state and authenticate nobody, once each.
func (s *search) none() {
	authed := map[string]bool{}
	for _, e := range s.ends {
		if e.auth != conduct.No || !e.known {
			authed[e.server] = true
		}
	}
	for _, e := range s.ends {
		if authed[e.server] || !e.writes || e.public != "" || e.Reach == route.Local {
			continue
		}
		authed[e.server] = true // reported
		n := 0
		for _, o := range s.ends {
			if o.server == e.server && o.writes && o.public == "" {
				n++
			}
		}
		s.report(issue{
			check: "none", severity: rule.Medium, precision: rule.Unsure, at: e.At, fns: []*program.Fn{e.Handler.At.Fn},
			message: fmt.Sprintf("nothing on this server asks who it is, and %d of its endpoints change state, such as %s %s", n, e.Method, e.Path),
			flow:    append(step(e.At, "registered here"), step(e.Handler.At, "answered here")...),
		})
	}
}
