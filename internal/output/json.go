package output

import (
	"encoding/json"
	"io"

	"github.com/apivet/apivet/internal/rule"
)

// document is the JSON format, version 1. Fields are only ever added to it.
type document struct {
	Version    int          `json:"version"`
	Tool       Tool         `json:"tool"`
	Analysed   Analysed     `json:"analysed"`
	Incomplete []Incomplete `json:"incomplete"`
	Notes      []string     `json:"notes"`
	Findings   []jsonFind   `json:"findings"`
	Waived     []jsonWaived `json:"waived"`
	Baseline   jsonBaseline `json:"baseline"`
	NotNew     int          `json:"notNew"`
}

type jsonBaseline struct {
	Known int     `json:"known"`
	Fixed []Fixed `json:"fixed"`
}

type jsonWaived struct {
	jsonFind
	Waiver jsonWaiver `json:"waiver"`
}

type jsonWaiver struct {
	By     string `json:"by"`
	Reason string `json:"reason,omitempty"`
	Until  string `json:"until,omitempty"`
}

type jsonFind struct {
	Rule        string         `json:"rule"`
	Check       string         `json:"check"`
	Message     string         `json:"message"`
	Severity    rule.Severity  `json:"severity"`
	Precision   rule.Precision `json:"precision"`
	File        string         `json:"file"`
	Line        int            `json:"line"`
	Column      int            `json:"column"`
	EndLine     int            `json:"endLine"`
	EndColumn   int            `json:"endColumn"`
	Package     string         `json:"package"`
	Function    string         `json:"function"`
	Flow        []jsonStep     `json:"flow"`
	CWE         []string       `json:"cwe"`
	OWASP       []string       `json:"owasp"`
	ASVS        []string       `json:"asvs"`
	Fingerprint string         `json:"fingerprint"`
	URL         string         `json:"url"`
	Secret      bool           `json:"secret,omitempty"`
	Fix         *jsonFix       `json:"fix,omitempty"`
}

type jsonStep struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	// The end is there where it is known.
	EndLine   int `json:"endLine,omitempty"`
	EndColumn int `json:"endColumn,omitempty"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// JSON writes the report as one versioned document.
func JSON(w io.Writer, r *Report, _ Options) error {
	doc := document{Version: 1, Tool: r.Tool, Analysed: r.Analysed, Incomplete: orEmpty(r.Incomplete), Notes: orEmpty(r.Notes), Findings: []jsonFind{}, Waived: []jsonWaived{},
		Baseline: jsonBaseline{r.Known, orEmpty(r.Fixed)}, NotNew: r.Old}
	for i := range r.Findings {
		doc.Findings = append(doc.Findings, toJSON(&r.Findings[i]))
	}
	for i := range r.Waived {
		w := &r.Waived[i]
		doc.Waived = append(doc.Waived, jsonWaived{toJSON(&w.Finding), jsonWaiver{w.By, w.Reason, w.Until}})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func toJSON(f *rule.Finding) jsonFind {
	out := jsonFind{
		Rule: f.Rule, Check: f.Check, Message: f.Message, Severity: f.Severity, Precision: f.Precision,
		File: f.File, Line: f.Line, Column: f.Column, EndLine: f.EndLine, EndColumn: f.EndColumn, Package: f.Package, Function: f.Function,
		Flow: []jsonStep{}, CWE: orEmpty(f.CWE), OWASP: orEmpty(f.OWASP), ASVS: orEmpty(f.ASVS),
		Fingerprint: f.Fingerprint, URL: f.URL, Secret: f.Secret,
	}
	if out.EndLine == 0 {
		out.EndLine, out.EndColumn = f.Line, f.Column+1
	}
	for _, s := range f.Flow {
		out.Flow = append(out.Flow, jsonStep{s.File, s.Line, s.Column, s.Message, s.EndLine, s.EndColumn})
	}
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		out.Fix = &jsonFix{Message: f.Fix.Message}
		for _, e := range f.Fix.Edits {
			out.Fix.Edits = append(out.Fix.Edits, jsonEdit(e))
		}
	}
	return out
}
