package setup

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Frame is one activation of a function, or one round of a loop in it.
type Frame struct {
	Fn     *program.Fn
	Parent *Frame // of the call that led here; nil for a root
	Call   int32  // index of that call in Parent's function

	env   *Value           // the closure that runs, whose captured variables these are; nil for a function
	args  map[int32]*Value // parameters that are known otherwise than by the call's arguments
	shift int32            // parameter i is argument i-shift of the call
	// callback: another module's function calls this one; Call is the call that it was passed to.
	callback bool
	// open: nothing is known of how the function is called; parameters are what any caller passes.
	open bool
	// serving: the function runs when a request is answered.
	serving bool

	base  *Frame // of a loop's round: the activation
	bound map[summary.NodeID]*Value
	round *round

	depth    int
	memo     map[key]answer
	children map[childKey]*Frame
	closures map[summary.NodeID]*Frame
}

// round is what the rounds of one loop have in common.
type round struct {
	dependent []bool // by node
}

type key struct {
	node summary.NodeID
	path string
}

// answer is what a node was found to be; depth is that of a question that is still open.
type answer struct {
	value *Value
	depth int
}

type childKey struct {
	call int32
	fn   *program.Fn
	by   *Value // the closure or receiver
}

// Limits of a run, in frames, steps and calls inside each other.
const (
	maxDepth  = 60
	maxFrames = 60_000
	maxSteps  = 3_000_000
	// questionSteps is the number of steps for the values of one call.
	questionSteps = 30_000
	testSteps     = 2_000
	innerSteps    = 200
	// maxGuesses is how often in one chain a value is looked for among all that a caller passes, or that is stored to a field.
	maxGuesses = 3
	maxRounds  = 1_000
)

func (m *Machine) newFrame(f Frame) *Frame {
	f.memo = map[key]answer{}
	m.count++
	if f.Parent != nil {
		f.depth = f.Parent.depth + 1
		f.serving = f.serving || f.Parent.serving
	}
	return &f
}

// activation is the frame that a loop's round belongs to, or f itself.
func (f *Frame) activation() *Frame {
	for f.base != nil {
		f = f.base
	}
	return f
}

// root returns a frame of a function that nothing is known to call.
func (m *Machine) root(fn *program.Fn) *Frame {
	return m.newFrame(Frame{Fn: fn, Call: -1})
}

// opened returns the frames in which a function was run, or else one that stands for all calls of it.
func (m *Machine) opened(fn *program.Fn) []*Frame {
	if ran := m.ran[fn]; len(ran) > 0 {
		return ran[:min(len(ran), maxOpened)]
	}
	f := m.open[fn]
	if f == nil {
		f = m.newFrame(Frame{Fn: fn, Call: -1, open: true})
		m.open[fn] = f
	}
	return []*Frame{f}
}

// maxOpened is the number of frames in which a value that is found by its field is looked at.
const maxOpened = 8

// child returns the frame of a call's callee; nil for recursion or when calls are nested too deeply.
func (m *Machine) child(f *Frame, call int32, target *Value) *Frame {
	fn := target.Fn
	f = m.home(f, call)
	k := childKey{call: call, fn: fn}
	if target.Recv != nil || target.Frame != nil {
		k.by = target
	}
	if c, ok := f.children[k]; ok {
		return c
	}
	if f.depth >= maxDepth || m.count > maxFrames || f.entered(fn) {
		if f.depth >= maxDepth || m.count > maxFrames {
			m.cut = "calls are nested too deeply"
		}
		return nil
	}
	c := Frame{Fn: fn, Parent: f, Call: call}
	if target.Recv != nil {
		c.args = map[int32]*Value{0: target.Recv}
		if f.Fn.Calls[call].Kind == summary.Dynamic {
			c.shift = 1
		}
	} else if target.Frame != nil {
		c.env = target
	}
	if f.children == nil {
		f.children = map[childKey]*Frame{}
	}
	f.children[k] = m.newFrame(c)
	return f.children[k]
}

// maxNested is how often a function can run inside itself where closures are handed from one call to the next.
const maxNested = 12

