package setup

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// exec runs a function in a frame, once.
func (m *Machine) exec(f *Frame) {
	if m.done[f] || m.count > maxFrames {
		return
	}
	m.done[f] = true
	m.ran[f.Fn] = append(m.ran[f.Fn], f)
	if len(m.p.Models.Wiring(model.Func, f.Fn.Name)) > 0 {
		return
	}
	fl := m.flowOf(f.Fn)
	m.region(f, fl, fl.order, -1)
	m.fields(f)
}

// region runs blocks in order. A loop whose list is known is run for each of its elements; head is the block of the loop
// that is being run, -1 outside of one.
func (m *Machine) region(f *Frame, fl *flow, blocks []int32, head int32) {
	if len(blocks) == 0 {
		return
	}
	reach := make([]bool, len(f.Fn.Blocks))
	reach[blocks[0]] = true
	skip := map[int32]bool{}
	for _, b := range blocks {
		if skip[b] || !reach[b] {
			continue
		}
		if l := fl.header[b]; l != nil && b != head {
			if rounds := m.over(f, fl, l); rounds != nil {
				for _, r := range rounds {
					m.region(r, fl, l.blocks, b)
				}
				for _, in := range l.blocks {
					skip[in] = true
					for _, s := range f.Fn.Blocks[in].Succs {
						reach[s] = true
					}
				}
				continue
			}
		}
		for _, s := range m.ways(f, b) {
			reach[s] = true
		}
		for _, c := range f.Fn.Blocks[b].Calls {
			m.call(f, b, c)
		}
	}
}

// over returns the rounds of a loop whose list is known and in which something can be registered; nil for others.
func (m *Machine) over(f *Frame, fl *flow, l *loop) []*Frame {
	var nodes []summary.NodeID
	leads := false
	for _, b := range l.blocks {
		for _, i := range f.Fn.Blocks[b].Calls {
			c := &f.Fn.Calls[i]
			nodes = append(append(nodes, c.Args...), c.Fn)
			leads = leads || m.leadsTo(f, i)
		}
	}
	if !leads {
		return nil
	}
	m.refill()
	over, _ := m.loop(f, nodes, !l.inner)
	if len(over) == 0 {
		return nil
	}
	return m.rounds(f, over)
}

// leadsTo tells whether a call registers something or can lead to where something is.
func (m *Machine) leadsTo(f *Frame, call int32) bool {
	c := &f.Fn.Calls[call]
	if c.Kind == summary.Dynamic || len(m.p.Models.Wiring(model.Func, c.Callee)) > 0 {
		return true
	}
	return slices.ContainsFunc(m.p.Callees(program.Site{Fn: f.Fn, Call: call}), func(t program.Callee) bool {
		return t.Fn != nil && m.leads[t.Fn.ID()]
	})
}

// call runs what a call reaches, or reports what it registers.
func (m *Machine) call(f *Frame, block, call int32) {
	m.refill()
	targets := m.Targets(f, call)
	conds := m.Conds(f, block)
	for _, t := range targets {
		if t.Fn != nil {
			if m.leads[t.Fn.ID()] {
				if c := m.child(f, call, t); c != nil {
					m.exec(c)
				}
			}
			continue
		}
		entries := m.p.Models.Wiring(model.Func, t.Text)
		for i := range entries {
			e := &entries[i]
			m.refill()
			m.visit(&Event{Frame: m.home(f, call), Call: call, Target: t, Entry: e, Conds: conds, At: program.Place{Fn: f.Fn, Pos: f.Fn.Calls[call].Pos}})
		}
		m.passed(f, call)
	}
}

// passed runs the functions that a call hands to a function of another module, which may call them, as far as they register
// something.
func (m *Machine) passed(f *Frame, call int32) {
	c := &f.Fn.Calls[call]
	for _, a := range c.Args {
		n := m.strip(f.Fn, a)
		node := &f.Fn.Nodes[n]
		if node.Op == summary.OpResult && f.Fn.Type(n).Class == summary.Code {
			m.Eval(f, n, "").Each(func(v *Value) {
				if in := m.Enter(v); in != nil && m.leads[in.Fn.ID()] {
					m.exec(in)
				}
			})
			continue
		}
		if node.Op != summary.OpClosure && node.Op != summary.OpFunc {
			continue
		}
		fn := m.p.Func(node.Str)
		if fn == nil || !m.leads[fn.ID()] {
			continue
		}
		if node.Op == summary.OpClosure {
			if in := m.closure(f, n); in != nil {
				m.exec(in)
			}
			continue
		}
		m.exec(m.handedFunc(f, call, a, fn))
	}
}

