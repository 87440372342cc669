package hardcodedsecret

import (
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
	at        program.Place
	what      string // what it is
	mask      string
	severity  rule.Severity
	precision rule.Precision
	flow      []rule.Step
	packages  []string
}

// order of checks when a literal is found by several: what shows most comes first.
var order = map[string]int{"token-format": 0, "credential": 1, "default": 2, "named": 3}

// search collects candidates by place.
type search struct {
	pass  *rule.Pass
	known *secret.Knowledge
	found map[literal]*candidate
	list  []literal
}

// literal is a place in a package.
type literal struct {
	pkg string
	pos summary.Pos
}

func run(p *rule.Pass) {
	s := &search{pass: p, known: p.Program.Models.Secrets, found: map[literal]*candidate{}}
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
	if c.at.Sample() {
		c.precision = rule.Unsure
	}
	key := literal{c.at.Fn.Pkg.Path, c.at.Pos}
	old := s.found[key]
	if old == nil {
		s.list = append(s.list, key)
	}
	if old == nil || order[c.check] < order[old.check] || order[c.check] == order[old.check] && c.precision > old.precision {
		s.found[key] = &c
	}
}

const remedy = "take it from the environment or a secret manager, and change it, as it is known to all who can read the source"

func (s *search) finding(c *candidate) rule.Finding {
	return rule.Finding{
		Check: c.check, Severity: c.severity, Precision: c.precision, Range: rule.RangeOf(c.at), Package: c.at.Fn.Pkg.Path, Flow: c.flow,
		Message: c.what + " is in the source (" + c.mask + "); " + remedy, Decider: s.pass.Program.Decider(append(c.packages, c.at.Fn.Pkg.Path)),
		Secret: true,
	}
}

// literals adds the tokens of known forms, the literals with names of secrets, and defaults in struct tags.
func (s *search) literals() {
	for _, l := range s.pass.Program.Literals() {
		c := candidate{at: l.At, mask: l.Mask, check: "token-format", severity: rule.Critical, precision: rule.Sure}
		if !l.Sure {
			c.precision = rule.Likely
		}
		switch l.Format {
		case summary.Named:
			c.check, c.severity, c.precision = "named", rule.High, rule.Likely
			c.what = "the secret " + l.Name
		case "url":
			c.check, c.severity = "credential", rule.High
			c.what = "an address with a password"
		case "private-key":
			c.what = "a private key"
		default:
			c.what = "a token (" + l.Format + ")"
			if l.Provider != "any" {
				c.what = "a token of " + l.Provider + " (" + l.Format + ")"
			}
		}
		if l.File != "" {
			c.what += ", in the embedded file " + l.File + ","
		}
		s.add(c)
	}
	for _, l := range s.pass.Program.TagDefaults() {
		s.add(candidate{check: "default", at: l.At, mask: l.Mask, what: "the default of " + l.Name, severity: rule.High, precision: rule.Sure})
	}
}

// sinks adds the literals that reach places which take credentials.
func (s *search) sinks() {
	prog, trace := s.pass.Program, s.pass.Program.NewTrace(false)
	for _, ev := range prog.Sinks("secret/") {
		kind := strings.TrimPrefix(ev.Entry.Kind, "secret/")
		var v *program.Value
		var cut string
		switch kind {
		case "keyfunc":
			v, cut = trace.Returned(&ev)
		case "users":
			ev.Path = summary.Elem + summary.PathEnd
			fallthrough
		default:
			v, cut = trace.Origins(&ev)
		}
		if cut != "" {
			s.pass.Cut(ev.At, cut)
		}
		if v == nil {
			continue
		}
		texts, other := v.Texts()
		for _, t := range texts {
			if c, ok := s.judge(&ev, kind, t); ok {
				if other && c.check == "credential" {
					c.check, c.what = "default", "a stand-in for "+c.what
				}
				c.flow, c.packages = flow(v, t.Value, &ev), packages(v, t.Value, &ev)
				s.add(c)
			}
		}
	}
}

var kinds = map[string]string{
	"key": "a key", "keyfunc": "a key", "password": "a password", "token": "a token", "dsn": "a password in a connection string",
	"header": "a credential in a header", "users": "a password", "compare": "a secret that others are compared with", "default": "a setting's default",
}

