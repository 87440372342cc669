package setup

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// store reads a path of an object that was stored to.
func (m *Machine) store(f *Frame, n summary.NodeID, path string) *Value {
	var vs []*Value
	part := false
	for at := n; ; {
		node := &f.Fn.Nodes[at]
		if node.Op != summary.OpStore {
			if node.Op == summary.OpAlloc {
				if len(vs) == 0 || part {
					vs = append(vs, m.object(f, at, n, path, part))
				}
			} else if v := m.Eval(f, at, path); v != nil {
				// The object itself is the one in its last state.
				if v.Kind == Object && (path == "" || part) {
					v = m.restated(v, f, n, path)
				} else if part && v.Kind == Nil {
					v = &Value{Kind: Object, Frame: f, Node: n, Path: path}
				}
				vs = append(vs, v)
			}
			break
		}
		hit, must, rest := match(node.Str, path)
		switch {
		case !hit:
		case longer(node.Str, path):
			part = true
		default:
			vs = append(vs, m.Eval(f, node.Args[1], rest))
			if must {
				return join(vs...)
			}
		}
		at = node.Args[0]
	}
	return join(vs...)
}

// restated is an object in a later state: what is at a path of a node, wherever the object was made.
func (m *Machine) restated(v *Value, f *Frame, n summary.NodeID, path string) *Value {
	later := *v
	later.Frame, later.Node, later.Path = f, n, path
	return &later
}

// match compares the path of a store with one that is read; a store to a part of what is read hits too.
func match(stored, read string) (hit, must bool, rest string) {
	must = true
	for stored != "" {
		if read == "" {
			return true, false, ""
		}
		var s, r string
		s, stored = summary.First(stored)
		r, read = summary.First(read)
		may, same := summary.Meet(s, r)
		if !may {
			return false, false, ""
		}
		must = must && same
	}
	return true, must, read
}

// longer tells whether a path has more elements than another one.
func longer(a, b string) bool {
	return strings.Count(a, summary.PathEnd) > strings.Count(b, summary.PathEnd)
}

// callMod reads an object after a call that got a reference to it.
func (m *Machine) callMod(f *Frame, n summary.NodeID, node *summary.Node, path string) *Value {
	before := func() *Value {
		v := m.Eval(f, node.Args[0], path)
		if v != nil && v.Kind == Object && (v.Frame != f || v.Path == path) {
			return m.restated(v, f, n, path) // Have: the object itself, or a part of it.
		}
		return v
	}
	hit, _, rest := match(node.Str, path)
	if !hit || path == "" || longer(node.Str, path) {
		return before()
	}
	var vs []*Value
	keep := false
	for _, t := range m.Targets(f, node.A) {
		if t.Fn == nil {
			keep = true
			if m.fills(f, node.A, t) {
				vs = append(vs, unknown(fieldName(path)))
			}
			continue
		}
		param := node.B
		if t.Recv != nil && f.Fn.Calls[node.A].Kind == summary.Dynamic {
			param++
		}
		if int(param) >= len(t.Fn.Outs) || t.Fn.Outs[param] == 0 || t.Fn.Variadic && int(param) >= len(t.Fn.Params)-1 || !m.touches(t.Fn, rest) && !m.fillsParam(t.Fn, param) {
			keep = true
			continue
		}
		c := m.child(f, node.A, t)
		if c == nil {
			keep = true
			continue
		}
		vs = append(vs, m.Eval(c, t.Fn.Outs[param], rest))
	}
	switch {
	case len(vs) == 0 && keep:
		return m.Eval(f, node.Args[0], path) // Have: nothing that is called changes it.
	case keep || len(vs) == 0:
		vs = append(vs, before())
	}
	return join(vs...)
}

// touches tells whether a function, or one that it calls, may store to a path of a parameter's object; what it leaves alone
// is not asked of it.
func (m *Machine) touches(fn *program.Fn, path string) bool {
	fields := false
	for path != "" {
		var elem string
		elem, path = summary.First(path)
		if summary.IsIndex(elem) || elem == summary.Key+summary.PathEnd {
			continue
		}
		fields = true
		if m.storers(elem)[fn.ID()] {
			return true
		}
	}
	return !fields
}

