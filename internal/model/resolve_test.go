package model_test

import (
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"

	"github.com/apivet/apivet/internal/model"
)

var samples = filepath.Join("..", "..", "testdata")

// TestResolve looks up every line for the standard library and the modules that testdata requires in the real packages.
func TestResolve(t *testing.T) {
	entries, err := model.BuiltinEntries()
	if err != nil {
		t.Fatal(err)
	}
	required := requirements(t)
	byPackage := map[string][]model.Entry{}
	modules := map[string]bool{}
	for _, e := range entries {
		if e.Target == model.Alias {
			modules[e.Symbol] = true
			continue
		}
		if e.Version == "" {
			t.Errorf("%s:%d: the module has no version", e.File, e.Line)
		}
		version, ok := required[e.Module]
		if !ok && e.Module != "std" || e.Verified == "old" {
			continue
		}
		if e.Verified == "snapshot" && version != e.Version && holds(entries, e.Module, version) {
			continue // Have: lines of a later version than the one that can be required.
		}
		if ok && version != e.Version {
			t.Errorf("%s:%d: verified at %s %s, but testdata requires %s", e.File, e.Line, e.Module, e.Version, version)
		}
		modules[e.Module] = true
		byPackage[e.Package] = append(byPackage[e.Package], e)
	}
	for m := range required {
		if !modules[m] && !unmodelled[m] {
			t.Errorf("testdata requires %s, of which no model speaks", m)
		}
	}
	lines := 0
	for path, p := range load(t, byPackage) {
		for _, e := range byPackage[path] {
			lines++
			if err := resolve(p, e); err != nil {
				t.Errorf("%s:%d: %v", e.File, e.Line, err)
			}
		}
	}
	t.Logf("%d of %d lines resolved in %d packages", lines, len(entries), len(byPackage))
}

// holds tells whether some entries were verified at a version of a module.
func holds(entries []model.Entry, module, version string) bool {
	return slices.ContainsFunc(entries, func(e model.Entry) bool { return e.Module == module && e.Version == version })
}

// unmodelled are modules that samples need without a model.
var unmodelled = map[string]bool{
	"github.com/MicahParks/keyfunc/v3": true, // its key function is told by having no body in the program
	"github.com/go-openapi/errors":     true, // what generated servers import
	"github.com/go-openapi/loads":      true,
	"github.com/go-openapi/spec":       true,
	"github.com/go-openapi/strfmt":     true,
	"github.com/hay-kot/httpkit":       true, // its chains are told by what they are handed
}

// TestResolveRejects makes sure that wrong lines do not resolve.
func TestResolveRejects(t *testing.T) {
	p := load(t, map[string][]model.Entry{"database/sql": nil})["database/sql"]
	for _, line := range []string{
		"func (*DB).Missing sink sql/raw 0",
		"func (DB).Query sink sql/raw 0",
		"func (*DB).Query sink sql/raw 7",
		"func Open sink sql/raw 0...",
		"func (*DB).Query source request -> r5",
		"func (*DB).QueryContext sink sql/raw 0",
		"func Open propagate recv -> r0",
		"field (DB).Missing sink sql/raw",
		"type Missing safe",
		"var Missing source operator",
		"func (*DB).Query route GET router=recv path=5 handler=1",
		"func (*DB).Query route GET router=recv path=1 handler=0",
		"func (*DB).SetMaxIdleConns use router=recv use=0",
		"func (*DB).QueryContext respond status=0",
	} {
		entries, err := model.Parse("bad.model", strings.NewReader("module std go1\npackage database/sql\n"+line))
		if err != nil {
			t.Fatal(err)
		}
		if resolve(p, entries[0]) == nil {
			t.Errorf("%q resolves", line)
		}
	}
}

// requirements returns the versions of the modules that testdata requires directly.
func requirements(t *testing.T) map[string]string {
	t.Helper()
	name := filepath.Join(samples, "go.mod")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := modfile.Parse(name, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range f.Require {
		if !r.Indirect {
			out[r.Mod.Path] = r.Mod.Version
		}
	}
	return out
}

func load(t *testing.T, byPackage map[string][]model.Entry) map[string]*types.Package {
	t.Helper()
	var paths []string
	for p := range byPackage {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedExportFile,
		Dir:  samples,
	}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*types.Package{}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, e)
		}
		out[p.PkgPath] = p.Types
	}
	return out
}

