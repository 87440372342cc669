package program

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// global reads a package variable: all that is ever stored to it.
func (q *Query) global(fn *Fn, n summary.NodeID, symbol, path string, ctx *Context) *Value {
	for _, e := range q.p.Models.Lookup(model.Var, symbol) {
		if e.Role == model.Source {
			return source(e, Place{fn, fn.Nodes[n].Pos}, Short(symbol))
		}
		if e.Role == model.Random {
			return random(e, Place{fn, fn.Nodes[n].Pos})
		}
	}
	if v := q.p.initial(symbol, path); v != nil {
		return v
	}
	stores := q.p.globals[symbol]
	at := q.above(ctx.level())
	if ctx.level() >= maxStored && len(stores) > 0 {
		return &Value{Kind: Unknown, Text: "stored", At: Place{fn, fn.Nodes[n].Pos}}
	}
	var vs []*Value
	own := q.p.ownSymbol(symbol)
	for _, st := range stores {
		if !own && !q.p.Together(st.Fn.Pkg.Path, fn.Pkg.Path) {
			continue // another program of the module
		}
		if len(vs) >= maxStores {
			q.Cut = "too many stores to " + ShortName(symbol)
			break
		}
		m := match(st.Path, path)
		switch {
		case !m.hit, q.Digests && m.part:
		case m.key != "":
			vs = append(vs, &Value{Kind: Const, Text: m.key, At: Place{st.Fn, st.Pos}})
		default:
			v := q.Walk(st.Fn, st.Node, m.rest, at)
			if otherKey(st.Path, path) {
				v = q.anyKey(v)
			}
			v = q.found(v, m.under)
			vs = append(vs, Told(v, Place{st.Fn, st.Pos}, "kept in %s", ShortName(symbol)))
		}
	}
	if len(vs) == 0 {
		zero := &Value{Kind: Const}
		if !own {
			zero = &Value{Kind: Unknown, Text: ForeignVariable, At: Place{fn, fn.Nodes[n].Pos}}
		}
		if path != "" {
			return q.unresolved(fn, path, zero, ctx)
		}
		return zero
	}
	return Join(vs...)
}

// ForeignVariable is the Text of an Unknown that is a package variable of a library.
const ForeignVariable = "variable of another module"

// ownSymbol tells whether a package variable belongs to the program.
func (p *Program) ownSymbol(symbol string) bool {
	i := strings.LastIndexByte(symbol, '.')
	if i < 0 {
		return false
	}
	pkg := symbol[:i]
	for _, s := range p.pkgs {
		if s.Path == pkg {
			return true
		}
	}
	return false
}

// unresolved reads a path of an object that cannot be followed: through all stores to a field of that type anywhere, and
// through all calls that fill an object of that type; otherwise it is v. What is set of a library's policy belongs to one
// object.
func (q *Query) unresolved(fn *Fn, path string, v *Value, ctx *Context) *Value {
	at := q.above(ctx.level())
	if ctx.level() >= maxStored || q.p.setsPolicy(path) {
		return v
	}
	for rest := path; rest != ""; {
		var elem string
		elem, rest = summary.First(rest)
		if summary.IsIndex(elem) || elem == summary.Key+summary.PathEnd {
			continue
		}
		var vs []*Value
		n := 0
		for _, st := range q.p.fields[elem] {
			left := there
			if st.Store != 0 {
				left = q.remaining(st.Fn, st.Store, st.Fn.Nodes[st.Store].Str+rest)
			}
			if left == gone {
				continue
			}
			if n++; n > maxStores {
				q.Cut = "too many stores to " + Short(strings.TrimSuffix(elem, summary.PathEnd))
				break
			}
			v := &Value{Kind: Restricted, At: Place{st.Fn, st.Pos}}
			if left == there {
				v = q.Walk(st.Fn, st.Node, rest, at)
			}
			stored := Told(v, Place{st.Fn, st.Pos}, "kept in field %s", FieldName(elem))
			if stored != nil {
				stored.Widened, stored.Under = true, LastName(strings.TrimSuffix(elem, summary.PathEnd))
				vs = append(vs, stored)
			}
		}
		vs = append(vs, q.fills(elem, rest)...)
		if len(vs) > 0 {
			return Join(vs...)
		}
	}
	return v
}

// fills returns what the calls that fill an object of the field's type put there.
func (q *Query) fills(elem, rest string) []*Value {
	typ := strings.TrimSuffix(elem, summary.PathEnd)
	typ = strings.TrimPrefix(typ, "(")
	if i := strings.LastIndex(typ, ")."); i >= 0 {
		typ = typ[:i]
	}
	var vs []*Value
	for _, at := range q.p.filled[typ] {
		c := &at.Fn.Calls[at.Call]
		for _, e := range q.p.Models.Lookup(model.Func, c.Callee) {
			for _, out := range e.Out {
				if a := ArgOf(c, out); a == 0 || at.Fn.Type(a).Name != typ {
					continue
				}
				left := q.filling(at, e, elem+rest)
				if left == gone {
					continue
				}
				v := q.filledBy(at, e, elem+rest, nil)
				if v != nil && left == restricted {
					v = &Value{Kind: Restricted, At: v.At}
				}
				if v != nil {
					v = Told(v, Place{at.Fn, c.Pos}, "fills %s", ShortName(typ))
					v.Widened = true
					vs = append(vs, v)
				}
			}
		}
	}
	return vs
}

// filling tells what becomes of what a call fills at a path of an object.
func (q *Query) filling(at Site, e model.Entry, path string) remains {
	if len(at.Fn.Leaves) == 0 {
		return there
	}
	out, some := gone, false
	for _, o := range at.Fn.Outputs(at.Call, e) {
		if at.Fn.Nodes[o.Node].Op == summary.OpCallMod {
			some = true
			out = max(out, q.remaining(at.Fn, o.Node, o.Path+path))
		}
	}
	if !some {
		return there
	}
	return out
}

// FieldName is the field that a path element names, with its type's own name: "User.Email".
func FieldName(elem string) string {
	s := strings.TrimSuffix(elem, summary.PathEnd)
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return s
	}
	t := strings.Trim(s[:i], "()")
	return t[strings.LastIndexByte(t, '.')+1:] + s[i:]
}
