package tlsconfig

import (
	"crypto/tls"
	"fmt"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// skipVerify reports clients that do not verify certificates.
func skipVerify(p *rule.Pass) {
	for _, a := range policy.In(p.Program).Assignments("tls/skip-verify") {
		precision, why, ok := skips(a)
		if !ok || verifies(a) {
			continue
		}
		if mentions(a.Fn, localName) || looks(p.Program, a.Fn, "certificate") || len(a.Beside("tls/server")) > 0 {
			precision = rule.Unsure
		}
		message := "certificates are not verified"
		if why != "" {
			message += " where " + why + " says so"
		}
		report(p, a.At, "skip-verify", rule.High, precision, message+": whoever answers can read and change what is sent; give the client the authority of the server's certificate (RootCAs)")
	}
}

// skips tells whether an assignment turns verification off, how sure that is, and which setting decides it.
func skips(a *policy.Assignment) (precision rule.Precision, why string, ok bool) {
	on, off, open := false, false, false
	for _, l := range a.Value().Leaves() {
		switch {
		case l.Kind != program.Const:
			open = true
		case l.Text == "true":
			on = true
		default:
			off = true
		}
	}
	if !on && !open {
		return 0, "", false
	}
	switch {
	case on && !open && !off:
		if name, optional := a.Optional(asks); optional {
			return rule.Unsure, name, true
		}
		if name, optional := a.Shared(asks); optional {
			return rule.Unsure, name, true
		}
		return rule.Sure, "", true
	case on && !off:
		return rule.Likely, "a setting that does so by default", true
	case on && !open:
		return rule.Unsure, "a caller", true
	}
	return rule.Unsure, "a setting", true
}

// verifies tells whether the program checks certificates by itself.
func verifies(a *policy.Assignment) bool {
	for _, b := range a.Beside("tls/verifier") {
		if fns := b.Functions(); !agrees(fns) {
			return true
		}
	}
	return false
}

// localName tells whether a text names the local machine.
func localName(text string) bool {
	return strings.Contains(text, "://localhost") || strings.Contains(text, "://127.0.0.1") || strings.HasPrefix(text, "localhost:") || strings.HasPrefix(text, "127.0.0.1:") ||
		text == "localhost" || text == "127.0.0.1" || strings.Contains(text, "://[::1]")
}

// versions reports the versions of TLS that have attacks.
func versions(p *rule.Pass) {
	for _, kind := range []string{"tls/min-version", "tls/max-version"} {
		for _, a := range policy.In(p.Program).Assignments(kind) {
			name, precision := old(a)
			if name == "" {
				continue
			}
			if _, optional := a.Optional(anySetting); optional {
				precision = rule.Unsure
			}
			message := name + " is accepted, which has known attacks: leave MinVersion out, or set it to tls.VersionTLS12"
			if kind == "tls/max-version" {
				message = name + " is asked for at most, which has known attacks: leave MaxVersion out"
			}
			report(p, a.At, "old-version", rule.Medium, precision, message)
		}
	}
}

func anySetting(string) bool { return true }

// old returns the oldest version below TLS 1.2 that a setting can be. Where newer ones can be too, someone chooses.
func old(a *policy.Assignment) (string, rule.Precision) {
	name, oldest, others := "", tls.VersionTLS12, false
	for _, l := range a.Value().Leaves() {
		n, err := strconv.Atoi(l.Text)
		if l.Kind != program.Const || err != nil || n == 0 || n >= tls.VersionTLS12 {
			others = true
			continue
		}
		if n < oldest {
			oldest, name = n, tls.VersionName(uint16(n))
		}
	}
	if others {
		return name, rule.Unsure
	}
	return name, rule.Sure
}

// ciphers reports lists of cipher suites with broken ones.
func ciphers(p *rule.Pass) {
	insecure := map[string]string{}
	for _, c := range tls.InsecureCipherSuites() {
		insecure[strconv.Itoa(int(c.ID))] = c.Name
	}
	for _, a := range policy.In(p.Program).Assignments("tls/ciphers") {
		var broken, dated []string
		for _, l := range a.Value().Leaves() {
			name := insecure[l.Text]
			switch {
			case l.Kind != program.Const || name == "":
			case strings.Contains(name, "RC4") || strings.Contains(name, "3DES"):
				broken = append(broken, name)
			default:
				dated = append(dated, name)
			}
		}
		precision := rule.Sure
		if !a.Listed() {
			precision = rule.Unsure // someone chooses among many
		}
		switch {
		case len(broken) > 0:
			report(p, a.At, "weak-cipher", rule.Medium, precision, fmt.Sprintf("broken ciphers are offered (%s): leave CipherSuites out, or these", strings.Join(broken, ", ")))
		case len(dated) > 0:
			report(p, a.At, "weak-cipher", rule.Low, rule.Unsure, fmt.Sprintf("ciphers without forward secrecy, or of doubtful strength, are offered (%s): leave CipherSuites out, or these", strings.Join(dated, ", ")))
		}
	}
}
