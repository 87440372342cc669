package program

import (
	"slices"

	"github.com/apivet/apivet/internal/summary"
)

// Base returns the object that a node is a version of.
func (fn *Fn) Base(n summary.NodeID) summary.NodeID {
	for range fn.Nodes {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpStore, summary.OpCallMod, summary.OpClosureMod, summary.OpGuard:
			n = node.Args[0]
			continue
		case summary.OpPhi:
			if len(node.Args) > 0 {
				n = node.Args[0]
				continue
			}
		}
		break
	}
	return n
}

// Bases returns the nodes at which the object of a node begins: it as it was made, got or read.
func (fn *Fn) Bases(n summary.NodeID) []summary.NodeID {
	var out []summary.NodeID
	seen := map[summary.NodeID]bool{}
	todo := []summary.NodeID{n}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		switch node := &fn.Nodes[n]; node.Op {
		case summary.OpStore, summary.OpCallMod, summary.OpGuard, summary.OpClosureMod:
			todo = append(todo, node.Args[0])
		case summary.OpPhi:
			todo = append(todo, node.Args...)
		default:
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// Within tells whether a function is a closure in another one.
func (fn *Fn) Within(outer *Fn) bool {
	for fn = fn.parent; fn != nil; fn = fn.parent {
		if fn == outer {
			return true
		}
	}
	return false
}

// MadeIn returns the block in which an object that holds settings is made, or stored to.
func (fn *Fn) MadeIn(n summary.NodeID) (block int32, ok bool) {
	for i := range fn.Blocks {
		if slices.Contains(fn.Blocks[i].Makes, n) {
			return int32(i), true
		}
	}
	return 0, false
}

// Users returns, for each node of a function, the nodes that have it as an operand.
func (fn *Fn) Users() map[summary.NodeID][]summary.NodeID {
	if fn.users != nil {
		return fn.users
	}
	fn.users = map[summary.NodeID][]summary.NodeID{}
	for i := range fn.Nodes {
		for _, a := range fn.Nodes[i].Args {
			if us := fn.users[a]; len(us) == 0 || us[len(us)-1] != summary.NodeID(i) {
				fn.users[a] = append(us, summary.NodeID(i))
			}
		}
	}
	return fn.users
}

// Takers returns, for each node of a function, the calls that have it as an argument.
func (fn *Fn) Takers() map[summary.NodeID][]int32 {
	if fn.takers != nil {
		return fn.takers
	}
	fn.takers = map[summary.NodeID][]int32{}
	for i := range fn.Calls {
		for _, a := range fn.Calls[i].Args {
			if cs := fn.takers[a]; len(cs) == 0 || cs[len(cs)-1] != int32(i) {
				fn.takers[a] = append(cs, int32(i))
			}
		}
	}
	return fn.takers
}
