// Package rule holds what all rules have in common: what a rule is, what it is asked with, and what it reports.
package rule

import (
	"cmp"
	"slices"

	"github.com/apivet/apivet/internal/program"
)

// Rule is one rule with its checks.
type Rule struct {
	Name   string // readable, lower case: analyzer name, folder, directive, SARIF id
	Title  string // one line
	Doc    string // the text of the rule's page, in Markdown: why, flagged, fixed, what is deliberately not reported
	Checks []Check
	CWE    []string
	OWASP  []string // API Security Top 10 (2023)
	ASVS   []string
	Since  string // version that brought it
	// Reuses are the ids of the analyzers of package gosec whose issues the rule asks the summaries for. They run only if
	// one of the rules does.
	Reuses []string
	Run    func(*Pass)
}

// Reused returns the ids of the analyzers that rules reuse, sorted.
func Reused(rules []*Rule) []string {
	var ids []string
	for _, r := range rules {
		ids = append(ids, r.Reuses...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Check is one kind of finding of a rule.
type Check struct {
	Name      string
	Title     string
	Severity  Severity  // the highest it reports
	Precision Precision // the highest it reports
}

// URL returns the address of the rule's page.
func (r *Rule) URL() string {
	return "https://github.com/apivet/apivet/blob/main/docs/rules/" + r.Name + ".md"
}

// Stamp fills in what the rule says of all its findings.
func (r *Rule) Stamp(f *Finding) {
	f.Rule, f.CWE, f.OWASP, f.ASVS, f.URL = r.Name, r.CWE, r.OWASP, r.ASVS, r.URL()
}

// Pass is one run of one rule over a linked program.
type Pass struct {
	Rule     *Rule
	Program  *program.Program
	sources  Sources
	findings []Finding
	cuts     []string
}

// Report adds a finding at a place in the files that the compiler reads; what the rule says of all its findings is filled in, and
// where its places were written.
func (p *Pass) Report(f Finding) {
	p.Rule.Stamp(&f)
	f.Flow = slices.Clone(Shorten(f.Flow))
	for i := range f.Flow {
		f.Flow[i].Range = p.sources.Of(f.Flow[i].Range)
	}
	if p.sources.rewritten(f.Range) { // A fix would change what was made of another file, and be gone when it is made again.
		f.Propose, f.Fix = nil, nil
	}
	if at := p.sources.Of(f.Range); at != f.Range {
		f.Read, f.Range = f.Range, at
	}
	p.findings = append(p.findings, f)
}

// Cut notes that a budget ran out at a place, so that something there may be missed.
func (p *Pass) Cut(at program.Place, why string) {
	r := p.sources.Of(RangeOf(at))
	p.cuts = append(p.cuts, r.String()+": "+why)
}

// RangeOf turns a place of the program into a range of the file that the compiler reads, which is how rules compare and
// report places.
func RangeOf(at program.Place) Range {
	return Range{
		File: at.File(), Line: int(at.Pos.Line), Column: int(at.Pos.Col),
		EndLine: int(at.Pos.EndLine), EndColumn: int(at.Pos.EndCol),
	}
}

// Shorten keeps the steps that a flow shows: the first and the last ones when there are too many.
func Shorten(steps []Step) []Step {
	if len(steps) <= MaxSteps {
		return steps
	}
	head := MaxSteps / 2
	tail := steps[len(steps)-(MaxSteps-head-1):]
	left := len(steps) - head - len(tail)
	gap := Step{Range: steps[head].Range, Message: plural(left, "step") + " left out"}
	return append(append(slices.Clone(steps[:head]), gap), tail...)
}

// Result is what the rules found in a program.
type Result struct {
	Findings []Finding
	Cuts     []string // places where a budget ran out
}

// Run asks the rules of a program. The findings are sorted by place.
func Run(prog *program.Program, rules []*Rule) Result { return RunEach(prog, rules, func(int) {}) }

// RunEach is Run, and tells before each rule which it is.
func RunEach(prog *program.Program, rules []*Rule, begin func(i int)) Result {
	var res Result
	sources := NewSources(prog.Packages()...)
	for i, r := range rules {
		begin(i)
		p := &Pass{Rule: r, Program: prog, sources: sources}
		r.Run(p)
		res.Findings = append(res.Findings, p.findings...)
		res.Cuts = append(res.Cuts, p.cuts...)
	}
	Sort(res.Findings)
	res.Findings = slices.CompactFunc(res.Findings, copied)
	slices.Sort(res.Cuts)
	res.Cuts = slices.Compact(res.Cuts)
	return res
}

// Sort orders findings by place, rule, check and message.
func Sort(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Check, b.Check), cmp.Compare(a.Message, b.Message))
	})
}

// Fill makes the fixes that findings propose, reading files by their names in the findings. Fixes that hold a secret, as
// holds tells of Go source, are left out: fixes are shown.
func Fill(findings []Finding, read func(file string) ([]byte, error), holds func(src string) bool) {
	for i := range findings {
		f := &findings[i]
		if f.Propose == nil {
			continue
		}
		if src, err := read(f.File); err == nil {
			f.Fix = f.Propose(src)
		}
		if f.Fix != nil && slices.ContainsFunc(f.Fix.Edits, func(e Edit) bool { return holds(e.New) }) {
			f.Fix = nil
		}
		f.Propose = nil
	}
}
