package openredirect

import (
	"fmt"
	"slices"

	"github.com/apivet/apivet/internal/flow"
	"github.com/apivet/apivet/internal/header"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Rule is openredirect.
var Rule = &rule.Rule{
	Name:  "openredirect",
	Title: "Open redirect",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "target", Title: "Redirect to a user-controlled URL", Severity: rule.Medium, Precision: rule.Sure},
		{Name: "weak-check", Title: "Redirect behind a check that accepts other hosts", Severity: rule.Medium, Precision: rule.Sure},
	},
	CWE:   []string{"CWE-601"},
	OWASP: []string{"API8:2023"},
	ASVS:  []string{"v5.0.0-3.7.2"},
	Since: "0.1.0",
	Run:   func(p *rule.Pass) { flow.Run(p, table) },
}

type candidate = flow.Candidate[Position]

const remedy = "accept only paths of this server or hosts from a fixed list"

var table = &flow.Table[Position]{
	Sinks: "redirect/",
	More:  locations,
	Read: func(_ *program.Program, _ *program.Event, v *program.Value) []flow.Hole[Position] {
		return reader.Read(v, state{})
	},
	Worst: worst,
	Rank:  rank,
	Grade: grade,
	At:    func(c *candidate) program.Place { return c.Event.At },
	Sink:  "%s",
	Ends:  "redirects in",
	Words: map[Position]flow.Words[Position]{
		Slash:    {Stands: "follows the first slash of the URL passed to", Remedy: "a second slash makes it a host: put a constant path in front of it, or check that it begins with neither a slash nor a backslash"},
		HostEnd:  {Stands: "follows the host of the URL passed to", Remedy: "end the host with a slash"},
		Host:     {Stands: "is the host of the URL passed to", Remedy: "accept only hosts from a fixed list"},
		Complete: {Stands: "is the redirect target passed to", Remedy: remedy},
	},
}

// locations are the places that write a Location header.
func locations(p *program.Program) []program.Event {
	var out []program.Event
	for _, w := range header.Writes(p) {
		if slices.Contains(w.Names, "Location") {
			out = append(out, w.Event)
		}
	}
	return out
}

// The ranks of what can fill a hole.
const (
	harmless = iota
	unlikely // from a header, a cookie or the path of the request, which a link does not set freely
	unproven
	proven
)

// rank tries attacks at the redirect: a hole that decides where it leads counts if one of them gets there.
func rank(c *candidate) int {
	if c.Leaf.Kind != program.Source || c.Position == Inside || rooted(c) || elsewhere(c) {
		return harmless
	}
	switch c.Carried() {
	case "":
	case "segment": // Have: of a path, without slashes; only a backslash could follow a slash.
		if c.Position == Slash {
			return unlikely
		}
	default:
		return unlikely
	}
	c.Proof = c.Try(attacks, near, "https://own.example")
	return [...]int{flow.Harmless: harmless, flow.Unproven: unproven, flow.Proven: proven}[c.Proof.Verdict]
}

// rooted tells whether a function on the way escapes the value, or joins it to a path behind one of the program's own.
func rooted(c *candidate) bool {
	return slices.ContainsFunc(c.Path(), func(v *program.Value) bool {
		if c.Escaped(v, "url") {
			return true
		}
		if !c.Escaped(v, "path") || len(v.Parts) == 0 || v.Parts[0] == nil {
			return false
		}
		first, known := v.Parts[0].Const()
		sent, all := v.Parts[0].Reaches(func(l *program.Value) bool { return l.Kind == program.Source })
		return all && !sent && !(known && first == "")
	})
}

// elsewhere tells whether the value is in another part of a URL than its host.
func elsewhere(c *candidate) bool {
	for _, v := range c.Path() {
		host := hostPart(c.Program(), v)
		if host == nil {
			continue
		}
		sent, all := host.Reaches(func(l *program.Value) bool {
			return l.Kind == program.Source && l.Text == c.Leaf.Text && l.Key == c.Leaf.Key
		})
		return all && !sent
	}
	return false
}

// grade: a redirect by itself harms nobody; it lends the name of the server to a page of somebody else's.
func grade(c *candidate) *flow.Grade {
	g := &flow.Grade{Check: "target", Severity: rule.Medium, Precision: c.Sure()}
	switch {
	case c.Proof.Verdict == flow.Harmless, c.Proof.Verdict == flow.Unproven && c.Proof.Open, c.Proof.Guessed, c.Event.At.Sample():
		g.Precision = rule.Unsure
	case c.Proof.Verdict == flow.Unproven || c.Proof.Open || c.Event.Entry.Kind != "redirect/url": // Have: a Location header, which is none of a redirect with some status codes.
		g.Precision = min(g.Precision, rule.Likely)
	}
	if c.Proof.Checked {
		g.Check = "weak-check"
		g.Message = fmt.Sprintf("the check of %s also accepts %q, which leads to another host, and %s redirects there; %s", c.Subject(), c.Proof.Witness, c.Event.Name, remedy)
	}
	return g
}
