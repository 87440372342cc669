package setup

import (
	"slices"
)

// dependences finds the edges that decide whether a block runs: those after which it always runs, out of blocks after which
// it need not (control dependence, as in Ferrante, Ottenstein and Warren, 1987), and those that these depend on in turn.
func (fl *flow) dependences() {
	n := int32(len(fl.fn.Blocks))
	exit := n
	succs := func(b int32) []int32 {
		if s := fl.fn.Blocks[b].Succs; len(s) > 0 {
			return s
		}
		return []int32{exit}
	}
	// Reverse graph, from the exit; blocks that never get there are left out.
	rpreds := make([][]int32, n+1)
	for _, b := range fl.order {
		for _, s := range succs(b) {
			rpreds[s] = append(rpreds[s], b)
		}
	}
	order, number := reverseOrder(exit, rpreds)
	ipdom := dominators(order, number, func(b int32) []int32 {
		if b == exit {
			return nil
		}
		return succs(b)
	})
	fl.deps = make([][]Edge, n)
	for _, a := range fl.order {
		s := fl.fn.Blocks[a].Succs
		if len(s) < 2 || number[a] < 0 {
			continue
		}
		for side, b := range s {
			for at := b; number[at] >= 0 && at != ipdom[a] && at != exit; at = ipdom[at] {
				fl.deps[at] = append(fl.deps[at], Edge{a, int32(side)})
				if at == ipdom[at] {
					break
				}
			}
		}
	}
	fl.close()
}

// close adds to what each block depends on what that depends on.
func (fl *flow) close() {
	for changed := true; changed; {
		changed = false
		for _, b := range fl.order {
			for _, e := range fl.deps[b] {
				if e.Block == b {
					continue
				}
				for _, more := range fl.deps[e.Block] {
					if more.Block != b && !slices.Contains(fl.deps[b], more) {
						fl.deps[b] = append(fl.deps[b], more)
						changed = true
					}
				}
			}
		}
	}
	for _, d := range fl.deps {
		slices.SortFunc(d, func(x, y Edge) int {
			if x.Block != y.Block {
				return int(x.Block - y.Block)
			}
			return int(x.Side - y.Side)
		})
	}
}

func reverseOrder(exit int32, preds [][]int32) (order, number []int32) {
	number = make([]int32, len(preds))
	for i := range number {
		number[i] = -1
	}
	seen := make([]bool, len(preds))
	var visit func(b int32)
	visit = func(b int32) {
		seen[b] = true
		for _, p := range preds[b] {
			if !seen[p] {
				visit(p)
			}
		}
		order = append(order, b)
	}
	visit(exit)
	slices.Reverse(order)
	for i, b := range order {
		number[b] = int32(i)
	}
	return order, number
}
