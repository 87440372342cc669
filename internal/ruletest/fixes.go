package ruletest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"testing"

	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/rule"
)

// Fixes applies every fix that rules offer for packages of the cases' module, of which there must be least at least, to a
// copy: the code compiles, just the findings that had one are gone, and no others came.
func Fixes(t *testing.T, rules []*rule.Rule, least int, patterns ...string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(Testdata(t))); err != nil {
		t.Fatal(err)
	}
	edits := map[string][]rule.Edit{}
	fixed := 0
	var want []string
	for _, f := range findings(t, dir, rules, patterns) {
		if f.Fix == nil {
			want = append(want, f.File+" "+f.ID()+" "+f.Message)
			continue
		}
		fixed++
		for _, e := range f.Fix.Edits {
			edits[e.File] = append(edits[e.File], e)
		}
	}
	if fixed < least {
		t.Fatalf("only %d fixes are offered", fixed)
	}
	for file, es := range edits {
		apply(t, filepath.Join(dir, filepath.FromSlash(file)), es)
	}
	var have []string
	for _, f := range findings(t, dir, rules, patterns) {
		have = append(have, f.File+" "+f.ID()+" "+f.Message)
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(have, want) {
		t.Errorf("after the fixes there are\n%q\nwant\n%q", have, want)
	}
}

func findings(t *testing.T, dir string, rules []*rule.Rule, patterns []string) []rule.Finding {
	t.Helper()
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	rep, err := engine.Run(context.Background(), engine.Options{Dir: dir, Patterns: patterns, Models: models, Rules: rules})
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
