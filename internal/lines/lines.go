// Package lines says where the lines of Go files were written, as line directives ("//line grammar.y:12", and those that cgo puts into what
// it makes of a file) have it.
//
// A directive is followed only to a file of the module that is there and has that line; elsewhere the place is that in the
// file that the compiler reads. What directives say is not trusted: a name that leads out of the module, also through a
// symbolic link, into a hidden folder, or that has characters in it that would be output of their own, leads nowhere, and
// nothing but the number and the text of the lines of its target is ever looked at.
package lines

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// Map says of a file that the compiler reads where it was written: segments in the order of their beginnings. What is
// before the first segment, and all of a file without directives, was written where it is.
type Map []Segment

// Segment is a stretch of a file, up to the next segment.
type Segment struct {
	Line, Col int32 // where it begins; columns count bytes from 1
	// File is where the stretch was written; "": where it is.
	File string
	// ToLine is the line in File of what begins the stretch; the lines behind it follow.
	ToLine int32
	// Shift is what makes a column of File of one of the stretch, where Exact says that it is known.
	Shift int32
	Exact bool
}

// Range is a stretch of a file, its end exclusive. EndLine is 0 where the end is not known.
type Range struct {
	File                       string
	Line, Col, EndLine, EndCol int32
}

// Source returns where a stretch of the file was written, and whether that is another file. A column that is not known is 1,
// and then the end is not known either.
func (m Map) Source(r Range) (Range, bool) {
	s := m.at(r.Line, r.Col)
	if s == nil || s.File == "" {
		return r, false
	}
	out := Range{File: s.File, Line: s.ToLine + r.Line - s.Line, Col: 1}
	if !s.Exact {
		return out, true
	}
	out.Col = max(r.Col+s.Shift, 1)
	if r.EndLine == 0 {
		return out, true
	}
	e := m.at(r.EndLine, r.EndCol-1) // Have: of the last byte, since the end can be the beginning of another segment.
	if e == nil || e.File != s.File || !e.Exact {
		return out, true
	}
	line, col := e.ToLine+r.EndLine-e.Line, r.EndCol+e.Shift
	if line > out.Line || line == out.Line && col > out.Col {
		out.EndLine, out.EndCol = line, col
	}
	return out, true
}

// Rewritten tells whether some of a stretch of the file was written elsewhere.
func (m Map) Rewritten(r Range) bool {
	if s := m.at(r.Line, r.Col); s != nil && s.File != "" {
		return true
	}
	for _, s := range m {
		if s.File != "" && (s.Line > r.Line || s.Line == r.Line && s.Col > r.Col) && (s.Line < r.EndLine || s.Line == r.EndLine && s.Col < r.EndCol) {
			return true
		}
	}
	return false
}

// at returns the segment that a place is in; nil if it is before all of them.
func (m Map) at(line, col int32) *Segment {
	i := sort.Search(len(m), func(i int) bool { return m[i].Line > line || m[i].Line == line && m[i].Col > col })
	if i == 0 {
		return nil
	}
	return &m[i-1]
}

// Files returns the names of the files that the lines were written in, each once, in order of their first mention.
func (m Map) Files() []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, s := range m {
		if !seen[s.File] {
			seen[s.File] = true
			out = append(out, s.File)
		}
	}
	return out
}

// Rename returns a copy of the map with other names.
func (m Map) Rename(name func(string) string) Map {
	if name == nil {
		return m
	}
	out := append(Map(nil), m...)
	for i := range out {
		if out[i].File != "" {
			out[i].File = name(out[i].File)
		}
	}
	return out
}

// mark is how the comments begin that can be directives.
var mark = regexp.MustCompile(`^/[/*]line `)

// Any tells whether there can be a directive in a file.
func Any(src []byte) bool {
	return bytes.Contains(src, []byte("//line ")) || bytes.Contains(src, []byte("/*line "))
}

