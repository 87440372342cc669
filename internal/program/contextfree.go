package program

import "github.com/apivet/apivet/internal/summary"

// contextFree keeps what a walk found without asking the calling context: it holds in every context. A context is asked for by the
// depth at which it entered; low is the smallest depth that was asked for since it was last set.
type contextFree struct {
	low  int
	lows map[key]int // of what the memo holds
	free map[freeKey]*Value
}

type freeKey struct {
	fn    *Fn
	node  summary.NodeID
	path  string
	state State
	up    int
}

const (
	askedNone = maxDepth + 2
	askedAll  = -1 // the whole call string
)

func newContextFree() *contextFree {
	return &contextFree{low: askedNone, lows: map[key]int{}, free: map[freeKey]*Value{}}
}

// asked notes that a walk asked for what called the function that ctx entered.
func (q *Query) asked(ctx *Context) {
	if q.free != nil && ctx != nil {
		q.free.low = min(q.free.low, ctx.Depth)
	}
}

// AskedAll notes that a walk asked for the call string as such.
func (q *Query) AskedAll(ctx *Context) {
	if q.free != nil && ctx != nil {
		q.free.low = askedAll
	}
}

// recall returns what is known of a node in every context.
func (q *Query) recall(k key) (*Value, bool) {
	if q.free == nil || k.ctx == nil {
		return nil, false
	}
	v, ok := q.free.free[freeKey{k.fn, k.node, k.path, k.state, k.ctx.level()}]
	return v, ok
}

// again notes what a value that the memo holds asked for: everything, while it is being walked.
func (q *Query) again(k key) {
	if q.free == nil {
		return
	}
	low, done := q.free.lows[k]
	if !done {
		low = askedAll
	}
	q.free.low = min(q.free.low, low)
}

// begin starts to note what is asked for; the result goes to end.
func (q *Query) begin() int {
	if q.free == nil {
		return 0
	}
	outer := q.free.low
	q.free.low = askedNone
	return outer
}

// end keeps a value for every context where none was asked for.
func (q *Query) end(k key, v *Value, outer int) {
	s := q.free
	if s == nil {
		return
	}
	s.lows[k] = s.low
	if k.ctx != nil && s.low > k.ctx.Depth && q.Steps > 0 {
		s.free[freeKey{k.fn, k.node, k.path, k.state, k.ctx.level()}] = v
	}
	s.low = min(s.low, outer)
}
