package summary

import (
	"go/types"
	"sort"

	"github.com/apivet/apivet/internal/model"
)

// ports returns the packages that a package imports, at any distance, and whose lines are taken from others, in order of their paths.
func (in *Input) ports() []model.Port {
	var out []model.Port
	seen := map[*types.Package]bool{in.Types: true}
	var visit func(p *types.Package)
	visit = func(p *types.Package) {
		for _, i := range p.Imports() {
			if seen[i] {
				continue
			}
			seen[i] = true
			if in.Internal == nil || !in.Internal(i.Path()) {
				if port, ok := in.Models.Port(i); ok {
					out = append(out, port)
				}
			}
			visit(i)
		}
	}
	visit(in.Types)
	sort.Slice(out, func(i, j int) bool { return out[i].Package < out[j].Package })
	return out
}
