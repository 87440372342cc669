package setup

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Enter returns the frame in which a function value of the program runs when another module calls it, such as a handler:
// its captured variables and its receiver are known, its parameters are not. nil for functions of other modules.
func (m *Machine) Enter(v *Value) *Frame {
	if v.Kind != Func || v.Fn == nil {
		return nil
	}
	k := entered{v.Fn, v.Frame, v.Node, v.Recv}
	if f, ok := m.entries[k]; ok {
		return f
	}
	f := Frame{Fn: v.Fn, Parent: v.Frame, Call: -1, callback: true, serving: true}
	switch {
	case v.Recv != nil:
		f.args = map[int32]*Value{0: v.Recv}
	case v.Frame != nil:
		f.env = v
	}
	m.entries[k] = m.newFrame(f)
	return m.entries[k]
}

type entered struct {
	fn    *program.Fn
	frame *Frame
	node  summary.NodeID
	recv  *Value
}

// Wrap returns what a function value makes of the next handler: the result of calling it with Next as the parameter of that
// index. The frame is the call's; nil for functions of other modules.
func (m *Machine) Wrap(v *Value, param int32) (*Value, *Frame) {
	if v.Kind != Func || v.Fn == nil {
		return nil, nil
	}
	k := entered{v.Fn, v.Frame, v.Node, v.Recv}
	f := m.wraps[k]
	if f == nil {
		made := Frame{Fn: v.Fn, Parent: v.Frame, Call: -1, callback: true, args: map[int32]*Value{param: {Kind: Next, Text: "next"}}}
		switch {
		case v.Recv != nil:
			made.args[0] = v.Recv
		case v.Frame != nil:
			made.env = v
		}
		f = m.newFrame(made)
		m.wraps[k] = f
	}
	return m.returned(f, 0, ""), f
}

// Sub returns the frame in which a closure that is made in f runs, and the frame of a call's target.
func (m *Machine) Sub(f *Frame, n summary.NodeID) *Frame { return m.closure(f, n) }

// Child returns the frame of a call's target; nil for recursion.
func (m *Machine) Child(f *Frame, call int32, t *Value) *Frame {
	if t.Fn == nil {
		return nil
	}
	return m.child(f, call, t)
}

// Opened returns a frame in which a function ran, or else one that stands for all calls of it.
func (m *Machine) Opened(fn *program.Fn) *Frame { return m.opened(fn)[0] }

// Method returns the method of a value by name, bound to it; nil if it has none that is known.
func (m *Machine) Method(v *Value, name string) *Value { return m.method(v, name, name) }

// Select reads a path of a value.
func (m *Machine) Select(v *Value, path string) *Value { return m.sel(v, path) }

// Ask begins another question: what is evaluated from here on has steps of its own.
func (m *Machine) Ask() { m.refill() }

// maxInsist is how often a question is asked anew that used up its steps.
const maxInsist = 6

// Insist is Eval for a value that matters: a question that used up its steps is asked again, as what was found on the way is kept.
func (m *Machine) Insist(f *Frame, n summary.NodeID) *Value {
	var v *Value
	for range maxInsist {
		m.refill()
		if v = m.Eval(f, n, ""); !m.starved {
			break
		}
	}
	return v
}

// Block returns the block that a call of a frame's function stands in; -1 if that is not known.
func (m *Machine) Block(f *Frame, call int32) int32 { return m.flowOf(f.Fn).block[call] }

// Captured returns what a closure was made with.
func (m *Machine) Captured(v *Value) []*Value {
	if v.Kind != Func || v.Frame == nil || v.Recv != nil {
		return nil
	}
	var out []*Value
	for _, a := range v.Frame.Fn.Nodes[v.Node].Args {
		out = append(out, m.Eval(v.Frame, a, ""))
	}
	return out
}

// Functions returns the functions of the program that an object holds in its fields, in the order in which they were stored.
func (m *Machine) Functions(v *Value) []*Value {
	return slices.DeleteFunc(m.Held(v), func(f *Value) bool { return f.Kind != Func })
}

// Held returns the functions and objects of the program that an object holds in its fields, the last stored one first.
func (m *Machine) Held(v *Value) []*Value {
	if v == nil || v.Kind != Object {
		return nil
	}
	var out []*Value
	seen := map[string]bool{}
	n := v.Node
	for range maxDepth {
		node := &v.Frame.Fn.Nodes[n]
		if node.Op != summary.OpStore {
			break
		}
		if rest, ok := cutPrefix(node.Str, v.Path); ok && rest != "" && !seen[rest] {
			seen[rest] = true
			m.Eval(v.Frame, node.Args[1], "").Each(func(f *Value) {
				if f.Kind == Func || f.Kind == Object {
					out = append(out, f)
				}
			})
		}
		n = node.Args[0]
	}
	return out
}

// Reach returns, by block, whether a frame's function can run it there, given the tests that are decided.
func (m *Machine) Reach(f *Frame) []bool { return m.reach(f).blocks }

// Ways returns the blocks that can follow a block in a frame.
func (m *Machine) Ways(f *Frame, b int32) []int32 { return m.ways(f, b) }

// Within tells whether a frame is another one, or runs because of it.
func (f *Frame) Within(outer *Frame) bool {
	for c := f; c != nil; c = c.Parent {
		if c.activation() == outer.activation() {
			return true
		}
	}
	return false
}
