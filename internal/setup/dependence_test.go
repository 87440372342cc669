package setup

import (
	"slices"
	"testing"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// graph makes a function of blocks with these successors; a block with two has a test.
func graph(succs ...[]int32) *program.Fn {
	fn := &summary.Func{Name: "p.f", Nodes: make([]summary.Node, 2)}
	fn.Nodes[1] = summary.Node{Op: summary.OpParam, Type: 0}
	for _, s := range succs {
		b := summary.Block{Succs: s}
		if len(s) == 2 {
			b.Test = 1
		}
		fn.Blocks = append(fn.Blocks, b)
	}
	return &program.Fn{Func: fn, Pkg: &summary.Summary{Path: "p", Types: make([]summary.Type, 1)}}
}

func machine() *Machine {
	return &Machine{flows: map[*program.Fn]*flow{}, edgeSets: map[componentKey][]Edge{}, tests: map[condKey]int{}}
}

// TestEdges: a block depends on the tests around it, on those after which it may not be reached, and on neither side of others.
func TestEdges(t *testing.T) {
	for _, c := range []struct {
		name  string
		succs [][]int32
		block int32
		want  []Edge
	}{
		{"nested", [][]int32{{1, 3}, {2, 3}, {3}, nil}, 2, []Edge{{0, 0}, {1, 0}}},
		{"okJoined", [][]int32{{1, 2}, {2}, nil}, 2, nil},
		{"earlyReturn", [][]int32{{1, 2}, nil, {3, 4}, nil, nil}, 4, []Edge{{0, 1}, {2, 1}}},
		{"or", [][]int32{{2, 1}, {2, 3}, nil, nil}, 2, []Edge{{0, 0}, {0, 1}, {1, 0}}},
		{"okLoop", [][]int32{{1}, {2, 3}, {1}, nil}, 2, nil},
		{"breakOut", [][]int32{{1}, {2, 4}, {3, 4}, {1}, nil}, 3, nil},
	} {
		m := machine()
		fn := graph(c.succs...)
		if got := m.edges(&Frame{Fn: fn, serving: true}, c.block); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if len(m.Partly()) > 0 {
			t.Errorf("%s: has too many conditions", c.name)
		}
	}
}

// TestManyEdges: of very many conditions the first and those of the block itself are kept, and the function is reported.
func TestManyEdges(t *testing.T) {
	const n = 2 * maxEdges
	var succs [][]int32
	for i := range int32(n) {
		succs = append(succs, []int32{i + 1, n + 1})
	}
	m := machine()
	fn := graph(append(succs, nil, nil)...)
	got := m.edges(&Frame{Fn: fn, serving: true}, n)
	if len(got) != maxEdges+1 || got[0].Block != 0 || got[maxEdges].Block != n-1 {
		t.Errorf("%d conditions: %v", len(got), got)
	}
	if !slices.Contains(m.Partly(), fn) {
		t.Error("the function is not reported")
	}
}
