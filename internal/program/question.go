package program

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Question says what is asked of values: what is followed, what is kept in the answer, and where the walk stops. The zero
// Question asks where the text of a value comes from, within one function's budget, with guards.
type Question struct {
	// Steps is the budget, in nodes visited; FunctionSteps if it is 0.
	Steps int
	// Identity: which object or function a value is, not what is in it.
	Identity bool
	// Guards says which checks on the way are looked at.
	Guards Guards
	// Digests: the digest of a text stands for the text. A read of a whole object does not see what is stored to its fields.
	Digests bool
	// Scalars: booleans and numbers are followed as text is.
	Scalars bool
	// Conditions: alternatives keep the conditions on which they are taken.
	Conditions bool
	// Legible: text that is encoded, escaped or replaced in part counts as shown where it can still be read.
	Legible bool
	// Near bounds how far the walk goes from where it began, and keeps for all calling contexts what depends on none.
	Near bool
	// Taken is the alternative that is taken at a join, or of a function's returns (node 0), where only one is of interest.
	Taken map[Ref]int
	// Subject is a parameter that counts as what a client sent.
	Subject Input
	// View is what a subject adds to the walk; nil for none.
	View View
}

// Guards says which checks a walk looks at.
type Guards uint8

// The guards that count.
const (
	AllGuards      Guards = iota // what a check restricts is Restricted
	ConstantGuards               // only comparisons with constants
	NoGuards
)

// At is what is asked for: a path of a node in a calling context.
type At struct {
	Fn   *Fn
	Node summary.NodeID
	Path string
	Ctx  *Context
}

// State is a view's own state of a walk, such as the way in which a value is written. What was found in one state says
// nothing of another one.
type State uint8

// View is what a subject adds to a walk. Its methods are called on the way, and may walk on themselves. NoView has all of
// them, and adds nothing.
type View interface {
	// Enter is asked first of what is at a place. done: v is the answer. It may change the walk's state for what lies behind.
	Enter(q *Query, at At) (v *Value, done bool)
	// Leave is handed what was found there, and returns it, perhaps with a Mark. v is nil where nothing was found.
	Leave(q *Query, at At, v *Value) *Value
	// Call is asked first of what a call returns as a whole. done: v is the answer.
	Call(q *Query, site Site, ctx *Context) (v *Value, done bool)
	// Skip tells whether the result, of a type, of a call that reaches callee is of no interest.
	Skip(site Site, callee *Fn, t *summary.Type, path string) bool
	// Passed is handed what a call passes as parameter i of a function, on the way to any of its callers.
	Passed(p *Program, site Site, fn *Fn, i int32, v *Value)
	// Part is asked of a store to a part of what is read whole. done: v is what the part adds.
	Part(q *Query, fn *Fn, store summary.NodeID, ctx *Context) (v *Value, done bool)
	// Operand is asked of what a formatting call makes text of, of which most characters are written at most; -1: all.
	Operand(q *Query, site Site, n summary.NodeID, most int, ctx *Context) (v *Value, done bool)
	// Encode is asked of the input of an encoder in a style.
	Encode(q *Query, site Site, style string, n summary.NodeID, ctx *Context) (v *Value, done bool)
	// Output is what a call returns at a path of a result of type t of which a line speaks that is no source for all; nil if it is nothing.
	Output(e model.Entry, at Place, t *summary.Type, path string) *Value
	// Operands is the state in which an operand is walked; raw: whose text is taken as it is.
	Operands(raw bool) State
}

// NoView adds nothing to a walk.
type NoView struct{}

// Enter adds nothing.
func (NoView) Enter(*Query, At) (*Value, bool) { return nil, false }

// Leave returns what was found.
func (NoView) Leave(_ *Query, _ At, v *Value) *Value { return v }

// Call adds nothing.
func (NoView) Call(*Query, Site, *Context) (*Value, bool) { return nil, false }

// Skip skips nothing.
func (NoView) Skip(Site, *Fn, *summary.Type, string) bool { return false }

// Passed adds nothing.
func (NoView) Passed(*Program, Site, *Fn, int32, *Value) {}

// Part adds nothing.
func (NoView) Part(*Query, *Fn, summary.NodeID, *Context) (*Value, bool) { return nil, false }

// Operand adds nothing.
func (NoView) Operand(*Query, Site, summary.NodeID, int, *Context) (*Value, bool) {
	return nil, false
}

// Encode adds nothing.
func (NoView) Encode(*Query, Site, string, summary.NodeID, *Context) (*Value, bool) {
	return nil, false
}

// Output adds nothing.
func (NoView) Output(model.Entry, Place, *summary.Type, string) *Value { return nil }

// Operands tells operands that are taken as text from others, so that one value in two places of a text is two values: each
// has a position of its own.
func (NoView) Operands(raw bool) State {
	if raw {
		return 1
	}
	return 0
}
