package output

import (
	"encoding/json"
	"io"

	"github.com/apivet/apivet/internal/rule"
)

// gitlabIssue is an element of GitLab's Code Quality report ("Code Quality report format" in its documentation).
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

var gitlabSeverities = [...]string{rule.Low: "minor", rule.Medium: "major", rule.High: "critical", rule.Critical: "blocker"}

// GitLab writes findings as GitLab's Code Quality report. Fingerprints are free of line numbers, so that a merge request
// shows only what is new in it.
func GitLab(w io.Writer, r *Report, o Options) error {
	issues := []gitlabIssue{}
	for i := range r.Findings {
		f := &r.Findings[i]
		issues = append(issues, gitlabIssue{
			Description: f.Message + " [" + f.ID() + "]" + source(f), CheckName: f.ID(), Fingerprint: f.Fingerprint, Severity: gitlabSeverities[f.Severity],
			Location: gitlabLocation{f.File, gitlabLines{max(f.Line, 1), f.EndLine}},
		})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(issues)
}
