package program

import (
	"slices"

	"github.com/apivet/apivet/internal/summary"
)

// Formula is a condition over a function's branches.
type Formula struct {
	Op   formulaOp
	Node summary.NodeID // of a test
	Args []*Formula
}

type formulaOp uint8

const (
	Always formulaOp = iota
	Never
	Holds // the test node is true
	Fails // the test node is false
	All
	AnyOf
)

var (
	yes = &Formula{Op: Always}
	no  = &Formula{Op: Never}
)

// both is a and b.
func both(a, b *Formula) *Formula {
	switch {
	case a.Op == Never || b.Op == Never:
		return no
	case a.Op == Always:
		return b
	case b.Op == Always:
		return a
	}
	return &Formula{Op: All, Args: []*Formula{a, b}}
}

// either is a or b; a test and its negation are everything.
func either(a, b *Formula) *Formula {
	switch {
	case a.Op == Always || b.Op == Always:
		return yes
	case a.Op == Never:
		return b
	case b.Op == Never:
		return a
	case a.Node == b.Node && (a.Op == Holds && b.Op == Fails || a.Op == Fails && b.Op == Holds):
		return yes
	}
	return &Formula{Op: AnyOf, Args: []*Formula{a, b}}
}

// Control is the control flow of a function: its dominators, and when a block runs.
type Control struct {
	fn       *Fn
	preds    [][]int32
	idom     []int32 // -1 of the entry and of what cannot be reached
	order    []int32 // number of each block in reverse postorder; -1 if it cannot be reached
	runs     []*Formula
	BlockOf  map[int32]int32 // by call
	ReturnIn map[int32]int32 // by index of a return
	merges   map[summary.NodeID]*summary.Merge
}

// Control returns the control flow of a function, made when it is first asked for.
func (fn *Fn) Control() *Control {
	if fn.flow != nil {
		return fn.flow
	}
	n := len(fn.Blocks)
	c := &Control{
		fn: fn, preds: make([][]int32, n), idom: make([]int32, n), order: make([]int32, n), runs: make([]*Formula, n),
		BlockOf: map[int32]int32{}, ReturnIn: map[int32]int32{}, merges: map[summary.NodeID]*summary.Merge{},
	}
	for i := range fn.Blocks {
		b := &fn.Blocks[i]
		for _, s := range b.Succs {
			c.preds[s] = append(c.preds[s], int32(i))
		}
		for _, call := range b.Calls {
			c.BlockOf[call] = int32(i)
		}
		if b.Return > 0 {
			c.ReturnIn[b.Return-1] = int32(i)
		}
	}
	for i := range fn.Merges {
		c.merges[fn.Merges[i].Node] = &fn.Merges[i]
	}
	c.dominators()
	fn.flow = c
	return c
}

// dominators finds each block's immediate dominator, and the order of the blocks.
func (c *Control) dominators() {
	for i := range c.idom {
		c.idom[i], c.order[i] = -1, -1
	}
	if len(c.idom) == 0 {
		return
	}
	post := c.postorder()
	for i, b := range post {
		c.order[b] = int32(len(post) - 1 - i)
	}
	c.idom = Dominators(len(c.idom), 0, func(b int32) []int32 { return c.fn.Blocks[b].Succs })
}

func (c *Control) postorder() []int32 {
	var post []int32
	type frame struct{ block, next int32 }
	seen := make([]bool, len(c.idom))
	seen[0] = true
	stack := []frame{{0, 0}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		succs := c.fn.Blocks[top.block].Succs
		if int(top.next) < len(succs) {
			s := succs[top.next]
			top.next++
			if !seen[s] {
				seen[s] = true
				stack = append(stack, frame{s, 0})
			}
			continue
		}
		post = append(post, top.block)
		stack = stack[:len(stack)-1]
	}
	return post
}

// back tells whether the edge from p to b closes a loop.
func (c *Control) back(p, b int32) bool { return c.order[p] >= c.order[b] }

// RunsWhen is the condition on which a block runs, loops left out.
func (c *Control) RunsWhen(b int32) *Formula {
	if int(b) >= len(c.runs) || b < 0 || c.order[b] < 0 {
		return yes
	}
	if c.runs[b] == nil {
		c.runs[b] = yes // ends a circle, of which there is none
		if d := c.idom[b]; d >= 0 {
			c.runs[b] = c.RunsWhen(d)
			if !c.certain(d, b) {
				c.runs[b] = both(c.runs[b], c.between(d, b, map[int32]*Formula{}))
			}
		}
	}
	return c.runs[b]
}

// certain tells whether every way from block d that leads out of the function leads through b.
func (c *Control) certain(d, b int32) bool {
	seen := map[int32]bool{b: true, d: true}
	todo := slices.Clone(c.fn.Blocks[d].Succs)
	for len(todo) > 0 {
		x := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[x] {
			continue
		}
		seen[x] = true
		if len(c.fn.Blocks[x].Succs) == 0 {
			return false
		}
		todo = append(todo, c.fn.Blocks[x].Succs...)
	}
	return true
}

// between is the condition on which control comes from block d to b, which d dominates.
func (c *Control) between(d, b int32, known map[int32]*Formula) *Formula {
	if d == b {
		return yes
	}
	if f, ok := known[b]; ok {
		return f
	}
	known[b] = no
	out := no
	for _, p := range c.preds[b] {
		if c.order[p] >= 0 && !c.back(p, b) {
			out = either(out, both(c.between(d, p, known), c.edge(p, b)))
		}
	}
	known[b] = out
	return out
}

// edge is the condition on which control goes from p to b; whether a loop goes on is no condition.
func (c *Control) edge(p, b int32) *Formula {
	blk := &c.fn.Blocks[p]
	if len(blk.Succs) != 2 || blk.Test == 0 || blk.Succs[0] == blk.Succs[1] || p == 0 && c.fn.Name == c.fn.Pkg.Path+".init" {
		return yes // Have: no branch, or whether the package's variables are set already.
	}
	for _, in := range c.preds[p] {
		if c.back(in, p) {
			return yes
		}
	}
	if blk.Succs[0] == b {
		return &Formula{Op: Holds, Node: blk.Test}
	}
	return &Formula{Op: Fails, Node: blk.Test}
}

// Arrives is the condition on which control brings alternative arg of a node that joins several; nil if that is not known.
func (c *Control) Arrives(n summary.NodeID, arg int) *Formula {
	m := c.merges[n]
	if m == nil || c.order[m.Block] < 0 {
		return nil
	}
	d := c.idom[m.Block]
	out := no
	for _, w := range m.Ways {
		if int(w.Arg) != arg || c.order[w.From] < 0 {
			continue
		}
		from := w.From
		if d < 0 || c.back(from, m.Block) {
			return yes // Have: brought by an earlier turn of a loop.
		}
		out = either(out, both(c.between(d, from, map[int32]*Formula{}), c.edge(from, m.Block)))
	}
	return out
}
