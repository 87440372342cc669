package program

import (
	"github.com/apivet/apivet/internal/summary"
)

// forward holds what is made when it is first asked for.
type forward struct {
	assigned map[string][]*Assignment // by kind of setting
	users    map[*Fn]map[summary.NodeID][]summary.NodeID
	takers   map[*Fn]map[summary.NodeID][]int32
}

// usersOf returns, for each node of a function, the nodes that have it as an operand.
func (p *Program) usersOf(fn *Fn) map[summary.NodeID][]summary.NodeID {
	if u := p.users[fn]; u != nil {
		return u
	}
	u := map[summary.NodeID][]summary.NodeID{}
	for i := range fn.Nodes {
		for _, a := range fn.Nodes[i].Args {
			if us := u[a]; len(us) == 0 || us[len(us)-1] != summary.NodeID(i) {
				u[a] = append(us, summary.NodeID(i))
			}
		}
	}
	if p.users == nil {
		p.users = map[*Fn]map[summary.NodeID][]summary.NodeID{}
	}
	p.users[fn] = u
	return u
}

// callsOf returns, for each node of a function, the calls that have it as an argument.
func (p *Program) callsOf(fn *Fn) map[summary.NodeID][]int32 {
	if c := p.takers[fn]; c != nil {
		return c
	}
	c := map[summary.NodeID][]int32{}
	for i := range fn.Calls {
		for _, a := range fn.Calls[i].Args {
			if cs := c[a]; len(cs) == 0 || cs[len(cs)-1] != int32(i) {
				c[a] = append(cs, int32(i))
			}
		}
	}
	if p.takers == nil {
		p.takers = map[*Fn]map[summary.NodeID][]int32{}
	}
	p.takers[fn] = c
	return c
}
