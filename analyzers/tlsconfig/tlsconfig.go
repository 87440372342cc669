package tlsconfig

import (
	"slices"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
)

// Rule is tlsconfig.
var Rule = &rule.Rule{
	Name:  "tlsconfig",
	Title: "TLS and SSH that let others listen",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "skip-verify", Title: "Certificates are not verified", Severity: rule.High, Precision: rule.Sure},
		{Name: "host-key", Title: "An SSH client accepts any host key", Severity: rule.High, Precision: rule.Sure},
		{Name: "old-version", Title: "TLS 1.1 or older is accepted", Severity: rule.Medium, Precision: rule.Sure},
		{Name: "weak-cipher", Title: "Broken ciphers are offered", Severity: rule.Medium, Precision: rule.Sure},
		{Name: "resumption", Title: "Resumed sessions skip the check of certificates", Severity: rule.Medium, Precision: rule.Likely},
	},
	CWE:    []string{"CWE-295", "CWE-322", "CWE-326", "CWE-327"},
	OWASP:  []string{"API8:2023"},
	ASVS:   []string{"v5.0.0-12.1.1", "v5.0.0-12.3.2"},
	Since:  "0.1.0",
	Reuses: []string{"G123"},
	Run:    run,
}

func run(p *rule.Pass) {
	skipVerify(p)
	hostKeys(p)
	versions(p)
	ciphers(p)
	resumption(p)
}

// report reports a finding at a place; of samples and generated files it is low.
func report(p *rule.Pass, at program.Place, check string, severity rule.Severity, precision rule.Precision, message string) {
	pkg := at.Fn.Pkg.Path
	if at.Sample() || at.Generated() {
		precision = rule.Unsure
	}
	p.Report(rule.Finding{Check: check, Severity: severity, Precision: precision, Range: rule.RangeOf(at), Package: pkg, Message: message,
		Decider: p.Program.Decider([]string{pkg}), Open: true}) // Have: callers can be under a setting that asks for it
}

// hostKeys reports SSH clients that accept any host key: by a library's function, or by one that always agrees.
func hostKeys(p *rule.Pass) {
	const message = "any host key is accepted, so whoever answers gets the login: use knownhosts.New or ssh.FixedHostKey"
	for _, pol := range policy.In(p.Program).Of("ssh") {
		precision := rule.Sure
		if _, optional := pol.Optional(asks); optional {
			precision = rule.Unsure
		}
		report(p, pol.At, "host-key", rule.High, precision, message)
	}
	for _, a := range policy.In(p.Program).Assignments("ssh/verifier") {
		if agrees(a.Functions()) {
			precision := rule.Sure
			if _, optional := a.Optional(asks); optional {
				precision = rule.Unsure
			}
			report(p, a.At, "host-key", rule.High, precision, message)
		}
	}
}

// words of settings that ask for connections without checks, or for the opposite.
var words = map[string]bool{
	"insecure": true, "skip": true, "verify": true, "verification": true, "validate": true, "selfsigned": true, "signed": true, "ignore": true, "unsafe": true,
	"allow": true, "trust": true, "disable": true, "disabled": true, "no": true, "check": true, "strict": true, "legacy": true, "compat": true, "old": true, "mode": true,
}

// asks tells whether a setting of a name asks for a connection without checks: "insecure" does, "useTLS" does not.
func asks(name string) bool {
	return slices.ContainsFunc(secret.Words(name), func(w string) bool { return words[w] })
}

// agrees tells whether all of the functions that a value can be are the program's own and always return nil.
func agrees(fns []program.Callee) bool {
	for _, f := range fns {
		if f.Fn == nil || !alwaysNil(f.Fn) {
			return false
		}
	}
	return len(fns) > 0
}

// resumption reports checks of certificates that do not run when a session is resumed. That matters where a session of one
// configuration can be resumed under another one.
func resumption(p *rule.Pass) {
	for _, i := range policy.Issues(p.Program, "G123") {
		precision := rule.Unsure
		if slices.ContainsFunc(policy.In(p.Program).Assignments("tls/resumption"), func(a *policy.Assignment) bool { return a.At.Fn.Pkg == i.At.Fn.Pkg }) {
			precision = rule.Likely
		}
		report(p, i.At, "resumption", rule.Medium, precision,
			"VerifyPeerCertificate does not run when a session is resumed: do the check in VerifyConnection, which always runs")
	}
}
