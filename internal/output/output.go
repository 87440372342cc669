// Package output writes a report in one of several formats. A Handler is all that stands between the analysis and what
// users and tools read.
package output

import (
	"io"
	"slices"

	"github.com/apivet/apivet/internal/rule"
)

// Report is what a run found, and in what.
type Report struct {
	Tool       Tool
	Analysed   Analysed
	Incomplete []Incomplete
	Notes      []string       // places where a budget ran out, so that something there may be missed
	Findings   []rule.Finding // sorted
	Waived     []Waived       // findings that comments in the code waive, sorted
	Known      int            // findings that the baseline holds
	Fixed      []Fixed        // of the baseline
	Old        int            // findings that are not new since the revision to compare with
	Rules      []*rule.Rule
	Root       string // directory that relative file names start from
}

// Tool says who found it.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	URI     string `json:"uri"`
}

// Analysed counts what was analysed.
type Analysed struct {
	Modules  int `json:"modules"`
	Packages int `json:"packages"`
	Files    int `json:"files"`
	Lines    int `json:"lines"`
}

// Waived is a finding that is not shown, with who says so.
type Waived struct {
	rule.Finding
	By     string // "apivet:ignore", "nolint", "nosec" or "gosec:disable"
	Reason string // "" where none is given
	Until  string // YYYY-MM-DD, the last day; "" for ever
}

// Fixed is what a baseline holds and is not found any more.
type Fixed struct {
	Rule     string `json:"rule"` // with its check
	File     string `json:"file"` // relative to the baseline's folder
	Function string `json:"function"`
	Message  string `json:"message"`
	Count    int    `json:"count"`
}

// Incomplete is a package that was not, or not fully, analysed.
type Incomplete struct {
	Package string `json:"package"`
	Reason  string `json:"reason"`
}

// Options says how to write.
type Options struct {
	Color  bool
	Source func(file string) ([]byte, error) // reads a file by its name in the report, with what looks like a secret hidden
	// Redact hides the secrets in a line of source that is shown, or all its literals; nil hides nothing.
	Redact func(line string, all bool) string
	// ShowWaived: formats for people list the waived findings too.
	ShowWaived bool
}

// Handler writes a report.
type Handler func(w io.Writer, r *Report, o Options) error

// format is a handler, and what it is for.
type format struct {
	write Handler
	about string
}

var formats = map[string]format{
	"text":       {Text, "For people: the place, the message, the line, and the steps of the flow. Editors find the place."},
	"json":       {JSON, "For programs: everything that is known of the findings, also of the waived ones. Versioned; fields are only added."},
	"sarif":      {SARIF, "SARIF 2.1.0, for code scanning of GitHub and other tools."},
	"github":     {GitHub, "Workflow commands of GitHub Actions, which annotate the lines of a pull request."},
	"gitlab":     {GitLab, "Code Quality report of GitLab."},
	"checkstyle": {Checkstyle, "XML of Checkstyle, for reviewdog, Jenkins and others."},
	"junit":      {JUnit, "XML of JUnit: a suite a rule, a failure a finding."},
	"html":       {HTML, "A page to look at: one file, with a summary, code, flows and filters."},
	"markdown":   {Markdown, "A summary for the page of a job, such as $GITHUB_STEP_SUMMARY."},
}

// ByName returns the handler of a format.
func ByName(name string) (Handler, bool) {
	f, ok := formats[name]
	return f.write, ok
}

// Describe says what a format is for.
func Describe(name string) string { return formats[name].about }

// Names returns the names of the formats, sorted.
func Names() []string {
	var names []string
	for n := range formats {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
