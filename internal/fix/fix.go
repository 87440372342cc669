// Package fix applies the fixes that findings offer: only such are offered that are certain to compile and to mean what was
// meant. A fix is applied whole or not at all; of two that touch the same text the first is applied, the other is offered
// again in the next run. What a file imports and uses no more behind the fixes is taken out, and a file that was formatted
// stays so. Generated files are left alone.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/rule"
)

// Change is what fixes make of a file.
type Change struct {
	File     string // as in the findings
	Old, New []byte
	Findings []string // fingerprints of those that are fixed
}

// Plan makes the changes of the fixes of findings, sorted by file; nothing is written. skipped counts the fixes that are left
// out. read reads a file by its name in the findings.
func Plan(findings []rule.Finding, read func(file string) ([]byte, error)) (changes []Change, skipped int, err error) {
	files := map[string]*file{}
	for i := range findings {
		f := &findings[i]
		if f.Fix == nil || len(f.Fix.Edits) == 0 {
			continue
		}
		ok, err := accept(files, f, read)
		if err != nil {
			return nil, 0, err
		}
		if !ok {
			skipped++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := files[name]
		if len(f.edits) == 0 {
			continue
		}
		out, err := f.apply(name)
		if err != nil {
			return nil, 0, err
		}
		changes = append(changes, Change{File: name, Old: f.src, New: out, Findings: f.fixed})
	}
	return changes, skipped, nil
}

// file is a file with the edits that are accepted.
type file struct {
	src       []byte
	generated bool
	edits     []rule.Edit
	fixed     []string
}

// accept takes over all edits of a finding's fix, or none.
func accept(files map[string]*file, f *rule.Finding, read func(string) ([]byte, error)) (bool, error) {
	for _, e := range f.Fix.Edits {
		if files[e.File] == nil {
			src, err := read(e.File)
			if err != nil {
				return false, fmt.Errorf("reading a file to fix: %w", err)
			}
			files[e.File] = &file{src: src, generated: generated(e.File, src)}
		}
		to := files[e.File]
		if to.generated || e.Start < 0 || e.End < e.Start || e.End > len(to.src) {
			return false, nil
		}
		if slices.ContainsFunc(to.edits, func(o rule.Edit) bool { return o != e && overlap(o, e) }) {
			return false, nil
		}
	}
	for _, e := range f.Fix.Edits {
		to := files[e.File]
		if !slices.Contains(to.edits, e) {
			to.edits = append(to.edits, e)
		}
		if !slices.Contains(to.fixed, f.Fingerprint) {
			to.fixed = append(to.fixed, f.Fingerprint)
		}
	}
	return true, nil
}

// overlap tells whether two edits touch the same text, or insert at the same place.
func overlap(a, b rule.Edit) bool {
	return a.Start < b.End && b.Start < a.End || a.Start == b.Start
}

func generated(name string, src []byte) bool {
	f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ParseComments|parser.PackageClauseOnly)
	return err == nil && ast.IsGenerated(f)
}

// apply makes the new text of a file.
func (f *file) apply(name string) ([]byte, error) {
	edits := slices.Clone(f.edits)
	slices.SortFunc(edits, func(a, b rule.Edit) int { return cmp.Compare(a.Start, b.Start) })
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(f.src[at:e.Start])
		out.WriteString(e.New)
		at = e.End
	}
	out.Write(f.src[at:])
	fixed := withoutImports(f.src, out.Bytes())
	if _, err := parser.ParseFile(token.NewFileSet(), name, fixed, parser.SkipObjectResolution); err != nil {
		return nil, fmt.Errorf("a fix would break %s, so none is applied: %w", name, err)
	}
	if was, err := format.Source(f.src); err == nil && bytes.Equal(was, f.src) {
		if is, err := format.Source(fixed); err == nil {
			fixed = is
		}
	}
	return fixed, nil
}

// withoutImports takes out of a file what it imports and uses no more, though it did before.
func withoutImports(before, after []byte) []byte {
	used := uses(before)
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", after, parser.SkipObjectResolution)
	if err != nil {
		return after
	}
	still := usesOf(f)
	offset := func(p token.Pos) int { return fset.PositionFor(p, false).Offset }
	out := slices.Clone(after)
	for _, d := range slices.Backward(f.Decls) {
		gen, ok := d.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			continue
		}
		for _, s := range slices.Backward(gen.Specs) {
			spec := s.(*ast.ImportSpec)
			if name := localName(spec); name == "" || !used[name] || still[name] {
				continue
			}
			from, to := offset(spec.Pos()), offset(spec.End())
			if !gen.Lparen.IsValid() {
				from = offset(gen.Pos())
			}
			from, to = wholeLine(out, from, to)
			out = slices.Delete(out, from, to)
		}
	}
	return out
}

// wholeLine widens a stretch to its line, where nothing else is on it but a comment behind it.
func wholeLine(src []byte, from, to int) (int, int) {
	start := bytes.LastIndexByte(src[:from], '\n') + 1
	end := len(src)
	if i := bytes.IndexByte(src[to:], '\n'); i >= 0 {
		end = to + i + 1
	}
	rest := bytes.TrimSpace(src[to:end])
	if len(bytes.TrimSpace(src[start:from])) > 0 || len(rest) > 0 && !bytes.HasPrefix(rest, []byte("//")) {
		return from, to
	}
	return start, end
}

// localName is the name of an imported package in the file; "" where it cannot be told from the import alone, or has none.
func localName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		if spec.Name.Name == "_" || spec.Name.Name == "." {
			return ""
		}
		return spec.Name.Name
	}
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	name := path.Base(p)
	if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" { // a major version
		name = path.Base(path.Dir(p))
	}
	return name
}

func uses(src []byte) map[string]bool {
	f, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	return usesOf(f)
}

// usesOf are the names in front of selectors.
func usesOf(f *ast.File) map[string]bool {
	out := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok {
				out[x.Name] = true
			}
		}
		return true
	})
	return out
}
