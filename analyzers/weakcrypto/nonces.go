package weakcrypto

import (
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// nonces reports encryption whose nonce is constant, under a key that is used again.
func nonces(p *rule.Pass) {
	judged := map[program.Place]bool{}
	salted := saltedKeys(p.Program)
	for _, pol := range policy.In(p.Program).Of("nonce") {
		if judged[pol.At] || !constant(pol.Settings("nonce/value")) || once(pol.Settings("nonce/key"), salted) {
			continue
		}
		judged[pol.At] = true
		report(p, finding{at: pol.At, check: "fixed-nonce", severity: rule.High, precision: rule.Sure,
			message: "the nonce is always the same, which gives away what is encrypted: draw a new one for each text with crypto/rand"})
	}
}

// constant tells whether a nonce is made of constants and zero bytes only.
func constant(settings []policy.Setting) bool {
	for _, s := range settings {
		for _, l := range s.Value.Leaves() {
			if l.Kind != program.Const && l.Kind != program.Object {
				return false
			}
		}
	}
	return len(settings) > 0
}

// saltedKeys are the calls that derive a key with a salt that is not constant: each salt has a key of its own.
func saltedKeys(p *program.Program) map[program.Place]bool {
	out := map[program.Place]bool{}
	for _, pol := range policy.In(p).Of("kdf") {
		if salt := pol.Settings("kdf/salt"); len(salt) > 0 && !constant(salt) {
			out[pol.At] = true
		}
	}
	return out
}

// once tells whether a key is derived with a salt.
func once(keys []policy.Setting, salted map[program.Place]bool) bool {
	for _, s := range keys {
		if found, _ := s.Value.Reaches(func(l *program.Value) bool { return salted[l.At] }); found {
			return true
		}
	}
	return false
}
