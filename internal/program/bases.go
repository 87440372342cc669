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
