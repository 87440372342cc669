package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/apivet/apivet/internal/rule"
)

// maxSource is the length of a source line that is shown, in bytes.
const maxSource = 160

// Text writes findings for people: "file:line:col: message [rule/check]", the source line with the place marked, and the
// steps of the flow. It writes nothing when there are no findings. Waived ones are a line each, where they are asked for.
func Text(w io.Writer, r *Report, o Options) error {
	t := &textWriter{w: bufio.NewWriter(w), lines: newLines(o), color: o.Color}
	for i := range r.Findings {
		t.finding(&r.Findings[i])
	}
	if o.ShowWaived {
		for i := range r.Waived {
			t.waived(&r.Waived[i])
		}
	}
	return t.w.Flush()
}

// waived writes a finding that is not shown otherwise, in one line.
func (t *textWriter) waived(w *Waived) {
	by := w.by()
	if w.Reason != "" {
		by += ": " + w.Reason
	}
	fmt.Fprintf(t.w, "%s %s %s %s (%s)\n", t.paint(bold, fmt.Sprintf("%s:%d:%d:", w.File, w.Line, w.Column)), t.paint(dim, "waived:"), w.Message,
		t.paint(dim, "["+w.ID()+"]"), by)
}

type textWriter struct {
	w     *bufio.Writer
	lines *lines
	color bool
}

// Escape sequences of the terminal, as ECMA-48 defines them.
const (
	bold   = "\x1b[1m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	cyan   = "\x1b[36m"
	dim    = "\x1b[2m"
	reset  = "\x1b[0m"
)

func (t *textWriter) paint(code, s string) string {
	if !t.color || s == "" {
		return s
	}
	return code + s + reset
}

var severityColor = map[rule.Severity]string{rule.Critical: red, rule.High: red, rule.Medium: yellow, rule.Low: cyan}

func (t *textWriter) finding(f *rule.Finding) {
	place := fmt.Sprintf("%s:%d:%d:", f.File, f.Line, f.Column)
	fmt.Fprintf(t.w, "%s %s %s %s\n", t.paint(bold, place), t.paint(severityColor[f.Severity], f.Severity.String()+":"),
		f.Message, t.paint(dim, "["+f.ID()+"]"))
	t.source(f.Range, f.Secret)
	for i, s := range f.Flow {
		fmt.Fprintf(t.w, "  %2d. %s:%d:%d: %s\n", i+1, s.File, s.Line, s.Column, s.Message)
		if src := strings.TrimSpace(t.lines.shown(s.File, s.Line, f.Secret)); src != "" {
			fmt.Fprintf(t.w, "      %s\n", t.paint(dim, cut(src)))
		}
	}
	fmt.Fprintln(t.w)
}

// source writes the line of a place, with the place underlined.
func (t *textWriter) source(at rule.Range, secret bool) {
	line := t.lines.shown(at.File, at.Line, secret)
	if strings.TrimSpace(line) == "" {
		return
	}
	fmt.Fprintf(t.w, "    %s\n", cut(line))
	start := min(max(at.Column-1, 0), len(line))
	end := len(line)
	if at.EndLine == at.Line {
		end = min(max(at.EndColumn-1, start+1), len(line))
	}
	if at.EndLine == 0 {
		end = min(start+1, len(line))
	}
	if end > maxSource {
		return
	}
	// Have: tabs before the place are kept, so that the mark stands below it however wide they are.
	pad := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, line[:start])
	fmt.Fprintf(t.w, "    %s%s\n", pad, t.paint(red, strings.Repeat("^", max(1, utf8.RuneCountInString(line[start:end])))))
}

// cut shortens a long line.
func cut(s string) string { return clip(s, maxSource) }
