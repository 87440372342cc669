package model

import (
	"errors"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// How much of what lines say of a package another one must have to count as a copy of it.
const (
	copySymbols = 8  // at least, of those that lines speak of, in shapes that fit
	copyShare   = 80 // percent of all that lines speak of
	copyMisfits = 5  // percent at most that the copy has in another shape
)

// Copied returns the port of a package that is a copy of one that lines speak of, such as a fork under a path of its own: it has the same
// name, and nearly all symbols that lines speak of, in shapes that fit. False if it is none. Its types must be complete.
func (s *Set) Copied(p *types.Package) (Port, bool) {
	if s.known(p.Path()) || !strings.Contains(strings.Split(p.Path(), "/")[0], ".") {
		return Port{}, false
	}
	best, most := "", 0
	for _, path := range s.named[p.Name()] {
		if n := s.alike(p, path); n > most {
			best, most = path, n
		}
	}
	if best == "" {
		return Port{}, false
	}
	return s.taken(p, best), true
}

// Below returns the port of a package below one that is a copy of another one; false if no lines speak of its original.
func (s *Set) Below(p *types.Package, copied Port) (Port, bool) {
	rest, ok := strings.CutPrefix(p.Path(), copied.Package+"/")
	if !ok || s.known(p.Path()) {
		return Port{}, false
	}
	path := copied.From[0] + "/" + rest
	if len(s.of[path]) == 0 {
		return Port{}, false
	}
	return s.taken(p, path), true
}

func (s *Set) taken(p *types.Package, path string) Port {
	return Port{Package: p.Path(), From: []string{path}, Misfits: s.misfits(p, []string{path})}
}

// known tells whether lines of the package, or of other majors of its module, speak of it.
func (s *Set) known(path string) bool {
	common, _ := family(path)
	return len(s.of[path]) > 0 || len(s.families[common]) > 0
}

// alike returns how many symbols of path a package has that is a copy of it; 0 if it is none.
func (s *Set) alike(p *types.Package, path string) int {
	verdicts := map[string]error{} // by symbol
	total := len(s.symbols(path))
	if total < copySymbols {
		return 0
	}
	absent := 0
	for _, at := range s.of[path] {
		e := &s.lines[at]
		if e.Target > Var || verdicts[e.Symbol] != nil {
			continue
		}
		moved := e.moved(path, p.Path())
		err := Resolve(p, &moved)
		if verdicts[e.Symbol] = err; errors.Is(err, errAbsent) {
			if absent++; absent*100 > (100-copyShare)*total {
				return 0
			}
		}
	}
	fits, misfits := 0, 0
	for _, err := range verdicts {
		switch {
		case err == nil:
			fits++
		case !errors.Is(err, errAbsent):
			misfits++
		}
	}
	if fits < copySymbols || fits*100 < copyShare*total || misfits*100 > copyMisfits*total {
		return 0
	}
	return fits
}

// symbols returns what lines of a package speak of.
func (s *Set) symbols(path string) map[string]bool {
	out := map[string]bool{}
	for _, at := range s.of[path] {
		if e := &s.lines[at]; e.Target <= Var {
			out[e.Symbol] = true
		}
	}
	return out
}

// packageNames returns the names that a package can have by its path: the last element that is no major version, without what marks
// modules of Go (go-redis, yaml.v3, jwt-go).
func packageNames(path string) []string {
	common, _ := family(path)
	last := common[strings.LastIndexByte(common, '/')+1:]
	names := map[string]bool{}
	for _, n := range []string{last, strings.TrimPrefix(last, "go-"), strings.TrimSuffix(last, "-go"), strings.TrimSuffix(last, ".go"), strings.ReplaceAll(last, "-", ""), strings.ReplaceAll(last, "-", "_")} {
		names[n] = true
	}
	return slices.Sorted(maps.Keys(names))
}
