package jwtverify

import (
	"fmt"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/token"
)

// unverified reports tokens that are only decoded.
func (c *checker) unverified() {
	for _, u := range c.prog.Unverified() {
		if u.Verified || len(u.Parts) == 0 || u.Plain(c.prog) || !foreign(&u) {
			continue
		}
		f := rule.Finding{Check: "unverified", Severity: rule.Critical, Precision: rule.Sure, Open: true}
		how := "only decodes the token"
		switch u.By {
		case "option":
			how = "does not verify the token's signature"
		case "hand":
			how, f.Precision = "decodes the token's claims by hand, and nothing verifies its signature", rule.Likely
		}
		if u.From == nil || u.Elsewhere {
			f.Precision = rule.Unsure
		}
		f.Message = fmt.Sprintf("%s %s, and its claims are used: verify it with a key first", u.Name, how)
		var steps []step
		if u.From != nil {
			steps = way(u.Token, u.From)
		}
		c.report(f, u.At, append(steps, step{u.At, "decoded by " + u.Name})...)
	}
}

// foreign tells whether a token can be one that a client sent: one does, or nothing is known of where it is from.
func foreign(u *token.Unverified) bool {
	if u.From != nil {
		return true
	}
	unknown := false
	for _, l := range u.Token.Leaves() {
		unknown = unknown || l.Kind == program.Unknown && l.Text == "parameter"
	}
	return unknown
}

// unchecked reports results that are used although the verification may have failed.
func (c *checker) unchecked() {
	for _, u := range c.prog.Unchecked() {
		f := rule.Finding{Check: "unchecked", Severity: rule.Critical, Precision: rule.Sure}
		if u.Verify.Entry.Kind == "verify/context" { // Have: what is not signed is not kept; what has expired is.
			f.Severity, f.Precision = rule.High, rule.Likely
		}
		f.Message = fmt.Sprintf("what %s returns is used here whether the token is valid or not: look at its error first, and stop if there is one", u.Name)
		steps := []step{{u.Verify.At, u.Verify.Name + " verifies the token"}}
		for _, at := range u.Calls {
			steps = append(steps, step{at, "claims and error are returned together"})
		}
		for _, at := range u.Uses {
			steps = append(steps, step{at, "used although the token may not be valid"})
		}
		c.report(f, u.Uses[0], steps...)
	}
}
