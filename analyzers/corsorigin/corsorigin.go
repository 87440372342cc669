package corsorigin

import (
	"slices"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Rule is corsorigin.
var Rule = &rule.Rule{
	Name:  "corsorigin",
	Title: "Origins that may read answers",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "reflected", Title: "The request's origin is sent back without a check", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "always", Title: "A check of origins lets every origin through", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "weak-match", Title: "A check of origins lets foreign ones through", Severity: rule.High, Precision: rule.Sure},
		{Name: "wildcard", Title: "Every origin is allowed, with credentials or where clients are known by tokens", Severity: rule.Critical, Precision: rule.Sure},
	},
	CWE:   []string{"CWE-942", "CWE-346", "CWE-1385"},
	OWASP: []string{"API8:2023"},
	ASVS:  []string{"v5.0.0-3.4.2", "v5.0.0-3.5.2", "v5.0.0-4.4.2"},
	Since: "0.1.0",
	Run:   run,
}

// run asks who may read answers: of library configurations, of websocket upgraders, and of headers that are written.
func run(p *rule.Pass) {
	s := &search{pass: p, prog: p.Program, found: map[string]int{}}
	for _, pol := range policy.In(p.Program).Of("cors") {
		s.library(pol)
	}
	s.websockets()
	s.headers()
	for _, f := range s.list {
		p.Report(f)
	}
}

// search collects findings, one a place and check.
type search struct {
	pass  *rule.Pass
	prog  *program.Program
	found map[string]int
	list  []rule.Finding
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
	open      bool          // what the rest of the program does counts
}

// report adds a finding; of several at one place the worst is kept.
func (s *search) report(i issue) {
	if i.at.Fn == nil || i.at.Pos.File == 0 || i.at.Generated() {
		return
	}
	if i.at.Sample() {
		i.precision = rule.Unsure
	}
	f := rule.Finding{
		Check: i.check, Severity: i.severity, Precision: i.precision, Message: i.message, Range: rule.RangeOf(i.at),
		Package: i.at.Fn.Pkg.Path, Flow: i.flow, Open: i.open,
	}
	paths := []string{i.at.Fn.Pkg.Path}
	for _, fn := range i.fns {
		if fn != nil && !slices.Contains(paths, fn.Pkg.Path) {
			paths = append(paths, fn.Pkg.Path)
		}
	}
	if i.open {
		if main := s.prog.Main(i.at.Fn.Pkg.Path); !slices.Contains(paths, main) {
			paths = append(paths, main)
		}
	}
	f.Decider = s.prog.Decider(paths)
	k := f.Range.String()
	if at, ok := s.found[k]; ok {
		if old := &s.list[at]; f.Precision > old.Precision || f.Precision == old.Precision && f.Severity > old.Severity {
			*old = f
		}
		return
	}
	s.found[k] = len(s.list)
	s.list = append(s.list, f)
}

// uncredentialed grades what any page may read, but without the user's credentials: of little interest where the program takes
// tokens only, which a page has to know.
func (s *search) uncredentialed(i *issue) {
	i.open, i.severity, i.precision = true, rule.Medium, rule.Likely
	if known := credentials(s.prog, i.at.Fn.Pkg.Path); known.Sent && !known.Browser {
		i.severity, i.precision = rule.Low, rule.Unsure
	}
}

// step is one step of a flow.
func step(at program.Place, message string) rule.Step {
	return rule.Step{Range: rule.RangeOf(at), Message: message}
}

// credentials is whether answers come with a user's credentials, in words.
func withCredentials(t program.Truth) string {
	switch t {
	case program.True:
		return " with the user's credentials"
	case program.Maybe:
		return ", with the user's credentials where they are allowed"
	}
	return ""
}
