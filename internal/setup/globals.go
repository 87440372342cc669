package setup

import (
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// global reads a package variable: all that is ever stored to it.
func (m *Machine) global(symbol, path string) *Value {
	if !m.p.Own(symbol) {
		return m.sel(&Value{Kind: Global, Text: symbol}, path)
	}
	st := m.storesTo(symbol, path)
	var vs []*Value
	for _, h := range st.hits {
		for _, g := range m.opened(h.Fn) {
			vs = append(vs, m.Eval(g, h.Node, h.Path))
		}
		if len(vs) > maxAlternatives {
			break
		}
	}
	switch {
	case len(vs) > 0:
		if m.lists(vs) {
			return m.concat(vs)
		}
		return join(vs...).softened()
	case st.part:
		return m.globalParts(symbol, path, m.p.Stores(symbol))
	case path == "":
		return &Value{Kind: Nil}
	}
	return m.field(path)
}

// globalPath is a part of a package variable.
type globalPath struct{ symbol, path string }

// globalStores are the stores to a package variable that a part of it can be read from, each with the path that is left to be
// read of what was stored; part: there are stores to parts of the part.
type globalStores struct {
	hits []program.Ref
	part bool
}

// storesTo finds the stores that a part of a package variable can be read from; it is asked for often, and searched once.
func (m *Machine) storesTo(symbol, path string) *globalStores {
	k := globalPath{symbol, path}
	if st := m.globals[k]; st != nil {
		return st
	}
	st := &globalStores{}
	for _, r := range m.p.Stores(symbol) {
		hit, _, rest := match(r.Path, path)
		switch {
		case !hit:
		case longer(r.Path, path):
			st.part = true
		default:
			r.Path = rest
			st.hits = append(st.hits, r)
		}
	}
	m.globals[k] = st
	return st
}

// lists tells whether several values of a variable are lists, one of which was made of another: a registry that is appended to.
func (m *Machine) lists(vs []*Value) bool {
	n := 0
	for _, v := range vs {
		if v != nil && v.Kind == List {
			n++
		}
	}
	return n > 0
}

// concat puts the elements of lists behind each other.
func (m *Machine) concat(vs []*Value) *Value {
	out := &Value{Kind: List}
	for _, v := range vs {
		elems, open, ok := m.List(v)
		out.Open = out.Open || open || !ok
		for _, e := range elems {
			if !contains(out.Parts, e) {
				out.Parts = append(out.Parts, e)
			}
		}
	}
	return out
}

// holder is the type that a field, given as an access path's element, belongs to.
func holder(elem string) string {
	if i := strings.LastIndex(elem, ")."); i > 0 {
		return elem[1:i]
	}
	return ""
}

func contains(list []*Value, v *Value) bool {
	for _, e := range list {
		if e == v || e != nil && v != nil && same(e, v) {
			return true
		}
	}
	return false
}

// globalParts is a package variable of which only parts are stored to: a struct, which is told by its name, or a map that is
// filled.
func (m *Machine) globalParts(symbol, path string, stores []program.Ref) *Value {
	for _, st := range stores {
		if first, _ := summary.First(st.Path); path == "" && first != "" && !summary.IsIndex(first) {
			return &Value{Kind: Global, Text: symbol, Type: holder(first), At: program.Place{Fn: st.Fn, Pos: st.Pos}}
		}
	}
	out := &Value{Kind: List, Open: true}
	for _, st := range stores {
		if hit, _, _ := match(st.Path, path); !hit {
			continue
		}
		for _, g := range m.opened(st.Fn) {
			out.Parts = append(out.Parts, m.Eval(g, st.Node, ""))
		}
	}
	return out
}

// field is what is ever stored to the last field of a path, of whatever object; besides what is not seen.
func (m *Machine) field(path string) *Value {
	if m.guesses >= maxGuesses {
		return unknown(fieldName(path))
	}
	m.guesses++
	defer func() { m.guesses-- }()
	for rest := path; rest != ""; {
		var elem string
		elem, rest = summary.First(rest)
		if summary.IsIndex(elem) || elem == summary.Key+summary.PathEnd {
			continue
		}
		stores := m.p.FieldStores(elem)
		if len(stores) == 0 || len(stores) > maxOpened {
			continue
		}
		var vs []*Value
		for _, st := range stores {
			for _, g := range m.opened(st.Fn) {
				vs = append(vs, m.Eval(g, st.Node, rest))
			}
		}
		if v := join(vs...); v != nil {
			if v.data() {
				return join(v, unknown(fieldName(path)))
			}
			return v
		}
	}
	return unknown(fieldName(path))
}

// data tells whether a value is text or a number rather than an object or a function.
func (v *Value) data() bool {
	d := false
	v.Each(func(a *Value) { d = d || a.Kind == Const || a.Kind == Concat || a.Kind == Nil })
	return d
}

func fieldName(path string) string {
	name := "?"
	for path != "" {
		var elem string
		elem, path = summary.First(path)
		if !summary.IsIndex(elem) && elem != summary.Key+summary.PathEnd {
			name = program.Elem(elem)
		}
	}
	return name
}
