// Package suppress waives findings by comments in the code, and finds the comments that do not hold.
//
// Three kinds are honoured:
//
//	//apivet:ignore rule[/check][,…] [until=YYYY-MM-DD] -- reason
//	//nolint:apivet or //nolint:rule        of golangci-lint
//	#nosec or #nosec G201                   of gosec, only where it is asked for
//	//gosec:disable or //gosec:disable G201
//
// The first is checked: one that is malformed, expired, or matches nothing is a finding of the rule directive. A directive
// without a reason is malformed. The others are checked by the tools that they are of, and of a nolint only the
// names of this program count: a bare nolint or nolint:all waives nothing here.
//
// A comment at the end of a line holds for what begins on the line, one on a line of its own for what begins on the line below its
// group of comments: a declaration whole, anything smaller without the blocks in it, the package clause for the file. Those of gosec hold for what gosec
// takes them for, which is all of the statement or declaration.
package suppress

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/apivet/apivet/internal/rule"
)

// Rule is the rule of findings about directives; Malformed, Expired and Unused are its checks.
const (
	Rule      = "directive"
	Malformed = "malformed"
	Expired   = "expired"
	Unused    = "unused"
)

// Options says what counts.
type Options struct {
	Rules []*rule.Rule
	NoSec bool      // #nosec and //gosec:disable count
	Now   time.Time // by which directives expire
}

// Waiver says why a finding is not shown.
type Waiver struct {
	By     string // "apivet:ignore", "nolint", "nosec" or "gosec:disable"
	Reason string // "" where none has to be given
	Until  string // YYYY-MM-DD; "" for ever
	At     rule.Range
}

// Directive is one comment that waives findings.
type Directive struct {
	Waiver
	// IDs are the rules and checks that it waives.
	IDs   []string
	from  int // bytes of the comment with what belongs to it: its line, or the space before it
	to    int
	lines []span
	met   map[string]bool // of IDs: those that waived something
}

// span is some lines of a file, both ends included.
type span struct{ from, to int }

// Problem is a comment that does not hold.
type Problem struct {
	Check   string // Malformed, Expired or Unused
	At      rule.Range
	Message string
	Fix     *rule.Fix // nil where none is certain
}

// File is the directives of one file.
type File struct {
	Directives []Directive
	Problems   []Problem
}

// Waive returns what waives a finding in the file, and notes that it did; nil if nothing does.
func (f *File) Waive(finding *rule.Finding) *Waiver {
	var by *Waiver
	for i := range f.Directives {
		d := &f.Directives[i]
		if !d.covers(finding.Line) && (finding.EndLine == 0 || !d.covers(finding.EndLine)) {
			continue
		}
		for _, id := range d.IDs {
			if id != finding.Rule && id != finding.ID() {
				continue
			}
			d.met[id] = true
			if by == nil {
				by = &d.Waiver
			}
		}
	}
	return by
}

func (d *Directive) covers(line int) bool {
	return slices.ContainsFunc(d.lines, func(s span) bool { return s.from <= line && line <= s.to })
}

// Unused returns the directives of which some rule or check waived nothing, once all findings were shown to Waive. on
// tells whether a rule or check is on in the file; those that are off are not spoken of.
func (f *File) Unused(on func(id string) bool) []Problem {
	var out []Problem
	for i := range f.Directives {
		d := &f.Directives[i]
		if d.By != ignore {
			continue
		}
		var idle []string
		for _, id := range d.IDs {
			if !d.met[id] && on(id) {
				idle = append(idle, id)
			}
		}
		if len(idle) == 0 {
			continue
		}
		p := Problem{Check: Unused, At: d.At, Message: fmt.Sprintf("no finding of %s is here to suppress; ", strings.Join(idle, ", "))}
		if len(idle) < len(d.IDs) {
			p.Message += "take it out of the directive"
		} else {
			p.Message += "remove the directive"
			p.Fix = &rule.Fix{Message: "remove the directive", Edits: []rule.Edit{{File: d.At.File, Start: d.from, End: d.to}}}
		}
		out = append(out, p)
	}
	return out
}
