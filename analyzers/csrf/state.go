package csrf

import (
	"strings"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
)

// states reports logins with OAuth whose state is constant.
func states(p *rule.Pass) {
	seen := map[place]bool{}
	for _, pol := range policy.In(p.Program).Of("oauth") {
		k := place{pol.At.File(), pol.At.Pos.Line}
		if seen[k] || !fixed(pol.Settings("oauth/state")) || challenged(pol) {
			continue
		}
		seen[k] = true
		f := rule.Finding{Check: "state", Severity: rule.Medium, Precision: rule.Likely, Range: rule.RangeOf(pol.At), Package: pol.Fn.Pkg.Path,
			Message: "the state that " + pol.Name + " sends along is always the same, so another site can log its visitors in to an account of its own: draw one for each login, keep it in a cookie, and compare",
			Decider: p.Program.Decider([]string{pol.Fn.Pkg.Path}), Open: true}
		if pol.At.Sample() || pol.At.Generated() || !serves(pol.Fn, 0) || local(pol) {
			f.Precision = rule.Unsure
		}
		p.Report(f)
	}
}

// fixed tells whether a state is constant in each case.
func fixed(states []policy.Setting) bool {
	for _, s := range states {
		texts, other := s.Value.Texts()
		if other || len(texts) == 0 {
			return false
		}
		for _, t := range texts {
			if t.Open() {
				return false
			}
		}
	}
	return len(states) > 0
}

// challenged tells whether a login has a challenge of PKCE, which does what a state is for, or may have one.
func challenged(pol *policy.Policy) bool {
	for _, s := range pol.Settings("oauth/challenge") {
		texts, other := s.Value.Texts()
		if other || len(texts) == 0 {
			return true
		}
		for _, t := range texts {
			if t.Open() || strings.HasPrefix(t.Text, "code_challenge") {
				return true
			}
		}
	}
	return false
}

// local tells whether users are sent back to their own machine only, or to nowhere: a login of a program that they run themselves.
func local(pol *policy.Policy) bool {
	n := 0
	for _, s := range pol.Settings("oauth/redirect") {
		texts, other := s.Value.Texts()
		if other {
			return false
		}
		for _, t := range texts {
			host := t.Text
			if _, rest, ok := strings.Cut(host, "://"); ok {
				host = rest
			}
			host, _, _ = strings.Cut(host, "/")
			if n++; host != "oob" && host != "urn:ietf:wg:oauth:2.0:oob" && !strings.HasPrefix(host+":", "localhost:") && !strings.HasPrefix(host+":", "127.0.0.1:") {
				return false
			}
		}
	}
	return n > 0
}

// maxServes is how many calls away from what takes a request a login can begin.
const maxServes = 4

// serves tells whether a function is part of the answer to a request: it, what it is a closure of, or what calls it takes one.
func serves(fn *program.Fn, depth int) bool {
	if fn == nil || depth > maxServes {
		return false
	}
	for _, p := range fn.Params {
		if route.RequestType(fn.Pkg.Types[p.Type].Name) {
			return true
		}
	}
	for _, site := range fn.Callers() {
		if serves(site.Fn, depth+1) {
			return true
		}
	}
	return false
}
