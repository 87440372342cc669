package setup

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
)

// dependences finds the edges that decide whether a block runs: those after which it always runs, out of blocks after which
// it need not (control dependence, as in Ferrante, Ottenstein and Warren, 1987). What these blocks depend on in turn is
// left to those who need it, see Machine.edges.
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
	ipdom := program.Dominators(int(n+1), exit, func(b int32) []int32 { return rpreds[b] })
	fl.deps = make([][]Edge, n)
	left := maxDirect * int(n)
	for _, a := range fl.order {
		s := fl.fn.Blocks[a].Succs
		if len(s) < 2 || ipdom[a] < 0 {
			continue
		}
		for side, b := range s {
			for at := b; at != exit && at != ipdom[a] && ipdom[at] >= 0; at = ipdom[at] {
				if left--; left < 0 {
					fl.cut = true
					break
				}
				fl.deps[at] = append(fl.deps[at], Edge{a, int32(side)})
			}
		}
	}
	for _, d := range fl.deps {
		slices.SortFunc(d, compareEdges)
	}
	fl.component = make([]int32, n)
	fl.members = components(int(n), func(b int32) []int32 {
		var on []int32
		for _, e := range fl.deps[b] {
			on = append(on, e.Block)
		}
		return on
	})
	for i, in := range fl.members {
		for _, b := range in {
			fl.component[b] = int32(i)
		}
	}
}

const (
	// maxDirect is the number of edges that a function's blocks depend on directly, on average. That of code without goto is about 1.
	maxDirect = 64
	// maxEdges is the number of conditions that are kept of a block, beside those that it depends on directly.
	maxEdges = 64
)

func compareEdges(x, y Edge) int {
	if x.Block != y.Block {
		return int(x.Block - y.Block)
	}
	return int(x.Side - y.Side)
}

type componentKey struct {
	frame     *Frame
	component int32
}

// edges returns the edges that decide whether a block of a frame runs and are conditions there: those that it depends on, and
// those that these depend on in turn. Of more than a few dozen, those that come first in the function are kept.
func (m *Machine) edges(f *Frame, block int32) []Edge {
	fl := m.flowOf(f.Fn)
	all := m.componentEdges(f, fl, fl.component[block])
	if len(fl.members[fl.component[block]]) == 1 {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(e Edge) bool { return e.Block == block && !slices.Contains(fl.deps[block], e) })
}

// componentEdges is edges of all blocks of a component together.
func (m *Machine) componentEdges(f *Frame, fl *flow, c int32) []Edge {
	k := componentKey{f, c}
	if e, ok := m.edgeSets[k]; ok {
		return e
	}
	var inherited, own []Edge
	seen := map[int32]bool{c: true}
	for _, b := range fl.members[c] {
		for _, e := range fl.deps[b] {
			if in := fl.component[e.Block]; !seen[in] {
				seen[in] = true
				inherited = m.few(fl, union(inherited, m.componentEdges(f, fl, in)))
			}
			if m.matters(f, fl, e) {
				own = append(own, e)
			}
		}
	}
	slices.SortFunc(own, compareEdges)
	own = slices.Compact(own)
	out := union(inherited, m.few(fl, own))
	m.edgeSets[k] = out
	return out
}

// few are the first edges of a set.
func (m *Machine) few(fl *flow, edges []Edge) []Edge {
	if len(edges) <= maxEdges {
		return edges
	}
	m.dependsOnMany(fl)
	return edges[:maxEdges:maxEdges]
}

// dependsOnMany notes that not all is known of when the blocks of a function run.
func (m *Machine) dependsOnMany(fl *flow) {
	if !slices.Contains(m.partly, fl.fn) {
		m.partly = append(m.partly, fl.fn)
	}
}

// union merges sorted sets.
func union(a, b []Edge) []Edge {
	if len(a) == 0 {
		return b
	}
	var out []Edge
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case j == len(b) && out == nil:
			return a
		case j == len(b) || i < len(a) && compareEdges(a[i], b[j]) < 0:
			if out != nil {
				out = append(out, a[i])
			}
			i++
		case i < len(a) && a[i] == b[j]:
			if out != nil {
				out = append(out, a[i])
			}
			i, j = i+1, j+1
		default:
			if out == nil {
				out = slices.Grow(slices.Clone(a[:i]), len(a)-i+len(b)-j)
			}
			out = append(out, b[j])
			j++
		}
	}
	if out == nil {
		return a
	}
	return out
}
