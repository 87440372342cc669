package suppress

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// written is how a directive begins in a file that is not Go's.
var written = regexp.MustCompile(`//apivet:ignore |//\s*nolint:|#nosec\b|//gosec:disable\b`)

// text reads the directives of a file in another language that Go code was made of, such as a grammar or a template. Where its
// comments are is not known: a directive is looked for in each line, and holds for the line or, if it begins it, for the first line
// below that does not begin with one. What is wrong with a directive is told where it is in the Go file, too.
func (p *fileParser) text() {
	lines := bytes.Split(p.src, []byte("\n"))
	for i, line := range lines {
		at := written.FindIndex(line)
		if at == nil {
			continue
		}
		d := p.textual(string(bytes.TrimRight(line[at[0]:], " \t\r*/->")))
		if d == nil {
			continue
		}
		d.At = rule.Range{File: p.name, Line: i + 1, Column: at[0] + 1, EndLine: i + 1, EndColumn: len(line) + 1}
		to := i + 1
		if begins(line, at[0]) {
			to = below(lines, i)
		}
		d.lines = []span{{to, to}}
		p.out.Directives = append(p.out.Directives, *d)
	}
}

// textual reads a directive without what closes a comment behind it.
func (p *fileParser) textual(comment string) *Directive {
	d, _ := p.read(comment)
	if args, ok := strings.CutPrefix(comment, nosec); ok && p.options.NoSec {
		return p.disabled(strings.TrimPrefix(nosec, "#"), args)
	}
	if args, ok := strings.CutPrefix(comment, "//"+disable); ok && p.options.NoSec {
		return p.disabled(disable, args)
	}
	return d
}

// begins tells whether a directive at an offset is the first thing on its line, but for what opens a comment.
func begins(line []byte, at int) bool { return strings.Trim(string(line[:at]), " \t{/*<!-#") == "" }

// below returns the line that a directive that begins line i, from 0, holds for.
func below(lines [][]byte, i int) int {
	for i++; i < len(lines); i++ {
		if at := written.FindIndex(lines[i]); at == nil || !begins(lines[i], at[0]) {
			break
		}
	}
	return i + 1
}
