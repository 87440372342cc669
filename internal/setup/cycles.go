package setup

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// nodes is what is known of the values of a function, whatever runs it.
type nodes struct {
	circle []int32 // by node: the number of the nodes that it is made of and that are made of it; one that it is made of has a lower number
	elems  []bool  // by circle: made of an element of a list
	merges map[summary.NodeID]*summary.Merge
}

// nodesOf returns what is known of a function's nodes.
func (m *Machine) nodesOf(fn *program.Fn) *nodes {
	if ns, ok := m.nodes[fn]; ok {
		return ns
	}
	ns := &nodes{merges: map[summary.NodeID]*summary.Merge{}}
	m.nodes[fn] = ns
	for i := len(fn.Merges) - 1; i >= 0; i-- {
		ns.merges[fn.Merges[i].Node] = &fn.Merges[i]
	}
	members := components(len(fn.Nodes), func(n summary.NodeID) []summary.NodeID { return madeOf(fn, n) })
	ns.circle, ns.elems = make([]int32, len(fn.Nodes)), make([]bool, len(members))
	for i, in := range members {
		for _, n := range in {
			ns.circle[n] = int32(i)
		}
		for _, n := range in {
			ns.elems[i] = ns.elems[i] || anyElement(&fn.Nodes[n])
			for _, a := range madeOf(fn, n) {
				ns.elems[i] = ns.elems[i] || ns.elems[ns.circle[a]]
			}
		}
	}
	return ns
}

// madeOf lists the nodes that a node is made of.
func madeOf(fn *program.Fn, n summary.NodeID) []summary.NodeID {
	node := &fn.Nodes[n]
	if node.Op != summary.OpResult && node.Op != summary.OpCallMod {
		return node.Args
	}
	c := &fn.Calls[node.A]
	return append(append(slices.Clone(node.Args), c.Args...), c.Fn)
}

// anyElement tells whether a node selects any element, or any key, of a list or a map.
func anyElement(node *summary.Node) bool {
	return node.Op == summary.OpSelect && (node.Str == summary.Elem+summary.PathEnd || node.Str == summary.Key+summary.PathEnd)
}

// components finds the nodes of a graph that lead to each other (Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972). A component comes
// after those that its nodes lead to.
func components[N ~int32](n int, next func(N) []N) [][]N {
	var members [][]N
	number, low := make([]int32, n), make([]int32, n) // from 1 on
	done := make([]bool, n)
	var open []N
	count := int32(0)
	type frame struct {
		node N
		rest []N
	}
	var stack []frame
	enter := func(b N) {
		count++
		number[b], low[b] = count, count
		open = append(open, b)
		stack = append(stack, frame{b, next(b)})
	}
	for root := range N(n) {
		if number[root] > 0 {
			continue
		}
		for enter(root); len(stack) > 0; {
			top := &stack[len(stack)-1]
			b := top.node
			if len(top.rest) > 0 {
				to := top.rest[0]
				top.rest = top.rest[1:]
				if number[to] == 0 {
					enter(to)
				} else if !done[to] {
					low[b] = min(low[b], number[to])
				}
				continue
			}
			stack = stack[:len(stack)-1]
			if len(stack) > 0 {
				up := stack[len(stack)-1].node
				low[up] = min(low[up], low[b])
			}
			if low[b] != number[b] {
				continue
			}
			i := len(open)
			for in := N(-1); in != b; done[in] = true {
				i--
				in = open[i]
			}
			members = append(members, slices.Clone(open[i:]))
			open = open[:i]
		}
	}
	return members
}