// handedFunc is the frame of a function, not a closure, that a function of another module calls.
func (m *Machine) handedFunc(f *Frame, call int32, a summary.NodeID, fn *program.Fn) *Frame {
	f = m.home(f, call)
	k := childKey{call: call, fn: fn}
	if c, ok := f.children[k]; ok {
		return c
	}
	c := Frame{Fn: fn, Parent: f, Call: call, callback: true}
	if v := m.callbackArg(f, call, a); v != nil {
		c.args = map[int32]*Value{0: v}
	}
	if f.children == nil {
		f.children = map[childKey]*Frame{}
	}
	f.children[k] = m.newFrame(c)
	return f.children[k]
}

// fields reports the stores of a frame to fields that models speak of, such as the handler of a server.
func (m *Machine) fields(f *Frame) {
	for i := range f.Fn.Nodes {
		n := &f.Fn.Nodes[i]
		if n.Op != summary.OpStore {
			continue
		}
		m.refill()
		entries := m.p.Models.Wiring(model.Field, lastField(n.Str))
		for j := range entries {
			e := &entries[j]
			if registering[e.Kind] || e.Kind == model.Listen {
				m.visit(&Event{Frame: f, Call: -1, Entry: e, Value: m.Eval(f, n.Args[1], ""), Object: m.Eval(f, summary.NodeID(i), ""), Part: partOf(n.Str), At: program.Place{Fn: f.Fn, Pos: n.Pos}, Conds: m.Conds(f, -1)})
			}
		}
	}
}

type condKey struct {
	frame *Frame
	block int32
}

// Conds returns the conditions under which a block of a frame runs that are not known: of its own function and of the
// calls that led there. Tests of errors, and of whether a loop goes on, are none. Block -1 stands for the function's entry.
func (m *Machine) Conds(f *Frame, block int32) []Cond {
	k := condKey{f, block}
	if c, ok := m.conds[k]; ok {
		return c
	}
	var out []Cond
	if a := f.activation(); a.Parent != nil && a.Call >= 0 {
		fl := m.flowOf(a.Parent.Fn)
		if b := fl.block[a.Call]; b >= 0 {
			out = append(out, m.Conds(a.Parent, b)...)
		}
	}
	if block >= 0 {
		for _, e := range m.edges(f, block) {
			out = append(out, Cond{m.place(f, f.Fn.Blocks[e.Block].Test), e.Block, e.Side})
		}
	}
	out = consistent(out)
	m.conds[k] = out
	return out
}

// consistent drops the conditions of which both sides are there: a block that runs after either.
func consistent(conds []Cond) []Cond {
	return slices.DeleteFunc(slices.Clone(conds), func(c Cond) bool {
		return slices.ContainsFunc(conds, func(o Cond) bool { return o.Frame == c.Frame && o.Block == c.Block && o.Side != c.Side })
	})
}

// matters tells whether an edge is a condition: not where the test is decided, is one of an error, or keeps a loop going.
func (m *Machine) matters(f *Frame, fl *flow, e Edge) bool {
	test := f.Fn.Blocks[e.Block].Test
	if test == 0 || m.isErrorTest(f.Fn, test) || m.decided(f, e.Block) != open {
		return false
	}
	if l := fl.within[e.Block]; l != nil {
		for _, s := range f.Fn.Blocks[e.Block].Succs {
			if !fl.has(l, s) {
				return false // Have: the test decides whether the loop goes on.
			}
		}
	}
	return true
}

// isErrorTest tells whether a condition asks whether an error is nil.
func (m *Machine) isErrorTest(fn *program.Fn, test summary.NodeID) bool {
	n := &fn.Nodes[test]
	for n.Op == summary.OpTest && n.Str == "!" {
		n = &fn.Nodes[n.Args[0]]
	}
	if n.Op != summary.OpTest || n.Str != "==" && n.Str != "!=" {
		return false
	}
	return fn.Type(n.Args[0]).Name == "error" || fn.Type(n.Args[1]).Name == "error"
}

// TestOf returns the condition of a Cond: the node of its frame's function.
func (c Cond) TestOf() summary.NodeID { return c.Frame.Fn.Blocks[c.Block].Test }

// Contradicts tells whether a registration under conditions a can never meet one under conditions b.
func Contradicts(a, b []Cond) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Frame == y.Frame && x.Block == y.Block && x.Side != y.Side {
				return true
			}
		}
	}
	return false
}

// Implied tells whether conditions a hold whenever conditions b do.
func Implied(a, b []Cond) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}
