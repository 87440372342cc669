package weakcrypto

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
)

// fastHashes reports passwords that are kept as digests of functions which are sound, but fast.
func fastHashes(p *rule.Pass) {
	known := p.Program.Models.Secrets
	trace := credential.NewTrace(p.Program)
	for _, d := range digests(p.Program, "fast") {
		h := hashed{known: known, digest: d}
		for i := range d.Data {
			v, _ := trace.Origins(&d.Data[i])
			h.look(v)
		}
		if len(d.Data) > 0 && !known.PasswordItself(lastPart(h.password)) {
			continue
		}
		fates, contents, _ := credential.Fates(p.Program, d.Starts, func(name string) secret.Strength {
			if known.PasswordItself(name) {
				return secret.Strong
			}
			return secret.None
		})
		for i := range contents {
			v, _ := trace.Origins(&contents[i])
			h.look(v)
		}
		h.compared(trace, fates)
		fate, precision := h.kept()
		if !known.PasswordItself(lastPart(h.password)) || fate == nil || precision != rule.Sure || d.Chosen(namesHash) || ofTokens(known, d.At.Fn) {
			continue
		}
		f := finding{at: d.At, check: "fast-hash", severity: rule.Medium, precision: rule.Sure,
			message: h.password + " is hashed with " + d.Name + ", of which a thief of the hashes tries billions a second: use bcrypt, scrypt or argon2"}
		f.follow(d, fate)
		report(p, f)
	}
}

// ofTokens tells whether a function's name says that it hashes what machines draw, which nobody can try out, wherever that is kept.
func ofTokens(known *secret.Knowledge, fn *program.Fn) bool {
	words := secret.Words(lastPart(program.Short(fn.Name)))
	if len(words) < 2 {
		return false
	}
	what := strings.Join(words[1:], "_") // Have: the first word is what is done.
	return known.Name(what) != secret.None && !known.PasswordItself(what)
}

// follow tells how a digest becomes what its fate says.
func (f *finding) follow(d Digest, fate *program.Fate) {
	f.flow = append(f.flow, rule.Step{Range: rule.RangeOf(d.At), Message: "hashed by " + d.Name})
	for i, at := range fate.Steps {
		if fate.Notes[i] != "" {
			f.flow = append(f.flow, rule.Step{Range: rule.RangeOf(at), Message: fate.Notes[i]})
		}
		f.packages = append(f.packages, at.Fn.Pkg.Path)
	}
	f.flow = append(f.flow, rule.Step{Range: rule.RangeOf(fate.At), Message: "becomes " + fate.Name})
	f.packages = append(f.packages, fate.At.Fn.Pkg.Path)
}

// lowCosts reports functions for passwords that are told to do little work. Where more can be asked of them too, someone
// chooses.
func lowCosts(p *rule.Pass) {
	judged := map[program.Place]bool{}
	for _, pol := range policy.In(p.Program).Of("kdf") {
		if judged[pol.At] || !hashesPassword(p.Program.Models.Secrets, pol) {
			continue
		}
		judged[pol.At] = true
		for _, s := range pol.Settings("kdf/cost") {
			least, _ := strconv.Atoi(s.Entry.Attr("least"))
			low, more := 0, false
			for _, l := range s.Value.Leaves() {
				n, err := strconv.Atoi(l.Text)
				if l.Kind != program.Const || err != nil || n <= 0 || n >= least {
					more = true
				} else {
					low = n
				}
			}
			if low == 0 {
				continue
			}
			precision := rule.Sure
			if more {
				precision = rule.Unsure
			}
			report(p, finding{at: pol.At, check: "low-cost", severity: rule.Medium, precision: precision,
				message: fmt.Sprintf("%s with a cost of %d lets a thief of the hashes try many passwords: make it %d at least", pol.Name, low, least)})
		}
	}
}

// hashesPassword tells whether what a function hashes is a password, as far as it takes other things too.
func hashesPassword(known *secret.Knowledge, pol *policy.Policy) bool {
	settings := pol.Named().Settings("kdf/password")
	return len(settings) == 0 || slices.ContainsFunc(settings, func(s policy.Setting) bool {
		name, _ := credential.Strongest(s.Value)
		return known.PasswordItself(lastPart(name))
	})
}
