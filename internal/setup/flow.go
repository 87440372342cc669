package setup

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
)

// flow is what is known of a function's control flow, whatever runs it.
type flow struct {
	fn     *program.Fn
	order  []int32 // blocks in reverse post-order
	number []int32 // by block: its place in order
	preds  [][]int32
	loops  []*loop
	header map[int32]*loop
	within []*loop // by block: the innermost loop
	deps   [][]Edge
	block  []int32 // by call: its block; -1 for a call that is in none
}

// Edge is a way out of a block: Side 0 is where its test holds.
type Edge struct {
	Block int32
	Side  int32
}

// loop is a natural loop.
type loop struct {
	head   int32
	blocks []int32 // in reverse post-order
	outer  *loop
	inner  bool // there are loops in it
}

func (l *loop) has(b int32) bool { return slices.Contains(l.blocks, b) }

// flowOf returns the control flow of a function.
func (m *Machine) flowOf(fn *program.Fn) *flow {
	if fl, ok := m.flows[fn]; ok {
		return fl
	}
	fl := &flow{fn: fn, header: map[int32]*loop{}}
	m.flows[fn] = fl
	n := len(fn.Blocks)
	fl.preds, fl.number, fl.within, fl.block = make([][]int32, n), make([]int32, n), make([]*loop, n), make([]int32, len(fn.Calls))
	for i := range fl.block {
		fl.block[i] = -1
	}
	for i := range fn.Blocks {
		fl.number[i] = -1
		for _, s := range fn.Blocks[i].Succs {
			fl.preds[s] = append(fl.preds[s], int32(i))
		}
		for _, c := range fn.Blocks[i].Calls {
			fl.block[c] = int32(i)
		}
	}
	if n > 0 {
		fl.postOrder()
		fl.findLoops()
		fl.dependences()
	}
	return fl
}

func (fl *flow) postOrder() {
	seen := make([]bool, len(fl.fn.Blocks))
	var visit func(b int32)
	visit = func(b int32) {
		seen[b] = true
		succs := fl.fn.Blocks[b].Succs
		for i := len(succs) - 1; i >= 0; i-- {
			if !seen[succs[i]] {
				visit(succs[i])
			}
		}
		fl.order = append(fl.order, b)
	}
	visit(0)
	slices.Reverse(fl.order)
	for i, b := range fl.order {
		fl.number[b] = int32(i)
	}
}

// dominators computes the immediate dominators over the edges that preds gives (Cooper, Harvey and Kennedy, "A Simple, Fast
// Dominance Algorithm", 2001). order begins with the root.
func dominators(order []int32, number []int32, preds func(b int32) []int32) []int32 {
	idom := make([]int32, len(number))
	for i := range idom {
		idom[i] = -1
	}
	root := order[0]
	idom[root] = root
	for changed := true; changed; {
		changed = false
		for _, b := range order[1:] {
			next := int32(-1)
			for _, p := range preds(b) {
				if number[p] < 0 || idom[p] < 0 {
					continue
				}
				if next < 0 {
					next = p
					continue
				}
				for a := p; a != next; {
					for number[a] > number[next] {
						a = idom[a]
					}
					for number[next] > number[a] {
						next = idom[next]
					}
				}
			}
			if next >= 0 && idom[b] != next {
				idom[b], changed = next, true
			}
		}
	}
	return idom
}

// findLoops finds the natural loops by their back edges.
func (fl *flow) findLoops() {
	idom := dominators(fl.order, fl.number, func(b int32) []int32 { return fl.preds[b] })
	dominates := func(a, b int32) bool {
		for b != a && b != idom[b] {
			b = idom[b]
		}
		return a == b
	}
	for _, head := range fl.order {
		in := map[int32]bool{head: true}
		var todo []int32
		for _, p := range fl.preds[head] {
			if fl.number[p] >= 0 && dominates(head, p) {
				todo = append(todo, p)
			}
		}
		if len(todo) == 0 {
			continue
		}
		for len(todo) > 0 {
			b := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if in[b] || fl.number[b] < 0 {
				continue
			}
			in[b] = true
			todo = append(todo, fl.preds[b]...)
		}
		l := &loop{head: head}
		for _, b := range fl.order {
			if in[b] {
				l.blocks = append(l.blocks, b)
			}
		}
		fl.loops = append(fl.loops, l)
		fl.header[head] = l
	}
	// Outer loops come first in the order of their heads.
	for _, l := range fl.loops {
		l.outer = fl.within[l.head]
		if l.outer != nil {
			l.outer.inner = true
		}
		for _, b := range l.blocks {
			fl.within[b] = l
		}
	}
}
