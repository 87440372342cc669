package conduct

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
)

// walked is where the control flow of a function can go for a request.
type walked struct {
	a     *asked
	fn    *program.Fn
	live  []bool
	edges map[[2]int32]bool
}

// walk follows the control flow of a frame's function for the request.
func (a *asked) walk(f *setup.Frame) *walked {
	w := &walked{a: a, fn: f.Fn, live: make([]bool, len(f.Fn.Blocks)), edges: map[[2]int32]bool{}}
	w.from(f, []int32{0}, -1)
	a.walks[f] = w
	return w
}

// from follows the control flow from some blocks on, in a turn of the loop at a head, and tells whether it comes back there. A
// loop over a list that is known is gone through turn by turn, up to one that is sure to leave it.
func (w *walked) from(f *setup.Frame, starts []int32, head int32) (back bool) {
	seen := map[int32]bool{}
	todo := starts
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if b == head {
			back = true
			continue
		}
		if seen[b] {
			continue
		}
		seen[b] = true
		w.live[b] = true
		ways := w.next(f, b)
		if body, turns := w.a.j.m.Loop(f, b); turns != nil {
			ways = w.turns(f, b, body, turns)
		}
		for _, s := range ways {
			w.edges[[2]int32{b, s}] = true
		}
		todo = append(todo, ways...)
	}
	return back
}

// next are the blocks that follow a block, given what is decided.
func (w *walked) next(f *setup.Frame, b int32) []int32 {
	blk := &w.fn.Blocks[b]
	ways := w.a.j.m.Ways(f, b)
	if blk.Test == 0 || len(ways) != 2 {
		return ways
	}
	switch w.a.decide(f, blk.Test) {
	case holds:
		return blk.Succs[:1]
	case fails:
		return blk.Succs[1:]
	}
	return ways
}

// turns goes through a loop, and returns the blocks behind it if control gets there by its head.
func (w *walked) turns(f *setup.Frame, head int32, body []int32, turns []*setup.Frame) []int32 {
	for _, s := range body {
		w.edges[[2]int32{head, s}] = true
	}
	for _, t := range turns {
		if !w.from(t, append([]int32{}, body...), head) {
			return nil
		}
	}
	var out []int32
	for _, s := range w.fn.Blocks[head].Succs {
		if !w.edges[[2]int32{head, s}] {
			out = append(out, s)
		}
	}
	return out
}

// ways are the blocks that can follow a block.
func (w *walked) ways(b int32) []int32 {
	var out []int32
	for _, s := range w.fn.Blocks[b].Succs {
		if w.edges[[2]int32{b, s}] {
			out = append(out, s)
		}
	}
	return out
}

// returns are the return statements that can be reached.
func (w *walked) returns() []int32 {
	var out []int32
	for b := range w.fn.Blocks {
		if r := w.fn.Blocks[b].Return; r > 0 && w.live[b] {
			out = append(out, r-1)
		}
	}
	return out
}
