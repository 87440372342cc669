package jwtverify

import (
	"fmt"
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/token"
)

// skipped are the options that switch a check of claims off, and what they leave unchecked.
var skipped = []struct {
	kind, what, claim string
	severity          rule.Severity
}{
	{"option/no-claims", "expiry and the other claims are not checked", "expiry", rule.High},
	{"option/no-expiry", "expired tokens are accepted", "expiry", rule.High},
	{"option/no-issuer", "tokens of any issuer are accepted", "issuer", rule.High},
	{"option/no-audience", "tokens that were made for other clients are accepted", "audience", rule.High},
	{"option/no-signature", "the signature is not verified", "", rule.Critical},
}

// options reports checks that are switched off and not done by hand.
func (c *checker) options() {
	for _, s := range skipped {
		for _, ev := range c.prog.Tokens(s.kind) {
			c.off(&ev, s.what, s.claim, s.severity)
		}
	}
	for _, ev := range c.prog.Tokens("option/claims") {
		if c.prog.Truth(&ev) == token.No {
			c.off(&ev, skipped[0].what, "expiry", rule.High)
		}
	}
}

// untimed reports signatures that are verified without a look at the times of the claims.
func (c *checker) untimed() {
	for _, ev := range c.prog.Untimed() {
		c.report(rule.Finding{
			Check: "claims", Severity: rule.High, Precision: rule.Likely, Open: true,
			Message: fmt.Sprintf("%s verifies the signature only, and nothing checks the expiry: expired tokens are accepted; validate the claims too", ev.Name),
		}, ev.At)
	}
}

// hollow reports claims that say that they hold whatever their expiry is.
func (c *checker) hollow() {
	for _, h := range c.prog.Hollow() {
		c.report(rule.Finding{
			Check: "claims", Severity: rule.High, Precision: rule.Likely, Open: true,
			Message: fmt.Sprintf("%s is asked whether the token still holds, and does not look at its expiry: expired tokens are accepted", program.ShortName(h.Method.Name)),
		}, program.Place{Fn: h.Method, Pos: h.Method.Pos}, step{h.At, "asked by " + h.Name})
	}
}

// anyAudience reports verifications that are told to expect no audience.
func (c *checker) anyAudience() {
	for _, ev := range c.prog.Tokens("expects/audience") {
		if c.prog.Blank(&ev) && !c.prog.ReadsClaim(&ev, "audience") {
			c.report(rule.Finding{
				Check: "claims", Severity: rule.High, Precision: rule.Sure, Open: true,
				Message: fmt.Sprintf("%s is given no audience: tokens that were made for other clients are accepted; name your own", ev.Name),
			}, ev.At)
		}
	}
}

func (c *checker) off(ev *program.Event, what, claim string, severity rule.Severity) {
	stored := ev.Call < 0
	valued := stored || len(ev.Entry.In) > 0 && ev.Entry.Kind != "option/claims" // Have: of that, false switches off.
	if valued && c.prog.Truth(ev) != token.Yes || stored && c.prog.Probes(ev) || claim != "" && c.prog.ReadsClaim(ev, claim) {
		return
	}
	switch {
	case (claim == "audience" || claim == "issuer") && c.prog.OwnTokens(ev), claim == "expiry" && c.prog.Hint(ev):
		return
	}
	c.report(rule.Finding{
		Check: "claims", Severity: severity, Precision: rule.Sure, Open: true,
		Message: fmt.Sprintf("%s: %s; leave the check on, or do it by hand", ev.Name, what),
	}, ev.At)
}

// lifetime reports tokens that are issued without an end.
func (c *checker) lifetime() {
	for _, ev := range c.prog.Endless() {
		f := rule.Finding{Check: "claims", Severity: rule.Medium, Precision: rule.Likely}
		if c.prog.Passing(&ev) {
			f.Precision = rule.Unsure
		}
		f.Message = fmt.Sprintf("the token that %s makes never expires: set the claim exp", ev.Name)
		c.report(f, ev.At)
	}
}

// siblings reports parsers that do not check what another parser of the program checks in tokens from the same place.
func (c *checker) siblings() {
	var events []program.Event
	for _, ev := range c.prog.Tokens("verify/") {
		switch ev.Entry.Kind {
		case "verify/keyfunc", "verify/key", "verify/asked":
			events = append(events, ev)
		}
	}
	for _, claim := range []string{"audience", "issuer"} {
		var with []*program.Event
		for i := range events {
			if c.prog.Options(&events[i]).Is(claim) == token.Yes {
				with = append(with, &events[i])
			}
		}
		for i := range events {
			if ev := &events[i]; len(with) > 0 && c.prog.Options(ev).Is(claim) == token.No {
				c.sibling(ev, with, claim)
			}
		}
	}
}

func (c *checker) sibling(ev *program.Event, with []*program.Event, claim string) {
	i := slices.IndexFunc(with, func(w *program.Event) bool {
		return w.Entry.Package == ev.Entry.Package && c.prog.SameSource(w, ev)
	})
	if i < 0 || c.prog.ReadsClaim(ev, claim) {
		return
	}
	at := with[i].At
	file, line := at.Source()
	c.report(rule.Finding{
		Check: "claims", Severity: rule.Medium, Precision: rule.Likely, Open: true,
		Message: fmt.Sprintf("%s does not check the %s of the token, which is checked at %s:%d: a token made for something else is accepted here", ev.Name, claim, file, line),
	}, ev.At, step{at, "the " + claim + " is checked here"})
}
