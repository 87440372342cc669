package summary

import (
	"go/types"
	"sort"

	"github.com/apivet/apivet/internal/model"
)

// ports returns the packages that a package sees and whose lines are taken from others, in order of their paths: of those that it imports at
// any distance, those of another major; of those that it imports itself, whose types are complete, also copies.
func (in *Input) ports() []model.Port {
	var out, copied []model.Port
	seen := map[*types.Package]bool{in.Types: true}
	var visit func(p *types.Package)
	visit = func(p *types.Package) {
		for _, i := range p.Imports() {
			if seen[i] {
				continue
			}
			seen[i] = true
			if port, ok := in.port(i); ok {
				out = append(out, port)
			}
			visit(i)
		}
	}
	visit(in.Types)
	for _, i := range in.Types.Imports() {
		if in.Internal != nil && in.Internal(i.Path()) {
			continue
		}
		if port, ok := in.Models.Copied(i); ok {
			copied = append(copied, port)
		}
	}
	out = append(append(out, copied...), in.below(copied)...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Package < out[j].Package })
	return out
}

// port is the port of a package that is no part of the program.
func (in *Input) port(p *types.Package) (model.Port, bool) {
	if in.Internal != nil && in.Internal(p.Path()) {
		return model.Port{}, false
	}
	return in.Models.Port(p)
}

// below returns the ports of imported packages that are below copies, and too small to be told by themselves.
func (in *Input) below(copied []model.Port) []model.Port {
	var out []model.Port
	known := map[string]bool{}
	for _, c := range copied {
		known[c.Package] = true
	}
	for _, i := range in.Types.Imports() {
		for _, c := range copied {
			if port, ok := in.Models.Below(i, c); ok && !known[port.Package] {
				known[port.Package] = true
				out = append(out, port)
			}
		}
	}
	return out
}
