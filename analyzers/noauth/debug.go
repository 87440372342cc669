package noauth

import (
	"fmt"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
)

// exposed is what a kind of endpoints for developers gives away, and how much that is worth a change.
type exposed struct {
	what      string
	severity  rule.Severity
	precision rule.Precision
}

// debugKinds are the kinds of endpoints for developers. Profiles and variables of the process are those of rule debugexposed.
var debugKinds = map[string]exposed{
	"debug/playground": {"runs queries from a page for developers", rule.Low, rule.Likely},
	"debug/channelz":   {"shows all connections of the server", rule.Low, rule.Likely},
	"debug/console":    {"is a console for administrators", rule.High, rule.Likely},
	"debug/level":      {"changes what the server logs", rule.Medium, rule.Likely},
	"debug/traces":     {"shows the last requests", rule.Medium, rule.Likely},
	"debug/reflection": {"describes all services of the server", rule.Low, rule.Unsure}, // Have: a schema is often public.
}

// debug reports endpoints for developers that everybody can ask.
func (s *search) debug() {
	for _, e := range s.ends {
		kind, ok := debugKinds[e.Kind]
		if !ok || e.auth != conduct.No || !e.known || e.Reach == route.Local {
			continue
		}
		i := issue{check: "debug", severity: kind.severity, precision: kind.precision, at: e.At}
		if e.Conditional || e.Reach == route.ByDefault || s.prog.Models.PublicPath(e.Path) {
			i.precision = rule.Unsure
		}
		i.message = fmt.Sprintf("%s at %s %s, and everybody can ask it: put authentication before it, or serve it to the local machine only", e.Handler.Name, e.Path, kind.what)
		i.flow = step(e.At, "registered here, without authentication")
		s.report(i)
	}
}
