package rule

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"reflect"
	"slices"
	"sort"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"

	"github.com/apivet/apivet/internal/gosec"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Summaries is the fact of a package: the summaries of it and of all packages that it imports, directly or not, as go vet
// hands on the facts of direct imports only.
type Summaries struct {
	Packages []Encoded // sorted by path
	Reported []string  // findings that these packages reported already
}

// Encoded is a summary as summary.Encode writes it.
type Encoded struct {
	Path string
	Data []byte
}

// AFact makes Summaries a fact.
func (*Summaries) AFact() {}

// String tells what the fact holds, for debugging output.
func (s *Summaries) String() string { return fmt.Sprintf("%d summaries", len(s.Packages)) }

// Setup is what packages of a folder are looked at with, and what is reported of them.
type Setup struct {
	Models *model.Set
	// Keep returns the findings of a package that are to be reported. files are those that were written, with their names as in findings.
	Keep func(s *summary.Summary, files []string, findings []Finding) ([]Finding, error)
}

// Analyzers turns rules into plain go/analysis analyzers, for drivers that work on one package at a time. A package
// reports what becomes certain in it and its imports; a main package, which imports all that it wires together, reports the
// rest. setup says what holds for packages in a folder.
func Analyzers(rules []*Rule, setup func(dir string) (*Setup, error)) []*analysis.Analyzer {
	collect := &analysis.Analyzer{
		Name:       "apivetsummaries",
		Doc:        "summarise a package for the rules of apivet",
		Requires:   []*analysis.Analyzer{buildssa.Analyzer},
		FactTypes:  []analysis.Fact{(*Summaries)(nil)},
		ResultType: reflect.TypeOf([]Finding(nil)),
		Run:        func(pass *analysis.Pass) (any, error) { return collect(pass, rules, setup) },
	}
	var out []*analysis.Analyzer
	for _, r := range rules {
		out = append(out, &analysis.Analyzer{
			Name:     r.Name,
			Doc:      r.Title + "\n\n" + r.Doc,
			URL:      r.URL(),
			Requires: []*analysis.Analyzer{collect},
			Run: func(pass *analysis.Pass) (any, error) {
				for _, f := range pass.ResultOf[collect].([]Finding) {
					if f.Rule == r.Name {
						Diagnose(pass, f, true)
					}
				}
				return nil, nil
			},
		})
	}
	return out
}

// collect summarises the pass's package, links it with what it imports, and returns the findings to report there.
func collect(pass *analysis.Pass, rules []*Rule, setup func(dir string) (*Setup, error)) ([]Finding, error) {
	if outside(pass) {
		return nil, nil
	}
	unit := newUnit(pass)
	with, err := setup(unit.scope.Dir)
	if err != nil {
		return nil, err
	}
	models := with.Models
	known := map[string][]byte{}
	reported := map[string]bool{}
	for _, pf := range pass.AllPackageFacts() {
		fact := pf.Fact.(*Summaries)
		for _, e := range fact.Packages {
			known[e.Path] = e.Data
		}
		for _, k := range fact.Reported {
			reported[k] = true
		}
	}
	own := unit.summarize(models, known, Reused(rules))
	fact := &Summaries{Packages: []Encoded{{pass.Pkg.Path(), own.Encode()}}}
	sums := []*summary.Summary{own}
	for path, data := range known {
		s, err := summary.Decode(data)
		if err != nil {
			return nil, fmt.Errorf("facts of %s: %w", path, err)
		}
		sums = append(sums, s)
		fact.Packages = append(fact.Packages, Encoded{path, data})
	}
	sort.Slice(fact.Packages, func(i, j int) bool { return fact.Packages[i].Path < fact.Packages[j].Path })
	var out []Finding
	kept, err := with.Keep(own, unit.written(), Run(program.Link(models, sums), rules).Findings)
	if err != nil {
		return nil, err
	}
	for _, f := range kept {
		k := f.Range.String() + " " + f.ID()
		if reported[k] || f.Open && pass.Pkg.Name() != "main" {
			continue
		}
		reported[k] = true
		out = append(out, f)
	}
	for k := range reported {
		fact.Reported = append(fact.Reported, k)
	}
	slices.Sort(fact.Reported)
	Fill(out, os.ReadFile, models.Secrets.Holds)
	pass.ExportPackageFact(fact)
	return out, nil
}

