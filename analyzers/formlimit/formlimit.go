package formlimit

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Rule is formlimit.
var Rule = &rule.Rule{
	Name:  "formlimit",
	Title: "Uploads of any size",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "upload", Title: "A body with files is read without a limit", Severity: rule.Medium, Precision: rule.Likely},
	},
	CWE:   []string{"CWE-400", "CWE-770"},
	OWASP: []string{"API4:2023"},
	ASVS:  []string{"v5.0.0-5.2.1"},
	Since: "0.1.0",
	Run:   run,
}

func run(p *rule.Pass) {
	seen := map[*program.Fn]bool{}
	for _, pol := range p.Program.Policies("form") {
		if seen[pol.Fn] || pol.At.Generated() || pol.Limited() {
			continue
		}
		seen[pol.Fn] = true
		precision := rule.Likely
		if pol.At.Sample() {
			precision = rule.Unsure
		}
		pkg := pol.Fn.Pkg.Path
		p.Report(rule.Finding{
			Check: "upload", Severity: rule.Medium, Precision: precision, Range: rule.RangeOf(pol.At), Package: pkg, Open: true,
			Message: pol.Name + " reads a body of any size to the disk: limit it first with http.MaxBytesReader",
			Decider: p.Program.Decider([]string{pkg}),
		})
	}
}
