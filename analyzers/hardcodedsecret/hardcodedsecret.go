package hardcodedsecret

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Rule is hardcodedsecret.
var Rule = &rule.Rule{
	Name:  "hardcodedsecret",
	Title: "Secrets in the source",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "token-format", Title: "A token of a known form, or a private key, is in the source", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "credential", Title: "A literal is used as a password, key or token", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "default", Title: "A literal stands in where a secret is not set", Severity: rule.High, Precision: rule.Sure},
		{Name: "named", Title: "A literal that looks like a secret has the name of one", Severity: rule.High, Precision: rule.Likely},
	},
	CWE:   []string{"CWE-798", "CWE-321"},
	OWASP: []string{"API2:2023", "API8:2023"},
	ASVS:  []string{"v5.0.0-13.3.1"},
	Since: "0.1.0",
	Run:   run,
}

// candidate is a literal that is a secret, with what shows it.
type candidate struct {
	check     string
	rank      rank
	at        program.Place
	file      string // that is embedded there
	what      string // what it is
	mask      string
	severity  rule.Severity
	precision rule.Precision
	flow      []rule.Step
	packages  []string // that the verdict rests on
	open      bool     // more of the program could change the check
}

// rank orders candidates of one literal: what shows most comes first. A fallback comes before a use, since more of the program can
// only turn the one into the other.
type rank int

const (
	byForm rank = iota
	byFallback
	byUse
	byAddress
	byName
)

// search collects candidates by place.
type search struct {
	pass  *rule.Pass
	known *secret.Knowledge
	found map[literal]*candidate
	marks map[literal]bool // of the program's own, which are no secrets
	list  []literal
}

// literal is a place in a package.
type literal struct {
	pkg  string
	pos  summary.Pos
	file string // an embedded file, and what is in it
}

func run(p *rule.Pass) {
	s := &search{pass: p, known: p.Program.Models.Secrets, found: map[literal]*candidate{}, marks: map[literal]bool{}}
	for _, pkg := range p.Program.Packages() {
		for _, pos := range pkg.Sentinels {
			s.marks[literal{pkg: pkg.Path, pos: pos}] = true
		}
	}
	s.literals()
	s.sinks()
	s.comparisons()
	s.fallbacks()
	for _, lit := range s.list {
		p.Report(s.finding(s.found[lit]))
	}
}

// add keeps the best candidate of each literal.
func (s *search) add(c candidate) {
	if c.at.Fn == nil || c.at.Pos.File == 0 || c.at.Generated() {
		return
	}
	if c.at.Sample() || pretends(c.at.Fn.Name) {
		c.precision = rule.Unsure
	}
	key := literal{c.at.Fn.Pkg.Path, c.at.Pos, c.file}
	if s.marks[key] && c.rank != byForm {
		return
	}
	old := s.found[key]
	if old == nil {
		s.list = append(s.list, key)
	}
	if old == nil || c.rank < old.rank || c.rank == old.rank && c.precision > old.precision {
		s.found[key] = &c
	}
}

// pretends tells whether the name of a function or constant says that what it holds is made up.
func pretends(symbol string) bool {
	return slices.ContainsFunc(secret.Words(symbol[strings.LastIndexByte(symbol, '.')+1:]), func(w string) bool {
		switch w {
		case "example", "examples", "fake", "mock", "dummy", "stub", "fixture", "fixtures", "placeholder", "placeholders", "sample", "hint", "help", "usage", "description", "doc", "docs":
			return true
		}
		return false
	})
}

const remedy = "take it from the environment or a secret manager, and change it, as it is known to all who can read the source"

func (s *search) finding(c *candidate) rule.Finding {
	return rule.Finding{
		Check: c.check, Severity: c.severity, Precision: c.precision, Range: rule.RangeOf(c.at), Package: c.at.Fn.Pkg.Path, Flow: c.flow,
		Message: c.what + " is in the source (" + c.mask + "); " + remedy, Decider: s.pass.Program.Decider(append(c.packages, c.at.Fn.Pkg.Path)),
		Secret: true, Open: c.open,
	}
}

// literals adds the tokens of known forms, the literals with names of secrets, and defaults in struct tags.
func (s *search) literals() {
	for _, l := range literals(s.pass.Program) {
		c := candidate{at: l.At, mask: l.Mask, check: "token-format", rank: byForm, severity: rule.Critical, precision: rule.Sure}
		if !l.Sure {
			c.precision = rule.Likely
		}
		switch l.Format {
		case summary.Named:
			c.check, c.rank, c.severity, c.precision, c.open = "named", byName, rule.High, rule.Likely, true
			c.what = "the secret " + l.Name
		case summary.Standin:
			c.check, c.rank, c.severity = "default", byFallback, rule.High
			c.what = "the default of " + l.Name
		case "url":
			c.check, c.rank, c.severity, c.open = "credential", byAddress, rule.High, true
			c.what = "an address with a password"
		case "auth-header":
			c.rank, c.severity, c.open = byAddress, rule.High, true
			c.what = "the value of an Authorization header"
		case "private-key":
			c.what = "a private key"
		default:
			c.what = "a token (" + l.Format + ")"
			if l.Provider != "any" {
				c.what = "a token of " + l.Provider + " (" + l.Format + ")"
			}
		}
		if pretends(l.Name) {
			c.precision = rule.Unsure
		}
		if l.File != "" {
			c.file = l.File + " " + l.Hash
			c.what += ", in the embedded file " + l.File + ","
		}
		s.add(c)
	}
}

// fallbacks adds the constants that functions return where a secret setting is not set.
func (s *search) fallbacks() {
	for _, f := range fallbacks(s.pass.Program) {
		if f.Text == f.Setting {
			continue
		}
		c := candidate{check: "default", rank: byFallback, at: f.At, mask: secret.Mask(f.Text), severity: rule.High, precision: rule.Sure, what: "the default of the setting " + f.Setting}
		if !f.Seen {
			c.precision = rule.Likely
		}
		s.add(c)
	}
}
