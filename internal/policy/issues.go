package policy

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Issues returns what reused analyzers reported, of one of them, in a fixed order.
func Issues(p *program.Program, id string) []Issue {
	var out []Issue
	for _, s := range p.Packages() {
		home := &program.Fn{Func: &summary.Func{Name: s.Path + ".init"}, Pkg: s}
		for i := range s.Issues {
			if s.Issues[i].ID == id {
				out = append(out, Issue{&s.Issues[i], program.Place{Fn: home, Pos: s.Issues[i].Pos}})
			}
		}
	}
	return out
}

// Issue is what a reused analyzer reported.
type Issue struct {
	*summary.Issue
	At program.Place
}
