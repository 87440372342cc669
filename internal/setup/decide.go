package setup

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// reached is the blocks of a frame's function that can run there, given the tests that are decided.
type reached struct {
	blocks []bool
	fl     *flow
}

func (r *reached) returns(i int) bool {
	for b := range r.fl.fn.Blocks {
		if r.fl.fn.Blocks[b].Return == int32(i)+1 {
			return r.blocks[b]
		}
	}
	return true
}

// reach finds the blocks that can run in a frame.
func (m *Machine) reach(f *Frame) *reached {
	if r, ok := m.reaches[f]; ok {
		return r
	}
	fl := m.flowOf(f.Fn)
	r := &reached{blocks: make([]bool, len(f.Fn.Blocks)), fl: fl}
	m.reaches[f] = r
	if len(r.blocks) == 0 {
		return r
	}
	for i := range r.blocks {
		r.blocks[i] = true // what is asked for while tests are decided
	}
	out := make([]bool, len(r.blocks))
	out[0] = true
	for round := 0; round < 3; round++ {
		for _, b := range fl.order {
			if out[b] {
				for _, s := range m.ways(f, b) {
					out[s] = true
				}
			}
		}
	}
	r.blocks = out
	return r
}

// ways returns the blocks that can follow a block in a frame.
func (m *Machine) ways(f *Frame, b int32) []int32 {
	blk := &f.Fn.Blocks[b]
	if blk.Test == 0 || len(blk.Succs) < 2 {
		return blk.Succs
	}
	if m.asking == 0 {
		m.refill()
	}
	switch m.decided(f, b) {
	case yes:
		return blk.Succs[:1]
	case no:
		return blk.Succs[1:]
	}
	return blk.Succs
}

// undecided is what a test of the control flow comes to where it is not known.
const (
	open = iota
	yes
	no
)

// decided tells whether the test of a block holds in a frame, with a few steps of its own: most tests are of configuration,
// which is not known.
func (m *Machine) decided(f *Frame, b int32) int {
	f = m.place(f, f.Fn.Blocks[b].Test)
	k := condKey{f, b}
	if d, ok := m.tests[k]; ok {
		return d
	}
	m.tests[k] = open // a test that decides itself
	if f.serving && !m.plain(f.Fn, f.Fn.Blocks[b].Test) {
		return open
	}
	// A test that comes up while another question is open has fewer steps, which are that question's.
	budget, starved, steps := m.budget, m.starved, testSteps
	if m.asking > 0 {
		steps = innerSteps
	}
	m.budget, m.starved = min(budget, m.steps+steps), false
	d := m.decide(f, f.Fn.Blocks[b].Test)
	if m.starved {
		d = open
	}
	m.budget, m.starved = budget, starved || m.steps > budget
	m.tests[k] = d
	return d
}

// plain tells whether a condition is one of constants, parameters and captured variables, which the code that made a handler
// can have decided; others are of the request, and not asked about.
func (m *Machine) plain(fn *program.Fn, n summary.NodeID) bool {
	node := &fn.Nodes[n]
	switch node.Op {
	case summary.OpConst, summary.OpParam, summary.OpFreeVar:
		return true
	case summary.OpSelect, summary.OpTest, summary.OpGuard, summary.OpConvert:
	default:
		return false
	}
	for _, a := range node.Args {
		if !m.plain(fn, a) {
			return false
		}
	}
	return true
}

// decide tells whether a condition holds in a frame.
func (m *Machine) decide(f *Frame, n summary.NodeID) int {
	node := &f.Fn.Nodes[n]
	if node.Op == summary.OpGuard {
		return m.decide(f, node.Args[0])
	}
	if node.Op != summary.OpTest {
		v := m.Eval(f, n, "")
		if v != nil && v.Kind == Nil && !v.Soft {
			return no // Have: a boolean that is not set.
		}
		if v != nil && v.Kind == Const && !v.Open && !v.Soft {
			switch v.Text {
			case "true":
				return yes
			case "false":
				return no
			}
		}
		return open
	}
	switch node.Str {
	case "!":
		switch m.decide(f, node.Args[0]) {
		case yes:
			return no
		case no:
			return yes
		}
	case "==":
		return m.equals(f, node.Args[0], node.Args[1])
	case "!=":
		switch m.equals(f, node.Args[0], node.Args[1]) {
		case yes:
			return no
		case no:
			return yes
		}
	case "<", "<=", ">", ">=":
		return m.compare(f, node)
	}
	return open
}

// equals tells whether two values are equal.
func (m *Machine) equals(f *Frame, a, b summary.NodeID) int {
	x, y := m.number(f, a), m.number(f, b)
	if x == nil || y == nil || x.Open || y.Open || x.Soft || y.Soft {
		return open
	}
	if x.Kind == Nil && y.Kind != Nil {
		x, y = y, x
	}
	switch {
	case x.Kind == Const && y.Kind == Const:
		if x.Text == y.Text {
			return yes
		}
		return no
	case y.Kind != Nil:
		return open
	case x.Kind == Nil:
		return yes
	case x.Kind == Func || x.Kind == Object || x.Kind == List:
		return no
	}
	return open
}

// number is a value of a comparison; the length of a list that is known is a number.
func (m *Machine) number(f *Frame, n summary.NodeID) *Value {
	node := &f.Fn.Nodes[n]
	if node.Op == summary.OpConst && summary.ConstKind(node.A) == summary.ConstNil {
		return &Value{Kind: Nil}
	}
	if node.Op == summary.OpTest && node.Str == "len" {
		v := m.Eval(f, node.Args[0], "")
		if v != nil && v.Kind == Const && !v.Open {
			return text(itoa(len(v.Text)))
		}
		if list, more, ok := m.List(v); ok && !more {
			return text(itoa(len(list)))
		}
		return nil
	}
	v := m.Eval(f, n, "")
	if v == nil || v.Kind != Nil {
		return v
	}
	zero := *v
	switch f.Fn.Type(n).Class {
	case summary.Text:
		zero.Kind = Const
	case summary.Scalar:
		zero.Kind, zero.Text = Const, "0"
	default:
		zero.Soft = false // an object or a function that is never set
	}
	return &zero
}

func (m *Machine) compare(f *Frame, node *summary.Node) int {
	x, okX := atoi(m.number(f, node.Args[0]))
	y, okY := atoi(m.number(f, node.Args[1]))
	if !okX || !okY {
		return open
	}
	holds := map[string]bool{"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}[node.Str]
	if holds {
		return yes
	}
	return no
}
