package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/triage"
)

// says is what has to be among what is known of a line with a finding, by the finding's rule; of the others some value or call.
var says = map[string][]string{
	"noauth":          {"route ", "middleware ", "  in the middleware ", "  in the handler "},
	"hardcodedsecret": {"literal ", "sink ", "constant ", "field ", "call of ", "stored in "},
	"directive":       {"directive "},
	"csrf":            {"reported by G121", "call of ", "sink ", "route "},
}

// TestOrigins asks for the origins of each line of the samples that has a finding, whatever its rule and confidence.
func TestOrigins(t *testing.T) {
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join("..", "..", "testdata")
	var progs []*program.Program
	keep := &rule.Rule{Name: "keep", Run: func(p *rule.Pass) { progs = append(progs, p.Program) }}
	rep, err := engine.Run(context.Background(), engine.Options{Dir: dir, Patterns: []string{"./..."}, Models: models, Rules: append([]*rule.Rule{keep}, analyzers.Suite...)})
	if err != nil {
		t.Fatal(err)
	}
	settings := config.Default()
	settings.Precision = rule.Unsure
	found := triage.NewRun(settings, analyzers.Suite, models, dir, rep).Sort().Shown
	if len(found) < 1000 {
		t.Fatalf("only %d findings", len(found))
	}
	var known []*origins
	for _, p := range progs {
		known = append(known, newOrigins(p))
	}
	for _, f := range found {
		s := spot{f.File, f.Line}
		var out bytes.Buffer
		some := debugDirectives(&out, analyzers.Suite, dir, s)
		for _, o := range known {
			some = o.tell(&out, s) || some
		}
		if !some || !has(out.String(), says[f.Rule]) {
			t.Errorf("%s:%d: %s: %s\n%s", f.File, f.Line, f.ID(), f.Message, out.String())
		}
	}
	t.Logf("%d findings", len(found))
}

// has tells whether some line of a text begins with one of some words; where there are none, any line will do but that a function is there.
func has(text string, words []string) bool {
	for line := range strings.Lines(text) {
		if words == nil && !strings.HasPrefix(line, "function ") {
			return true
		}
		for _, w := range words {
			if strings.HasPrefix(line, w) {
				return true
			}
		}
	}
	return false
}

// TestOriginsWritten: a line is asked for where it was written, and in the file that the compiler reads.
func TestOriginsWritten(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module m\n\ngo 1.24\n",
		"g.y":    "rule\n{ q(x) }\n",
		"y.go":   "package p\n\nfunc q(s string) string { return s + s }\n\nfunc f(x string) string {\n//line g.y:2\n\treturn q(x)\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for place, want := range map[string]string{"g.y:2": "call of m.q in m.f", "y.go:7": "call of m.q in m.f", "y.go:1": "nothing is known of line 1 of y.go", "other/y.go:7": "nothing is known"} {
		var out, errs bytes.Buffer
		app := &App{Rules: analyzers.Suite}
		if err := app.Run(context.Background(), os.Environ(), nil, &out, &errs, []string{"debug", "-C", dir, "origins", place}); err != nil {
			t.Fatal(err, errs.String())
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s: %s, want %s", place, out.String(), want)
		}
	}
	var out bytes.Buffer
	if err := (&App{}).Run(context.Background(), os.Environ(), nil, &out, &out, []string{"debug", "-C", dir, "origins", "y.go"}); err == nil {
		t.Error("no error for a place without a line")
	}
}
