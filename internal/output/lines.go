package output

import (
	"go/scanner"
	"go/token"
	"strings"
)

// lines gives the lines of source files, each read once.
type lines struct {
	source func(string) ([]byte, error)
	redact func(string, bool) string
	files  map[string]*sourceFile
}

// sourceFile is a file in lines, without their ends: as it is, and without the text of literals of several lines, of which a
// line alone does not show that it is in one.
type sourceFile struct {
	plain, bare []string
}

func newLines(o Options) *lines {
	return &lines{source: o.Source, redact: o.Redact, files: map[string]*sourceFile{}}
}

func (l *lines) file(name string) *sourceFile {
	f := l.files[name]
	if f == nil {
		f = &sourceFile{}
		if l.source != nil {
			if data, err := l.source(name); err == nil {
				f = l.split(name, string(data))
			}
		}
		l.files[name] = f
	}
	return f
}

func (l *lines) split(name, text string) *sourceFile {
	split := func(s string) []string {
		out := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
		for i := range out {
			out[i] = strings.TrimSuffix(out[i], "\r")
		}
		return out
	}
	f := &sourceFile{plain: split(text)}
	f.bare = f.plain
	if l.redact != nil && strings.HasSuffix(name, ".go") && strings.Contains(text, "`") {
		f.bare = split(l.without(text))
	}
	return f
}

// without hides the text of raw literals of several lines.
func (l *lines) without(text string) string {
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), func(token.Position, string) {}, 0)
	out := []byte(text)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return string(out)
		}
		if tok != token.STRING || !strings.Contains(lit, "\n") {
			continue
		}
		start := file.Offset(pos)
		end := min(start+len(lit), len(text)) // the scanner leaves carriage returns out of lit
		for end < len(text) && text[end-1] != '`' {
			end++
		}
		raw := text[start:end]
		if hidden := l.redact(raw, true); hidden != raw && len(hidden) == len(raw) {
			for i := range len(raw) {
				if raw[i] != '\n' && raw[i] != '\r' {
					out[start+i] = hidden[i]
				}
			}
		}
	}
}

// line returns a line of a file without its end; "" if there is none.
func (l *lines) line(file string, n int) string {
	if !l.has(file, n) {
		return ""
	}
	return l.file(file).plain[n-1]
}

// has tells whether a file has a line.
func (l *lines) has(file string, n int) bool { return n >= 1 && n <= len(l.file(file).plain) }

// shown is line as it may be shown: all its literals are hidden where it holds a secret, and the whole line in a file that is not Go's. It keeps its length.
func (l *lines) shown(file string, n int, secret bool) string {
	if !l.has(file, n) {
		return ""
	}
	s := l.file(file).plain[n-1]
	if secret && !strings.HasSuffix(file, ".go") {
		return "" // Have: what is a literal is not known in it.
	}
	if secret {
		s = l.file(file).bare[n-1]
	}
	if l.redact != nil {
		s = l.redact(s, secret)
	}
	return s
}
