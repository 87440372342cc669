package program

import "github.com/apivet/apivet/internal/summary"

// Decider returns the package whose content and imports decide a verdict that rests on the given packages, by import path:
// the first one, imports before importers, that is built from all of them; "" if there is none.
func (p *Program) Decider(paths []string) string {
	byPath := map[string]*summary.Summary{}
	for _, s := range p.pkgs {
		byPath[s.Path] = s
	}
	reaches := map[string]map[string]bool{}
	var order []string
	var visit func(path string) map[string]bool
	visit = func(path string) map[string]bool {
		if r, ok := reaches[path]; ok {
			return r
		}
		r := map[string]bool{path: true}
		reaches[path] = r
		for _, imp := range byPath[path].Imports {
			if byPath[imp] != nil {
				for q := range visit(imp) {
					r[q] = true
				}
			}
		}
		order = append(order, path)
		return r
	}
	for _, s := range p.pkgs {
		visit(s.Path)
	}
	for _, path := range order {
		all := true
		for _, want := range paths {
			all = all && reaches[path][want]
		}
		if all {
			return path
		}
	}
	return ""
}
