package weaktoken

import (
	"fmt"
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
)

// Rule is weaktoken.
var Rule = &rule.Rule{
	Name:  "weaktoken",
	Title: "Tokens that can be predicted",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "predictable", Title: "What a predictable generator drew becomes a token, password or key", Severity: rule.High, Precision: rule.Sure},
	},
	CWE:   []string{"CWE-338", "CWE-330"},
	OWASP: []string{"API2:2023"},
	ASVS:  []string{"v5.0.0-11.5.1"},
	Since: "0.1.0",
	Run:   run,
}

func run(p *rule.Pass) {
	known := p.Program.Models.Secrets
	for _, d := range draws(p.Program) {
		fates, _, cut := credential.Fates(p.Program, d.Starts, known.Unguessable)
		if cut {
			p.Cut(d.At, "what the random number becomes is used in too many places")
		}
		if f := best(fates); f != nil && !d.At.Generated() && !d.Fallback {
			p.Report(finding(p, d, f))
		}
	}
}

// best is the fate that says most, the nearest of several; of a field rather than of the value that is put there.
func best(fates []program.Fate) *program.Fate {
	var out *program.Fate
	for i := range fates {
		f := &fates[i]
		switch {
		case f.Other != nil:
		case out == nil || f.Weight > out.Weight || f.Weight == out.Weight && strings.HasSuffix(f.Name, "."+out.Name):
			out = f
		}
	}
	return out
}

// secretName tells whether a name, or that of the type whose field it is, is a secret's; a nonce's is not.
func secretName(known *secret.Knowledge, name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if known.Name(part) != secret.None {
			return true
		}
	}
	return false
}

func finding(p *rule.Pass, d Draw, f *program.Fate) rule.Finding {
	pkg := d.At.Fn.Pkg.Path
	out := rule.Finding{
		Check: "predictable", Severity: rule.High, Precision: rule.Likely, Range: rule.RangeOf(d.At), Package: pkg,
		Open: true, // callers can give it a name that says more
	}
	what := f.Name
	if f.Use != "" {
		what = "a key or password for " + f.Name
	}
	out.Message = fmt.Sprintf("%s can be predicted, and what it draws becomes %s: draw it with crypto/rand", d.Name, what)
	if d.Seeded {
		out.Message = fmt.Sprintf("%s of a seeded generator can be predicted, and what it draws becomes %s: draw it with crypto/rand", d.Name, what)
	}
	known := p.Program.Models.Secrets
	switch {
	case secret.Strength(f.Weight) == secret.Strong:
		out.Precision = rule.Sure
	case !secretName(known, f.Name):
		out.Severity = rule.Medium
	}
	packages := []string{pkg, f.At.Fn.Pkg.Path}
	out.Flow = append(out.Flow, rule.Step{Range: out.Range, Message: "drawn by " + d.Name})
	for i, at := range f.Steps {
		if f.Notes[i] != "" {
			out.Flow = append(out.Flow, rule.Step{Range: rule.RangeOf(at), Message: f.Notes[i]})
		}
		packages = append(packages, at.Fn.Pkg.Path)
	}
	out.Flow = append(out.Flow, rule.Step{Range: rule.RangeOf(f.At), Message: "becomes " + what})
	if d.At.Sample() || f.At.Sample() {
		out.Precision = rule.Unsure
	}
	out.Decider = p.Program.Decider(packages)
	return out
}
