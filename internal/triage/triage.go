// Package triage decides which of the findings of a run are shown, and why not the others: what the command, the golangci-lint
// plugin and the go/analysis analyzers have in common between rules and output.
package triage

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/apivet/apivet/internal/baseline"
	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/fingerprint"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/summary"
	"github.com/apivet/apivet/internal/suppress"
)

// Run is a run of rules over a program.
type Run struct {
	Settings *config.Settings
	Rules    []*rule.Rule
	Root     string // that relative file names start from
	Findings []rule.Finding
	Files    []File // of the program
	// Whole: all of the program was looked at, so that what is not among the findings is not there.
	Whole bool
	Now   time.Time
	// Source is where the program is read from.
	Source  fingerprint.Source
	sources rule.Sources
}

// File is a source file of the program.
type File struct{ Name, Package string }

// NewRun makes a run of what the engine found in the folder root.
func NewRun(s *config.Settings, rules []*rule.Rule, models *model.Set, root string, rep *engine.Report) *Run {
	r := &Run{
		Settings: s, Rules: rules, Root: root, Findings: rep.Findings, Whole: rep.Whole && len(rep.Incomplete) == 0, Now: time.Now(),
		Source: SourceIn(root, models),
	}
	seen := map[string]bool{} // a module that another one takes from its folder is in both programs
	for _, u := range rep.Universes {
		for _, p := range u.Packages {
			if p.Outside || seen[p.Dir] {
				continue
			}
			seen[p.Dir] = true
			r.add(p.Summary.(*summary.Summary), p.Files)
		}
	}
	return r
}

// add adds a package with its files.
func (r *Run) add(s *summary.Summary, files []string) {
	for _, name := range files {
		r.Files = append(r.Files, File{name, s.Path})
	}
	if r.sources == nil {
		r.sources = rule.Sources{}
	}
	maps.Copy(r.sources, rule.NewSources(s))
}

// SourceIn reads files whose relative names start from root.
func SourceIn(root string, models *model.Set) fingerprint.Source {
	hide := func(text string, all bool) string {
		if all {
			return models.Secrets.Redact(text, true)
		}
		return string(models.Secrets.Hide([]byte(text)))
	}
	return fingerprint.Source{Redact: hide, Read: func(file string) ([]byte, error) { return os.ReadFile(absolute(root, file)) }}
}

func absolute(root, file string) string {
	file = filepath.FromSlash(file)
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(root, file)
}

// Result is what is shown of a run, and what is not although the settings would show it. All findings have their fingerprints.
type Result struct {
	Shown  []rule.Finding
	Waived []Waived
	Known  []rule.Finding   // that the baseline holds
	Fixed  []baseline.Entry // of the baseline, where all was looked at
	Old    []rule.Finding   // that were there at the revision to compare with
}

// Waived is a finding that a comment waives.
type Waived struct {
	rule.Finding
	suppress.Waiver
}

// Sort sorts the findings of a run, with those about directives among them.
func (r *Run) Sort() Result {
	s := &sorter{Run: r, selector: r.Settings.Selector(r.Root), files: map[string]*suppress.File{}}
	var res Result
	for i := range r.Findings {
		f := &r.Findings[i]
		by := s.waiver(f) // also of what is not shown: its directive is used
		if s.selector.Verdict(f) != config.Show {
			continue
		}
		if by != nil {
			res.Waived = append(res.Waived, Waived{*f, *by})
		} else {
			res.Shown = append(res.Shown, *f)
		}
	}
	for _, f := range s.problems() {
		if s.selector.Verdict(&f) == config.Show {
			res.Shown = append(res.Shown, f)
		}
	}
	rule.Sort(res.Shown)
	r.identify(&res)
	return res
}

// waiver returns what suppresses a finding: where its code was written, or in the file that the compiler reads.
func (s *sorter) waiver(f *rule.Finding) *suppress.Waiver {
	by := s.directives(f.File).Waive(f)
	if f.Read.File != "" {
		read := *f
		read.Range = f.Read
		by = cmp.Or(by, s.directives(read.File).Waive(&read))
	}
	return by
}

// identify gives the findings their fingerprints.
func (r *Run) identify(res *Result) {
	var all []*rule.Finding
	for i := range res.Shown {
		all = append(all, &res.Shown[i])
	}
	for i := range res.Waived {
		all = append(all, &res.Waived[i].Finding)
	}
	r.Source.Fill(all)
}

// sorter is the work on one run.
type sorter struct {
	*Run
	selector *config.Selector
	files    map[string]*suppress.File
}

// directives reads those of a file, once.
func (s *sorter) directives(name string) *suppress.File {
	f := s.files[name]
	if f == nil {
		src, err := s.Source.Read(name)
		if err != nil {
			src = nil // what is wrong with the file was reported when it was analysed
		}
		f = suppress.Parse(name, src, suppress.Options{Rules: s.Rules, NoSec: s.Settings.NoSec, Now: s.Now})
		s.files[name] = f
	}
	return f
}

// problems are the findings about directives.
func (s *sorter) problems() []rule.Finding {
	var out []rule.Finding
	r := s.rule(suppress.Rule)
	if r == nil {
		return nil
	}
	for _, file := range s.Run.Files {
		d := s.directives(file.Name)
		problems := d.Problems
		if s.Whole {
			problems = append(problems[:len(problems):len(problems)], d.Unused(func(id string) bool { return s.on(file.Name, id) })...)
		}
		for _, p := range problems {
			f := rule.Finding{Check: p.Check, Message: p.Message, Severity: rule.Low, Precision: rule.Sure, Range: p.At, Package: file.Package, Fix: p.Fix}
			if at := s.sources.Of(f.Range); at != f.Range {
				f.Range, f.Read, f.Fix = at, f.Range, nil
			}
			r.Stamp(&f)
			out = append(out, f)
		}
	}
	return out
}

func (s *sorter) rule(name string) *rule.Rule {
	for _, r := range s.Rules {
		if r.Name == name {
			return r
		}
	}
	return nil
}

// on tells whether a rule, or one of its checks, is on for a file.
func (s *sorter) on(file, id string) bool {
	name, check, one := strings.Cut(id, "/")
	r := s.rule(name)
	if r == nil {
		return false
	}
	for _, c := range r.Checks {
		if (!one || c.Name == check) && s.selector.On(file, name, c.Name) {
			return true
		}
	}
	return false
}
