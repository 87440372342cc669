package engine_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/summary"
)

func options(t testing.TB, cache string) engine.Options {
	t.Helper()
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return engine.Options{Dir: filepath.Join("..", "..", "testdata"), Patterns: []string{"./servers/..."}, CacheDir: cache, Models: models, Rules: analyzers.Suite}
}

func run(t testing.TB, o engine.Options) *engine.Report {
	t.Helper()
	rep, err := engine.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// TestCached: what comes from the cache gives the same findings.
func TestCached(t *testing.T) {
	o := options(t, t.TempDir())
	first, second := run(t, o), run(t, o)
	if first.CacheHits != 0 || second.CacheHits != second.Packages || second.Packages == 0 {
		t.Fatalf("%d and %d hits for %d packages", first.CacheHits, second.CacheHits, second.Packages)
	}
	if len(first.Findings) == 0 || len(first.Findings) != len(second.Findings) {
		t.Fatalf("%d findings, and %d from the cache", len(first.Findings), len(second.Findings))
	}
	for i := range first.Findings {
		a, b := first.Findings[i], second.Findings[i]
		if a.Message != b.Message || a.Range != b.Range || len(a.Flow) != len(b.Flow) {
			t.Errorf("%v %s, and from the cache %v %s", a.Range, a.Message, b.Range, b.Message)
		}
	}
}

// TestCopied: a copy of a program in another folder finds its summaries in the cache.
func TestCopied(t *testing.T) {
	o := options(t, t.TempDir())
	first := run(t, o)
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(o.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(dir, "servers"), os.DirFS(filepath.Join(o.Dir, "servers"))); err != nil {
		t.Fatal(err)
	}
	o.Dir = dir
	second := run(t, o)
	if second.CacheHits != second.Packages || len(second.Findings) != len(first.Findings) {
		t.Errorf("%d hits for %d packages, %d findings, want %d", second.CacheHits, second.Packages, len(second.Findings), len(first.Findings))
	}
	for i := range second.Findings {
		if second.Findings[i].Range != first.Findings[i].Range {
			t.Errorf("%v, want %v", second.Findings[i].Range, first.Findings[i].Range)
		}
	}
}

// TestDecider: a finding goes with the package that sees all of its flow, not with the one its place is in.
func TestDecider(t *testing.T) {
	rep := run(t, options(t, ""))
	for _, f := range rep.Findings {
		if f.File == "servers/chi/store/store.go" && f.Line == 41 {
			if want := "github.com/apivet/apivet/testdata/servers/chi"; f.Decider != want {
				t.Errorf("%s decides %s, want %s", f.Decider, f.Range, want)
			}
			return
		}
	}
	t.Error("the finding is missing")
}

func BenchmarkCold(b *testing.B) {
	o := options(b, "")
	for b.Loop() {
		run(b, o)
	}
}

func BenchmarkUnchanged(b *testing.B) {
	o := options(b, b.TempDir())
	run(b, o)
	for b.Loop() {
		run(b, o)
	}
}

func summaries(b *testing.B) (*model.Set, []*summary.Summary) {
	o := options(b, "")
	var sums []*summary.Summary
	for _, u := range run(b, o).Universes {
		for _, p := range u.Packages {
			sums = append(sums, p.Summary.(*summary.Summary))
		}
	}
	return o.Models, sums
}

func BenchmarkLink(b *testing.B) {
	models, sums := summaries(b)
	for b.Loop() {
		program.Link(models, sums)
	}
}

func BenchmarkCheck(b *testing.B) {
	models, sums := summaries(b)
	prog := program.Link(models, sums)
	for b.Loop() {
		rule.Run(prog, analyzers.Suite)
	}
}
