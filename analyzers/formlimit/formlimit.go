package formlimit

import (
	"fmt"

	"github.com/apivet/apivet/internal/policy"
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
	first, others := map[string]*policy.Policy{}, map[string]int{} // by package, as one limit serves all of its handlers
	var order []string
	seen := map[*program.Fn]bool{}
	for _, pol := range policy.In(p.Program).Of("form") {
		pkg := pol.Fn.Pkg.Path
		if seen[pol.Fn] || pol.At.Generated() || limited(p.Program, pol) {
			continue
		}
		seen[pol.Fn] = true
		if first[pkg] != nil {
			others[pkg]++
			continue
		}
		first[pkg] = pol
		order = append(order, pkg)
	}
	for _, pkg := range order {
		pol, message := first[pkg], ""
		if n := others[pkg]; n > 0 {
			message = fmt.Sprintf(", and so do %d more functions of the package", n)
			if n == 1 {
				message = ", and so does another function of the package"
			}
		}
		precision := rule.Likely
		if pol.At.Sample() {
			precision = rule.Unsure
		}
		p.Report(rule.Finding{
			Check: "upload", Severity: rule.Medium, Precision: precision, Range: rule.RangeOf(pol.At), Package: pkg, Open: true,
			Message: pol.Name + " reads a body of any size to the disk" + message + ": limit it first with http.MaxBytesReader",
			Decider: p.Program.Decider([]string{pkg}),
		})
	}
}
