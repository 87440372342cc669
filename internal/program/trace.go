package program

// Trace asks one question of many events, and keeps what it has walked from one to the next.
type Trace struct {
	p        *Program
	question Question
	q        *Query
}

// maxKept is the number of values that a Trace keeps between events.
const maxKept = 50_000

// NewTrace starts a Trace; the question's budget is that of one event.
func (p *Program) NewTrace(question Question) *Trace { return &Trace{p: p, question: question} }

// Query returns the query for the next event: the last one, unless that ran out of steps or has kept too much.
func (t *Trace) Query() *Query {
	if t.q == nil || t.q.Steps <= 0 || t.q.Size() > maxKept {
		t.q = t.p.Ask(t.question)
	}
	t.q.Steps, t.q.Cut = t.question.Steps, ""
	return t.q
}

// Origins returns what the value of an event can be. cut says why the answer is not complete; "" if it is.
func (t *Trace) Origins(ev *Event) (v *Value, cut string) {
	q := t.Query()
	v = q.Walk(ev.Fn, ev.Node, ev.Path, nil)
	return v, q.Cut
}
