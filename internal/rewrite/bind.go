// Package rewrite makes the edits of suggested fixes from a file's text. Each function gives edits only where the result is
// certain to compile and to mean what was meant.
package rewrite

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
)

// Edit replaces the bytes [Start, End) of the file.
type Edit struct {
	Start, End int
	New        string
}

// Bind moves the one value that is put into SQL text at a call into a bind parameter: the call that begins at line and
// column (of its method's name in a chain), with the text as argument arg and no bind values yet, gets the placeholder in
// the text and the value behind it. The text has to be a concatenation or fmt.Sprintf of string literals and the value. It
// returns nil where that is not so.
func Bind(name string, src []byte, line, column, arg int, placeholder string) []Edit {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	call := callAt(fset, file, line, column)
	if call == nil || arg != len(call.Args)-1 {
		return nil
	}
	text := call.Args[arg]
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	source := func(e ast.Expr) string { return string(src[offset(e.Pos()):offset(e.End())]) }
	parts, formatted := pieces(text)
	t := template{placeholder: placeholder, source: source}
	if !t.fill(parts) {
		return nil
	}
	edits := []Edit{{offset(text.Pos()), offset(text.End()), t.literal() + ", " + t.value}}
	if formatted {
		if drop := unusedImport(file, "fmt"); drop != nil {
			edits = append([]Edit{{offset(drop.Pos()), lineEnd(src, offset(drop.End())), ""}}, edits...)
		}
	}
	return edits
}

func lineEnd(src []byte, i int) int {
	for i < len(src) && src[i] != '\n' {
		i++
	}
	return min(i+1, len(src))
}

// callAt finds the call that is said to begin at a place.
func callAt(fset *token.FileSet, file *ast.File, line, column int) *ast.CallExpr {
	var found *ast.CallExpr
	at := func(p token.Pos) bool {
		pos := fset.PositionFor(p, false)
		return pos.Line == line && pos.Column == column
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found != nil {
			return found == nil
		}
		if sel, isSel := call.Fun.(*ast.SelectorExpr); isSel {
			if _, chained := ast.Unparen(sel.X).(*ast.CallExpr); chained {
				if at(sel.Sel.Pos()) {
					found = call
				}
				return true
			}
		}
		if at(call.Pos()) {
			found = call
		}
		return true
	})
	return found
}

// part is a literal's text, or an expression.
type part struct {
	text string
	expr ast.Expr
}

// pieces takes a concatenation, or a call of fmt.Sprintf with one text verb, apart; nil for anything else.
func pieces(e ast.Expr) (parts []part, formatted bool) {
	if call, ok := e.(*ast.CallExpr); ok {
		return sprintf(call), true
	}
	var walk func(ast.Expr) bool
	walk = func(e ast.Expr) bool {
		switch e := ast.Unparen(e).(type) {
		case *ast.BinaryExpr:
			return e.Op == token.ADD && walk(e.X) && walk(e.Y)
		case *ast.BasicLit:
			s, err := strconv.Unquote(e.Value)
			parts = append(parts, part{text: s})
			return err == nil && e.Kind == token.STRING
		default:
			parts = append(parts, part{expr: e})
			return true
		}
	}
	if !walk(e) {
		return nil, false
	}
	return parts, false
}

func sprintf(call *ast.CallExpr) []part {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Sprintf" || len(call.Args) != 2 || call.Ellipsis.IsValid() {
		return nil
	}
	if pkg, ok := sel.X.(*ast.Ident); !ok || pkg.Name != "fmt" {
		return nil
	}
	lit, ok := call.Args[0].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return nil
	}
	format, err := strconv.Unquote(lit.Value)
	if err != nil {
		return nil
	}
	const percent = "\x00"
	format = strings.ReplaceAll(format, "%%", percent)
	i := strings.IndexByte(format, '%')
	if i < 0 || strings.Count(format, "%") != 1 || i+1 >= len(format) || format[i+1] != 's' && format[i+1] != 'v' {
		return nil
	}
	before := strings.ReplaceAll(format[:i], percent, "%")
	behind := strings.ReplaceAll(format[i+2:], percent, "%")
	return []part{{text: before}, {expr: call.Args[1]}, {text: behind}}
}

// template is the text with the placeholder in the value's place.
type template struct {
	placeholder   string
	source        func(ast.Expr) string
	before, after string
	value         string
}

// fill puts the parts together around the one expression among them, with the quotes about it gone; wildcards within the
// quotes go along with the value.
func (t *template) fill(parts []part) bool {
	seen := false
	for _, p := range parts {
		switch {
		case p.expr != nil && seen:
			return false
		case p.expr != nil:
			seen = true
			t.value = t.source(p.expr)
			if _, binary := ast.Unparen(p.expr).(*ast.BinaryExpr); binary {
				t.value = "(" + t.value + ")"
			}
		case seen:
			t.after += p.text
		default:
			t.before += p.text
		}
	}
	return seen && strings.TrimSpace(t.before) != "" && t.unquote() && strings.Count(t.before, "'")%2 == 0 && strings.Count(t.after, "'")%2 == 0
}

func (t *template) unquote() bool {
	before, quoted := strings.CutSuffix(strings.TrimSuffix(t.before, "%"), "'")
	if !quoted {
		return !strings.HasSuffix(t.before, "%") && !strings.HasPrefix(t.after, "%")
	}
	after, closed := strings.CutPrefix(strings.TrimPrefix(t.after, "%"), "'")
	if !closed {
		return false
	}
	if strings.HasSuffix(t.before, "%") {
		t.value = `"%" + ` + t.value
	}
	if strings.HasPrefix(t.after, "%") {
		t.value += ` + "%"`
	}
	t.before, t.after = before, after
	return true
}

// literal is the new text as a Go literal, in back quotes where the old lines are to be kept.
func (t *template) literal() string {
	s := t.before + t.placeholder + t.after
	if strings.Contains(s, "\n") && !strings.Contains(s, "`") {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// unusedImport returns the import of a package that the file uses once, on a line of its own; nil otherwise.
func unusedImport(file *ast.File, name string) *ast.ImportSpec {
	uses := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == name {
				uses++
			}
		}
		return true
	})
	if uses != 1 {
		return nil
	}
	for _, d := range file.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT || !gen.Lparen.IsValid() {
			continue
		}
		for _, s := range gen.Specs {
			if spec := s.(*ast.ImportSpec); spec.Path.Value == fmt.Sprintf("%q", name) && spec.Name == nil {
				return spec
			}
		}
	}
	return nil
}
