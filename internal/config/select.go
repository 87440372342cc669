package config

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// Verdict is what the settings say of a finding.
type Verdict uint8

// The verdicts.
const (
	Show  Verdict = iota
	Below         // a threshold is not reached
	Off           // the rule or check is off for the file, or the file is excluded
)

// Selector decides about findings by settings.
type Selector struct {
	s     *Settings
	root  string
	paths map[string]*pathChoice
}

// pathChoice is what settings say of a file.
type pathChoice struct {
	excluded bool
	rules    []*PathRules
}

// Selector returns what decides about findings whose relative file names start from root.
func (s *Settings) Selector(root string) *Selector {
	return &Selector{s: s, root: resolved(root), paths: map[string]*pathChoice{}}
}

// Verdict decides about a finding.
func (sel *Selector) Verdict(f *rule.Finding) Verdict {
	c := sel.choice(f)
	if !sel.on(c, f.Rule, f.Check) {
		return Off
	}
	severity, precision := sel.thresholds(c, f)
	if f.Severity < severity || f.Precision < precision {
		return Below
	}
	return Show
}

// On tells whether a check is on for a file that is not excluded.
func (sel *Selector) On(file, rule, check string) bool { return sel.on(sel.file(file), rule, check) }

// choice is what settings say of a finding's file: of the one that the compiler reads first, and then of the one that its code was written in.
func (sel *Selector) choice(f *rule.Finding) *pathChoice {
	c := sel.file(f.File)
	if f.Read.File == "" {
		return c
	}
	read := sel.file(f.Read.File)
	return &pathChoice{excluded: c.excluded || read.excluded, rules: append(slices.Clone(read.rules), c.rules...)}
}

func (sel *Selector) on(c *pathChoice, rule, check string) bool {
	if c.excluded {
		return false
	}
	on := true
	for _, switches := range sel.scopes(c) {
		for _, id := range [...]string{All, rule, rule + "/" + check} {
			for _, sw := range switches {
				if sw.ID == id && sw.On != nil {
					on = *sw.On
				}
			}
		}
	}
	return on
}

// scopes are the switches that hold for a file, the general ones first.
func (sel *Selector) scopes(c *pathChoice) [][]Switch {
	out := [][]Switch{sel.s.Rules}
	for _, p := range c.rules {
		out = append(out, p.Rules)
	}
	return out
}

func (sel *Selector) thresholds(c *pathChoice, f *rule.Finding) (rule.Severity, rule.Precision) {
	severity, precision := sel.s.Severity, sel.s.Precision
	scope := func(s *rule.Severity, p *rule.Precision, switches []Switch) {
		if s != nil {
			severity = *s
		}
		if p != nil {
			precision = *p
		}
		for _, id := range [...]string{All, f.Rule, f.ID()} {
			for _, sw := range switches {
				if sw.ID != id {
					continue
				}
				if sw.Severity != nil {
					severity = *sw.Severity
				}
				if sw.Precision != nil {
					precision = *sw.Precision
				}
			}
		}
	}
	scope(nil, nil, sel.s.Rules)
	for _, p := range c.rules {
		scope(p.Severity, p.Precision, p.Rules)
	}
	return severity, precision
}

func (sel *Selector) file(name string) *pathChoice {
	c := sel.paths[name]
	if c == nil {
		abs := filepath.FromSlash(name)
		if !filepath.IsAbs(abs) {
			abs = filepath.Join(sel.root, abs)
		}
		c = &pathChoice{excluded: matchAny(sel.s.Exclude, abs)}
		for i := range sel.s.Paths {
			if matchAny(sel.s.Paths[i].Globs, abs) {
				c.rules = append(c.rules, &sel.s.Paths[i])
			}
		}
		sel.paths[name] = c
	}
	return c
}

// Running returns the rules of which some check can be on for some file: the others need not run.
func (s *Settings) Running(rules []*rule.Rule) []*rule.Rule {
	var out []*rule.Rule
	for _, r := range rules {
		for _, c := range r.Checks {
			if s.canBeOn(r.Name, c.Name) {
				out = append(out, r)
				break
			}
		}
	}
	return out
}

// canBeOn tells whether a check is on, or some path turns it on.
func (s *Settings) canBeOn(name, check string) bool {
	sel := &Selector{s: &Settings{Rules: s.Rules}, paths: map[string]*pathChoice{}}
	if sel.On("", name, check) {
		return true
	}
	for _, p := range s.Paths {
		for _, sw := range p.Rules {
			head, _, _ := strings.Cut(sw.ID, "/")
			if sw.On != nil && *sw.On && (sw.ID == All || head == name) {
				return true
			}
		}
	}
	return false
}
