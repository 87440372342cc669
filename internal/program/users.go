package program

import "github.com/apivet/apivet/internal/summary"

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
