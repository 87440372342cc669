package program

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestDominators compares with the definition: d dominates b where b cannot be reached without d.
func TestDominators(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 1 + rnd.IntN(12)
		succs := make([][]int32, n)
		for range rnd.IntN(3 * n) {
			from := rnd.IntN(n)
			succs[from] = append(succs[from], int32(rnd.IntN(n)))
		}
		without := func(d int32) []bool {
			seen := make([]bool, n)
			todo := []int32{0}
			for len(todo) > 0 {
				b := todo[0]
				todo = todo[1:]
				if b != d && !seen[b] {
					seen[b] = true
					todo = append(todo, succs[b]...)
				}
			}
			return seen
		}
		dominates := func(d, b int32) bool { return !without(d)[b] }
		idom := Dominators(n, 0, func(b int32) []int32 { return succs[b] })
		reached := without(-1)
		for b := int32(0); int(b) < n; b++ {
			want := int32(-1)
			for d := int32(0); int(d) < n && reached[b]; d++ {
				if d != b && reached[d] && dominates(d, b) && (want < 0 || dominates(want, d)) {
					want = d
				}
			}
			if idom[b] != want {
				t.Fatalf("%v: the immediate dominator of %d is %d, want %d", succs, b, idom[b], want)
			}
		}
	}
}

// TestControlDeep: neither a long chain of blocks nor many ways into one make the search for dominators slow or deep.
func TestControlDeep(t *testing.T) {
	const n = 200_000
	succs := make([][]int32, n)
	for i := range int32(n - 2) {
		succs[i] = []int32{i + 1, n - 1}
	}
	idom := Dominators(n, 0, func(b int32) []int32 { return succs[b] })
	if idom[n-1] != 0 || idom[n-2] != n-3 || slices.Contains(idom[1:], -1) {
		t.Errorf("%d and %d", idom[n-1], idom[n-2])
	}
}
