package driver

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// summarize builds the SSA of p, has it summarised, and lets it go.
func (c *checker) summarize(p *pkg) {
	pkg := c.create(p)
	c.mu.RLock()
	pkg.Build()
	c.mu.RUnlock()
	p.summary = c.cfg.Summarize(&Unit{
		Path: p.path, Fset: c.fset, Files: p.state.syntax, Types: p.state.types, Info: p.state.info, SSA: pkg,
		Filename: c.filename,
		Internal: func(path string) bool { return c.g.byPath[path] != nil },
	})
	release(pkg)
	if p.summary != nil {
		c.store.put(p.key, p.summary.Encode())
	}
}

// create makes the SSA packages that p's code refers to, and p's own. The program is shared, so that what packages have
// in common is made once.
func (c *checker) create(p *pkg) *ssa.Package {
	c.mu.Lock()
	defer c.mu.Unlock()
	need := func(t *types.Package) {
		if t != nil && t != p.state.types && !c.created[t] {
			c.created[t] = true
			c.prog.CreatePackage(t, nil, nil, true)
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
	c.created[p.state.types] = true
	return c.prog.CreatePackage(p.state.types, p.state.syntax, p.state.info, false)
}

// release drops the bodies of a package's functions; their declarations stay for the packages that call them.
func release(pkg *ssa.Package) {
	for _, m := range pkg.Members {
		if fn, ok := m.(*ssa.Function); ok {
			releaseFunc(fn)
		}
	}
}

func releaseFunc(fn *ssa.Function) {
	for _, a := range fn.AnonFuncs {
		releaseFunc(a)
	}
	fn.Blocks, fn.Locals, fn.AnonFuncs, fn.FreeVars, fn.Recover = nil, nil, nil, nil, nil
}