// judge tells whether a text is a secret for a place that takes one.
func (s *search) judge(ev *program.Event, kind string, t program.Text) (candidate, bool) {
	c := candidate{check: "credential", at: t.Place(), severity: rule.Critical, precision: rule.Sure, what: kinds[kind] + " for " + ev.Name}
	text := t.Text
	switch kind {
	case "dsn":
		pw, _, ok := secret.InURL(text)
		if !ok || strings.Contains(pw, program.Gap) || !s.known.Taken(pw) {
			return c, false
		}
		c.mask, c.severity = secret.Mask(pw), rule.High
		return c, true
	case "header":
		name, ok := s.argument(ev)
		if !ok || !s.known.Header(name) || strings.EqualFold(name, "Cookie") || strings.EqualFold(name, "Set-Cookie") {
			return c, false
		}
		if token, ok := secret.Credentials(text); ok {
			text = token
		} else if strings.Contains(text, " ") {
			return c, false
		}
		c.what, c.severity = "the value of the header "+name, rule.High
		c.precision = rule.Likely
		if t.Open || !s.known.Plausible(text) {
			return c, false
		}
	case "default":
		name, ok := s.argument(ev)
		if !ok || !s.known.Env(name) && s.known.Setting(name) != secret.Strong || t.Open {
			return c, false
		}
		c.check, c.severity, c.what = "default", rule.High, "the default of the setting "+name
		if !s.known.Taken(text) {
			return c, false
		}
	case "compare":
		if t.Open || !s.known.Plausible(text) && !s.known.Common(text) {
			return c, false
		}
	default:
		if t.Open || !s.known.Taken(text) {
			return c, false
		}
	}
	c.mask = secret.Mask(text)
	return c, true
}

// argument is the constant name that an event's model says decides about it.
func (s *search) argument(ev *program.Event) (string, bool) {
	if ev.Entry.By == nil {
		return "", false
	}
	v := s.pass.Program.Argument(ev, *ev.Entry.By)
	if v == nil {
		return "", false
	}
	return v.Const()
}

// comparisons adds the literals that a secret is compared with.
func (s *search) comparisons() {
	trace := s.pass.Program.NewTrace(true)
	for _, cmp := range s.pass.Program.Comparisons() {
		v, _ := trace.Origins(&cmp.Event)
		name, strength := named(v)
		if strength == secret.None {
			continue
		}
		c := candidate{check: "credential", at: cmp.Const, mask: secret.Mask(cmp.Text), severity: rule.Critical, precision: rule.Sure,
			what: "what " + name + " is compared with"}
		if strength == secret.Weak {
			c.precision = rule.Likely
		}
		s.add(c)
	}
}

// named is the strongest name on the way of a value that keeps its text.
func named(v *program.Value) (name string, strength secret.Strength) {
	seen := map[*program.Value]bool{}
	var visit func(v *program.Value)
	visit = func(v *program.Value) {
		if v == nil || seen[v] || v.Kind == program.Concat || v.Kind == program.Derived {
			return
		}
		seen[v] = true
		if v.Strength > strength {
			name, strength = v.Name, v.Strength
		}
		if v.Kind == program.Alt {
			for _, part := range v.Parts {
				visit(part)
			}
		}
	}
	visit(v)
	return name, strength
}

// fallbacks adds the constants that functions return where a secret setting is not set.
func (s *search) fallbacks() {
	for _, f := range s.pass.Program.Fallbacks() {
		if f.Text == f.Setting {
			continue
		}
		c := candidate{check: "default", at: f.At, mask: secret.Mask(f.Text), severity: rule.High, precision: rule.Sure, what: "the default of the setting " + f.Setting}
		if !f.Seen {
			c.precision = rule.Likely
		}
		s.add(c)
	}
}

// flow is the steps from the literal to the place that takes it.
func flow(root, text *program.Value, ev *program.Event) []rule.Step {
	var steps []rule.Step
	path := program.Path(root, text)
	for i := len(path) - 1; i >= 0; i-- {
		st := rule.Step{Range: rule.RangeOf(path[i].At), Message: path[i].Note}
		if st.Message != "" && st.Line != 0 {
			steps = append(steps, st)
		}
	}
	return append(steps, rule.Step{Range: rule.RangeOf(ev.At), Message: "taken by " + ev.Name})
}

func packages(root, text *program.Value, ev *program.Event) []string {
	out := []string{ev.Fn.Pkg.Path}
	for _, v := range program.Path(root, text) {
		if v.At.Fn != nil {
			out = append(out, v.At.Fn.Pkg.Path)
		}
	}
	return out
}
