package corsorigin

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
)

// subject returns the index of a function's parameter that a model's attribute names, its receiver not counted; -1 for none.
func subject(fn *program.Fn, e *model.Entry) int32 {
	i, ok := e.IndexOf("subject")
	if !ok {
		return -1
	}
	if fn.HasRecv {
		i++
	}
	if i >= len(fn.Params) {
		return -1
	}
	return int32(i)
}

// maxCallees is the number of callers of a function beyond which it serves too many calls to tell.
const maxCallees = 16

// serveTogether tells whether two functions serve one call of something: one is part of the other, one calls the other, or a third
// one calls both. Two closures of one function need not be near: each may be a handler of its own.
func serveTogether(a, b *program.Fn) bool {
	if touches(a, b) {
		return true
	}
	above, over := callingFns(a), callingFns(b)
	if slices.ContainsFunc(above, func(fn *program.Fn) bool { return touches(b, fn) }) || slices.ContainsFunc(over, func(fn *program.Fn) bool { return touches(a, fn) }) {
		return true
	}
	if len(above) > maxCallees || len(over) > maxCallees {
		return false
	}
	return slices.ContainsFunc(above, func(fn *program.Fn) bool {
		return slices.ContainsFunc(over, func(other *program.Fn) bool { return touches(fn, other) })
	})
}

// touches tells whether two functions are one, or one of them is a closure in the other.
func touches(fn, other *program.Fn) bool {
	return fn == other || fn.Within(other) || other.Within(fn)
}

// callingFns returns the functions that call a function directly.
func callingFns(fn *program.Fn) []*program.Fn {
	var out []*program.Fn
	for _, site := range fn.Callers() {
		if !slices.Contains(out, site.Fn) {
			out = append(out, site.Fn)
		}
	}
	return out
}
