package output

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/apivet/apivet/internal/rule"
)

// ReadJSON reads a report that JSON wrote. Rules that are not among the known ones are made of what their findings say.
func ReadJSON(in io.Reader, known []*rule.Rule) (*Report, error) {
	var doc document
	if err := json.NewDecoder(in).Decode(&doc); err != nil {
		return nil, fmt.Errorf("this is no report of apivet -format json: %w", err)
	}
	if doc.Version != 1 || doc.Tool.Name == "" {
		return nil, fmt.Errorf("this is no report of apivet -format json that this version reads: it has version %d, and the one to read is 1", doc.Version)
	}
	r := &Report{
		Tool: doc.Tool, Analysed: doc.Analysed, Incomplete: doc.Incomplete, Notes: doc.Notes, Known: doc.Baseline.Known, Fixed: doc.Baseline.Fixed,
		Old: doc.NotNew, Rules: slices.Clone(known),
	}
	for i := range doc.Findings {
		r.Findings = append(r.Findings, doc.Findings[i].finding())
	}
	for i := range doc.Waived {
		w := &doc.Waived[i]
		r.Waived = append(r.Waived, Waived{w.finding(), w.Waiver.By, w.Waiver.Reason, w.Waiver.Until})
	}
	for i := range r.Findings {
		r.addRule(&r.Findings[i])
	}
	return r, nil
}

func (j *jsonFind) finding() rule.Finding {
	f := rule.Finding{
		Rule: j.Rule, Check: j.Check, Message: j.Message, Severity: j.Severity, Precision: j.Precision, Package: j.Package, Function: j.Function,
		Range: rule.Range{File: j.File, Line: j.Line, Column: j.Column, EndLine: j.EndLine, EndColumn: j.EndColumn},
		CWE:   j.CWE, OWASP: j.OWASP, ASVS: j.ASVS, Fingerprint: j.Fingerprint, URL: j.URL, Secret: j.Secret,
	}
	for _, s := range j.Flow {
		f.Flow = append(f.Flow, rule.Step{Range: rule.Range{File: s.File, Line: s.Line, Column: s.Column, EndLine: s.EndLine, EndColumn: s.EndColumn}, Message: s.Message})
	}
	if j.Fix != nil {
		f.Fix = &rule.Fix{Message: j.Fix.Message}
		for _, e := range j.Fix.Edits {
			f.Fix.Edits = append(f.Fix.Edits, rule.Edit(e))
		}
	}
	return f
}

// addRule adds the rule and the check of a finding where they are missing.
func (r *Report) addRule(f *rule.Finding) {
	i := slices.IndexFunc(r.Rules, func(known *rule.Rule) bool { return known.Name == f.Rule })
	if i < 0 {
		i = len(r.Rules)
		r.Rules = append(r.Rules, &rule.Rule{Name: f.Rule, Title: f.Rule, CWE: f.CWE, OWASP: f.OWASP, ASVS: f.ASVS})
	}
	has := slices.ContainsFunc(r.Rules[i].Checks, func(c rule.Check) bool { return c.Name == f.Check })
	if !has {
		with := *r.Rules[i] // the known rule is not this report's to change
		with.Checks = append(slices.Clone(with.Checks), rule.Check{Name: f.Check, Title: f.Check, Severity: f.Severity, Precision: f.Precision})
		r.Rules[i] = &with
	}
}

// Prefix puts a folder in front of the relative names of files, for readers that start from another folder.
func (r *Report) Prefix(name func(file string) string) {
	change := func(f *rule.Finding) {
		f.File = name(f.File)
		f.Flow = slices.Clone(f.Flow)
		for i := range f.Flow {
			f.Flow[i].File = name(f.Flow[i].File)
		}
		if f.Fix != nil {
			fix := rule.Fix{Message: f.Fix.Message, Edits: slices.Clone(f.Fix.Edits)}
			for i := range fix.Edits {
				fix.Edits[i].File = name(fix.Edits[i].File)
			}
			f.Fix = &fix
		}
	}
	for i := range r.Findings {
		change(&r.Findings[i])
	}
	for i := range r.Waived {
		change(&r.Waived[i].Finding)
	}
}
