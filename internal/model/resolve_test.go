package model_test

import (
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
			if err := model.Resolve(p, &e); err != nil {
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
	"github.com/emicklei/go-restful":   true, // lines of other majors hold for it
	"github.com/go-pg/pg/v9":           true, // and for the next ones
	"github.com/gofiber/jwt/v2":        true,
	"github.com/google/go-github/v59":  true,
	"github.com/labstack/echo":         true,
	"github.com/go-openapi/errors":     true, // what generated servers import
	"github.com/go-openapi/loads":      true,
	"github.com/go-openapi/spec":       true,
	"github.com/go-openapi/strfmt":     true,
	"github.com/vinovest/sqlx":         true, // a fork, which is recognised by what it exports
	"k8s.io/api":                       true, // what speaks to an API server
	"k8s.io/apimachinery":              true,
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
		if model.Resolve(p, &entries[0]) == nil {
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
