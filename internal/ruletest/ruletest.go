// Package ruletest runs rules over the cases in testdata and compares the findings with what their comments expect.
//
// A line on which a finding is expected ends with
//
//	// want rule/check "regexp that the message matches"
//
// the regexp is optional, and several may be given. "want:low" expects a finding of low precision, which is not shown by
// default. A finding that covers several lines can be expected on its last one. Every finding must be expected, so functions
// named ok… stay silent; low ones are compared only on lines that expect them.
package ruletest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/rule"
)

// Testdata is the folder of the cases' module as seen from a package in a folder of the given depth below the root.
func Testdata(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for !exists(filepath.Join(dir, "testdata", "go.mod")) {
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("there is no testdata/go.mod above the test's folder")
		}
		dir = up
	}
	return filepath.Join(dir, "testdata")
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// Analyze runs rules over packages of the cases' module and fails the test when not everything could be analysed.
func Analyze(t testing.TB, rules []*rule.Rule, patterns ...string) *engine.Report {
	t.Helper()
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	rep, err := engine.Run(context.Background(), engine.Options{Dir: Testdata(t), Patterns: patterns, Models: models, Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range rep.Incomplete {
		t.Errorf("%s: not analysed: %s", i.Package, i.Reason)
	}
	for _, c := range rep.Cuts {
		t.Errorf("analysis stopped early at %s", c)
	}
	return rep
}

// Run analyses packages and compares the findings with the comments in their files.
func Run(t *testing.T, rules []*rule.Rule, patterns ...string) {
	t.Helper()
	rep := Analyze(t, rules, patterns...)
	wants := Wants(t, rep)
	for _, f := range rep.Findings {
		if !wants.take(&f) && f.Precision > rule.Unsure {
			place := fmt.Sprintf("%s:%d", f.File, f.Line)
			t.Errorf("%s: unexpected: %s [%s] (in %s)", place, f.Message, f.ID(), wants.function(f.File, f.Line))
		}
	}
	for _, w := range wants.left() {
		t.Errorf("%s: no finding of %s like %q (in %s)", w.place, w.id, w.message, wants.function(w.file, w.line))
	}
}

// Expectations are the want comments of the analysed files.
type Expectations struct {
	all   []*want
	files map[string][]string
}

type want struct {
	place, file string
	line        int
	id          string
	low         bool
	message     *regexp.Regexp
	met         bool
}

var (
	wantComment = regexp.MustCompile(`// want(:low)? ([a-z]+/[a-z-]+)((?: "[^"]*")*)$`)
	quoted      = regexp.MustCompile(`"([^"]*)"`)
	funcLine    = regexp.MustCompile(`^func (?:\([^)]*\) )?(\w+)`)
)

// Wants reads the comments of all Go files in the folders of the analysed packages.
func Wants(t testing.TB, rep *engine.Report) *Expectations {
	t.Helper()
	root := Testdata(t)
	e := &Expectations{files: map[string][]string{}}
	for _, u := range rep.Universes {
		for _, p := range u.Packages {
			dir := strings.TrimPrefix(strings.TrimPrefix(p.Path, p.Module), "/")
			names, _ := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "*.go"))
			for _, name := range names {
				e.read(t, root, name)
			}
		}
	}
	return e
}

func (e *Expectations) read(t testing.TB, root, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rel, err := filepath.Rel(root, name)
	if err != nil {
		t.Fatal(err)
	}
	rel = filepath.ToSlash(rel)
	lines := strings.Split(string(data), "\n")
	e.files[rel] = lines
	for i, line := range lines {
		m := wantComment.FindStringSubmatch(strings.TrimRight(line, " \t\r"))
		if m == nil {
			if strings.Contains(line, "// want") {
				t.Errorf("%s:%d: malformed want comment", rel, i+1)
			}
			continue
		}
		messages := quoted.FindAllStringSubmatch(m[3], -1)
		if messages == nil {
			messages = [][]string{{"", ""}}
		}
		for _, q := range messages {
			e.all = append(e.all, &want{
				place: fmt.Sprintf("%s:%d", rel, i+1), file: rel, line: i + 1, id: m[2], low: m[1] != "",
				message: regexp.MustCompile(strings.ReplaceAll(q[1], `\\`, `\`)),
			})
		}
	}
}

// take meets an expectation with a finding.
func (e *Expectations) take(f *rule.Finding) bool {
	for _, w := range e.all {
		if !w.met && w.file == f.File && (w.line == f.Line || w.line == f.EndLine) && w.id == f.ID() && w.low == (f.Precision == rule.Unsure) && w.message.MatchString(f.Message) {
			w.met = true
			return true
		}
	}
	return false
}

func (e *Expectations) left() []*want {
	var out []*want
	for _, w := range e.all {
		if !w.met {
			out = append(out, w)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].place < out[j].place })
	return out
}

// function returns the name of the function that a line is in.
func (e *Expectations) function(file string, line int) string {
	lines := e.files[file]
	for i := min(line, len(lines)) - 1; i >= 0; i-- {
		if m := funcLine.FindStringSubmatch(lines[i]); m != nil {
			return m[1]
		}
	}
	return "no function"
}
