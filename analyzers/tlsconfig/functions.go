package tlsconfig

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// alwaysNil tells whether each return of a function returns nil as its last result.
func alwaysNil(fn *program.Fn) bool {
	for _, r := range fn.Returns {
		if len(r.Values) == 0 {
			return false
		}
		n := &fn.Nodes[r.Values[len(r.Values)-1]]
		if n.Op != summary.OpConst || summary.ConstKind(n.A) != summary.ConstNil {
			return false
		}
	}
	return len(fn.Returns) > 0
}

// mentions tells whether a function has a constant text for which is holds.
func mentions(fn *program.Fn, is func(text string) bool) bool {
	for i := range fn.Nodes {
		if n := &fn.Nodes[i]; n.Op == summary.OpConst && summary.ConstKind(n.A) == summary.ConstString && is(n.Str) {
			return true
		}
	}
	return false
}

// looks tells whether a function, one around it, or a closure in it, reads a field of a shape.
func looks(p *program.Program, fn *program.Fn, kind string) bool {
	for fn.Outer() != nil {
		fn = fn.Outer()
	}
	reads := func(fn *program.Fn) bool {
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op == summary.OpSelect && p.Models.Shaped(program.Elem(n.Str), kind) {
				return true
			}
		}
		return false
	}
	return reads(fn) || slices.ContainsFunc(p.Funcs(), func(inner *program.Fn) bool { return inner.Within(fn) && reads(inner) })
}
