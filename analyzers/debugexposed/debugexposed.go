package debugexposed

import (
	"fmt"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Rule is debugexposed.
var Rule = &rule.Rule{
	Name:  "debugexposed",
	Title: "Debug endpoints that everybody can reach",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "imported", Title: "An import puts debug endpoints on a router that is served", Severity: rule.High, Precision: rule.Sure},
		{Name: "registered", Title: "Debug endpoints are registered on a router", Severity: rule.High, Precision: rule.Likely},
	},
	CWE:   []string{"CWE-200", "CWE-489"},
	OWASP: []string{"API8:2023"},
	ASVS:  []string{"v5.0.0-13.4.2"},
	Since: "0.1.0",
	Run:   run,
}

func run(p *rule.Pass) {
	t := tableOf(p.Program)
	imported(p, t)
	registered(p, t)
}

func anySetting(string) bool { return true }

// severity is that of an endpoint's kind; low for those that are no finding.
func severity(kind string) rule.Severity {
	switch kind {
	case "debug/pprof":
		return rule.High
	case "debug/expvar", "debug/monitor":
		return rule.Medium
	}
	return rule.Low
}

func imported(p *rule.Pass, t *table) {
	for _, r := range importedOf(p.Program) {
		if e := exposed(p.Program, r.on, r.At.Fn.Pkg.Path); e.reached {
			switch open := t.open(r.At, r.Kind); {
			case e.whole: // Have: the router itself is what a server serves.
			case open == closed:
				continue
			case open == unsure:
				e.precision = rule.Unsure
			}
			message := fmt.Sprintf("importing %s registers %s on http.DefaultServeMux, which is served to all who reach the server: serve a router of its own there", r.Name, r.Path)
			report(p, r, "imported", e.precision, message, e.at)
		}
	}
}

// exposure is how the router that imports register on is served.
type exposure struct {
	reached   bool
	whole     bool // a server has no other handler
	precision rule.Precision
	at        *program.Place // nil where the router is handed on
}

// exposed looks for the server of a router that is a package variable, in the programs that a package is part of: one
// without a handler of its own serves it.
func exposed(prog *program.Program, router, pkg string) exposure {
	var e exposure
	if replaced(prog, router, pkg) {
		return e
	}
	own := registersOn(prog, router, pkg)
	seen := false
	for _, pol := range policy.In(prog).Of("server") {
		if !pol.Default() && !pol.Serves(router) || !prog.Together(pkg, pol.Fn.Pkg.Path) {
			continue
		}
		seen = seen || pol.Serves(router)
		if pol.At.Sample() {
			continue
		}
		address := append(pol.Settings("server/address"), pol.Settings("server/listener")...)
		precision := rule.Sure
		switch known, local := reach(address); {
		case local:
			continue
		case !own && known:
			precision = rule.Likely
		case !own:
			precision = rule.Unsure
		}
		if _, optional := pol.Optional(anySetting); optional {
			precision = rule.Unsure
		}
		if !e.reached || precision > e.precision {
			e = exposure{true, e.whole || pol.Default(), precision, &pol.At}
		}
	}
	if e.reached || seen {
		return e
	}
	if mentioned, optional := mentions(prog, router, pkg, anySetting); mentioned {
		e = exposure{true, false, rule.Likely, nil}
		if optional {
			e.precision = rule.Unsure
		}
	}
	return e
}

// reach tells whether an address is constant, and whether only the local machine reaches it.
func reach(settings []policy.Setting) (known, local bool) {
	for _, s := range settings {
		if policy.Local(s.Value) {
			return true, true
		}
		texts, other := s.Value.Texts()
		known = known || len(texts) > 0 && !other
	}
	return known, false
}

func report(p *rule.Pass, r registration, check string, precision rule.Precision, message string, served *program.Place) {
	if r.At.Sample() || r.At.Generated() {
		precision = rule.Unsure
	}
	pkg := r.At.Fn.Pkg.Path
	f := rule.Finding{
		Check: check, Severity: severity(r.Kind), Precision: precision, Range: rule.RangeOf(r.At), Package: pkg, Message: message, Open: true,
	}
	packages := []string{pkg}
	if served != nil {
		f.Flow = []rule.Step{{Range: f.Range, Message: "registers it"}, {Range: rule.RangeOf(*served), Message: "served here"}}
		packages = append(packages, served.Fn.Pkg.Path)
	}
	f.Decider = p.Program.Decider(packages)
	p.Report(f)
}
