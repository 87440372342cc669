package noauth

import (
	"slices"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
)

// Rule is noauth.
var Rule = &rule.Rule{
	Name:  "noauth",
	Title: "Endpoints that should ask who is there, and do not",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "missing", Title: "An endpoint without authentication among others that have it", Severity: rule.High, Precision: rule.Sure},
		{Name: "optional", Title: "A handler trusts an identity that its middleware only reads if it is there", Severity: rule.High, Precision: rule.Likely},
		{Name: "order", Title: "Authentication is attached where it covers nothing", Severity: rule.High, Precision: rule.Sure},
		{Name: "unstopped", Title: "A middleware refuses a request and passes it on all the same", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "debug", Title: "Consoles and descriptions for developers are open to everybody", Severity: rule.Medium, Precision: rule.Likely},
		{Name: "none", Title: "A server that changes state authenticates nobody", Severity: rule.Medium, Precision: rule.Unsure},
	},
	CWE:   []string{"CWE-306", "CWE-862"},
	OWASP: []string{"API2:2023", "API5:2023"},
	ASVS:  []string{"v5.0.0-8.2.1", "v5.0.0-8.3.1"},
	Since: "0.1.0",
	Run:   run,
}

// run judges the table of routes.
func run(p *rule.Pass) {
	t := route.Of(p.Program)
	t.Gaps(p.Cut)
	if len(t.Routes) == 0 {
		return
	}
	s := &search{pass: p, prog: p.Program, table: t, judge: conduct.Of(p.Program), places: map[string]bool{}}
	s.collect()
	s.unstopped()
	s.order()
	s.missing()
	s.optional()
	s.debug()
	s.none()
}

// search is one run over one program.
type search struct {
	pass   *rule.Pass
	prog   *program.Program
	table  *route.Table
	judge  *conduct.Judge
	ends   []*endpoint
	places map[string]bool // of registrations that were reported
}

// issue is a finding before it is placed.
type issue struct {
	check     string
	severity  rule.Severity
	precision rule.Precision
	message   string
	at        program.Place
	flow      []rule.Step
	fns       []*program.Fn // whose packages decide it besides that of the place
}

// report reports a finding: one a place.
func (s *search) report(i issue) {
	if i.at.Fn == nil || i.at.Pos.File == 0 || i.at.Generated() {
		return
	}
	r := rule.RangeOf(i.at)
	if s.places[r.String()] {
		return
	}
	s.places[r.String()] = true
	if i.at.Sample() || s.table.Cut != "" {
		i.precision = rule.Unsure
	}
	paths := []string{i.at.Fn.Pkg.Path, s.prog.Main(i.at.Fn.Pkg.Path)}
	for _, fn := range i.fns {
		if fn != nil && !slices.Contains(paths, fn.Pkg.Path) {
			paths = append(paths, fn.Pkg.Path)
		}
	}
	s.pass.Report(rule.Finding{
		Check: i.check, Severity: i.severity, Precision: i.precision, Message: i.message, Range: r, Package: i.at.Fn.Pkg.Path,
		Flow: i.flow, Open: true, Decider: s.prog.Decider(paths),
	})
}

// step is one step of a flow; nothing where the place is not known.
func step(at program.Place, message string) []rule.Step {
	if at.Fn == nil || at.Pos.File == 0 {
		return nil
	}
	return []rule.Step{{Range: rule.RangeOf(at), Message: message}}
}
