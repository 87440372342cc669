// Package driver runs apivet over whole programs: it finds the packages, type-checks those of the main modules against
// the export data of all others, summarises them in parallel, and keeps the summaries in a cache.
//
// The package graph comes from one go/packages call without types. Packages of the main modules are parsed and checked
// in one universe in dependency order; what they import from elsewhere comes from export data in the go command's build
// cache, so that neither the main module nor a dependency's source is ever compiled or read for its bodies. A package
// whose key (content, imports' keys, module versions, Go version, build configuration, apivet's build) is known is not
// even parsed.
package driver

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/lines"
	"github.com/apivet/apivet/internal/secret"
)

// Unit is a type-checked package with its SSA, built.
type Unit struct {
	Path  string
	Dir   string // its folder, absolute
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	SSA   *ssa.Package
	// Lines says of files with line directives, by their names in Fset, where their lines were written.
	Lines map[string]lines.Map
	// Filename maps a file's absolute name to the one that is reported.
	Filename func(string) string
	// Internal tells whether an import path is a package of the program.
	Internal func(path string) bool
	// ReadFile reads a file that the package embeds.
	ReadFile func(name string) ([]byte, error)
}

// Config says what to load and how to summarise it.
type Config struct {
	Dir      string   // where patterns are resolved
	Patterns []string // of packages; none means ./... with all modules below Dir
	Tags     []string // build tags
	Tests    bool     // include _test.go files of the package itself
	Env      []string // of the go command; nil: the process's own
	CacheDir string   // "" for none
	Salt     string   // enters every key: the models and the build of apivet
	Workers  int      // 0: as many as GOMAXPROCS

	// Summarize reads a package; what it returns is cached as Encode writes it.
	Summarize func(*Unit) Encoder
	// Decode reads what Encode wrote; an error makes a cache entry a miss.
	Decode func([]byte) (Encoder, error)
	// Progress is told what is being done, and of each finished package; it may be nil.
	Progress func(phase string, done, total int)
}

// Encoder is a summary.
type Encoder interface{ Encode() []byte }

// Result is what was read. Universes hold one program each: the modules of a workspace, or one module.
type Result struct {
	Universes  []Universe
	Incomplete []Incomplete
	Warnings   []string
	Modules    int
	Packages   int
	Files      int
	Lines      int
	CacheHits  int
	// Whole: every package of the modules was asked for.
	Whole bool

	counted map[string]bool // folders of packages
}

// Universe is the packages of one program, sorted by import path.
type Universe struct {
	Packages []Package
}

// Package is a summarised package.
type Package struct {
	Path    string
	Module  string
	Dir     string   // absolute
	Files   []string // as they are reported
	Summary Encoder
	// Outside: it belongs to the program, but not to the modules that are scanned: its module is taken from a folder elsewhere, or a vendor folder.
	Outside bool
}

// Incomplete is a package that could not be analysed, or not fully.
type Incomplete struct {
	Package string
	Reason  string
}

// ErrNoPackages is returned when the patterns match no package.
var ErrNoPackages = errors.New("no packages to analyse")

// Run loads and summarises. An error means that nothing could be analysed; what could not be analysed among the rest is
// in Result.Incomplete.
func Run(ctx context.Context, cfg Config) (*Result, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, fmt.Errorf("cannot enter the directory to analyse: %w", err)
	}
	cfg.Dir = dir
	if cfg.Workers <= 0 {
		cfg.Workers = runtime.GOMAXPROCS(0)
	}
	roots, err := findRoots(&cfg)
	if err != nil {
		return nil, err
	}
	res := &Result{Whole: whole(&cfg), counted: map[string]bool{}}
	store, err := openStore(cfg.CacheDir)
	if err != nil {
		res.Warnings = append(res.Warnings, fmt.Sprintf("running without a cache: %v", err))
	}
	for _, r := range roots {
		err := runRoot(ctx, &cfg, r, store, res)
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case len(roots) == 1:
			return nil, err
		default: // one broken module does not keep the others from being analysed
			res.Incomplete = append(res.Incomplete, Incomplete{Package: relativeTo(dir, r.dir), Reason: oneLine(err)})
		}
	}
	if res.Packages == 0 && onlyPatterns(res.Incomplete, patternsOf(&cfg)) {
		return nil, fmt.Errorf("%w: no Go package in %s matches %s", ErrNoPackages, dir, strings.Join(patternsOf(&cfg), " "))
	}
	for i := range res.Incomplete { // compilers quote literals, which can be secrets
		res.Incomplete[i].Reason = secret.Message(res.Incomplete[i].Reason)
	}
	sort.Slice(res.Incomplete, func(i, j int) bool {
		a, b := res.Incomplete[i], res.Incomplete[j]
		if a.Package != b.Package {
			return a.Package < b.Package
		}
		return a.Reason < b.Reason
	})
	res.Incomplete = slices.Compact(res.Incomplete) // a module that another one takes from its folder is in both programs
	return res, nil
}

// onlyPatterns tells whether what could not be analysed is no more than patterns that match nothing.
func onlyPatterns(incomplete []Incomplete, patterns []string) bool {
	return !slices.ContainsFunc(incomplete, func(i Incomplete) bool { return !slices.Contains(patterns, i.Package) })
}

// relativeTo names a folder below dir.
func relativeTo(dir, sub string) string {
	if rel, err := filepath.Rel(dir, sub); err == nil {
		return "./" + filepath.ToSlash(rel)
	}
	return sub
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func patternsOf(cfg *Config) []string {
	if len(cfg.Patterns) == 0 {
		return []string{"./..."}
	}
	return cfg.Patterns
}

// progress tells what is being done.
func (c *Config) progress(phase string, done, total int) {
	if c.Progress != nil {
		c.Progress(phase, done, total)
	}
}

func runRoot(ctx context.Context, cfg *Config, r root, store *store, res *Result) error {
	cfg.progress("loading packages", 0, 0)
	g, err := load(ctx, cfg, r)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	res.Incomplete = append(res.Incomplete, g.incomplete...)
	if len(g.packages) == 0 {
		return nil
	}
	g.computeKeys(cfg)
	c := newChecker(ctx, cfg, g, store)
	if err := c.run(); err != nil {
		return err
	}
	res.Incomplete = append(res.Incomplete, c.incomplete...)
	u := Universe{}
	modules := map[string]bool{}
	for _, p := range g.packages {
		if !p.outside && !res.counted[p.dir] {
			res.counted[p.dir] = true
			modules[p.module] = true
			res.Packages++
			res.Files += len(p.files)
			res.Lines += p.lines
			if p.hit {
				res.CacheHits++
			}
		}
		if p.summary != nil {
			u.Packages = append(u.Packages, Package{Path: p.path, Module: p.module, Dir: p.dir, Files: c.filenames(p), Summary: p.summary, Outside: p.outside})
		}
	}
	res.Modules += len(modules)
	res.Universes = append(res.Universes, u)
	return nil
}
