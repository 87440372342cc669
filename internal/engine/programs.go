package engine

import (
	"cmp"
	"slices"

	"github.com/apivet/apivet/internal/driver"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/summary"
)

// asked is what the programs of a module that were asked already consist of. What another one says of a function that they have too,
// without anything of its own, is left out: they know more of what surrounds it.
type asked struct {
	fns  map[string]bool   // symbols of functions
	pkgs map[string]bool   // import paths
	in   map[string]string // by file: the import path of its package
	at   map[string][]declared
}

// declared is where a function begins.
type declared struct {
	line   int
	symbol string
}

// newAsked is for the packages of a module.
func newAsked(pkgs []*summary.Summary) *asked {
	t := &asked{fns: map[string]bool{}, pkgs: map[string]bool{}, in: map[string]string{}, at: map[string][]declared{}}
	for _, s := range pkgs {
		for _, file := range s.Files {
			t.in[file] = s.Path
		}
		for _, fn := range s.Funcs {
			if fn.Pos.File > 0 && fn.Parent == "" {
				file := s.Files[fn.Pos.File-1]
				t.at[file] = append(t.at[file], declared{int(fn.Pos.Line), fn.Name})
			}
		}
	}
	for _, fns := range t.at {
		slices.SortFunc(fns, func(a, b declared) int { return cmp.Compare(a.line, b.line) })
	}
	return t
}

// add takes a program that was asked.
func (t *asked) add(p *program.Program) {
	for _, fn := range p.Funcs() {
		t.fns[fn.Name] = true
	}
	for _, s := range p.Packages() {
		t.pkgs[s.Path] = true
	}
}

// function is the symbol of the function of a place; "" if it is outside of functions.
func (t *asked) function(r rule.Range) string {
	fns := t.at[r.File]
	i, _ := slices.BinarySearchFunc(fns, r.Line+1, func(d declared, line int) int { return cmp.Compare(d.line, line) })
	if i == 0 {
		return ""
	}
	return fns[i-1].symbol
}

// knows tells whether the programs that were asked know all that a finding of another one rests on.
func (t *asked) knows(f rule.Finding) bool {
	if !t.pkgs[f.Package] || !t.fns[t.function(f.Range)] {
		return false
	}
	return !slices.ContainsFunc(f.Flow, func(s rule.Step) bool { return !t.pkgs[t.in[s.File]] })
}

// inside moves findings in packages outside of the scanned modules to the last step of their flow in one that is, where something can be done
// about them; those without such a step are left out.
func inside(findings []rule.Finding, u driver.Universe) []rule.Finding {
	outside, in := map[string]bool{}, map[string]string{}
	for _, p := range u.Packages {
		outside[p.Path] = p.Outside
		for _, file := range p.Files {
			if !p.Outside {
				in[file] = p.Path
			}
		}
	}
	var out []rule.Finding
	for _, f := range findings {
		if outside[f.Package] {
			i := len(f.Flow) - 1
			for i >= 0 && in[f.Flow[i].File] == "" {
				i--
			}
			if i < 0 {
				continue
			}
			f.Range, f.Package, f.Propose = f.Flow[i].Range, in[f.Flow[i].File], nil
		}
		out = append(out, f)
	}
	return out
}
