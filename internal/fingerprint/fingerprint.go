// Package fingerprint gives findings an identity that holds while the code round them changes.
//
// The content of a finding is a hash of its rule and check and of the tokens at its place: space, comments, line ends and what
// gofmt writes in one way or another do not count, nor do the bodies of function literals in it. Secrets are hidden before they
// are hashed, so that a hash cannot confirm a guess. Its fingerprint is a hash of the content, the file, the declaration that it is in, and the
// how-manieth it is with all that equal; so no line number is in it, and no two findings of a run have the same.
package fingerprint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// Source reads files by their names in findings, and hides the secrets in text.
type Source struct {
	Read   func(file string) ([]byte, error)
	Redact func(text string, all bool) string // nil hides nothing
}

// Fill fills in function, content and fingerprint of the findings, which are sorted.
func (s Source) Fill(findings []*rule.Finding) {
	files := map[string]*file{}
	seen := map[string]int{}
	for _, f := range findings {
		if files[f.File] == nil {
			files[f.File] = s.open(f.File)
		}
		src := files[f.File]
		f.Function = src.declaration(f.Line)
		f.Content = hash(f.ID(), s.tokens(src, f))
		key := strings.Join([]string{f.Content, f.File, f.Function}, "\x00")
		seen[key]++
		f.Fingerprint = hash(key, fmt.Sprint(seen[key]))
	}
}

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// file is a source file, as far as it can be read.
type file struct {
	src    []byte
	starts []int // offsets of lines
	decls  []decl
}

// decl is a declaration with its lines.
type decl struct {
	name     string
	from, to int
}

func (s Source) open(name string) *file {
	f := &file{}
	src, err := s.Read(name)
	if err != nil {
		return f
	}
	f.src = src
	f.starts = append(f.starts, 0)
	for i, c := range src {
		if c == '\n' {
			f.starts = append(f.starts, i+1)
		}
	}
	if !strings.HasSuffix(name, ".go") {
		return f
	}
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if syntax == nil || err != nil {
		return f
	}
	line := func(p token.Pos) int { return fset.PositionFor(p, false).Line }
	for _, d := range syntax.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			f.decls = append(f.decls, decl{funcName(d), line(d.Pos()), line(d.End())})
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				f.decls = append(f.decls, decl{specName(spec), line(spec.Pos()), line(spec.End())})
			}
		}
	}
	return f
}

// funcName is "Name" or "(*T).Name", without type parameters.
func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	t, star := d.Recv.List[0].Type, ""
	if p, ok := t.(*ast.StarExpr); ok {
		t, star = p.X, "*"
	}
	switch x := t.(type) {
	case *ast.IndexExpr:
		t = x.X
	case *ast.IndexListExpr:
		t = x.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return "(" + star + id.Name + ")." + d.Name.Name
	}
	return d.Name.Name
}

func specName(spec ast.Spec) string {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		return s.Names[0].Name
	case *ast.TypeSpec:
		return s.Name.Name
	}
	return ""
}

// declaration names the declaration that a line is in; "" if it is in none.
func (f *file) declaration(line int) string {
	for _, d := range f.decls {
		if d.from <= line && line <= d.to {
			return d.name
		}
	}
	return ""
}

// Extent returns the lines of the declaration that a line of a Go file is in: the line itself where it is in none.
func (s Source) Extent(name string, line int) (from, to int) {
	for _, d := range s.open(name).decls {
		if d.from <= line && line <= d.to {
			return d.from, d.to
		}
	}
	return line, line
}

// text returns the source at a finding's place: its whole line where it has no end.
func (f *file) text(at rule.Range) string {
	if at.Line < 1 || at.Line > len(f.starts) {
		return ""
	}
	from, to := f.starts[at.Line-1], len(f.src)
	if at.Line < len(f.starts) {
		to = f.starts[at.Line]
	}
	if at.EndLine >= at.Line && at.EndLine <= len(f.starts) && at.Column > 0 {
		from += at.Column - 1
		to = f.starts[at.EndLine-1] + at.EndColumn - 1
	}
	if from > to || to > len(f.src) {
		return ""
	}
	return string(f.src[from:to])
}

// tokens writes the tokens at a finding's place in one way.
func (s Source) tokens(src *file, f *rule.Finding) string {
	text := src.text(f.Range)
	if !strings.HasSuffix(f.File, ".go") {
		if f.Secret { // Have: what is a literal is not known in it.
			return ""
		}
		return strings.Join(strings.Fields(s.hidden(text, f.Secret)), " ")
	}
	fset := token.NewFileSet()
	var sc scanner.Scanner
	sc.Init(fset.AddFile("", fset.Base(), len(text)), []byte(text), func(token.Position, string) {}, 0)
	w := &tokenWriter{}
	for {
		_, tok, lit := sc.Scan()
		if tok == token.EOF {
			return w.b.String()
		}
		switch {
		case tok == token.STRING:
			lit = s.hidden(lit, f.Secret)
		case tok == token.CHAR && f.Secret:
			lit = "''"
		case tok == token.INT || tok == token.FLOAT || tok == token.IMAG:
			lit = strings.ToLower(lit)
		}
		w.token(tok, lit)
	}
}

func (s Source) hidden(text string, all bool) string {
	if s.Redact == nil {
		return text
	}
	return s.Redact(text, all)
}

// tokenWriter leaves out semicolons, commas before what closes, and bodies of function literals.
type tokenWriter struct {
	b       strings.Builder
	comma   bool // one is held back
	literal bool // "func" was seen, its body was not
	parens  int  // open since then
	skip    int  // braces open in a body that is left out
}

func (w *tokenWriter) token(tok token.Token, lit string) {
	if w.skip > 0 {
		switch tok {
		case token.LBRACE:
			w.skip++
		case token.RBRACE:
			w.skip--
		}
		return
	}
	switch tok {
	case token.SEMICOLON:
		return
	case token.COMMA:
		w.comma = true
		return
	case token.FUNC:
		w.literal, w.parens = true, 0
	case token.LPAREN:
		w.parens++
	case token.RPAREN:
		w.parens--
	case token.LBRACE:
		if w.literal && w.parens == 0 {
			w.literal, w.skip = false, 1
		}
	}
	if w.comma && tok != token.RPAREN && tok != token.RBRACE && tok != token.RBRACK {
		w.b.WriteString(" ,")
	}
	w.comma = false
	if lit == "" {
		lit = tok.String()
	}
	w.b.WriteString(" " + lit)
}
