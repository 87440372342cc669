package driver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/apivet/apivet/internal/lines"
)

// state is what is made of a package while it is checked. Its fields are written by one worker and read once done is
// closed.
type state struct {
	need     need
	done     chan struct{}
	types    *types.Package
	info     *types.Info
	syntax   []*ast.File
	problem  string
	compiled []*file // what cgo made of the files, where it had to run
}

// need is how much of a package has to be type-checked.
type need uint8

const (
	nothing      need = iota // its summary is cached and no changed package imports it
	declarations             // a changed package imports it
	all                      // its summary has to be made
)

// checker type-checks and summarises the packages of one graph.
type checker struct {
	ctx        context.Context
	cfg        *Config
	g          *graph
	store      *store
	fset       *token.FileSet
	exports    map[string]*types.Package
	results    sync.Mutex // guards incomplete and finished
	incomplete []Incomplete
	finished   int
}

func newChecker(ctx context.Context, cfg *Config, g *graph, s *store) *checker {
	fset := token.NewFileSet()
	return &checker{
		ctx: ctx, cfg: cfg, g: g, store: s, fset: fset,
		exports: map[string]*types.Package{"unsafe": types.Unsafe},
	}
}

// run gives every package its summary, from the cache or newly made.
func (c *checker) run() error {
	stale := 0
	for _, p := range c.g.packages {
		p.state.done = make(chan struct{})
		if data, ok := c.store.get(p.key); ok {
			if s, err := c.cfg.Decode(data); err == nil {
				p.summary, p.hit = s, true
				continue
			}
		}
		stale++
		p.state.need = all
		for _, d := range p.imports {
			d.require(declarations)
		}
	}
	if stale == 0 {
		return nil
	}
	if err := c.preprocess(); err != nil {
		return err
	}
	if err := c.importExports(); err != nil {
		return err
	}
	c.work()
	c.store.trim()
	return c.ctx.Err()
}

// require raises what is needed of p, and so of what it imports: declarations use the types of imports.
func (p *pkg) require(n need) {
	if p.state.need >= n {
		return
	}
	p.state.need = n
	for _, d := range p.imports {
		d.require(declarations)
	}
}

