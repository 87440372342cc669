// Package printed answers what a value writes when it is printed, logged or marshalled: which calls print, also through
// functions of the program that hand their arguments on (Prints), what their text is made of (Trace.Printed), and which
// fields go along with a value that is written whole (Trace.Fields).
//
// A type's own methods stand for its values, as far as the one that writes asks for them: fmt asks Format, Error and String,
// encoding/json MarshalJSON and MarshalText, loggers interfaces of their own.
package printed

import (
	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
)

// Printed is a program with what it writes.
type Printed struct {
	*credential.Secrets
	stringers  map[string]*model.Entry // by type of a library: what its method String returns, nil if that is not known
	plainNames map[string]bool         // names that were asked whether they are those of no secrets
}

var shared = program.NewShared(func(p *program.Program) *Printed {
	return &Printed{Secrets: credential.In(p), stringers: map[string]*model.Entry{}, plainNames: map[string]bool{}}
})

// In returns what a program writes.
func In(p *program.Program) *Printed { return shared.Of(p) }

// Mode says how a logger writes a value that is not text.
type Mode = program.State

// The modes. Either writes as one of the others, which one is configured elsewhere.
const (
	Either   Mode = iota
	Plain         // as fmt's %v
	JSON          // as encoding/json
	Attr          // by the logger's own interface for objects, by Error and String, else as JSON
	Raw           // the text itself, whatever its type's methods say
	Asserted      // as Raw, of what is known to be text
)

var modes = map[string]Mode{"format": Plain, "print": Plain, "json": JSON, "attr": Attr}

// Trace answers what many values write, and keeps what it has walked from one to the next.
type Trace struct {
	*program.Trace
	// Spent is how many steps were made for the fields of values that are written whole; Exhausted: there were not enough.
	Spent     int
	Exhausted bool

	p *Printed
}

// maxHops is how many nodes a value is followed through inside a function.
const maxHops = 8

// errorSteps is the budget for the text of an error: errors come from everywhere, their texts from near.
const errorSteps = 1_500

// NewTrace starts a Trace. Values are marked with the names that say that they are secrets.
func (p *Printed) NewTrace() *Trace {
	w := &view{View: &credential.View{Secrets: p.Secrets, Constants: true, Strict: true}, p: p, errTexts: p.findErrTexts()}
	return &Trace{p: p, Trace: p.Program.NewTrace(program.Question{
		Steps: credential.TraceSteps, Guards: program.ConstantGuards, Legible: true, Near: true, View: w,
	})}
}

// Printed returns the text that a print writes of its value. own tells that a method of the value's type decides what that is.
func (t *Trace) Printed(pr *Print) (v *program.Value, own bool, cut string) {
	q := t.Query()
	q.State = pr.Mode
	if t.p.IsError(pr.Fn.Type(pr.Node)) {
		q.Steps = errorSteps
	}
	if pr.Path == "" {
		_, own = t.p.writer(pr.Fn.Type(pr.Node), pr.Mode)
	}
	v = q.Walk(pr.Fn, pr.Node, pr.Path, nil)
	return v, own, q.Cut
}
