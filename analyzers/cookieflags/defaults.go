package cookieflags

import (
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// defaults reports session stores of libraries whose defaults leave flags out, in programs that set no options at all of
// that library's cookies.
func defaults(p *rule.Pass) {
	sessions := policy.In(p.Program).Of("session")
	flags := append(policy.In(p.Program).Assignments("cookie/httponly"), policy.In(p.Program).Assignments("cookie/secure")...)
	set := func(store *policy.Policy) bool {
		for _, pol := range sessions {
			if pol.Entry.Module == store.Entry.Module && p.Program.Together(store.Fn.Pkg.Path, pol.Fn.Pkg.Path) {
				return true
			}
		}
		for _, a := range flags {
			if a.Entry.Module == store.Entry.Module && p.Program.Together(store.Fn.Pkg.Path, a.Fn.Pkg.Path) {
				return true
			}
		}
		return false
	}
	done := map[program.Place]bool{}
	for _, pol := range policy.In(p.Program).Of("store") {
		if done[pol.At] || pol.At.Generated() || set(pol) {
			continue
		}
		done[pol.At] = true
		missing, precision := missing(pol.Entry.Attr("lacks")), rule.Likely
		if pol.At.Sample() {
			precision = rule.Unsure
		}
		pkg := pol.Fn.Pkg.Path
		p.Report(rule.Finding{
			Check: "default", Severity: rule.Medium, Precision: precision, Range: rule.RangeOf(pol.At), Package: pkg, Open: true,
			Message: "the session cookie of " + pol.Name + " is without " + missing + " unless its options say otherwise, and none are set: set them",
			Decider: p.Program.Decider([]string{pkg}),
		})
	}
}

// missing names the flags that a store's cookies lack.
func missing(lacks string) string {
	switch lacks {
	case "httponly":
		return "HttpOnly"
	case "secure":
		return "Secure"
	}
	return "HttpOnly and Secure"
}
