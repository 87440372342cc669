package secret

import (
	"bytes"
	"go/scanner"
	"go/token"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Hide returns Go source in which the secrets in literals and comments are hidden: those that look like one. Lines and columns
// stay what they are.
func (k *Knowledge) Hide(src []byte) []byte {
	out := hideBytes(bytes.Clone(src), byteList)
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(src))
	var sc scanner.Scanner
	sc.Init(file, src, func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, lit := sc.Scan()
		if tok == token.EOF {
			return out
		}
		at := file.Offset(pos)
		end := min(at+len(lit), len(out))
		switch {
		case tok == token.STRING && len(lit) > 3:
			if text, err := strconv.Unquote(lit); err == nil && k.looksSecret(text) {
				star(out[at+1 : end-1])
			}
			for _, w := range k.inside(lit) {
				star(out[at+w[0] : at+w[1]])
			}
		case tok == token.COMMENT:
			for _, w := range k.words(lit) {
				star(out[at+w[0] : min(at+w[1], end)])
			}
		}
	}
}

// star overwrites text, but for the ends of lines and what stands before them.
func star(text []byte) {
	for i, c := range text {
		if c != '\n' && c != '\r' && c != '\t' {
			text[i] = '*'
		}
	}
}

var (
	word  = regexp.MustCompile(`[^\s"'` + "`" + `]{6,}`)
	ender = ".,;:!?()[]{}<>"
)

// quotedPart and namedPart are what can be a secret inside a literal: in SQL, in a connection string, in a command.
var (
	quotedPart = regexp.MustCompile(`'([^'\s]{6,128})'`)
	namedPart  = regexp.MustCompile(`([A-Za-z][\w-]*)\s*[=:]\s*([^\s'"&;,` + "`" + `]{4,128})`)
)

// inside returns where in a literal there are secrets.
func (k *Knowledge) inside(lit string) [][2]int {
	var out [][2]int
	for _, m := range quotedPart.FindAllStringSubmatchIndex(lit, -1) {
		if k.Plausible(lit[m[2]:m[3]]) {
			out = append(out, [2]int{m[2], m[3]})
		}
	}
	for _, m := range namedPart.FindAllStringSubmatchIndex(lit, -1) {
		if k.Name(lit[m[2]:m[3]]) != None && !Placeholder(lit[m[4]:m[5]]) {
			out = append(out, [2]int{m[4], m[5]})
		}
	}
	return out
}

// Holds tells whether Go source holds a secret that Hide would hide.
func (k *Knowledge) Holds(src string) bool { return string(k.Hide([]byte(src))) != src }

// moduleVersion matches modules as messages of the go command name them, whose pseudo-versions look like tokens.
var moduleVersion = regexp.MustCompile(`^(?:https://proxy\.golang\.org/)?[a-z0-9.-]+\.[a-z]+(?:/[\w.~!-]+)*/?@(?:v/)?v\d+\.\d+\.\d+[\w.+-]*(?:/[\w./-]*)?$`)

// sourceForm matches import paths and relative names of files.
var sourceForm = regexp.MustCompile(`^(?:[a-z0-9-]+\.[a-z0-9.-]+(?:/[\w.~-]+)+|(?:[\w.~-]+/)+[\w.-]+\.[a-z]\w{0,5}(?::\d+)*)$`)

// Parts of a path shorter than minToken are names; longer ones than maxFolder are none where they have digits.
const (
	minToken  = 12
	maxFolder = 24
)

// sourcePath tells whether a word is the path of a package or of a file, no part of which looks like a secret.
func (k *Knowledge) sourcePath(w string) bool {
	return sourceForm.MatchString(w) && !slices.ContainsFunc(strings.Split(w, "/"), func(part string) bool {
		if name, ext, ok := strings.Cut(part, "."); ok && len(ext) <= maxFolder {
			part = name
		}
		return len(part) >= minToken && k.looksSecret(part) || len(part) > maxFolder && strings.ContainsAny(part, "0123456789")
	})
}

// words returns where in a text there are words that look like secrets.
func (k *Knowledge) words(text string) [][2]int {
	var out [][2]int
	for _, m := range word.FindAllStringIndex(text, -1) {
		w := text[m[0]:m[1]]
		from := m[0] + len(w) - len(strings.TrimLeft(w, ender))
		w = strings.Trim(w, ender)
		value := w[strings.LastIndexAny(w, "=")+1:]
		if moduleVersion.MatchString(w) || k.sourcePath(w) {
			continue
		}
		if !k.Common(w) && k.looksSecret(w) || value != w && k.Plausible(value) {
			out = append(out, [2]int{from, from + len(w)})
		}
	}
	return out
}

// hiding is a writer that hides the secrets in what it is given.
type hiding struct {
	w     io.Writer
	known func() *Knowledge
}

// Hiding returns a writer that hides the words that look like secrets in the lines that are written to it, each in one call.
// known is asked for when there is something to judge; nil judges nothing.
func Hiding(w io.Writer, known func() *Knowledge) io.Writer { return &hiding{w, known} }

// Write writes the text with its secrets hidden.
func (h *hiding) Write(p []byte) (int, error) {
	text := string(p)
	if word.MatchString(text) {
		if k := h.known(); k != nil {
			out := []byte(text)
			for _, w := range k.words(text) {
				star(out[w[0]:w[1]])
			}
			text = string(out)
		}
	}
	if _, err := io.WriteString(h.w, text); err != nil {
		return 0, err
	}
	return len(p), nil
}
