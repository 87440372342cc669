package sqlbuild_test

import (
	"context"
	"os"
	"path/filepath"
	"sort"
	"testing"

	"github.com/apivet/apivet/analyzers/sqlbuild"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

// TestFixes applies every fix that is offered for the cases: the code compiles, and just these findings are gone.
func TestFixes(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(ruletest.Testdata(t))); err != nil {
		t.Fatal(err)
	}
	before := analyze(t, dir)
	edits := map[string][]rule.Edit{}
	fixed := 0
	for _, f := range before {
		if f.Fix != nil {
			fixed++
			for _, e := range f.Fix.Edits {
				edits[e.File] = append(edits[e.File], e)
			}
		}
	}
	if fixed < 5 {
		t.Fatalf("only %d fixes are offered", fixed)
	}
	for file, es := range edits {
		apply(t, filepath.Join(dir, filepath.FromSlash(file)), es)
	}
	if after := analyze(t, dir); len(after) != len(before)-fixed {
		t.Errorf("%d findings before, %d fixed, %d left", len(before), fixed, len(after))
	}
}

func analyze(t *testing.T, dir string) []rule.Finding {
	t.Helper()
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	rep, err := engine.Run(context.Background(), engine.Options{Dir: dir, Patterns: []string{"./sqlbuild/...", "./servers/..."}, Models: models, Rules: []*rule.Rule{sqlbuild.Rule}})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range rep.Incomplete {
		t.Errorf("%s: %s", i.Package, i.Reason)
	}
	return rep.Findings
}

func apply(t *testing.T, file string, edits []rule.Edit) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sort.Slice(edits, func(i, j int) bool { return edits[i].Start > edits[j].Start })
	for _, e := range edits {
		src = append(append(append([]byte{}, src[:e.Start]...), e.New...), src[e.End:]...)
	}
	if err := os.WriteFile(file, src, 0o644); err != nil {
		t.Fatal(err)
	}
}
