// Package gosec runs chosen analyzers of github.com/securego/gosec on a package that is being summarised, on the syntax,
// types and SSA that are there already, and returns what they report, with exact places.
//
// What they report are candidates: a package's summary keeps them, and rules of apivet decide with the linked program
// which of them are findings. The analyzers are those of gosec's package analyzers. Its package rules is not linked: it
// loads dictionaries for judging passwords when a process starts, which costs more than most of apivet's runs over a
// single package; what its rules know are names, which the models hold, and a test compares the two.
package gosec

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"io"
	"log"
	"slices"
	"strings"

	upstream "github.com/securego/gosec/v2"
	"github.com/securego/gosec/v2/analyzers"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/lines"
)

// Input is a type-checked package with its SSA, built.
type Input struct {
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	SSA   *ssa.Package
}

// Issue is what an analyzer reports of [Pos, End).
type Issue struct {
	ID       string // of the analyzer: "G123"
	Message  string // in gosec's words
	Pos, End token.Pos
}

// about are the packages that the analyzers look for uses of. A package that imports none of them has no issue of
// that analyzer.
var about = map[string][]string{
	"G121": {"net/http"},
	"G123": {"crypto/tls"},
	"G124": {"net/http"},
}

// Run runs the analyzers with the given ids on a package. Tests and generated files are not looked at. An analyzer that panics has
// no issues there, and is in failed with the reason. Issues and failures are sorted; equal inputs give equal results.
func Run(in *Input, ids []string) (issues []Issue, failed []string) {
	ids = relevant(in.Types, ids)
	if len(ids) == 0 {
		return nil, nil
	}
	r := runner{in: plain(in)}
	for _, f := range in.Files {
		if !lines.Generated(f) && !strings.HasSuffix(in.Fset.File(f.FileStart).Name(), "_test.go") {
			r.files = append(r.files, f)
		}
	}
	r.functions()
	if len(r.funcs) == 0 {
		return nil, nil
	}
	r.run(ids)
	slices.SortFunc(r.issues, func(a, b Issue) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.ID, b.ID), cmp.Compare(a.End, b.End), cmp.Compare(a.Message, b.Message))
	})
	slices.Sort(r.failed)
	return slices.Compact(r.issues), r.failed
}

// plain returns the input without what line directives say: gosec speaks of places as they have it, and several can be one place then.
func plain(in *Input) *Input {
	if !slices.ContainsFunc(in.Files, lines.Directed) {
		return in
	}
	out := *in
	out.Fset = lines.Plain(in.Fset, in.Files...)
	return &out
}

// relevant returns the ids of the analyzers that have something to look at in a package, sorted.
func relevant(pkg *types.Package, ids []string) []string {
	var out []string
	for _, id := range ids {
		uses := slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool { return slices.Contains(about[id], p.Path()) })
		if uses && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// runner is one run over one package.
type runner struct {
	in     *Input
	files  []*ast.File
	funcs  []*ssa.Function
	issues []Issue
	failed []string
}

// functions lists the functions of the files in source order, closures behind the function they are in.
func (r *runner) functions() {
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		r.funcs = append(r.funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, f := range r.files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if obj, ok := r.in.Info.Defs[decl.Name].(*types.Func); ok {
				if fn := r.in.SSA.Prog.FuncValue(obj); fn != nil {
					add(fn)
				}
			}
		}
	}
	if init := r.in.SSA.Func("init"); init != nil {
		add(init)
	}
}

// run runs one instance of gosec. It honours no comments, as apivet has its own ways to waive a finding, and writes no log.
func (r *runner) run(ids []string) {
	conf := upstream.NewConfig()
	conf.SetGlobal(upstream.Nosec, "true")
	g := upstream.NewAnalyzer(conf, false, true, false, 1, log.New(io.Discard, "", 0))
	defs := map[string]analyzers.AnalyzerDefinition{}
	for id, d := range analyzers.Generate(false).Analyzers {
		if slices.Contains(ids, id) {
			defs[id] = r.contained(d)
		}
	}
	for _, id := range ids {
		if _, ok := defs[id]; !ok {
			r.failed = append(r.failed, "gosec has no analyzer "+id)
		}
	}
	g.LoadAnalyzers(defs, nil)
	pkg := &packages.Package{
		Name: r.in.Types.Name(), PkgPath: r.in.Types.Path(), Fset: r.in.Fset, Syntax: r.files,
		Types: r.in.Types, TypesInfo: r.in.Info,
	}
	g.CheckAnalyzersWithSSA(pkg, &buildssa.SSA{Pkg: r.in.SSA, SrcFuncs: r.funcs})
	found, _, _ := g.Report()
	at := places{in: r.in, files: r.files, funcs: r.funcs}
	for _, i := range found {
		if pos, end := at.find(i.File, i.Line, i.Col); pos.IsValid() {
			r.issues = append(r.issues, Issue{ID: i.RuleID, Message: i.What, Pos: pos, End: end})
		}
	}
}

// contained keeps a panic inside the analyzer that is made of a definition. gosec runs analyzers one after the other, as
// it is told to, so there is nothing to lock.
func (r *runner) contained(d analyzers.AnalyzerDefinition) analyzers.AnalyzerDefinition {
	create := d.Create
	d.Create = func(id, description string) *analysis.Analyzer {
		a := create(id, description)
		run := a.Run
		a.Run = func(pass *analysis.Pass) (result any, err error) {
			defer func() {
				if p := recover(); p != nil {
					r.failed = append(r.failed, fmt.Sprintf("gosec's %s: %v", id, p))
					result, err = nil, nil
				}
			}()
			return run(pass)
		}
		return a
	}
	return d
}
