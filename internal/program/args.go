package program

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// ArgOf returns the node of a call's argument that a model's index names; 0 if there is none or it is a result.
func ArgOf(c *summary.Call, i model.Index) summary.NodeID {
	n := i.N
	switch i.Kind {
	case model.Recv:
		if !c.HasRecv {
			return 0
		}
		n = 0
	case model.Arg:
		if c.HasRecv {
			n++
		}
	default:
		return 0
	}
	if n < 0 || n >= len(c.Args) {
		return 0
	}
	return c.Args[n]
}

// ArgsOf returns the nodes that a model's index names: several for a variadic one.
func ArgsOf(c *summary.Call, i model.Index) []summary.NodeID {
	if !i.Variadic {
		if a := ArgOf(c, i); a != 0 {
			return []summary.NodeID{a}
		}
		return nil
	}
	n := i.N
	if c.HasRecv {
		n++
	}
	if n > len(c.Args) {
		return nil
	}
	return c.Args[n:]
}

// Takes tells whether an entry has an argument of a call, or its receiver, among its inputs.
func Takes(c *summary.Call, e model.Entry, arg int32) bool {
	for _, in := range e.In {
		n := in.N
		if in.Kind == model.Recv {
			n = 0
		} else if c.HasRecv {
			n++
		}
		if int32(n) == arg {
			return true
		}
	}
	return false
}

// Returns tells whether an entry has a result among its outputs.
func Returns(e model.Entry, res int32) bool {
	for _, out := range e.Out {
		if out.Kind == model.Result && int32(out.N) == res {
			return true
		}
	}
	return false
}

// ParamIndex maps the index of a call's argument to the callee's parameter; -1 for a variadic one.
func ParamIndex(c *summary.Call, t Callee, arg int32) int32 {
	if c.Kind == summary.Dynamic && t.Bound.Fn != nil {
		arg++
	}
	if t.Fn.Variadic && int(arg) >= len(t.Fn.Params)-1 && !c.Spread {
		return -1
	}
	return arg
}

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

// Modelled returns the calls of functions outside of the program of which a line of a role and kind speaks, in a fixed order. The
// value of such an event is the line's first input.
func Modelled(p *Program, role model.Role, kind string) []Event {
	var out []Event
	for _, fn := range p.order {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if c.Kind == summary.Dynamic || c.Internal {
				continue
			}
			for _, e := range p.Models.Lookup(model.Func, c.Callee) {
				if e.Role != role || e.Kind != kind {
					continue
				}
				ev := Event{Fn: fn, At: Place{fn, c.Pos}, Entry: e, Name: Short(e.Symbol), Call: int32(i), Args: c.Args, Arg: -1}
				if len(e.In) > 0 {
					ev.Node = ArgOf(c, e.In[0])
				}
				out = append(out, ev)
			}
		}
	}
	return out
}
