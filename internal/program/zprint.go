package program

// PrintTrace answers what many values write when they are printed.
type PrintTrace struct {
	*Trace
	// Spent is how many steps were made for the fields of values that are written whole; Exhausted: there were not enough.
	Spent     int
	Exhausted bool

	p *Program
}

// errorSteps is the budget for the text of an error: errors come from everywhere, their texts from near.
const errorSteps = 1_500

// NewPrintTrace starts a trace.
func (p *Program) NewPrintTrace() *PrintTrace {
	w := &view{NameView: &NameView{Secrets: &Secrets{Program: p}, Constants: true, Strict: true}, Printed: &Printed{Program: p}, errTexts: p.findErrTexts()}
	return &PrintTrace{Trace: p.NewTrace(Question{Steps: TraceSteps, Guards: ConstantGuards, Legible: true, Near: true, View: w}), p: p}
}

// Printed returns the text that a print writes of its value. own tells that a method of the value's type decides what that is.
func (t *PrintTrace) Printed(pr *Print) (v *Value, own bool, cut string) {
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
