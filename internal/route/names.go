package route

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
)

// library is the path of the library that an entry speaks of: of its module, or its package in the standard library.
func library(e *model.Entry) string {
	if e.Module == "" || e.Module == "std" {
		return e.Package
	}
	return e.Module
}

// libName is the short name of a library: the last part of its path that is no version.
func libName(path string) string {
	parts := strings.Split(path, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		p := parts[i]
		if len(p) > 1 && p[0] == 'v' && p[1] >= '0' && p[1] <= '9' {
			continue
		}
		if path == "net/http" {
			return path
		}
		return p
	}
	return path
}

// handlerOf names a handler. One that is written where it is registered is named as package runtime does, by the function
// around it; one that another function made, by that.
func (b *builder) handlerOf(h *resolved, at program.Place) Handler {
	out := Handler{Name: h.name, Value: h.handler}
	v := h.handler
	if v == nil {
		return out
	}
	if out.Name == "" {
		out.Name = NameOf(v)
	}
	out.At = v.At
	if v.Kind == setup.Func && v.Fn != nil {
		out.At = program.Place{Fn: v.Fn, Pos: v.Fn.Pos}
		if outer, number, ok := cutLast(v.Text, "$"); ok && at.Fn != nil && at.Fn.Name == outer {
			out.Name = NameOf(v) + ".func" + number
		}
	}
	return out
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// NameOf is a short name of a function or of what a function of another module made.
func NameOf(v *setup.Value) string {
	if v == nil {
		return "?"
	}
	switch v.Kind {
	case setup.Func, setup.Made, setup.Global:
		name := v.Text
		if i := strings.IndexByte(name, '$'); i > 0 {
			name = name[:i]
		}
		if v.Of != nil && name == "" {
			return NameOf(v.Of)
		}
		return program.Short(name)
	case setup.Object:
		return program.Short(v.Type)
	case setup.Alt:
		var names []string
		for _, p := range v.Parts {
			if p.Kind != setup.Nil {
				names = append(names, NameOf(p))
			}
		}
		return strings.Join(names, " or ")
	}
	if v.Text != "" {
		return "${" + program.Short(v.Text) + "}"
	}
	return "?"
}

func (b *builder) middleware(u *use, r *Route) *Middleware {
	return &Middleware{
		Name: NameOf(u.value), At: u.at, Value: u.value, Conds: u.conds, Layer: u.layers, Only: u.only, Wraps: u.wraps, Procedure: u.calls,
		Conditional: u.maybe || !setup.Implied(u.conds, r.conds),
	}
}
