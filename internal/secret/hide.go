package secret

import (
	"bytes"
	"go/scanner"
	"go/token"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Hide returns Go source in which the secrets in literals and comments are hidden: those that look like one. Lines and columns
// stay what they are.
func (k *Knowledge) Hide(src []byte) []byte {
	out := bytes.Clone(src)
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

// words returns where in a text there are words that look like secrets.
func (k *Knowledge) words(text string) [][2]int {
	var out [][2]int
	for _, m := range word.FindAllStringIndex(text, -1) {
		w := text[m[0]:m[1]]
		from := m[0] + len(w) - len(strings.TrimLeft(w, ender))
		w = strings.Trim(w, ender)
		value := w[strings.LastIndexAny(w, "=")+1:]
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

// Hiding returns a writer that hides secrets, quoted or not, in the lines that are written to it, each in one call. known is
// asked for when there is something to judge; nil judges nothing.
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
			text = k.Redact(string(out), false)
		}
	}
	if _, err := io.WriteString(h.w, text); err != nil {
		return 0, err
	}
	return len(p), nil
}
