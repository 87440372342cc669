package program

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Fills tells whether an output of an entry is argument arg of a call.
func Fills(e model.Entry, c *summary.Call, arg int32) bool {
	for _, o := range e.Out {
		n := int32(o.N)
		switch {
		case o.Kind == model.Recv:
			n = 0
		case o.Kind == model.Result:
			continue
		case c.HasRecv:
			n++
		}
		if n == arg {
			return true
		}
	}
	return false
}

// Outputs are the nodes that a call's outputs are, as a model says.
func (fn *Fn) Outputs(call int32, e model.Entry) []Ref {
	var out []Ref
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		switch {
		case n.Op == summary.OpResult && n.A == call && Returns(e, n.B):
			out = append(out, Ref{Fn: fn, Node: summary.NodeID(i), Pos: fn.Calls[call].Pos})
		case n.Op == summary.OpCallMod && n.A == call && Fills(e, &fn.Calls[call], n.B):
			out = append(out, Ref{Fn: fn, Node: summary.NodeID(i), Path: n.Str, Pos: fn.Calls[call].Pos})
		}
	}
	return out
}

// Called tells whether the call at a place is one of which a model says what a role and kind stand for.
func (at Place) Called(models *model.Set, role model.Role, kind string) bool {
	for i := range at.Fn.Calls {
		c := &at.Fn.Calls[i]
		if c.Pos == at.Pos && slices.ContainsFunc(models.Lookup(model.Func, c.Callee), func(e model.Entry) bool { return e.Role == role && e.Kind == kind }) {
			return true
		}
	}
	return false
}