// preprocess lets the go command run cgo for the packages that need it, and takes what it makes of their files: types and
// SSA of C names exist only there. Positions lead back to the files themselves.
func (c *checker) preprocess() error {
	var paths []string
	for _, p := range c.g.packages {
		if p.state.need != nothing && p.cgo() {
			paths = append(paths, p.path)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	listed, err := c.g.list(c.ctx, packages.NeedName|packages.NeedFiles|packages.NeedCompiledGoFiles, paths)
	if err != nil {
		return err
	}
	for _, l := range listed {
		p := c.g.byPath[l.PkgPath]
		if p == nil {
			continue
		}
		if len(l.Errors) > 0 {
			p.state.problem = "uses cgo, which fails: " + explain(l.Errors[0])
			continue
		}
		p.state.compiled = nil
		for _, name := range l.CompiledGoFiles {
			data, err := os.ReadFile(name)
			if err != nil {
				return fmt.Errorf("reading what cgo made: %w", err)
			}
			p.state.compiled = append(p.state.compiled, &file{name: name, data: data, lines: p.scope.Map(name, data)})
			for _, path := range importsOf(name, data) {
				if path != "unsafe" && c.g.byPath[path] == nil && !slices.Contains(p.external, path) {
					p.external = append(p.external, path)
				}
			}
		}
	}
	return nil
}

func (p *pkg) cgo() bool {
	return slices.ContainsFunc(p.files, func(f *file) bool { return f.cgo })
}

// work checks the packages that need it in dependency order, several at a time.
func (c *checker) work() {
	sem := make(chan struct{}, c.cfg.Workers)
	var wg sync.WaitGroup
	for _, p := range c.g.packages {
		if p.state.need == nothing {
			close(p.state.done)
			c.progress()
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer close(p.state.done)
			for _, d := range p.imports {
				<-d.state.done
			}
			sem <- struct{}{}
			defer func() { <-sem }()
			if c.ctx.Err() == nil {
				c.check(p)
			}
			c.progress()
		}()
	}
	wg.Wait()
}

func (c *checker) progress() {
	c.results.Lock()
	defer c.results.Unlock()
	c.finished++
	c.cfg.progress("analyzing packages", c.finished, len(c.g.packages))
}

func (c *checker) report(pkg, reason string) {
	c.results.Lock()
	defer c.results.Unlock()
	c.incomplete = append(c.incomplete, Incomplete{pkg, reason})
}

// check type-checks p and, where its summary is not cached, makes it. A panic leaves p without a summary.
func (c *checker) check(p *pkg) {
	defer func() {
		if r := recover(); r != nil {
			c.report(p.path, fmt.Sprintf("internal error: %v", r))
		}
		p.state.info, p.state.syntax = nil, nil
		p.state.compiled = nil
		for _, f := range p.files {
			f.data = nil
		}
	}()
	c.parse(p)
	c.typecheck(p)
	if p.state.need != all || p.state.problem != "" {
		if p.state.problem != "" && p.state.need == all {
			c.report(p.path, p.state.problem)
		}
		return
	}
	c.summarize(p)
}

// parse parses the files of p; a file that does not parse is a problem of the package.
func (c *checker) parse(p *pkg) {
	for _, f := range p.read() {
		syntax, err := parser.ParseFile(c.fset, f.name, f.data, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil && p.state.problem == "" {
			p.state.problem = c.syntaxError(f, err)
		}
		if syntax != nil {
			shortenTables(syntax)
			p.state.syntax = append(p.state.syntax, syntax)
		}
	}
}

func (c *checker) typecheck(p *pkg) {
	p.state.info = &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		Instances:    map[*ast.Ident]types.Instance{},
		FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{
		Importer:         importer(func(path string) (*types.Package, error) { return c.importPackage(p, path) }),
		IgnoreFuncBodies: p.state.need == declarations,
		Sizes:            types.SizesFor("gc", runtime.GOARCH),
		Error: func(err error) {
			if te, ok := err.(types.Error); (!ok || !te.Soft) && p.state.problem == "" {
				p.state.problem = "does not type-check: " + c.typeError(p, err)
			}
		},
	}
	if v := p.goVersion; v != "" {
		conf.GoVersion = "go" + v
	}
	p.state.types, _ = conf.Check(p.path, c.fset, p.state.syntax, p.state.info)
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

func (c *checker) importPackage(p *pkg, path string) (*types.Package, error) {
	if t := c.exports[path]; t != nil && t.Complete() {
		return t, nil
	}
	for _, d := range p.imports {
		if d.path == path {
			if d.state.types == nil {
				return nil, errors.New("it could not be checked")
			}
			return d.state.types, nil
		}
	}
	return nil, fmt.Errorf("no export data for %s: run \"go build ./...\" to see why", path)
}

// syntaxError is the first error of a file that does not parse, with its place: not as the parser has it, which believes line
// directives.
func (c *checker) syntaxError(f *file, err error) string {
	list, ok := err.(scanner.ErrorList)
	if !ok || len(list) == 0 {
		return c.relative(err.Error())
	}
	before := f.data[:min(list[0].Pos.Offset, len(f.data))]
	at := token.Position{Line: bytes.Count(before, []byte("\n")) + 1, Column: len(before) - bytes.LastIndexByte(before, '\n')}
	msg := c.at(f, at) + ": " + list[0].Msg
	if n := len(list) - 1; n > 0 {
		msg += fmt.Sprintf(" (and %d more errors)", n)
	}
	return msg
}

// typeError is an error of the type checker with its place.
func (c *checker) typeError(p *pkg, err error) string {
	te, ok := err.(types.Error)
	if !ok || !te.Pos.IsValid() {
		return c.relative(err.Error())
	}
	at := c.fset.PositionFor(te.Pos, false)
	for _, f := range p.read() {
		if f.name == at.Filename {
			return c.at(f, at) + ": " + c.relative(te.Msg)
		}
	}
	return c.relative(err.Error())
}

// at names a place in a file as findings have it.
func (c *checker) at(f *file, at token.Position) string {
	r, _ := f.lines.Source(lines.Range{File: f.name, Line: int32(at.Line), Col: int32(at.Column)})
	return fmt.Sprintf("%s:%d:%d", c.filename(r.File), r.Line, r.Col)
}

// relative shortens the absolute file names at the start of a message.
func (c *checker) relative(msg string) string {
	return strings.ReplaceAll(msg, c.cfg.Dir+string(filepath.Separator), "")
}

// read returns the files that are parsed: those of the package, or what cgo made of them.
func (p *pkg) read() []*file {
	if p.state.compiled != nil {
		return p.state.compiled
	}
	return p.files
}

// filename is the name under which a file is reported.
func (c *checker) filename(name string) string { return shownName(c.cfg.Dir, name) }

// shownName is a file's name relative to a folder, with "/"; outside it, as it is.
func shownName(dir, name string) string {
	if rel, err := filepath.Rel(dir, name); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(name)
}

// filenames are the names under which the files of a package are reported.
func (c *checker) filenames(p *pkg) []string {
	var out []string
	for _, f := range p.files {
		out = append(out, c.filename(f.name))
	}
	return out
}
