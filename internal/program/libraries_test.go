package program_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/apivet/apivet/internal/header"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

// libraries are real packages of many styles: reflection, generics, generated tables, state machines, closures.
var libraries = []string{
	"archive/zip", "bufio", "bytes", "compress/flate", "context", "crypto/tls", "crypto/x509", "database/sql", "encoding/gob", "encoding/json",
	"encoding/xml", "fmt", "go/ast", "go/constant", "go/parser", "go/printer", "go/types", "html/template", "image/jpeg", "internal/poll",
	"iter", "log/slog", "maps", "math/big", "mime/multipart", "net", "net/http", "net/url", "os", "reflect", "regexp", "regexp/syntax", "runtime",
	"slices", "sort", "strconv", "strings", "sync", "syscall", "testing", "text/template", "text/template/parse", "time", "unicode",
	"github.com/Masterminds/squirrel", "github.com/doug-martin/goqu/v9", "github.com/gin-gonic/gin", "github.com/gofiber/fiber/v2",
	"github.com/jackc/pgx/v5", "github.com/jmoiron/sqlx", "github.com/labstack/echo/v4", "github.com/uptrace/bun", "gorm.io/gorm", "xorm.io/xorm",
	"go.mongodb.org/mongo-driver/v2/bson", "google.golang.org/grpc", "google.golang.org/protobuf/proto",
}

// TestLibraries summarises, encodes, links and asks real packages, which must neither panic nor hang.
func TestLibraries(t *testing.T) { soak(t, libraries) }

// TestSoak does the same with the standard library and everything that the samples depend on.
func TestSoak(t *testing.T) {
	if os.Getenv("APIVET_SOAK") == "" {
		t.Skip("takes long; \"make soak\" runs it")
	}
	soak(t, []string{"std", "all"})
}

func soak(t *testing.T, patterns []string) {
	t.Helper()
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedExportFile |
			packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo,
		Dir: filepath.Join("..", "..", "testdata"),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	_, built := ssautil.Packages(loaded, ssa.BuilderMode(0))
	paths := map[string]bool{}
	for _, p := range loaded {
		paths[p.PkgPath] = true
	}
	var sums []*summary.Summary
	functions := 0
	for i, p := range loaded {
		if built[i] == nil || len(p.Errors) > 0 {
			continue
		}
		built[i].Build()
		s := summary.Summarize(&summary.Input{
			Fset: p.Fset, Files: p.Syntax, Types: p.Types, Info: p.TypesInfo, SSA: built[i], Models: models,
			Internal: func(path string) bool { return paths[path] },
		})
		for _, d := range s.Dropped {
			t.Errorf("%s: dropped %s", p.PkgPath, d)
		}
		back, err := summary.Decode(s.Encode())
		if err != nil {
			t.Fatalf("%s: %v", p.PkgPath, err)
		}
		functions += len(back.Funcs)
		sums = append(sums, back)
	}
	if len(sums) < len(patterns)/2 {
		t.Fatalf("only %d packages could be loaded", len(sums))
	}
	prog := program.Link(models, sums)
	events := prog.Sinks("")
	for _, ev := range events {
		prog.Origins(&ev)
	}
	t.Logf("%d packages, %d functions, %d events", len(sums), functions, len(events))
	try(t, prog)
}

// try asks the predicates of a program what they make of texts, and the places that write headers when they do.
func try(t *testing.T, prog *program.Program) {
	t.Helper()
	trial := prog.NewTrial("Origin", []string{"example.com"})
	tried := 0
	for _, fn := range prog.Funcs() {
		if len(fn.Params) != 1 || len(fn.Returns) == 0 || len(fn.Returns[0].Values) != 1 || fn.Pkg.Types[fn.Params[0].Type].Class != summary.Text {
			continue
		}
		tried++
		trial.Accepts("https://example.org", fn, 0, 0)
	}
	writes := header.Writes(prog)
	for i := range writes {
		writes[i].Writes(trial, "https://example.org", "https://example.org")
	}
	policies := policy.In(prog).Of("cors")
	for _, pol := range policies {
		pol.Live(trial)
	}
	t.Logf("%d predicates, %d headers, %d policies tried", tried, len(writes), len(policies))
}
