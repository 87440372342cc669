package ruletest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/fix"
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
	fixed := 0
	var want []string
	cache := t.TempDir() // for the packages in which nothing is fixed
	before := findings(t, dir, cache, rules, patterns)
	for _, f := range before {
		if f.Fix == nil {
			want = append(want, f.File+" "+f.ID()+" "+f.Message)
			continue
		}
		fixed++
	}
	if fixed < least {
		t.Fatalf("only %d fixes are offered", fixed)
	}
	apply(t, dir, before)
	var have []string
	for _, f := range findings(t, dir, cache, rules, patterns) {
		have = append(have, f.File+" "+f.ID()+" "+f.Message)
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(have, want) {
		t.Errorf("after the fixes there are\n%q\nwant\n%q", have, want)
	}
}

func findings(t *testing.T, dir, cache string, rules []*rule.Rule, patterns []string) []rule.Finding {
	t.Helper()
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	rep, err := engine.Run(context.Background(), engine.Options{Dir: dir, Patterns: patterns, CacheDir: cache, Models: models, Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range rep.Incomplete {
		t.Errorf("%s: %s", i.Package, i.Reason)
	}
	return rep.Findings
}

func apply(t *testing.T, dir string, findings []rule.Finding) {
	t.Helper()
	name := func(file string) string { return filepath.Join(dir, filepath.FromSlash(file)) }
	changes, skipped, err := fix.Plan(findings, func(file string) ([]byte, error) { return os.ReadFile(name(file)) })
	if err != nil || skipped > 0 {
		t.Fatalf("%d fixes are left out: %v", skipped, err)
	}
	for _, c := range changes {
		if err := os.WriteFile(name(c.File), c.New, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
