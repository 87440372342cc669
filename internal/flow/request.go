package flow

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
)

// called is the symbol of the library function whose result a value is; "" if it is none, or not known.
func called(v *program.Value) string {
	if v == nil || v.At.Fn == nil || v.At.Pos.File == 0 {
		return ""
	}
	for i := range v.At.Fn.Calls {
		if c := &v.At.Fn.Calls[i]; c.Pos == v.At.Pos {
			return c.Callee
		}
	}
	return ""
}

// Escaped tells whether a value is what a function returns that a model says escapes text as kind.
func (c *Candidate[P]) Escaped(v *program.Value, kind string) bool {
	return v.Kind >= program.Concat && slices.ContainsFunc(c.Program().Models.Lookup(model.Func, called(v)), func(e model.Entry) bool {
		return e.Role == model.Escape && e.Kind == kind
	})
}

// Carried returns which part of the request brings the leaf, as models say it: header, cookie, host, address, segment; "" if it is
// not known. A part of the request's address that is read by name is none of these.
func (c *Candidate[P]) Carried() string {
	path := c.Path()
	leaf := path[len(path)-1]
	kind := ""
	for _, target := range []model.Target{model.Func, model.Field} {
		for _, e := range c.Program().Models.Lookup(target, leaf.Text) {
			if e.Role == model.Carried {
				kind = e.Kind
			}
		}
	}
	if kind == "address" && slices.ContainsFunc(path, func(v *program.Value) bool { return v.Key != "" }) {
		return ""
	}
	return kind
}
