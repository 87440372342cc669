package driver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"

	"github.com/apivet/apivet/internal/lines"
)

// graph is the packages of the main modules of one root, and of modules that a replace directive takes from a folder.
type graph struct {
	root       root
	packages   []*pkg // dependencies before dependants; ties by import path
	byPath     map[string]*pkg
	asked      map[string]bool
	incomplete []Incomplete
	modules    map[string]string // folders of the main modules, by path
	local      map[string]bool   // paths of modules that are replaced by a folder
	environs   [][]byte          // contents of go.mod, go.sum, go.work: they fix the versions of all other modules
	env        []string
	flags      []string
}

// pkg is a package of a main module.
type pkg struct {
	path, name, module, dir string
	scope                   lines.Scope
	goVersion               string
	files                   []*file
	embeds                  []string // files that it embeds
	lines                   int
	imports                 []*pkg   // of the main modules
	external                []string // other import paths
	key                     [sha256.Size]byte
	summary                 Encoder
	hit                     bool
	state                   state
	outside                 bool // its module is not among those that are scanned
}

// file is a source file with its content.
type file struct {
	name  string
	data  []byte
	cgo   bool
	lines lines.Map
}

// load lists the root's packages and reads their files. Packages of the main modules that the patterns leave out but the
// others import are part of the program too.
func load(ctx context.Context, cfg *Config, r root) (*graph, error) {
	g := &graph{root: r, byPath: map[string]*pkg{}, asked: map[string]bool{}, modules: map[string]string{}, local: map[string]bool{}}
	g.env = cfg.Env
	if g.env == nil {
		g.env = os.Environ()
	}
	if r.noWork {
		g.env = append(append([]string{}, g.env...), "GOWORK=off")
	}
	if len(cfg.Tags) > 0 {
		g.flags = append(g.flags, "-tags="+strings.Join(cfg.Tags, ","))
	}
	patterns := r.patterns
	for len(patterns) > 0 {
		pkgs, err := g.list(ctx, packages.NeedName|packages.NeedFiles|packages.NeedModule|packages.NeedEmbedFiles, patterns)
		if err != nil {
			return nil, err
		}
		for _, p := range pkgs {
			g.add(cfg, p)
		}
		g.findLocal()
		patterns = g.missing()
	}
	g.link()
	g.readVersions()
	return g, nil
}

// readVersions reads the files that fix the versions of all other modules: those of the modules, in order of their paths,
// and of the workspace that they are in.
func (g *graph) readVersions() {
	read := func(dir string, names ...string) {
		for _, name := range names {
			if data, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
				g.environs = append(g.environs, data)
			}
		}
	}
	var modules []string
	for path := range g.modules {
		modules = append(modules, path)
	}
	sort.Strings(modules)
	for _, path := range modules {
		read(g.modules[path], "go.mod", "go.sum", "vendor/modules.txt")
	}
	if g.root.noWork {
		return
	}
	if file, _ := workspace(g.root.dir, g.env); file != "" {
		read(filepath.Dir(file), filepath.Base(file), filepath.Base(file)+".sum", "vendor/modules.txt")
	}
}

// list runs go/packages and explains its failures.
func (g *graph) list(ctx context.Context, mode packages.LoadMode, patterns []string) ([]*packages.Package, error) {
	pkgs, err := packages.Load(&packages.Config{Context: ctx, Mode: mode, Dir: g.root.dir, Env: g.env, BuildFlags: g.flags}, patterns...)
	if err == nil {
		return pkgs, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if errors.Is(err, exec.ErrNotFound) || strings.Contains(err.Error(), "go command required") {
		return nil, fmt.Errorf("the go command is not in PATH: install Go, or add its bin folder to PATH")
	}
	_, stderr, ok := strings.Cut(err.Error(), "stderr: ")
	if ok {
		return nil, fmt.Errorf("the go command cannot list the packages in %s: %s", g.root.dir, strings.TrimSpace(stderr))
	}
	return nil, fmt.Errorf("the go command cannot list the packages in %s: %w", g.root.dir, err)
}

// add takes a listed package into the graph if it belongs to a main module.
func (g *graph) add(cfg *Config, in *packages.Package) {
	if g.byPath[in.PkgPath] != nil {
		return
	}
	for _, e := range in.Errors {
		g.incomplete = append(g.incomplete, Incomplete{in.PkgPath, explain(e)})
	}
	if in.Module == nil || !in.Module.Main && !replaced(in.Module) || in.Name == "" || len(in.GoFiles) == 0 {
		return
	}
	if in.Module.Dir != "" { // Have: not from a vendor folder.
		g.modules[in.Module.Path] = in.Module.Dir
	}
	p := &pkg{path: in.PkgPath, name: in.Name, module: in.Module.Path, goVersion: in.Module.GoVersion, dir: filepath.Dir(in.GoFiles[0])}
	p.outside = !in.Module.Main && (vendored(p.dir) || filepath.IsAbs(shownName(cfg.Dir, p.dir)))
	p.scope = lines.Scope{Dir: p.dir, Root: cmp.Or(in.Module.Dir, p.dir)}
	names := append([]string{}, in.GoFiles...)
	if cfg.Tests && !p.outside {
		names = append(names, testFiles(p.dir, in.Name)...)
	}
	sort.Strings(names)
	ext := map[string]bool{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			g.incomplete = append(g.incomplete, Incomplete{p.path, fmt.Sprintf("cannot read %s: %v", filepath.Base(name), unwrapPath(err))})
			continue
		}
		f := &file{name: name, data: data, lines: p.scope.Map(name, data)}
		p.files = append(p.files, f)
		p.lines += strings.Count(string(data), "\n")
		for _, path := range importsOf(name, data) {
			ext[path] = true
			f.cgo = f.cgo || path == "C"
		}
	}
	p.embeds = in.EmbedFiles
	for path := range ext {
		if path != "C" && path != "unsafe" {
			p.external = append(p.external, path)
		}
	}
	sort.Strings(p.external)
	g.byPath[p.path] = p
	g.packages = append(g.packages, p)
}

