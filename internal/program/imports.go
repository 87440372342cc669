package program

// closure is what each package of a program is built from.
type closure struct {
	order   []string                   // import paths, imports before importers
	reaches map[string]map[string]bool // by import path: itself and all that it imports
}

func (p *Program) imports() *closure {
	if p.builtFrom != nil {
		return p.builtFrom
	}
	byPath := byPath(p.pkgs)
	b := &closure{reaches: map[string]map[string]bool{}}
	var visit func(path string) map[string]bool
	visit = func(path string) map[string]bool {
		if r, ok := b.reaches[path]; ok {
			return r
		}
		r := map[string]bool{path: true}
		b.reaches[path] = r
		for _, imp := range byPath[path].Imports {
			if byPath[imp] != nil {
				for q := range visit(imp) {
					r[q] = true
				}
			}
		}
		b.order = append(b.order, path)
		return r
	}
	for _, s := range p.pkgs {
		visit(s.Path)
	}
	p.builtFrom = b
	return b
}

// built returns the packages that the package of an import path is built from, itself included.
func (p *Program) built(path string) map[string]bool { return p.imports().reaches[path] }

// Decider returns the package whose content and imports decide a verdict that rests on the given packages, by import path:
// the first one, imports before importers, that is built from all of them; "" if there is none.
func (p *Program) Decider(paths []string) string {
	b := p.imports()
	for _, path := range b.order {
		all := true
		for _, want := range paths {
			all = all && b.reaches[path][want]
		}
		if all {
			return path
		}
	}
	return ""
}

// Together tells whether two packages are built into one program.
func (p *Program) Together(a, b string) bool { return a == b || p.wired(a)[b] }

// wired returns the packages that are built into a program together with one: those of the main packages that it is part of;
// all, where it is part of none.
func (p *Program) wired(pkg string) map[string]bool {
	if out, ok := p.together[pkg]; ok {
		return out
	}
	out := map[string]bool{}
	for _, s := range p.pkgs {
		if s.Name != "main" {
			continue
		}
		built := p.built(s.Path)
		if built[pkg] {
			for path := range built {
				out[path] = true
			}
		}
	}
	if len(out) == 0 {
		for _, s := range p.pkgs {
			out[s.Path] = true
		}
	}
	p.together[pkg] = out
	return out
}

// Main returns the first main package that a package is built into; the package itself if there is none.
func (p *Program) Main(pkg string) string {
	for _, s := range p.pkgs {
		if s.Name == "main" && p.built(s.Path)[pkg] {
			return s.Path
		}
	}
	return pkg
}
