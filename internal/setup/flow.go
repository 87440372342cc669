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
	within []*loop  // by block: the innermost loop
	block  []int32  // by call: its block; -1 for a call that is in none
	deps   [][]Edge // by block: the edges that it depends on directly
	cut    bool     // there are more
	// component is, by block, the number of the component of blocks that depend on each other; members are the blocks of each.
	component []int32
	members   [][]int32
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

// has tells whether a block is in a loop.
func (fl *flow) has(l *loop, b int32) bool {
	_, ok := slices.BinarySearchFunc(l.blocks, fl.number[b], func(in, number int32) int { return int(fl.number[in] - number) })
	return ok
}

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
		if fl.cut {
			m.dependsOnMany(fl)
		}
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

// findLoops finds the natural loops by their back edges.
func (fl *flow) findLoops() {
	dom := newTree(program.Dominators(len(fl.number), 0, func(b int32) []int32 { return fl.fn.Blocks[b].Succs }), fl.order)
	in := make([]int32, len(fl.number)) // by block: the last head in whose loop it was seen to be, and 1
	for _, head := range fl.order {
		in[head] = head + 1
		blocks := []int32{head}
		var todo []int32
		for _, p := range fl.preds[head] {
			if fl.number[p] >= 0 && dom.has(head, p) {
				todo = append(todo, p)
			}
		}
		if len(todo) == 0 {
			continue
		}
		for len(todo) > 0 {
			b := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if in[b] == head+1 || fl.number[b] < 0 {
				continue
			}
			in[b] = head + 1
			blocks = append(blocks, b)
			todo = append(todo, fl.preds[b]...)
		}
		slices.SortFunc(blocks, func(a, b int32) int { return int(fl.number[a] - fl.number[b]) })
		l := &loop{head: head, blocks: blocks}
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

// tree tells of the nodes of a tree which are below which, by the stretch of numbers that those below a node have.
type tree struct{ first, last []int32 }

// newTree makes the tree in which up is the parent of each node, -1 of the root and of what is not in it; order has parents before
// their children.
func newTree(up, order []int32) tree {
	size := make([]int32, len(up))
	for i := len(order) - 1; i >= 0; i-- {
		b := order[i]
		size[b]++
		if up[b] >= 0 {
			size[up[b]] += size[b]
		}
	}
	t := tree{make([]int32, len(up)), make([]int32, len(up))}
	next := make([]int32, len(up)) // by node: the first number that no child has yet
	for i, b := range order {
		if i > 0 {
			t.first[b] = next[up[b]]
			next[up[b]] += size[b]
		}
		t.last[b], next[b] = t.first[b]+size[b]-1, t.first[b]+1
	}
	return t
}

// has tells whether node b is a or below it.
func (t tree) has(a, b int32) bool { return t.first[a] <= t.first[b] && t.first[b] <= t.last[a] }
