package rule

import (
	"cmp"
	"go/ast"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"

	"github.com/apivet/apivet/internal/lines"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// unit is the package of a pass without its test files, with what is known of where its files were written.
type unit struct {
	pass  *analysis.Pass
	files []*ast.File
	scope lines.Scope
	names map[string]string // of the files that are not called what the compiler calls them
	lines map[string]lines.Map
	made  map[string]bool // files that cgo made
}

func newUnit(pass *analysis.Pass) *unit {
	u := &unit{pass: pass, names: map[string]string{}, lines: map[string]lines.Map{}, made: map[string]bool{}}
	for _, f := range pass.Files {
		if !isTest(u.name(f)) {
			u.files = append(u.files, f)
		}
	}
	dir := Folder(pass)
	u.scope = lines.Scope{Dir: dir, Root: lines.Root(dir)}
	for _, f := range u.files {
		name := u.name(f)
		u.made[name] = lines.MadeByCgo(f)
		src, err := os.ReadFile(name)
		if err != nil || !u.made[name] && !lines.Any(src) {
			continue
		}
		m := u.scope.Map(name, src)
		u.names[name] = u.scope.Name(name, u.made[name], m)
		if m != nil {
			u.lines[name] = m
		}
	}
	return u
}

func (u *unit) name(f *ast.File) string { return u.pass.Fset.File(f.FileStart).Name() }

// Folder returns the folder of the package of a pass; "" where it has no files. What cgo makes of files lies elsewhere.
func Folder(pass *analysis.Pass) string {
	for _, f := range pass.Files {
		if !lines.MadeByCgo(f) {
			return filepath.Dir(pass.Fset.File(f.FileStart).Name())
		}
	}
	for _, f := range pass.Files {
		tf := pass.Fset.File(f.FileStart)
		if at := tf.PositionFor(f.Package, true).Filename; at != tf.Name() && filepath.IsAbs(at) {
			return filepath.Dir(at)
		}
	}
	return ""
}

// written returns the names of the package's files: of those that cgo worked on, of what it made them of.
func (u *unit) written() []string {
	var out []string
	for _, f := range u.files {
		name := u.name(f)
		if !u.made[name] {
			out = append(out, name)
		} else if from := u.lines[name].Files(); len(from) > 0 {
			out = append(out, from[0])
		}
	}
	return out
}

func (u *unit) summarize(models *model.Set, known map[string][]byte, reused []string) *summary.Summary {
	in := &summary.Input{
		Fset: u.pass.Fset, Files: u.files, Types: u.pass.Pkg, Info: u.pass.TypesInfo, SSA: u.pass.ResultOf[buildssa.Analyzer].(*buildssa.SSA).Pkg,
		Models: models, Dir: u.scope.Dir, Lines: u.lines,
		ReadFile: os.ReadFile, // a pass reads its own files only, not those that they embed
		Filename: func(name string) string { return cmp.Or(u.names[name], name) },
		Internal: func(path string) bool { _, ok := known[path]; return ok },
	}
	Reuse(in, reused)
	return summary.Summarize(in)
}
