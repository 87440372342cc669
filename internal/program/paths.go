package program

import (
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// Textual tells whether a type that is not text itself is a plain holder of it: *string, []string, sql.NullString.
func Textual(pkg *summary.Summary, t *summary.Type) bool {
	return t.Elem != 0 && pkg.Types[t.Elem].Class == summary.Text || t.Name == "database/sql.NullString"
}

// Indexes tells whether a path selects elements of containers only.
func Indexes(path string) bool {
	for path != "" {
		var elem string
		elem, path = summary.First(path)
		if !summary.IsIndex(elem) {
			return false
		}
	}
	return true
}

// NodePlace is where a node's value is read; where that is not kept, the call that makes it.
func NodePlace(fn *Fn, node *summary.Node) Place {
	switch {
	case node.Pos.File == 0 && node.Op == summary.OpResult:
		return Place{fn, fn.Calls[node.A].Pos}
	case node.Pos.File == 0 && node.Op == summary.OpParam:
		return Place{fn, fn.Pos}
	}
	return Place{fn, node.Pos}
}

// LastName is the part of a symbol behind its last dot: a function's, field's or variable's own name.
func LastName(symbol string) string { return symbol[strings.LastIndexByte(symbol, '.')+1:] }
