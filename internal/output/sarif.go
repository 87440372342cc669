package output

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/apivet/apivet/internal/rule"
)

// The SARIF 2.1.0 objects that are written (OASIS, sarif-v2.1.0-os). Plain structs, since the format asks for absent
// properties where a library would write null.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool              sarifTool         `json:"tool"`
		AutomationDetails map[string]string `json:"automationDetails"`
		Invocations       []sarifInvocation `json:"invocations"`
		ColumnKind        string            `json:"columnKind"`
		Results           []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifRule struct {
		ID                   string            `json:"id"`
		Name                 string            `json:"name"`
		ShortDescription     sarifText         `json:"shortDescription"`
		FullDescription      sarifText         `json:"fullDescription"`
		Help                 sarifText         `json:"help"`
		HelpURI              string            `json:"helpUri"`
		DefaultConfiguration map[string]string `json:"defaultConfiguration"`
		Properties           sarifRuleProps    `json:"properties"`
	}
	sarifRuleProps struct {
		Tags             []string `json:"tags"`
		Precision        string   `json:"precision"`
		SecuritySeverity string   `json:"security-severity"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string    `json:"level"`
		Message sarifText `json:"message"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifBytes struct {
		Offset int `json:"byteOffset"`
		Length int `json:"byteLength"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifFlowStep struct {
		Location sarifLocation `json:"location"`
	}
	sarifThread struct {
		Locations []sarifFlowStep `json:"locations"`
	}
	sarifFlow struct {
		Threads []sarifThread `json:"threadFlows"`
	}
	sarifReplacement struct {
		Deleted  sarifBytes `json:"deletedRegion"`
		Inserted *sarifText `json:"insertedContent,omitempty"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		CodeFlows    []sarifFlow       `json:"codeFlows,omitempty"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
		Properties   map[string]string `json:"properties"`
	}
)

// Limits of GitHub code scanning.
const (
	maxSARIFResults  = 25_000
	maxSARIFTags     = 20
	maxSARIFFullText = 1024
)

var sarifLevels = [...]string{rule.Low: "note", rule.Medium: "warning", rule.High: "error", rule.Critical: "error"}

// securitySeverity is the CVSS-like number that code scanning sorts by.
var securitySeverity = [...]string{rule.Low: "3.0", rule.Medium: "5.5", rule.High: "7.5", rule.Critical: "9.3"}

// SARIF writes the report as SARIF 2.1.0, as GitHub code scanning wants it.
func SARIF(w io.Writer, r *Report, o Options) error {
	s := &sarifWriter{lines: newLines(o), index: map[string]int{}, seen: map[string]int{}}
	run := sarifRun{
		Tool:              sarifTool{sarifDriver{Name: r.Tool.Name, Version: r.Tool.Version, InformationURI: r.Tool.URI, Rules: s.rules(r.Rules)}},
		AutomationDetails: map[string]string{"id": r.Tool.Name + "/"},
		Invocations:       []sarifInvocation{{ExecutionSuccessful: len(r.Incomplete) == 0}},
		ColumnKind:        "unicodeCodePoints",
		Results:           []sarifResult{},
	}
	note := func(level, text string) {
		run.Invocations[0].Notifications = append(run.Invocations[0].Notifications, sarifNotification{level, sarifText{Text: text}})
	}
	for _, i := range r.Incomplete {
		note("error", i.Package+": "+i.Reason)
	}
	for _, n := range r.Notes {
		note("note", "the analysis stopped early at "+n)
	}
	findings := r.Findings
	if len(findings) > maxSARIFResults {
		note("warning", fmt.Sprintf("%d findings are left out, the least severe ones: code scanning takes %d", len(findings)-maxSARIFResults, maxSARIFResults))
		findings = mostSevere(findings)
	}
	for i := range findings {
		run.Results = append(run.Results, s.result(&findings[i]))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

// mostSevere keeps the findings that fit, in their order.
func mostSevere(findings []rule.Finding) []rule.Finding {
	bySeverity := slices.Clone(findings)
	slices.SortStableFunc(bySeverity, func(a, b rule.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	kept := bySeverity[:maxSARIFResults]
	rule.Sort(kept)
	return kept
}

type sarifWriter struct {
	lines *lines
	index map[string]int // of rules, by id
	seen  map[string]int // of line hashes, by file and hash
}

func (s *sarifWriter) rules(rules []*rule.Rule) []sarifRule {
	out := []sarifRule{}
	for _, r := range rules {
		for _, c := range r.Checks {
			id := r.Name + "/" + c.Name
			s.index[id] = len(out)
			tags := []string{"security"}
			for _, cwe := range r.CWE {
				tags = append(tags, "external/cwe/"+strings.ToLower(cwe))
			}
			for _, t := range r.OWASP {
				tags = append(tags, "external/owasp/"+strings.ToLower(t))
			}
			out = append(out, sarifRule{
				ID: id, Name: id,
				ShortDescription:     sarifText{Text: c.Title},
				FullDescription:      sarifText{Text: shorten(r.Title+": "+c.Title+".", maxSARIFFullText)},
				Help:                 sarifText{Text: r.Doc, Markdown: r.Doc},
				HelpURI:              r.URL(),
				DefaultConfiguration: map[string]string{"level": sarifLevels[c.Severity]},
				Properties: sarifRuleProps{
					Tags: tags[:min(len(tags), maxSARIFTags)], Precision: c.Precision.String(), SecuritySeverity: securitySeverity[c.Severity],
				},
			})
		}
	}
	return out
}

func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func (s *sarifWriter) result(f *rule.Finding) sarifResult {
	res := sarifResult{
		RuleID: f.ID(), RuleIndex: s.index[f.ID()], Level: sarifLevels[f.Severity],
		Message:   sarifText{Text: f.Message},
		Locations: []sarifLocation{{Physical: s.physical(f.Range)}},
		Fingerprints: map[string]string{
			"primaryLocationLineHash": s.lineHash(f),
			"apivet/v1":               f.Fingerprint,
		},
		Properties: map[string]string{"precision": f.Precision.String(), "severity": f.Severity.String()},
	}
	var steps []sarifFlowStep
	for _, st := range f.Flow {
		steps = append(steps, sarifFlowStep{sarifLocation{Physical: s.physical(st.Range), Message: &sarifText{Text: st.Message}}})
	}
	if len(steps) > 0 {
		res.CodeFlows = []sarifFlow{{[]sarifThread{{steps}}}}
	}
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		res.Fixes = []sarifFix{fix(f.Fix)}
	}
	return res
}

// fix groups the edits by file, in order.
func fix(in *rule.Fix) sarifFix {
	out := sarifFix{Description: sarifText{Text: in.Message}}
	at := map[string]int{}
	for _, e := range in.Edits {
		i, ok := at[e.File]
		if !ok {
			i = len(out.Changes)
			at[e.File] = i
			out.Changes = append(out.Changes, sarifChange{Artifact: artifact(e.File)})
		}
		rep := sarifReplacement{Deleted: sarifBytes{e.Start, e.End - e.Start}}
		if e.New != "" {
			rep.Inserted = &sarifText{Text: e.New}
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, rep)
	}
	return out
}

func artifact(file string) sarifArtifact {
	if path.IsAbs(file) || len(file) > 1 && file[1] == ':' {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(file, "/")}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: file}).String(), URIBaseID: "%SRCROOT%"}
}

// physical converts byte columns to code points.
func (s *sarifWriter) physical(at rule.Range) sarifPhysical {
	reg := sarifRegion{StartLine: max(at.Line, 1), StartColumn: s.column(at.File, at.Line, at.Column)}
	if at.EndLine > 0 {
		reg.EndLine, reg.EndColumn = at.EndLine, s.column(at.File, at.EndLine, at.EndColumn)
		if reg.EndLine == reg.StartLine && reg.EndColumn <= reg.StartColumn {
			reg.EndColumn = reg.StartColumn + 1
		}
	}
	return sarifPhysical{Artifact: artifact(at.File), Region: reg}
}

func (s *sarifWriter) column(file string, line, column int) int {
	if column < 1 {
		return 1
	}
	text := s.lines.line(file, line)
	return utf8.RuneCountInString(text[:min(column-1, len(text))]) + max(0, column-1-len(text)) + 1
}

// lineHash is a rolling hash of the place's line without space, and the how-manieth line with that hash it is in the
// file: the form in which code scanning recognises a result when lines move.
func (s *sarifWriter) lineHash(f *rule.Finding) string {
	text := strings.Join(strings.Fields(s.lines.line(f.File, f.Line)), "")
	var h uint64 = 14695981039346656037 // FNV-1a
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	k := fmt.Sprintf("%s\x00%s\x00%x", f.ID(), f.File, h)
	s.seen[k]++
	return fmt.Sprintf("%x:%d", h, s.seen[k])
}
