package setup

import (
	"github.com/apivet/apivet/internal/summary"
)

// Turns returns a frame for each element of the list that a value is made of an element of; nil where there is no such list, or
// it is not known.
func (m *Machine) Turns(f *Frame, n summary.NodeID) []*Frame {
	k := turnKey{f, -1, n}
	if t, ok := m.turns[k]; ok {
		return t
	}
	m.turns[k] = nil
	if over, _ := m.loop(f, []summary.NodeID{n}, true); len(over) > 0 {
		m.turns[k] = m.rounds(f, over)
	}
	return m.turns[k]
}

// turnKey names a loop of a frame, or a node that is made of elements of a list.
type turnKey struct {
	frame *Frame
	block int32
	node  summary.NodeID
}

// Passed returns the node that a parameter is passed, and the frame of the call; false where that is not known.
func (m *Machine) Passed(f *Frame, param int32) (*Frame, summary.NodeID, bool) {
	f = f.activation()
	if _, known := f.args[param]; known || f.Parent == nil || f.Call < 0 || f.callback {
		return nil, 0, false
	}
	c := &f.Parent.Fn.Calls[f.Call]
	i := int(param - f.shift)
	if i < 0 || i >= len(c.Args) || f.Fn.Variadic && i >= len(f.Fn.Params)-1 && !c.Spread {
		return nil, 0, false
	}
	return f.Parent, c.Args[i], true
}

// Outer returns the node that a captured variable is, and the frame that its closure was made in; false where that is not known.
func (m *Machine) Outer(f *Frame, variable int32) (*Frame, summary.NodeID, bool) {
	f = f.activation()
	if f.env == nil {
		return nil, 0, false
	}
	args := f.env.Frame.Fn.Nodes[f.env.Node].Args
	if int(variable) >= len(args) {
		return nil, 0, false
	}
	return f.env.Frame, args[variable], true
}

// Keys returns the constant keys of a map.
func (m *Machine) Keys(v *Value) []*Value { return m.keys(v) }

// Loop returns the blocks that follow the head of a loop in it, and a frame for each turn, where the loop goes through a list
// that is known.
func (m *Machine) Loop(f *Frame, b int32) (body []int32, turns []*Frame) {
	fl := m.flowOf(f.Fn)
	l := fl.header[b]
	if l == nil {
		return nil, nil
	}
	for _, s := range f.Fn.Blocks[b].Succs {
		if fl.has(l, s) {
			body = append(body, s)
		}
	}
	k := turnKey{f, b, 0}
	if t, ok := m.turns[k]; ok {
		return body, t
	}
	var nodes []summary.NodeID
	for _, in := range l.blocks {
		nodes = append(nodes, f.Fn.Blocks[in].Test)
		for _, i := range f.Fn.Blocks[in].Calls {
			nodes = append(nodes, f.Fn.Calls[i].Args...)
		}
	}
	if over, _ := m.loop(f, nodes, !l.inner); len(over) > 0 {
		turns = m.rounds(f, over)
	}
	m.turns[k] = turns
	return body, turns
}

// Rest gives the questions that follow a run steps and frames of their own.
func (m *Machine) Rest() { m.steps, m.count, m.budget, m.starved = 0, 0, questionSteps, false }

// Handed tells whether a value is made of a parameter of a kind of type of the function that runs in a frame.
func (m *Machine) Handed(f *Frame, n summary.NodeID, kind func(*summary.Type) bool) bool {
	found := false
	f.reached([]summary.NodeID{n}, func(n summary.NodeID) bool {
		node := &f.Fn.Nodes[n]
		found = found || node.Op == summary.OpParam && !f.isBound(n) && kind(f.Fn.Type(n))
		return !found
	})
	return found
}

// Param returns what a parameter of a frame's function is.
func (m *Machine) Param(f *Frame, i int32) *Value { return m.param(f, i, "") }
