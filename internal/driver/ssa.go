package driver

import (
	"cmp"
	"go/types"
	"os"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/lines"
)

// summarize builds the SSA of p and has it summarised. Each package has an SSA program of its own: a shared one would keep
// the syntax of all packages until the end.
func (c *checker) summarize(p *pkg) {
	pkg := c.create(p)
	pkg.Build()
	names, written := map[string]string{}, map[string]lines.Map{}
	for i, f := range p.read() { // Have: all of them parse.
		names[f.name] = p.scope.Name(f.name, lines.MadeByCgo(p.state.syntax[i]), f.lines)
		if f.lines != nil {
			written[f.name] = f.lines
		}
	}
	p.summary = c.cfg.Summarize(&Unit{
		Path: p.path, Dir: p.dir, Fset: c.fset, Files: p.state.syntax, Types: p.state.types, Info: p.state.info, SSA: pkg, Lines: written,
		Filename: func(name string) string { return c.filename(cmp.Or(names[name], name)) },
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
