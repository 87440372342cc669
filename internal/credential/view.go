package credential

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Mark is what names say of a value.
type Mark struct {
	// Name is that of a variable, field, function or setting that holds the value, and Of what has it where that counts: "header",
	// "headers", "setting".
	Name, Of string
	// Strength says how much the name says that the value is a secret.
	Strength secret.Strength
	// Foreign: the name is that of a secret, but means something else here.
	Foreign bool
	// Cut: only a few characters of the text are left.
	Cut bool
}

// Of returns what names say of a value itself.
func Of(v *program.Value) Mark {
	if m, ok := v.Mark.(*Mark); ok {
		return *m
	}
	return Mark{}
}

// View marks values with the names that say that they are secrets: of parameters, variables, fields, functions, settings and
// headers.
type View struct {
	program.NoView
	*Secrets
	// Constants: names of constants count too.
	Constants bool
	// Strict: names that mean something else where they stand, and those of handles and ids, do not count.
	Strict bool
}

// MaxShown is the number of characters of a secret that may be shown: enough to tell two apart.
const MaxShown = 4

// Leave marks what was found at a place with the name that it has there.
func (w *View) Leave(_ *program.Query, at program.At, v *program.Value) *program.Value {
	node := &at.Fn.Nodes[at.Node]
	if v == nil || node.Op == summary.OpConst && (!w.Constants || node.Name == 0 && node.B == 0) {
		return v
	}
	if node.Op == summary.OpCut {
		if node.A <= MaxShown {
			return &program.Value{Kind: program.Safe, Text: "cut", At: program.Place{Fn: at.Fn, Pos: node.Pos}}
		}
		v = &program.Value{Kind: program.Alt, Parts: []*program.Value{v}, Mark: &Mark{Cut: true}}
	}
	return w.label(v, at.Fn, node, at.Path)
}

// label wraps v in the name of what holds it, if that says that it is a secret.
func (w *View) label(v *program.Value, fn *program.Fn, node *summary.Node, path string) *program.Value {
	if v == nil {
		return v
	}
	t := &fn.Pkg.Types[node.Type]
	n := Name{}
	switch said, known := w.Models.SecretType(t.Name); {
	case !known:
		n = w.NameOf(fn, node)
	case said:
		n = Name{Text: "a value of " + program.ShortName(t.Name), Strength: secret.Strong}
	}
	if n.Strength == secret.Weak && w.Strict && w.foreign(fn, node) {
		return &program.Value{Kind: program.Alt, Parts: []*program.Value{v}, Mark: &Mark{Foreign: true}}
	}
	if n.Strength == secret.None || !n.holds(path) || n.Strength == secret.Weak && (w.foreign(fn, node) || w.Strict && (w.Models.Secrets.Handle(program.LastName(n.Text)) || w.identifies(fn, node, program.LastName(n.Text)))) {
		return v
	}
	switch {
	case path == "" && t.Class == summary.Text, n.Of == "header":
	case n.Strength == secret.Weak:
		return v
	case path == "" && node.Type == 0, program.Textual(fn.Pkg, t), path != "" && !program.Indexes(path): // Have: an any, a list, a nullable text.
	default:
		return v
	}
	switch v.Kind {
	case program.Scalar, program.Safe, program.Function, program.Object:
		return v
	}
	return &program.Value{Kind: program.Alt, Parts: []*program.Value{v}, At: program.NodePlace(fn, node), Type: t, Mark: &Mark{Name: n.Text, Of: n.Of, Strength: n.Strength}}
}

// Output is what a function returns that a model says returns a secret, at a path of it: all of it, or the fields that models
// speak of.
func (w *View) Output(e model.Entry, at program.Place, t *summary.Type, path string) *program.Value {
	if path != "" && !program.Indexes(path) {
		elem, rest := summary.First(path)
		for summary.IsIndex(elem) {
			elem, rest = summary.First(rest)
		}
		entries := w.Models.Lookup(model.Field, strings.TrimSuffix(elem, summary.PathEnd))
		if !slices.ContainsFunc(entries, func(e model.Entry) bool {
			return e.Role == model.Confidential || e.Role == model.Propagate || e.Role == model.Same
		}) {
			return nil
		}
	}
	leaf := &program.Value{Kind: program.Unknown, Text: "call", At: at, Type: t, Note: "result of " + program.Short(e.Symbol)}
	mark := &Mark{Name: program.Short(e.Symbol), Of: strings.TrimPrefix(e.Kind, "secret-"), Strength: secret.Strong}
	return &program.Value{Kind: program.Alt, Parts: []*program.Value{leaf}, At: at, Type: t, Mark: mark}
}

// TraceSteps is the budget of a Trace for one event.
const TraceSteps = 4_000

// NewTrace starts a Trace of values, which are marked with the names that say that they are secrets. Guards are not looked at: a
// secret that passed a check is a secret still.
func NewTrace(p *program.Program) *program.Trace {
	return p.NewTrace(program.Question{Steps: TraceSteps, Guards: program.NoGuards, View: &View{Secrets: In(p)}})
}

// NewWholeTrace starts a Trace in which the digest of a text stands for the text: who has the one has the key, or passes the
// comparison, that is made of the other. With named, values are marked.
func NewWholeTrace(p *program.Program, named bool) *program.Trace {
	q := program.Question{Steps: TraceSteps, Guards: program.NoGuards, Digests: true}
	if named {
		q.View = &View{Secrets: In(p), Constants: true}
	}
	return p.NewTrace(q)
}

// Named asks a question in which values are marked with the names that say that they are secrets.
func Named(p *program.Program, q program.Question) *program.Query {
	q.View = &View{Secrets: In(p)}
	return p.Ask(q)
}