// replaced tells whether a module is taken from a folder: it is one of the program's own, though not a main module.
func replaced(m *packages.Module) bool { return m.Replace != nil && m.Replace.Version == "" }

// vendored tells whether a folder is a copy of a module's in a vendor folder.
func vendored(dir string) bool {
	return strings.Contains(filepath.ToSlash(dir)+"/", "/vendor/")
}

// findLocal reads which modules are taken from folders: as the go.mod of the main modules and the go.work file say.
func (g *graph) findLocal() {
	note := func(replace []*modfile.Replace) {
		for _, r := range replace {
			if r.New.Version == "" {
				g.local[r.Old.Path] = true
			}
		}
	}
	for _, dir := range g.modules {
		name := filepath.Join(dir, "go.mod")
		if data, err := os.ReadFile(name); err == nil {
			if f, err := modfile.Parse(name, data, nil); err == nil { // the go command reports what is wrong with it
				note(f.Replace)
			}
		}
	}
	if file, _ := workspace(g.root.dir, g.env); file != "" && !g.root.noWork {
		if data, err := os.ReadFile(file); err == nil {
			if f, err := modfile.ParseWork(file, data, nil); err == nil {
				note(f.Replace)
			}
		}
	}
}

// unwrapPath drops the path from a file error, which is said already.
func unwrapPath(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// explain turns an error of the go command into one line that says what to do.
func explain(e packages.Error) string {
	msg := strings.Join(strings.Fields(e.Msg), " ")
	if strings.Contains(msg, "no required module provides package") || strings.Contains(msg, "missing go.sum entry") || strings.Contains(msg, "cannot find module") {
		msg += " (run \"go mod tidy\" or \"go mod download\" first)"
	}
	if e.Pos != "" && e.Pos != "-" {
		return filepath.Base(e.Pos) + ": " + msg
	}
	return msg
}

// testFiles returns the _test.go files that belong to the package itself.
func testFiles(dir, name string) []string {
	matches, _ := filepath.Glob(filepath.Join(dir, "*_test.go"))
	var out []string
	for _, m := range matches {
		f, err := parser.ParseFile(token.NewFileSet(), m, nil, parser.PackageClauseOnly)
		if err == nil && f.Name.Name == name {
			out = append(out, m)
		}
	}
	return out
}

// importsOf returns the import paths of a file; what does not parse is reported when the package is checked.
func importsOf(name string, data []byte) []string {
	f, _ := parser.ParseFile(token.NewFileSet(), name, data, parser.ImportsOnly)
	if f == nil {
		return nil
	}
	var out []string
	for _, s := range f.Imports {
		if path, err := strconv.Unquote(s.Path.Value); err == nil {
			out = append(out, path)
		}
	}
	return out
}

// missing returns imports that lie in a main module, or in one that is taken from a folder, but are not in the graph yet.
func (g *graph) missing() []string {
	modules := maps.Clone(g.local)
	for _, p := range g.packages {
		modules[p.module] = true
	}
	var out []string
	for _, p := range g.packages {
		for _, path := range p.external {
			if g.byPath[path] != nil || g.asked[path] || !inModules(path, modules) {
				continue
			}
			g.asked[path] = true // a nested module's package is asked for once, and is not part of this program
			out = append(out, path)
		}
	}
	sort.Strings(out)
	return out
}

func inModules(path string, modules map[string]bool) bool {
	for m := range modules {
		if path == m || strings.HasPrefix(path, m+"/") {
			return true
		}
	}
	return false
}

// link resolves imports within the main modules and sorts the packages, dependencies first.
func (g *graph) link() {
	sort.Slice(g.packages, func(i, j int) bool { return g.packages[i].path < g.packages[j].path })
	for _, p := range g.packages {
		var ext []string
		for _, path := range p.external {
			if d := g.byPath[path]; d != nil {
				p.imports = append(p.imports, d)
			} else {
				ext = append(ext, path)
			}
		}
		p.external = ext
	}
	s := sorter{seen: map[*pkg]bool{}}
	for _, p := range g.packages {
		s.visit(p)
	}
	g.packages = s.order
}

// sorter sorts packages, dependencies first.
type sorter struct {
	seen  map[*pkg]bool
	path  []*pkg // from the package at which the search began
	order []*pkg
}

// visit adds a package behind what it imports. An import that leads back to a package on the way is dropped: no package on such
// a circle can be built.
func (s *sorter) visit(p *pkg) {
	if s.seen[p] {
		return
	}
	s.seen[p] = true
	s.path = append(s.path, p)
	p.imports = slices.DeleteFunc(p.imports, func(d *pkg) bool {
		i := slices.Index(s.path, d)
		if i < 0 {
			s.visit(d)
			return false
		}
		p.state.problem = "import cycle: "
		for _, on := range s.path[i:] {
			p.state.problem += on.path + " imports "
		}
		p.state.problem += d.path
		return true
	})
	s.path = s.path[:len(s.path)-1]
	s.order = append(s.order, p)
}
