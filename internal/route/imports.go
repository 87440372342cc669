package route

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
)

// Import is a handler that a package registers on a router when it is imported.
type Import struct {
	At   program.Place
	Kind string // "debug/pprof"
	Path string // where it is served
	Name string // import path of the package
	On   string // the router: a package variable of a library
}

// Imports returns the handlers of kinds that begin with prefix which are registered by being imported, by packages that are built
// into a program, in a fixed order.
func Imports(p *program.Program, prefix string) []Import {
	var out []Import
	running := p.Running()
	for _, s := range p.Packages() {
		if !running[s.Path] {
			continue
		}
		home := program.Home(s)
		for _, i := range s.Registers {
			for _, e := range p.Models.Wiring(model.Import, i.Path) {
				if e.Kind == model.Endpoint && strings.HasPrefix(e.Word(), prefix) {
					out = append(out, Import{program.Place{Fn: home, Pos: i.Pos}, e.Word(), e.Words[1], i.Path, e.On})
				}
			}
		}
	}
	return out
}
