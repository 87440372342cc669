package hardcodedsecret

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// comparisons adds the literals that a secret is compared with.
func (s *search) comparisons() {
	c := &comparer{search: s, literals: credential.NewWholeTrace(s.pass.Program, false), names: credential.NewWholeTrace(s.pass.Program, true)}
	for _, cmp := range comparisons(s.pass.Program) {
		c.compare(&cmp.X, &cmp.Y)
		c.compare(&cmp.Y, &cmp.X)
	}
}

type comparer struct {
	*search
	literals, names *program.Trace
}

// compare looks for literals on one side of a comparison, and whether the other side is a secret: one that looks like a
// secret wherever the name says so, any other where a client sends what is compared.
func (c *comparer) compare(literal, other *program.Event) {
	root, cut := c.literals.Origins(literal)
	if cut != "" {
		c.pass.Cut(literal.At, cut)
	}
	u := &use{search: c.search, ev: literal, kind: "compare", root: root}
	var against *compared
	u.texts(func(t program.Text) {
		if t.Open() || len(t.Text) < 3 || !c.known.Taken(t.Text) {
			return
		}
		if c.settled(u, t, other) {
			return
		}
		if against == nil {
			against = c.against(other, literal)
		}
		text := t.Text
		if rest, ok := secret.Scheme(text); ok {
			text = rest
		}
		looks := c.known.Plausible(text)
		precision, common := rule.Sure, c.known.Common(text)
		switch {
		case literal.Call >= 0 && looks && len(text) >= 12:
			// Have: a comparison in constant time is of secrets.
		case against.strength == secret.None, against.own && !c.known.Says(text, against.name), !looks && !c.word(t, against), !looks && (against.strength != secret.Strong && against.of == "" || !against.sent):
			return
		case common && (against.strength == secret.Weak || !against.sent): // Have: a word, or a check of settings for what must not stay so.
			return
		case against.strength == secret.Weak || !looks:
			precision = rule.Likely
		}
		what := "a secret that others are compared with"
		if against.name != "" {
			what = "what " + against.name + " is compared with"
		}
		u.take(t, t.Value, text, rule.Critical, precision, what)
	})
}

// settled tells whether the other side is constant too where a text comes from: nothing that anyone sends is compared there.
func (c *comparer) settled(u *use, t program.Text, other *program.Event) bool {
	from := outside(u.path(t.Value), u.ev.Fn)
	root, _ := c.literals.Origins(other)
	texts, _ := root.Texts()
	paths := program.PathsFrom(root)
	return len(from) > 0 && slices.ContainsFunc(texts, func(o program.Text) bool {
		return !o.Open() && slices.Equal(outside(paths.To(o.Value), u.ev.Fn), from)
	})
}

// outside are the steps of a way that are not in a function, but for the constant at its end.
func outside(path []*program.Value, fn *program.Fn) []program.Place {
	var out []program.Place
	for _, v := range path {
		if v.Kind != program.Const && v.Note != "" && v.At.Fn != nil && v.At.Fn != fn {
			out = append(out, v.At)
		}
	}
	return out
}

// word tells whether a text that does not look like a secret can be one all the same: no mark, placeholder or value of an
// enumeration.
func (c *comparer) word(t program.Text, against *compared) bool {
	typ := t.Value.Type
	return (against.of == "header" || !secret.Placeholder(t.Text)) && strings.ToUpper(t.Text) != t.Text && (typ == nil || typ.Name == "")
}

// compared is the side of a comparison that may be a secret.
type compared struct {
	name     string
	strength secret.Strength
	of       string // what a client sends under the name: "header", "setting"
	own      bool   // the name is that of the literal's side
	sent     bool   // by a client
}

// against tells what the side of a comparison with a literal is: as its own names, or those of the literal's side, say.
func (c *comparer) against(ev, literal *program.Event) *compared {
	v, _ := c.names.Origins(ev)
	out := &compared{}
	out.name, out.of, out.strength = named(v, false)
	if own, _ := c.names.Origins(literal); out.strength != secret.Strong {
		if name, _, strength := named(own, true); strength > out.strength {
			out.name, out.of, out.strength, out.own = name, "", strength, true
		}
	}
	out.sent, _ = v.Reaches(func(l *program.Value) bool {
		return l.Kind == program.Source || l.Kind == program.Unknown && l.Text == "parameter" && l.Type.Class == summary.Text
	})
	return out
}

// named is the strongest name on the way of a value that keeps its text, those of constants included or not, and what has that name:
// "header", "setting", or "".
func named(v *program.Value, constants bool) (name, of string, strength secret.Strength) {
	seen := map[*program.Value]bool{}
	var visit func(v *program.Value)
	visit = func(v *program.Value) {
		if v == nil || seen[v] || v.Kind == program.Concat || v.Kind == program.Derived && !v.Legible {
			return
		}
		seen[v] = true
		constant := len(v.Parts) == 1 && v.Parts[0] != nil && v.Parts[0].Kind == program.Const
		if m := credential.Of(v); m.Strength > strength && m.Of != "headers" && (constants || !constant) {
			name, of, strength = m.Name, m.Of, m.Strength
		}
		for _, part := range v.Parts {
			visit(part)
		}
	}
	visit(v)
	return name, of, strength
}
