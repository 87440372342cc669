package csrf

import (
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Rule is csrf.
var Rule = &rule.Rule{
	Name:  "csrf",
	Title: "Protection against requests from other sites that lets all past",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "bypass", Title: "Everything bypasses the protection against requests from other origins", Severity: rule.High, Precision: rule.Sure},
		{Name: "state", Title: "The state of a login with OAuth is constant", Severity: rule.Medium, Precision: rule.Likely},
	},
	CWE:    []string{"CWE-352"},
	OWASP:  []string{"API8:2023"},
	ASVS:   []string{"v5.0.0-3.5.1"},
	Since:  "0.1.0",
	Reuses: []string{"G121"},
	Run:    run,
}

// place is where something is, in whichever function.
type place struct {
	file string
	line int32
}

func run(p *rule.Pass) {
	seen := map[place]bool{}
	report := func(at program.Place, message string) {
		k := place{at.File(), at.Pos.Line}
		if seen[k] {
			return
		}
		seen[k] = true
		f := rule.Finding{Check: "bypass", Severity: rule.High, Precision: rule.Sure, Range: rule.RangeOf(at), Package: at.Fn.Pkg.Path, Message: message,
			Decider: p.Program.Decider([]string{at.Fn.Pkg.Path}), Open: true}
		if at.Sample() || at.Generated() {
			f.Precision = rule.Unsure
		}
		p.Report(f)
	}
	for _, pol := range policy.In(p.Program).Of("csrf") {
		for _, s := range pol.Settings("csrf/bypass") {
			if pattern, sent := broad(s.Value); pattern != "" || sent {
				message := "the pattern that bypasses the protection is what a client sent: list the paths"
				if pattern != "" {
					message = "the pattern " + strconv.Quote(pattern) + " lets all requests past the protection against other origins: list the paths that need it"
				}
				report(pol.At, message)
			}
		}
	}
	for _, i := range policy.Issues(p.Program, "G121") {
		report(i.At, "what bypasses the protection against other origins is too much: list the paths that need it")
	}
	states(p)
}

// broad returns a pattern among what v can be that matches all paths, and tells whether a client can send the pattern.
func broad(v *program.Value) (pattern string, sent bool) {
	texts, _ := v.Texts()
	for _, t := range texts {
		path := t.Text
		if method, rest, ok := strings.Cut(path, " "); ok && strings.ToUpper(method) == method {
			path = strings.TrimLeft(rest, " ")
		}
		if _, rest, ok := strings.Cut(path, "/"); ok && (rest == "" || strings.HasPrefix(rest, "{") && strings.HasSuffix(rest, "...}")) {
			return t.Text, false
		}
	}
	sent, _ = v.Reaches(func(l *program.Value) bool { return l.Kind == program.Source })
	return "", sent
}
