package program

// Trace answers where values come from for many events of one program, and keeps what it has walked from one to the next.
// Guards are not looked at: a secret that passed a check is a secret still.
type Trace struct {
	p     *Program
	named bool
	print bool
	whole bool
	q     *query
	// Spent is how many steps were made for the fields of values that are written whole; Exhausted: there were not enough.
	Spent     int
	Exhausted bool

	errTexts *errTexts
}

// Limits of a Trace: steps for one event, and values kept between events.
const (
	traceSteps = 4_000
	errorSteps = 1_500 // errors come from everywhere, their texts from near
	traceMemo  = 50_000
)

// NewTrace starts a Trace. With named, values are wrapped in the names that say that they are secrets: of parameters,
// variables, fields, functions, settings and headers.
func (p *Program) NewTrace(named bool) *Trace { return &Trace{p: p, named: named} }

// NewPrintTrace starts a Trace that asks what is printed: values are wrapped in names, and what a type's own method writes
// stands for its values.
func (p *Program) NewPrintTrace() *Trace { return &Trace{p: p, named: true, print: true} }

// NewWholeTrace starts a Trace in which the digest of a text stands for the text: who has the one has the key, or passes the
// comparison, that is made of the other.
func (p *Program) NewWholeTrace(named bool) *Trace { return &Trace{p: p, named: named, whole: true} }

// query returns the query for the next event: the last one, unless that ran out of steps or has kept too much.
func (t *Trace) query() *query {
	if t.q == nil || t.q.steps <= 0 || len(t.q.memo) > traceMemo {
		t.q = t.p.newQuery(traceSteps)
		t.q.named, t.q.unguarded, t.q.printing, t.q.whole = t.named, true, t.print, t.whole
		if t.print {
			if t.errTexts == nil {
				t.errTexts = t.p.findErrTexts()
			}
			t.q.shared, t.q.errTexts = newShared(), t.errTexts
		}
	}
	t.q.steps, t.q.cut = traceSteps, ""
	return t.q
}

// Origins returns what the value of an event can be. cut says why the answer is not complete; "" if it is.
func (t *Trace) Origins(ev *Event) (v *Value, cut string) {
	q := t.query()
	v = q.walk(ev.Fn, ev.Node, ev.Path, nil)
	return v, q.cut
}
