// Package house tests that the code keeps to the architecture in docs/design.md: who imports whom, and what the engine
// knows.
package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/apivet/apivet/"

// may says which packages of the module a package may import. Packages that are not listed are those that drive the
// analysis and write what it finds; they are tied to none of this.
var may = map[string][]string{
	"internal/secret":     {},
	"internal/model":      {"internal/secret"},
	"internal/lines":      {},
	"internal/summary":    {"internal/lines", "internal/model", "internal/secret"},
	"internal/program":    {"internal/model", "internal/summary"},
	"internal/header":     {"internal/model", "internal/program", "internal/summary"},
	"internal/credential": {"internal/model", "internal/program", "internal/secret", "internal/summary"},
	"internal/token":      {"internal/credential", "internal/model", "internal/program", "internal/summary"},
	"internal/printed":    {"internal/credential", "internal/model", "internal/program", "internal/secret", "internal/summary"},
	"internal/policy":     {"internal/credential", "internal/model", "internal/program", "internal/summary"},
	"internal/setup":      {"internal/model", "internal/program", "internal/summary"},
	"internal/route":      {"internal/model", "internal/policy", "internal/program", "internal/setup", "internal/summary"},
	"internal/conduct":    {"internal/model", "internal/program", "internal/route", "internal/secret", "internal/setup", "internal/summary"},
	"internal/rule":       {"internal/gosec", "internal/lines", "internal/model", "internal/program", "internal/summary"},
	"internal/gosec":      {"internal/lines"},
	"internal/flow":       {"internal/model", "internal/program", "internal/rule"},
	"analyzers/directive": {"internal/rule", "internal/suppress"},
}

// rules is what a rule may import: no other rule, and nothing of the drivers and the output.
var rules = []string{
	"internal/conduct", "internal/credential", "internal/flow", "internal/header", "internal/model", "internal/policy", "internal/printed",
	"internal/program", "internal/rewrite", "internal/route", "internal/rule", "internal/secret", "internal/summary", "internal/token",
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range files(t, "../..") {
		pkg := filepath.ToSlash(filepath.Dir(f.name))
		allowed, listed := may[pkg]
		if !listed && strings.HasPrefix(pkg, "analyzers/") && pkg != "analyzers/plugin" {
			allowed, listed = rules, true
		}
		seen[pkg] = true
		if !listed {
			continue
		}
		for _, spec := range f.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if own, ok := strings.CutPrefix(path, module); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which docs/design.md does not allow", f.name, own)
			}
		}
	}
	for pkg := range may {
		if !seen[pkg] {
			t.Errorf("%s is listed here, but is not there", pkg)
		}
	}
}

// subjects are words of what rules are about, which the engine does not know.
var subjects = regexp.MustCompile(`(?i)token|jwt|cookie|\bcors|cors(origin|header)|header|password|logger`)

// Limits of the engine: lines in all, exported methods of Program, fields of a struct.
const (
	maxLines   = 8_000
	maxMethods = 30
	maxFields  = 15
)

func TestEngine(t *testing.T) {
	lines, methods := 0, []string{}
	for _, f := range files(t, "../program") {
		src, err := os.ReadFile(filepath.Join("../program", f.name))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(src), "\n") {
			lines++
			if word := subjects.FindString(line); word != "" {
				t.Errorf("internal/program/%s:%d speaks of %q, which is the business of a room beside it", f.name, i+1, word)
			}
		}
		ast.Inspect(f.File, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv != nil && n.Name.IsExported() && strings.Contains(string(src[n.Recv.Pos()-f.FileStart:n.Recv.End()-f.FileStart]), "*Program)") {
					methods = append(methods, n.Name.Name)
				}
			case *ast.TypeSpec:
				if st, ok := n.Type.(*ast.StructType); ok && fields(st) > maxFields {
					t.Errorf("%s has %d fields, more than %d: what belongs together is a type of its own", n.Name.Name, fields(st), maxFields)
				}
			}
			return true
		})
	}
	if lines > maxLines {
		t.Errorf("internal/program has %d lines, more than %d", lines, maxLines)
	}
	if len(methods) > maxMethods {
		slices.Sort(methods)
		t.Errorf("Program has %d exported methods, more than %d: %v", len(methods), maxMethods, methods)
	}
	t.Logf("%d lines, %d exported methods of Program", lines, len(methods))
}

func fields(st *ast.StructType) int {
	n := 0
	for _, f := range st.Fields.List {
		n += max(1, len(f.Names))
	}
	return n
}

// file is a source file with its name below the folder that was asked for.
type file struct {
	*ast.File
	name string
}

// files parses the source files below a folder, without tests and those of other modules.
func files(t *testing.T, root string) []file {
	t.Helper()
	var out []file
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil && path != root {
				return filepath.SkipDir
			}
			if name := d.Name(); path != root && (name == "testdata" || strings.HasPrefix(name, ".")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		out = append(out, file{f, name})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
