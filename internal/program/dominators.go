package program

// Dominators finds the immediate dominator of each of n nodes of a graph of control flow (Lengauer and Tarjan, "A Fast Algorithm for Finding
// Dominators in a Flowgraph", 1979, with path compression only: n log n whatever the graph). It is -1 of the root and of nodes that
// the root does not lead to.
func Dominators(n int, root int32, succs func(int32) []int32) []int32 {
	d := &domination{
		number: make([]int32, n), parent: make([]int32, n), semi: make([]int32, n), ancestor: make([]int32, n), label: make([]int32, n),
	}
	preds := d.visit(root, succs)
	idom := make([]int32, n)
	for i := range idom {
		idom[i], d.label[i], d.ancestor[i] = -1, int32(i), -1
	}
	buckets := make([][]int32, n)
	for i := len(d.order) - 1; i > 0; i-- {
		w := d.order[i]
		for _, v := range preds[w] {
			d.semi[w] = min(d.semi[w], d.semi[d.eval(v)])
		}
		s := d.order[d.semi[w]]
		buckets[s] = append(buckets[s], w)
		p := d.parent[w]
		d.ancestor[w] = p
		for _, v := range buckets[p] {
			idom[v] = p
			if u := d.eval(v); d.semi[u] < d.semi[v] {
				idom[v] = u
			}
		}
		buckets[p] = nil
	}
	for _, w := range d.order[min(1, len(d.order)):] {
		if idom[w] != d.order[d.semi[w]] {
			idom[w] = idom[idom[w]]
		}
	}
	return idom
}

// domination is the state of Dominators, by node.
type domination struct {
	order    []int32 // nodes as a search in depth finds them
	number   []int32 // place in order; -1 if it is not reached
	parent   []int32 // in the tree of that search
	semi     []int32 // place in order of the semidominator
	ancestor []int32 // in the forest of nodes that are done, compressed; -1 of a root
	label    []int32 // the node with the lowest semidominator on the way to ancestor
	path     []int32
}

// visit searches in depth, and returns the predecessors of what it reaches.
func (d *domination) visit(root int32, succs func(int32) []int32) [][]int32 {
	preds := make([][]int32, len(d.number))
	for i := range d.number {
		d.number[i] = -1
	}
	type frame struct {
		node int32
		rest []int32
	}
	var stack []frame
	enter := func(b, parent int32) {
		d.number[b], d.semi[b], d.parent[b] = int32(len(d.order)), int32(len(d.order)), parent
		d.order = append(d.order, b)
		stack = append(stack, frame{b, succs(b)})
	}
	enter(root, -1)
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if len(top.rest) == 0 {
			stack = stack[:len(stack)-1]
			continue
		}
		from, to := top.node, top.rest[0]
		top.rest = top.rest[1:]
		preds[to] = append(preds[to], from)
		if d.number[to] < 0 {
			enter(to, from)
		}
	}
	return preds
}

// eval returns the node with the lowest semidominator on the way from v up to the root of its tree in the forest.
func (d *domination) eval(v int32) int32 {
	d.path = d.path[:0]
	for a := v; d.ancestor[a] >= 0 && d.ancestor[d.ancestor[a]] >= 0; a = d.ancestor[a] {
		d.path = append(d.path, a)
	}
	for i := len(d.path) - 1; i >= 0; i-- {
		a := d.path[i]
		up := d.ancestor[a]
		if d.semi[d.label[up]] < d.semi[d.label[a]] {
			d.label[a] = d.label[up]
		}
		d.ancestor[a] = d.ancestor[up]
	}
	return d.label[v]
}
