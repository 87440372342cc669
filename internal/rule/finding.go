package rule

import "fmt"

// Severity is how bad the consequence of a finding is.
type Severity uint8

// The severities, least first.
const (
	Low Severity = iota
	Medium
	High
	Critical
)

var severityNames = [...]string{"low", "medium", "high", "critical"}

// String returns the lower-case word used in every output.
func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the lower-case word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the lower-case word.
func (s *Severity) UnmarshalText(text []byte) error {
	for i, name := range severityNames {
		if name == string(text) {
			*s = Severity(i)
			return nil
		}
	}
	return fmt.Errorf("unknown severity %q: want low, medium, high or critical", text)
}

// Precision is how sure a finding is. By default findings of precision high and medium are shown.
type Precision uint8

// The precisions, least sure first.
const (
	Unsure Precision = iota
	Likely
	Sure
)

var precisionNames = [...]string{"low", "medium", "high"}

// String returns the lower-case word used in every output: low, medium or high.
func (p Precision) String() string { return precisionNames[p] }

// MarshalText writes the lower-case word.
func (p Precision) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the lower-case word.
func (p *Precision) UnmarshalText(text []byte) error {
	for i, name := range precisionNames {
		if name == string(text) {
			*p = Precision(i)
			return nil
		}
	}
	return fmt.Errorf("unknown precision %q: want low, medium or high", text)
}

// Range is a stretch of source text. Lines and columns count from 1; a column counts bytes, and the end is exclusive.
// A Range without an end has EndLine 0.
type Range struct {
	File               string // relative to the analysed directory, with "/" as separator; absolute outside it
	Line, Column       int
	EndLine, EndColumn int
}

// Contains tells whether o lies in r; both need an end.
func (r Range) Contains(o Range) bool {
	if r.File != o.File || r.EndLine == 0 || o.EndLine == 0 {
		return false
	}
	return !before(o.Line, o.Column, r.Line, r.Column) && !before(r.EndLine, r.EndColumn, o.EndLine, o.EndColumn)
}

func before(line, column, thanLine, thanColumn int) bool {
	return line < thanLine || line == thanLine && column < thanColumn
}

// Step is one place on the way of a value from its source to the sink.
type Step struct {
	Range
	Message string
}

// Edit replaces the bytes [Start, End) of a file.
type Edit struct {
	File       string // as in Range
	Start, End int    // byte offsets
	New        string
}

// Fix is a change that removes the finding and keeps the code compiling.
type Fix struct {
	Message string
	Edits   []Edit
}

// MaxSteps is the number of steps that a flow shows at most.
const MaxSteps = 20

// Finding is one thing that is wrong, at the place that is to be changed.
type Finding struct {
	Rule, Check string // "sqlbuild", "injected"
	Message     string // one line: concrete names, what to do
	Severity    Severity
	Precision   Precision
	Range
	// Read is the place in the file that the compiler reads, where line directives say that Range is where that was written.
	Read        Range
	Package     string   // import path of the package the place is in
	Decider     string   // import path of the package whose content and imports decide the finding; "" for Package
	Flow        []Step   // from the source to the sink, at most MaxSteps
	CWE         []string // "CWE-89"
	OWASP       []string // "API8:2023"
	ASVS        []string // "v5.0.0-1.2.4"
	URL         string   // the rule's page
	Function    string   // declaration that the place is in, "(*T).Name"; "" for none
	Content     string   // hexadecimal; hash of rule, check and the tokens at the place
	Fingerprint string   // hexadecimal; unique among the findings of a run, and free of line numbers
	Fix         *Fix     // nil where none is certain
	// Propose makes the fix of the text of the finding's file; nil where there is none.
	Propose func(src []byte) *Fix
	// Secret: the text at the place is a secret, and must not be shown.
	Secret bool
	Open   bool // more of the program could change the verdict: only a whole program should report it
}

// ID returns the rule and the check as users write them: "sqlbuild/injected".
func (f *Finding) ID() string { return f.Rule + "/" + f.Check }

// String returns "file:line:column".
func (r Range) String() string { return fmt.Sprintf("%s:%d:%d", r.File, r.Line, r.Column) }

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
