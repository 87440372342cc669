package driver

import (
	"go/types"
	"os"

	"golang.org/x/tools/go/ssa"
)

// summarize builds the SSA of p and has it summarised. Each package has an SSA program of its own: a shared one would keep
// the syntax of all packages until the end.
func (c *checker) summarize(p *pkg) {
	pkg := c.create(p)
	pkg.Build()
	p.summary = c.cfg.Summarize(&Unit{
		Path: p.path, Fset: c.fset, Files: p.state.syntax, Types: p.state.types, Info: p.state.info, SSA: pkg,
		Filename: c.filename,
		Internal: func(path string) bool { return c.g.byPath[path] != nil },
		ReadFile: os.ReadFile,
	})
	if p.summary != nil {
		c.store.put(p.key, p.summary.Encode())
	}
}

// create makes the SSA package of p, and those of the packages that its code refers to, without bodies.
func (c *checker) create(p *pkg) *ssa.Package {
	prog := ssa.NewProgram(c.fset, ssa.BuilderMode(0))
	created := map[*types.Package]bool{p.state.types: true}
	need := func(t *types.Package) {
		if t != nil && !created[t] {
			created[t] = true
			prog.CreatePackage(t, nil, nil, true)
		}
	}
	for _, obj := range p.state.info.Uses {
		need(obj.Pkg())
	}
	for _, sel := range p.state.info.Selections {
		need(sel.Obj().Pkg())
	}
	for _, imp := range p.state.types.Imports() {
		need(imp)
	}
	return prog.CreatePackage(p.state.types, p.state.syntax, p.state.info, false)
}
