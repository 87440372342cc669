package growth

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// exports returns the files of the export data that the sources import.
var exports = sync.OnceValues(func() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "net/http", "database/sql", "fmt", "os", "strings").Output()
	if err != nil {
		return nil, fmt.Errorf("listing the standard library: %w", err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		files[path] = file
	}
	return files, nil
})

// Input is the type-checked source of a shape, and its SSA. That these two steps grow with more than n log n is not ours.
func Input(b *testing.B, s Shape, n int) *summary.Input {
	b.Helper()
	models, err := model.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	files, err := exports()
	if err != nil {
		b.Fatal(err)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", s.File(n), parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		b.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{},
		Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })}
	pkg, err := conf.Check("example.com/p", fset, []*ast.File{f}, info)
	if err != nil {
		b.Fatal(err)
	}
	prog := ssa.NewProgram(fset, ssa.BuilderMode(0))
	for _, p := range pkg.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	built := prog.CreatePackage(pkg, []*ast.File{f}, info, false)
	built.Build()
	return &summary.Input{Fset: fset, Files: []*ast.File{f}, Types: pkg, Info: info, SSA: built, Models: models}
}

// Link is the linked program of a shape.
func Link(b *testing.B, s Shape, n int) *program.Program {
	in := Input(b, s, n)
	return program.Link(in.Models, []*summary.Summary{summary.Summarize(in)})
}

// Bench runs a benchmark for each shape and size. It measures what prepare returns, once a turn, and reports the processor time for each
// element of the source.
func Bench(b *testing.B, prepare func(b *testing.B, s Shape, n int) func()) {
	for _, s := range Shapes {
		for _, n := range s.Sizes() {
			b.Run(fmt.Sprintf("%s/%d", s.Name, n), func(b *testing.B) {
				b.ReportAllocs()
				turns, used := 0, time.Duration(0)
				for b.Loop() {
					b.StopTimer()
					run := prepare(b, s, n)
					runtime.GC() // what prepare left is not to be paid for by run
					before := cpu()
					b.StartTimer()
					run()
					used += cpu() - before
					turns++
				}
				b.ReportMetric(float64(used.Nanoseconds())/float64(turns)/float64(n), "cpu-ns/element")
			})
		}
	}
}