// outside tells whether a package is known to be of another module: models speak for it.
func outside(pass *analysis.Pass) bool {
	return pass.Module != nil && (pass.Module.Version != "" || pass.Module.Path == "std")
}

// Reuse runs the reused analyzers with the given ids on a package that is to be summarised.
func Reuse(in *summary.Input, ids []string) {
	issues, failed := gosec.Run(&gosec.Input{Fset: in.Fset, Files: in.Files, Types: in.Types, Info: in.Info, SSA: in.SSA}, ids)
	for _, i := range issues {
		in.Reported = append(in.Reported, summary.Reported(i))
	}
	in.Failed = failed
}

func isTest(name string) bool {
	const suffix = "_test.go"
	return len(name) > len(suffix) && name[len(name)-len(suffix):] == suffix
}

// Diagnose reports a finding through a pass, with the steps of its flow as related places if asked for.
func Diagnose(pass *analysis.Pass, f Finding, related bool) {
	d := analysis.Diagnostic{
		Pos:      position(pass, f.File, f.Line, f.Column),
		Category: f.Check,
		Message:  f.Message + " [" + f.ID() + "]",
		URL:      f.URL,
	}
	if !d.Pos.IsValid() {
		return
	}
	if f.EndLine > 0 {
		d.End = position(pass, f.File, f.EndLine, f.EndColumn)
	}
	if related {
		for _, s := range f.Flow {
			if p := position(pass, s.File, s.Line, s.Column); p.IsValid() {
				d.Related = append(d.Related, analysis.RelatedInformation{Pos: p, Message: s.Message})
			}
		}
	}
	if f.Fix != nil {
		d.SuggestedFixes = []analysis.SuggestedFix{{Message: f.Fix.Message, TextEdits: textEdits(pass, f.Fix)}}
	}
	pass.Report(d)
}

func textEdits(pass *analysis.Pass, fix *Fix) []analysis.TextEdit {
	var out []analysis.TextEdit
	for _, e := range fix.Edits {
		file := fileOf(pass, e.File)
		if file == nil || e.End > file.Size() {
			return nil
		}
		out = append(out, analysis.TextEdit{Pos: file.Pos(e.Start), End: file.Pos(e.End), NewText: []byte(e.New)})
	}
	return out
}

// position finds a place in the files of a pass. A file of another package is added to the file set: what is there of it
// from export data knows lines only roughly. So is one with line directives, without them, since drivers believe what they say.
func position(pass *analysis.Pass, name string, line, column int) token.Pos {
	file := fileOf(pass, name)
	if file == nil || line < 1 || line > file.LineCount() {
		return token.NoPos
	}
	offset := file.Offset(file.LineStart(line)) + column - 1
	if offset > file.Size() {
		return token.NoPos
	}
	return file.Pos(offset)
}

func fileOf(pass *analysis.Pass, name string) *token.File {
	for _, f := range pass.Files {
		tf := pass.Fset.File(f.FileStart)
		if tf.Name() == name && !directed(tf, f) {
			return tf
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	file := pass.Fset.AddFile(name, -1, len(data))
	file.SetLinesForContent(data)
	return file
}

// directed tells whether line directives change what a file set says of the places in a file.
func directed(tf *token.File, f *ast.File) bool {
	differs := func(p token.Pos) bool { return tf.PositionFor(p, true) != tf.PositionFor(p, false) }
	return differs(f.FileEnd) || slices.ContainsFunc(f.Comments, func(g *ast.CommentGroup) bool { return differs(g.Pos()) || differs(g.End()) })
}
