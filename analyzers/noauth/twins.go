package noauth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
)

// often is the number of endpoints from which on a handler is one for anything, such as a proxy or a page.
const often = 6

// answers maps handlers that are functions with names to the endpoints that they answer.
func (s *search) answers() map[string][]*endpoint {
	out := map[string][]*endpoint{}
	for _, e := range s.ends {
		if k := e.answerer(); k != "" {
			out[k] = append(out[k], e)
		}
	}
	return out
}

// answerer identifies the handler of an endpoint; "" for one that is written where it is registered, or is not known.
func (e *endpoint) answerer() string {
	if e.Handler.At.Fn == nil || e.Handler.Value == nil || strings.Contains(e.Handler.Name, ".func") || e.Kind != "" {
		return ""
	}
	return e.Handler.Name + " " + at(e.Handler.At)
}

// twin is an endpoint with authentication that the handler of one without it answers, too, for the same method; nil if there is none,
// or the handler looks at who asks and so is made for both.
func (s *search) twin(e *endpoint, answers map[string][]*endpoint) *endpoint {
	same := answers[e.answerer()]
	if len(same) < 2 || len(same) > often || e.Reach == route.Local {
		return nil
	}
	if slices.ContainsFunc(s.judge.Readings(e.Route), func(r conduct.Reading) bool { return r.Tested }) {
		return nil
	}
	if slices.ContainsFunc(e.Chain, func(m *route.Middleware) bool { return len(s.judge.Leaks(m)) > 0 }) {
		return nil // Have: one that is meant to refuse, and is reported for that.
	}
	for _, o := range same {
		if o.auth == conduct.Yes && !o.by.Inside && o.public == "" && (o.Method == e.Method || o.Method == "*" || e.Method == "*") {
			return o
		}
	}
	return nil
}

// twinned judges an endpoint by its twin: the other way in is closed.
func (c *candidate) twinned() {
	precision := rule.Unsure
	switch {
	case c.writes && c.twin.server == c.server:
		precision = rule.Sure
	case c.writes, c.reveals, c.twin.server == c.server && parameters(c.Path):
		precision = rule.Likely
	}
	c.precision = max(c.precision, precision)
}

// whyTwin says that the handler is behind authentication elsewhere.
func (c *candidate) whyTwin() (string, []rule.Step) {
	t := c.twin
	return fmt.Sprintf(", but for %s %s the same handler is behind %s: put that before it, too, or list it under public-routes", t.Method, t.Path, t.by.Name),
		append(step(t.At, "registered for "+t.Method+" "+t.Path+" here"), step(t.by.At, t.by.Name+" is attached to that here")...)
}
