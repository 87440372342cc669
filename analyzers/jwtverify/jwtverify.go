package jwtverify

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/token"
)

// Rule is jwtverify.
var Rule = &rule.Rule{
	Name:  "jwtverify",
	Title: "Tokens that are believed before they are verified",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "unverified", Title: "The claims of a token are used that is only decoded", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "unchecked", Title: "The claims of a token are used whether it was verified or not", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "none", Title: "A token without a signature is made or accepted", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "algorithm", Title: "The token decides by which algorithm or key it is verified", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "claims", Title: "Expiry, issuer or audience of a token are not checked", Severity: rule.High, Precision: rule.Sure},
		{Name: "key", Title: "The key of a token's signature can be empty, or is short", Severity: rule.High, Precision: rule.Likely},
	},
	CWE:   []string{"CWE-347", "CWE-345"},
	OWASP: []string{"API2:2023"},
	ASVS:  []string{"v5.0.0-9.1.1", "v5.0.0-9.1.2", "v5.0.0-9.2.1"},
	Since: "0.1.0",
	Run:   run,
}

func run(p *rule.Pass) {
	c := &checker{pass: p, prog: token.In(p.Program), reported: map[rule.Range]bool{}}
	c.unverified()
	c.unchecked()
	c.none()
	c.keyFuncs()
	c.ownKeys()
	c.options()
	c.hollow()
	c.anyAudience()
	c.untimed()
	c.lifetime()
	c.siblings()
	c.weakKeys()
}

// checker runs the checks over one program.
type checker struct {
	pass     *rule.Pass
	prog     *token.Tokens
	reported map[rule.Range]bool // places that have a finding: one each
}

// report completes a finding at a place, whose flow leads through the packages of steps.
func (c *checker) report(f rule.Finding, at program.Place, steps ...step) {
	f.Range = rule.RangeOf(at)
	if at.Fn == nil || f.Line == 0 || at.Generated() || c.reported[f.Range] {
		return
	}
	c.reported[f.Range] = true
	f.Package = at.Fn.Pkg.Path
	packages := []string{f.Package}
	for _, s := range steps {
		if s.at.Fn == nil {
			continue
		}
		packages = append(packages, s.at.Fn.Pkg.Path)
		if r := rule.RangeOf(s.at); r.Line != 0 && s.message != "" {
			f.Flow = append(f.Flow, rule.Step{Range: r, Message: s.message})
		}
	}
	f.Decider = c.prog.Decider(packages)
	if at.Sample() {
		f.Precision = rule.Unsure
	}
	c.pass.Report(f)
}

// step is a step of a flow.
type step struct {
	at      program.Place
	message string
}

// way is the steps from a leaf of v to v.
func way(v, leaf *program.Value) []step {
	path := program.Path(v, leaf)
	var out []step
	for i := len(path) - 1; i >= 0; i-- {
		out = append(out, step{path[i].At, path[i].Note})
	}
	return out
}
