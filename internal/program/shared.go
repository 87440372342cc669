package program

import "github.com/apivet/apivet/internal/summary"

// shared keeps what a walk found without asking the calling context: it holds in every context. A context is asked for by the
// depth at which it entered; low is the smallest depth that was asked for since it was last set.
type shared struct {
	low  int
	lows map[key]int // of what the memo holds
	free map[freeKey]*Value
}

type freeKey struct {
	fn   *Fn
	node summary.NodeID
	path string
	mode Mode
	up   int
}

const (
	askedNone = maxDepth + 2
	askedAll  = -1 // the whole call string
)

func newShared() *shared {
	return &shared{low: askedNone, lows: map[key]int{}, free: map[freeKey]*Value{}}
}

// asked notes that a walk asked for what called the function that ctx entered.
func (q *query) asked(ctx *context) {
	if q.shared != nil && ctx != nil {
		q.shared.low = min(q.shared.low, ctx.depth)
	}
}

// askedAll notes that a walk asked for the call string as such.
func (q *query) askedAll(ctx *context) {
	if q.shared != nil && ctx != nil {
		q.shared.low = askedAll
	}
}

// recall returns what is known of a node in every context.
func (q *query) recall(k key) (*Value, bool) {
	if q.shared == nil || k.ctx == nil {
		return nil, false
	}
	v, ok := q.shared.free[freeKey{k.fn, k.node, k.path, k.mode, k.ctx.level()}]
	return v, ok
}

// again notes what a value that the memo holds asked for: everything, while it is being walked.
func (q *query) again(k key) {
	if q.shared == nil {
		return
	}
	low, done := q.shared.lows[k]
	if !done {
		low = askedAll
	}
	q.shared.low = min(q.shared.low, low)
}

// begin starts to note what is asked for; the result goes to end.
func (q *query) begin() int {
	if q.shared == nil {
		return 0
	}
	outer := q.shared.low
	q.shared.low = askedNone
	return outer
}

// end keeps a value for every context where none was asked for.
func (q *query) end(k key, v *Value, outer int) {
	s := q.shared
	if s == nil {
		return
	}
	s.lows[k] = s.low
	if k.ctx != nil && s.low > k.ctx.depth && q.steps > 0 {
		s.free[freeKey{k.fn, k.node, k.path, k.mode, k.ctx.level()}] = v
	}
	s.low = min(s.low, outer)
}
