package flow

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/program"
)

// Attack is a text that a client may send.
type Attack struct {
	Text string
	// Harms tells whether it does harm that the sink gets a text that was made of it.
	Harms func(text string) bool
	// Stays: it does harm still when it is taken apart and put together again, as by parsing it.
	Stays bool
}

// Proof is what attacks on a sink showed.
type Proof struct {
	Verdict Verdict
	Witness string // the attack that does harm; "" if none is known
	Checked bool   // and it does so although the value is checked
	Guessed bool   // what the value is compared with is not known, such as a setting
	Open    bool   // how the text is made of the value is not known
}

// Verdict is whether an attack does harm.
type Verdict uint8

// The verdicts.
const (
	Harmless Verdict = iota // none does, or what checks the value is not understood
	Unproven                // settings or the like decide
	Proven
)

// result is what came of one attack.
type result struct {
	Attack
	program.Attempt
	harm    program.Truth // whether the sink gets a text that does harm
	passes  bool          // the text gets to the sink, whatever it does there
	checked bool          // something was asked about the text that is not understood
	guessed bool
}

// Try tries attacks as the value of the candidate's leaf, under the conditions on the way to the sink: a check need not be known to be
// understood. near makes more of what the value was compared with, to get by that. stand is for texts of the
// program's own that are not known.
func (c *Candidate[P]) Try(attacks []Attack, near func([]program.Pattern) []Attack, stand string) Proof {
	t := c.Program().NewTrial(c.key(), []string{stand})
	chars := t.ReadsChars(c.Event.Fn) || slices.ContainsFunc(c.Path(), func(v *program.Value) bool { return v.At.Fn != nil && t.ReadsChars(v.At.Fn) })
	one := func(a Attack) result {
		r := result{Attack: a, Attempt: t.Try(&c.Event, c.Path(), a.Text)}
		r.checked, r.guessed, r.passes = t.Checked || chars, t.Guessed, r.Part && r.Runs == program.True
		for _, s := range r.Texts {
			r.passes = r.passes || s.Truth == program.True && strings.Contains(s.Text, a.Text)
			if a.Harms(s.Text) {
				r.harm = max(r.harm, s.Truth)
			}
		}
		return r
	}
	var tried []result
	for _, a := range attacks {
		tried = append(tried, one(a))
	}
	works := func(r result) bool { return r.harm == program.True && !denied(t.Patterns, tried, r) }
	if i := slices.IndexFunc(tried, works); i >= 0 {
		checked := len(t.Patterns) > 0 || i > 0 && c.Hole.Into == nil // Have: the first one would do as well.
		return Proof{Verdict: Proven, Witness: tried[i].Text, Checked: checked, Guessed: tried[i].guessed}
	}
	for _, a := range near(t.Patterns) {
		if r := one(a); works(r) {
			return Proof{Verdict: Proven, Witness: r.Text, Checked: true, Guessed: r.guessed}
		}
	}
	if c.Hole.Value.Kind != program.Source { // Have: of the value as the client sent it, a check would be seen.
		for i := range tried {
			tried[i].Lost = false
		}
	}
	return unclear(t.Patterns, tried)
}

// unclear is what remains to be said where no attack is known to do harm. A check that is not understood may well be right.
func unclear(patterns []program.Pattern, tried []result) Proof {
	var p Proof
	for _, r := range tried {
		if !r.Stays || r.checked || denied(patterns, tried, r) || r.Runs == program.False {
			continue
		}
		switch {
		case r.Part && r.Runs == program.True:
			return Proof{Verdict: Proven, Open: true}
		case r.Part:
			p = Proof{Verdict: Unproven, Open: true}
		case r.Lost, r.harm == program.Maybe && len(patterns) == 0:
			p.Verdict = Unproven
		}
	}
	return p
}

// denied tells whether what the text is compared with may be there to reject an attack that matches it: where other attacks get to
// the sink without a match. That a comparison fails is not tried.
func denied(patterns []program.Pattern, tried []result, r result) bool {
	return slices.ContainsFunc(patterns, func(p program.Pattern) bool {
		if p.Host {
			u, err := url.Parse(r.Text)
			return p.Kind == "equal" && (err != nil || u.Host == "") // Have: a list of hosts, which an empty one is not in.
		}
		return matches(p, r.Text) && slices.ContainsFunc(tried, func(o result) bool { return o.passes && !matches(p, o.Text) })
	})
}

// matches tells whether a text has what it is compared with.
func matches(p program.Pattern, text string) bool {
	switch p.Kind {
	case "prefix":
		return strings.HasPrefix(text, p.Text)
	case "suffix":
		return strings.HasSuffix(text, p.Text)
	case "contains":
		return strings.Contains(text, p.Text)
	case "regexp":
		re, err := regexp.Compile(p.Text)
		return err == nil && re.MatchString(text)
	}
	return false
}

// key is the name under which the client sends the leaf; "" if it has none.
func (c *Candidate[P]) key() string {
	for _, v := range c.Path() {
		if v.Key != "" {
			return v.Key
		}
	}
	return ""
}
