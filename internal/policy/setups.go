package policy

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Setup is an object that the program makes of a type whose fields hold settings, with what the function that makes it
// stores there.
type Setup struct {
	Fn   *program.Fn
	At   program.Place
	Type string
	// Handed: the object is passed to functions of the program that change it, or stands for a copy of another one.
	Handed bool

	p    *Policies
	made summary.NodeID
}

// Setups returns the objects of types with settings of a kind, in a fixed order.
func (p *Policies) Setups(kind string) []*Setup {
	var out []*Setup
	for _, fn := range p.Funcs() {
		for i := range fn.Blocks {
			for _, n := range fn.Blocks[i].Makes {
				node := &fn.Nodes[n]
				if node.Op != summary.OpAlloc || len(p.Models.SettingFields(fn.Type(n).Name, kind)) == 0 {
					continue
				}
				out = append(out, &Setup{Fn: fn, At: program.Place{Fn: fn, Pos: node.Pos}, Type: fn.Type(n).Name, p: p, made: n, Handed: p.passedOn(fn, n)})
			}
		}
	}
	return out
}

func (p *Policies) passedOn(fn *program.Fn, made summary.NodeID) bool {
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if (n.Op == summary.OpCallMod || n.Op == summary.OpClosureMod || n.Op == summary.OpStore && n.Str == "") && slices.Contains(fn.Bases(summary.NodeID(i)), made) {
			return true
		}
	}
	return false
}

// Settings returns what is stored of a kind, in the order of the stores.
func (s *Setup) Settings(kind string) []*Assignment {
	var out []*Assignment
	for _, a := range s.p.Assignments(kind) {
		if a.Fn == s.Fn && a.store != 0 && slices.Contains(s.Fn.Bases(a.store), s.made) {
			out = append(out, a)
		}
	}
	return out
}

// Optional tells whether the object is made only where a setting asks for it, and what that is called.
func (s *Setup) Optional(accept Accept) (name string, optional bool) {
	block, ok := s.Fn.MadeIn(s.made)
	if !ok {
		return "", false
	}
	return s.p.Optional(s.Fn, block, 0, accept)
}
