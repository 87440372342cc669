package program

import "github.com/apivet/apivet/internal/summary"

// Budgets of a walk, in steps (nodes visited), call depth and path elements.
const (
	OriginSteps   = 40_000 // for all that a value can be, anywhere
	FunctionSteps = 4_000  // for what a value is near by
	maxDepth      = 10
	maxElems      = 8
	maxCallers    = 100
	maxStores     = 64
	maxReceivers  = 8 // a method called from more places finds its receiver's fields by their type
)

// Bounds of a walk that stays near: calls entered, and callers and stores that it comes by without a call string.
const (
	maxNear   = 6
	maxUp     = 3
	maxStored = 5
)

type key struct {
	fn    *Fn
	node  summary.NodeID
	path  string
	ctx   *Context
	state State
}

// Query is the walks for one question, with what they have found.
type Query struct {
	Question
	State State  // of the view
	Cut   string // why an answer is not complete; "" if it is

	p        *Program
	memo     map[key]*Value
	entered  map[entry]*Context   // contexts that calls make
	contexts map[Context]*Context // all others
	pending  map[key]bool         // being walked and asked for again meanwhile
	free     *contextFree         // nil keeps nothing for all contexts
}

// Ask starts walks for a question.
func (p *Program) Ask(question Question) *Query {
	q := &Query{Question: question, p: p, memo: map[key]*Value{}}
	if q.Steps == 0 {
		q.Steps = FunctionSteps
	}
	if q.View == nil {
		q.View = NoView{}
	}
	if q.Near {
		q.free = newContextFree()
	}
	return q
}

// Program returns the program that is asked.
func (q *Query) Program() *Program { return q.p }

// Size is the number of values that the query keeps.
func (q *Query) Size() int { return len(q.memo) }

// Origins returns what the value of an event can be. cut says why the answer is not complete; "" if it is.
func (p *Program) Origins(ev *Event) (v *Value, cut string) {
	q := p.Ask(Question{Steps: OriginSteps})
	v = q.Walk(ev.Fn, ev.Node, ev.Path, nil)
	return v, q.Cut
}

// In walks in another state.
func (q *Query) In(state State, fn *Fn, n summary.NodeID, path string, ctx *Context) *Value {
	outer := q.State
	q.State = state
	v := q.Walk(fn, n, path, ctx)
	q.State = outer
	return v
}
