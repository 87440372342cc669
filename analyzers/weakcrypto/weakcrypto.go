package weakcrypto

import (
	"fmt"
	"strconv"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Rule is weakcrypto.
var Rule = &rule.Rule{
	Name:  "weakcrypto",
	Title: "Broken cryptography",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "password-hash", Title: "A password is hashed with MD5 or SHA-1", Severity: rule.High, Precision: rule.Sure},
		{Name: "fast-hash", Title: "A password is hashed with a function that is fast", Severity: rule.Medium, Precision: rule.Sure},
		{Name: "low-cost", Title: "A password is hashed with too little effort", Severity: rule.Medium, Precision: rule.Sure},
		{Name: "weak-hash", Title: "MD5 or SHA-1 makes a token or key", Severity: rule.Medium, Precision: rule.Likely},
		{Name: "weak-cipher", Title: "DES, triple DES or RC4 is used", Severity: rule.High, Precision: rule.Sure},
		{Name: "short-key", Title: "An RSA key is too short", Severity: rule.High, Precision: rule.Sure},
		{Name: "fixed-nonce", Title: "A nonce is constant", Severity: rule.High, Precision: rule.Sure},
	},
	CWE:   []string{"CWE-327", "CWE-328", "CWE-916", "CWE-326", "CWE-1204"},
	OWASP: []string{"API8:2023", "API2:2023"},
	ASVS:  []string{"v5.0.0-11.3.1", "v5.0.0-11.4.1", "v5.0.0-11.4.2"},
	Since: "0.1.0",
	Run:   run,
}

func run(p *rule.Pass) {
	hashes(p)
	fastHashes(p)
	lowCosts(p)
	for _, pol := range policy.In(p.Program).Of("cipher") {
		report(p, finding{at: pol.At, check: "weak-cipher", severity: rule.High, precision: rule.Sure,
			message: pol.Name + " makes a broken cipher: use aes.NewCipher with cipher.NewGCM"})
	}
	shortKeys(p)
	nonces(p)
}

type finding struct {
	at        program.Place
	check     string
	severity  rule.Severity
	precision rule.Precision
	message   string
	flow      []rule.Step
	packages  []string
}

func report(p *rule.Pass, f finding) {
	pkg := f.at.Fn.Pkg.Path
	if f.at.Sample() || f.at.Generated() {
		f.precision = rule.Unsure
	}
	p.Report(rule.Finding{Check: f.check, Severity: f.severity, Precision: f.precision, Range: rule.RangeOf(f.at), Package: pkg, Message: f.message,
		Flow: f.flow, Decider: p.Program.Decider(append(f.packages, pkg)), Open: f.check != "weak-cipher"})
}

// minBits is the length that an RSA key has at least.
const minBits = 2048

// shortKeys reports RSA keys that are too short. Where a longer one can be chosen too, someone chooses.
func shortKeys(p *rule.Pass) {
	shortest, longer := map[program.Place]int{}, map[program.Place]bool{}
	var order []program.Place
	for _, pol := range policy.In(p.Program).Of("rsa") {
		for _, s := range pol.Settings("rsa/bits") {
			for _, l := range s.Value.Leaves() {
				n, err := strconv.Atoi(l.Text)
				switch {
				case l.Kind != program.Const || err != nil || n <= 0 || n >= minBits:
					longer[pol.At] = true
				case shortest[pol.At] == 0:
					order = append(order, pol.At)
					shortest[pol.At] = n
				default:
					shortest[pol.At] = min(shortest[pol.At], n)
				}
			}
		}
	}
	for _, at := range order {
		precision := rule.Sure
		if longer[at] || unused(p.Program, at.Fn) {
			precision = rule.Unsure
		}
		report(p, finding{at: at, check: "short-key", severity: rule.High, precision: precision,
			message: fmt.Sprintf("an RSA key of %d bits can be broken: make it %d bits long at least", shortest[at], minBits)})
	}
}