// storers are the functions that store to a field, or call one that does, by their numbers.
func (m *Machine) storers(elem string) []bool {
	if s, ok := m.stores[elem]; ok {
		return s
	}
	out := make([]bool, len(m.p.Funcs()))
	var todo []*program.Fn
	mark := func(fn *program.Fn) {
		if !out[fn.ID()] {
			out[fn.ID()] = true
			todo = append(todo, fn)
		}
	}
	for _, st := range m.p.FieldStores(elem) {
		mark(st.Fn)
	}
	for len(todo) > 0 {
		fn := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, site := range fn.Callers() {
			mark(site.Fn)
		}
		if fn.Parent != "" {
			if outer := m.p.Func(fn.Parent); outer != nil {
				mark(outer)
			}
		}
	}
	m.stores[elem] = out
	return out
}

// closureMod reads a captured variable after a closure that stores to it was made.
func (m *Machine) closureMod(f *Frame, n summary.NodeID, node *summary.Node, path string) *Value {
	before := m.Eval(f, node.Args[0], path)
	if before != nil && before.Kind == Object && (before.Frame != f || before.Path == path) {
		before = m.restated(before, f, n, path)
	}
	closure := m.strip(f.Fn, node.Args[1])
	hit, _, rest := match(node.Str, path)
	if fn := m.p.Func(f.Fn.Nodes[closure].Str); hit && path != "" && fn != nil && !m.touches(fn, rest) {
		return m.Eval(f, node.Args[0], path)
	}
	if f.Fn.Nodes[closure].Op != summary.OpClosure || !hit || path == "" {
		return before
	}
	c := m.closure(f, closure)
	if c == nil || int(node.B) >= len(c.Fn.FreeOuts) || c.Fn.FreeOuts[node.B] == 0 {
		return before
	}
	after := m.Eval(c, c.Fn.FreeOuts[node.B], rest)
	if after != nil && before != nil && before.Kind == Nil {
		return after // the closure is there to set it
	}
	return join(before, after)
}

// appended is the result of append.
func (m *Machine) appended(f *Frame, node *summary.Node, path string) *Value {
	out := &Value{Kind: List}
	add := func(n summary.NodeID) {
		v := m.Eval(f, n, "")
		if v == nil {
			return
		}
		elems, open, ok := m.List(v)
		out.Open = out.Open || open || !ok
		out.Parts = append(out.Parts, elems...)
	}
	add(node.Args[0])
	for _, a := range node.Args[1:] {
		if node.A == 1 {
			add(a)
			continue
		}
		v := m.Eval(f, a, "")
		if f.activation().open { // Have: each caller has its own appended.
			v.Each(func(e *Value) { out.Parts = append(out.Parts, e) })
			continue
		}
		out.Parts = append(out.Parts, v)
	}
	return m.sel(out, path)
}

// List returns the elements of a list in order. open says that there may be more, !ok that v is no list that can be seen.
func (m *Machine) List(v *Value) (elems []*Value, open, ok bool) {
	if v == nil {
		return nil, false, false
	}
	switch v.Kind {
	case List:
		return v.Parts, v.Open, true
	case Nil:
		return nil, false, true
	case Alt:
		ok = true
		for _, p := range v.Parts {
			more, o, is := m.List(p)
			ok, open = ok && is, open || o
			for _, e := range more {
				if !contains(elems, e) {
					elems = append(elems, e)
				}
			}
		}
		return elems, open || !ok, len(elems) > 0
	case Object:
		for _, k := range m.indexes(v) {
			elems = append(elems, m.sel(v, k))
		}
		return elems, false, len(elems) > 0
	}
	return nil, false, false
}

// indexes lists the constant indexes at which something was stored into an object, in order of numbers, then of keys.
func (m *Machine) indexes(v *Value) []string {
	seen := map[string]bool{}
	var out []string
	var visit func(n summary.NodeID, depth int)
	visit = func(n summary.NodeID, depth int) {
		for depth < 50 {
			node := &v.Frame.Fn.Nodes[n]
			switch node.Op {
			case summary.OpStore:
				rest, ok := strings.CutPrefix(node.Str, v.Path)
				if ok && rest != "" {
					e, _ := summary.First(rest)
					if summary.IsIndex(e) && e != summary.Elem+summary.PathEnd && !seen[e] {
						seen[e] = true
						out = append(out, e)
					}
				}
			case summary.OpCallMod, summary.OpClosureMod, summary.OpGuard:
			case summary.OpPhi:
				for _, a := range node.Args {
					if a != n {
						visit(a, depth+10)
					}
				}
				return
			default:
				return
			}
			n = node.Args[0]
		}
	}
	visit(v.Node, 0)
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b string) int {
		x, errX := strconv.Atoi(strings.Trim(a, "[]"+summary.PathEnd))
		y, errY := strconv.Atoi(strings.Trim(b, "[]"+summary.PathEnd))
		if errX == nil && errY == nil {
			return x - y
		}
		return 0
	})
	return out
}