// directive is where a directive begins to hold, and what it says; the column is 0 where it says none.
type directive struct {
	line, col     int
	file          string
	toLine, toCol int
}

// directives returns those of a file, as the compiler understands them. A relative name starts from the folder of name.
func directives(name string, src []byte) []directive {
	fset := token.NewFileSet()
	f := fset.AddFile(name, -1, len(src))
	var s scanner.Scanner
	s.Init(f, src, func(token.Position, string) {}, scanner.ScanComments)
	var out []directive
	behind := 0 // the line of a comment that can be a directive, where the last token was one
	whole := false
	for {
		pos, tok, lit := s.Scan()
		if behind > 0 {
			d := follow(f, pos)
			if whole && d.line > behind {
				d = d.from(behind + 1)
			}
			out = append(out, d)
			behind = 0
		}
		if tok == token.EOF {
			return out
		}
		if tok == token.COMMENT && mark.MatchString(lit) {
			behind, whole = f.PositionFor(pos, false).Line, lit[1] == '/'
		}
	}
}

// follow says where a token was written.
func follow(f *token.File, pos token.Pos) directive {
	at, to := f.PositionFor(pos, false), f.PositionFor(pos, true)
	return directive{line: at.Line, col: at.Column, file: to.Filename, toLine: to.Line, toCol: to.Column}
}

// from lets a directive hold from the beginning of a line on, which is that of the token behind it or one before it.
func (d directive) from(line int) directive {
	shift := d.toCol - d.col
	if d.line > line {
		shift = 0
	}
	if d.toCol > 0 {
		d.toCol = 1 + shift
	}
	d.toLine -= d.line - line
	d.line, d.col = line, 1
	return d
}

// Directed tells whether there can be a directive in a parsed file.
func Directed(f *ast.File) bool {
	return slices.ContainsFunc(f.Comments, func(g *ast.CommentGroup) bool {
		return slices.ContainsFunc(g.List, func(c *ast.Comment) bool { return mark.MatchString(c.Text) })
	})
}

// Plain returns a file set that has some files only, at the same positions, and knows nothing of directives.
func Plain(fset *token.FileSet, files ...*ast.File) *token.FileSet {
	var of []*token.File
	for _, f := range files {
		of = append(of, fset.File(f.FileStart))
	}
	slices.SortFunc(of, func(a, b *token.File) int { return cmp.Compare(a.Base(), b.Base()) })
	out := token.NewFileSet()
	for _, f := range of {
		out.AddFile(f.Name(), f.Base(), f.Size()).SetLines(f.Lines())
	}
	return out
}

// cgo is what cgo writes on top of what it makes of a file.
const cgo = "// Code generated by cmd/cgo; DO NOT EDIT."

// MadeByCgo tells whether a file is what cgo made of another one, or adds to the package.
func MadeByCgo(f *ast.File) bool {
	return slices.ContainsFunc(f.Comments, func(g *ast.CommentGroup) bool {
		return g.Pos() < f.Package && slices.ContainsFunc(g.List, func(c *ast.Comment) bool { return c.Text == cgo })
	}) || imported(f)
}

// imported tells whether a file is that in which cgo says what to link: it says nothing else.
func imported(f *ast.File) bool {
	return len(f.Decls) == 0 && slices.ContainsFunc(f.Comments, func(g *ast.CommentGroup) bool { return strings.HasPrefix(g.List[0].Text, "//go:cgo_import_dynamic ") })
}

var generated = regexp.MustCompile(`^// Code generated .* DO NOT EDIT\.$`)

// Generated tells whether a file says that it is generated. What cgo makes of a file is generated if the file is: cgo only
// replaces the names of C in it.
func Generated(f *ast.File) bool {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if c.Pos() > f.Package {
				return false
			}
			if !strings.HasPrefix(c.Text, "// Code generated") {
				continue
			}
			if generated.MatchString(c.Text) && c.Text != cgo {
				return true
			}
		}
	}
	return false
}