// entered tells whether a function runs in f or in what led to it, more often than a recursion is followed. A function that is
// entered again by a closure that was not there the last time is no recursion: routers that hand a part of themselves to a
// closure, which does so in its turn, are nested as deeply as the program says.
func (f *Frame) entered(fn *program.Fn) bool {
	n := 0
	var between []*program.Fn // closures since fn was entered the last time
	for c := f.activation(); c != nil; c = c.Parent {
		c = c.activation()
		switch {
		case c.Fn == fn:
			n++
		case n == 0 && c.Fn.Parent != "":
			between = append(between, c.Fn)
		case n > 0 && len(between) > 0:
			between = slices.DeleteFunc(between, func(g *program.Fn) bool { return g == c.Fn })
		}
	}
	return n > maxNested || n > 1 && len(between) == 0
}

// closure returns the frame in which a closure that f makes is run by a function of another module, which it is passed to.
func (m *Machine) closure(f *Frame, n summary.NodeID) *Frame {
	f = m.place(f, n)
	if c, ok := f.closures[n]; ok {
		return c
	}
	fn := m.p.Func(f.Fn.Nodes[n].Str)
	if fn == nil || f.entered(fn) {
		return nil
	}
	c := Frame{Fn: fn, Parent: f, Call: -1, callback: true}
	made := m.Eval(f, n, "")
	if made != nil && made.Kind == Func {
		if made.Recv != nil {
			c.args = map[int32]*Value{0: made.Recv}
		} else {
			c.env = made
		}
	}
	m.handed(f, n, &c)
	if f.closures == nil {
		f.closures = map[summary.NodeID]*Frame{}
	}
	f.closures[n] = m.newFrame(c)
	return f.closures[n]
}

// handed finds the call that a closure is passed to, and what that hands to it.
func (m *Machine) handed(f *Frame, n summary.NodeID, c *Frame) {
	for i := range f.Fn.Calls {
		call := &f.Fn.Calls[i]
		for _, a := range call.Args {
			if m.strip(f.Fn, a) != n {
				continue
			}
			c.Call = int32(i)
			first := int32(0)
			if c.Fn.HasRecv {
				first = 1
			}
			if v := m.callbackArg(f, int32(i), a); v != nil {
				if c.args == nil {
					c.args = map[int32]*Value{}
				}
				c.args[first] = v
			}
			return
		}
	}
}

// strip looks through guards and conversions.
func (m *Machine) strip(fn *program.Fn, n summary.NodeID) summary.NodeID {
	for {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpGuard, summary.OpConvert, summary.OpCut:
			n = node.Args[0]
			continue
		}
		return n
	}
}

// rounds returns the frames of a loop: in each of them the nodes stand for one element of their lists.
func (m *Machine) rounds(f *Frame, over []binding) []*Frame {
	shared := &round{}
	var out []*Frame
	for i := range over[0].list[:min(len(over[0].list), maxRounds)] {
		r := m.newFrame(Frame{Fn: f.Fn, Parent: f.Parent, Call: f.Call, base: f, round: shared, bound: map[summary.NodeID]*Value{}})
		r.depth = f.depth
		for _, b := range over {
			r.bound[b.node] = b.list[i].row()
		}
		out = append(out, r)
	}
	return out
}

// place returns the frame in which a node has its value: f, or where it is a loop's round that has nothing to do with the
// node, the frame around the loop.
func (m *Machine) place(f *Frame, n summary.NodeID) *Frame {
	for f.base != nil && !f.depends(n) {
		f = f.base
	}
	return f
}

// home is place of a call.
func (m *Machine) home(f *Frame, call int32) *Frame {
	for f.base != nil && !f.callDepends(call) {
		f = f.base
	}
	return f
}

// depends tells whether a node's value depends on what a loop's round binds.
func (f *Frame) depends(n summary.NodeID) bool { return f.dependent()[n] }

func (f *Frame) callDepends(call int32) bool {
	dependent := f.dependent()
	c := &f.Fn.Calls[call]
	if dependent[c.Fn] {
		return true
	}
	for _, a := range c.Args {
		if dependent[a] {
			return true
		}
	}
	return false
}

// dependent finds the nodes whose values depend on what the round binds, to a fixed point.
func (f *Frame) dependent() []bool {
	if f.round.dependent != nil {
		return f.round.dependent
	}
	nodes := f.Fn.Nodes
	out := make([]bool, len(nodes))
	for n := range f.bound {
		out[n] = true
	}
	f.round.dependent = out
	for changed := true; changed; {
		changed = false
		for i := range nodes {
			node := &nodes[i]
			if out[i] {
				continue
			}
			d := (node.Op == summary.OpResult || node.Op == summary.OpCallMod) && f.callDepends(node.A)
			for _, a := range node.Args {
				d = d || out[a]
			}
			if d {
				out[i], changed = true, true
			}
		}
	}
	return out
}