// resolve finds what a line speaks of, and checks its indexes.
func resolve(p *types.Package, e model.Entry) error {
	if p == nil {
		return fmt.Errorf("there is no package %s", e.Package)
	}
	switch e.Target {
	case model.Func:
		fn := function(p, e)
		if fn == nil {
			return fmt.Errorf("there is no %s", e.Symbol)
		}
		return indexes(fn, e)
	case model.Field:
		typ, name, _ := strings.Cut(strings.TrimPrefix(e.Symbol, "("+p.Path()+"."), ").")
		obj, _ := p.Scope().Lookup(typ).(*types.TypeName)
		if obj == nil {
			return fmt.Errorf("there is no type %s", typ)
		}
		st, ok := obj.Type().Underlying().(*types.Struct)
		if !ok {
			return fmt.Errorf("%s is no struct", typ)
		}
		found, sibling := false, e.Sibling == ""
		for f := range st.Fields() {
			if f.Name() == name {
				found = true
			}
			sibling = sibling || f.Name() == e.Sibling
		}
		if found && sibling {
			return nil
		}
		if found {
			return fmt.Errorf("%s has no field %s", typ, e.Sibling)
		}
		return fmt.Errorf("%s has no field %s", typ, name)
	case model.Type:
		if obj, ok := p.Scope().Lookup(name(e.Symbol)).(*types.TypeName); !ok || obj == nil {
			return fmt.Errorf("there is no type %s", e.Symbol)
		}
	case model.Var:
		if obj, ok := p.Scope().Lookup(name(e.Symbol)).(*types.Var); !ok || obj == nil {
			return fmt.Errorf("there is no variable %s", e.Symbol)
		}
	}
	return nil
}

func name(symbol string) string { return symbol[strings.LastIndexByte(symbol, '.')+1:] }

// function finds a function or method by its symbol, which must be the one that the engine sees.
func function(p *types.Package, e model.Entry) *types.Func {
	rest, method := strings.CutPrefix(e.Symbol, "(")
	if !method {
		fn, _ := p.Scope().Lookup(name(e.Symbol)).(*types.Func)
		return fn
	}
	typ, m, _ := strings.Cut(rest, ").")
	typ = strings.TrimPrefix(strings.TrimPrefix(typ, "*"), p.Path()+".")
	obj, _ := p.Scope().Lookup(typ).(*types.TypeName)
	if obj == nil {
		return nil
	}
	found, _, _ := types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, p, m)
	if it, ok := obj.Type().Underlying().(*types.Interface); ok {
		for f := range it.Methods() {
			if f.Name() == m {
				found = f
			}
		}
	}
	fn, ok := found.(*types.Func)
	if !ok || model.Symbol(fn) != e.Symbol {
		return nil
	}
	return fn
}

func indexes(fn *types.Func, e model.Entry) error {
	sig := fn.Signature()
	all := append(append([]model.Index{}, e.In...), e.Out...)
	for _, a := range e.Args {
		all = append(all, a.Index)
		if err := playable(fn, e, a); err != nil {
			return err
		}
	}
	if e.By != nil {
		all = append(all, *e.By)
	}
	for _, i := range all {
		switch i.Kind {
		case model.Recv:
			if sig.Recv() == nil {
				return fmt.Errorf("%s has no receiver", e.Symbol)
			}
		case model.Result:
			if i.N >= sig.Results().Len() {
				return fmt.Errorf("%s has no result %d", e.Symbol, i.N)
			}
		default:
			if i.N >= sig.Params().Len() {
				return fmt.Errorf("%s has no argument %d", e.Symbol, i.N)
			}
			if i.Variadic && (!sig.Variadic() || i.N > sig.Params().Len()-1) {
				return fmt.Errorf("%s has no variadic argument %d", e.Symbol, i.N)
			}
		}
	}
	if e.Role == model.Sink && strings.HasPrefix(e.Kind, "sql/") {
		return textual(fn, e)
	}
	return nil
}

// playable makes sure that an argument can play its part: a path is text, a handler or middleware is none.
func playable(fn *types.Func, e model.Entry, a model.NamedIndex) error {
	params := fn.Signature().Params()
	if a.Index.Kind != model.Arg || a.Index.N >= params.Len() {
		return nil
	}
	t := params.At(a.Index.N).Type()
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	b, basic := t.Underlying().(*types.Basic)
	text := basic && b.Info()&types.IsString != 0
	switch a.Name {
	case "path", "prefix", "method":
		if it, ok := t.Underlying().(*types.Interface); !text && (!ok || it.NumMethods() > 0) && !strings.HasSuffix(t.String(), ".Pattern") {
			return fmt.Errorf("argument %d of %s is %s, which is no %s", a.Index.N, e.Symbol, t, a.Name)
		}
	case "handler", "use", "chain", "call", "config", "router":
		if basic {
			return fmt.Errorf("argument %d of %s is %s, which is no %s", a.Index.N, e.Symbol, t, a.Name)
		}
	case "status":
		if !text && (!basic || b.Info()&types.IsNumeric == 0) {
			return fmt.Errorf("argument %d of %s is %s, which is no status", a.Index.N, e.Symbol, t)
		}
	}
	return nil
}

// textual makes sure that SQL text is not expected in a context, a number or a struct.
func textual(fn *types.Func, e model.Entry) error {
	for _, i := range e.In {
		t := fn.Signature().Params().At(i.N).Type().Underlying()
		if s, ok := t.(*types.Slice); ok {
			t = s.Elem().Underlying()
		}
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem().Underlying()
		}
		switch u := t.(type) {
		case *types.Basic:
			if u.Info()&types.IsString != 0 || u.Kind() == types.Byte {
				continue
			}
		case *types.Interface:
			if u.NumMethods() == 0 || u.NumMethods() < 4 && !strings.Contains(u.String(), "Deadline") {
				continue
			}
		case *types.Map:
			continue
		}
		return fmt.Errorf("argument %d of %s is %s, which is no text", i.N, e.Symbol, t)
	}
	return nil
}
