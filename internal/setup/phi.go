package setup

import (
	"slices"

	"github.com/apivet/apivet/internal/summary"
)

// phi reads what one of several ways leads to. A loop that makes a value of its last one and of the elements of a list, as
// in
//
//	for _, m := range middleware { handler = m(handler) }
//
// is run over the list.
func (m *Machine) phi(f *Frame, n summary.NodeID, node *summary.Node, path string) *Value {
	var start, carried []summary.NodeID
	for _, a := range m.possible(f, n, node) {
		if m.cyclic(f, a, n) {
			carried = append(carried, a)
		} else {
			start = append(start, a)
		}
	}
	alternatives := func(f *Frame, nodes []summary.NodeID, path string) *Value {
		var vs []*Value
		for _, a := range nodes {
			vs = append(vs, m.Eval(f, a, path))
		}
		return join(vs...)
	}
	if len(carried) == 0 {
		return alternatives(f, start, path)
	}
	over, none := m.loop(f, carried, false)
	if none {
		return alternatives(f, start, path)
	}
	if len(over) == 0 {
		v := join(alternatives(f, start, path), alternatives(f, carried, path))
		if path == "" {
			v = m.restate(f, n, v)
		}
		return v
	}
	v := alternatives(f, start, "")
	over = append(over, binding{n, make([]*Value, len(over[0].list))})
	for _, r := range m.rounds(f, over) {
		r.bound[n] = v
		v = alternatives(r, carried, "")
	}
	return m.sel(v, path)
}

// possible lists the alternatives of a node that control can come from in a frame, given the tests that are decided.
func (m *Machine) possible(f *Frame, n summary.NodeID, node *summary.Node) []summary.NodeID {
	if f.Fn.Type(n).Class == summary.Text {
		return node.Args
	}
	merge := m.nodesOf(f.Fn).merges[n]
	if merge == nil {
		return node.Args
	}
	out := []summary.NodeID{}
	seen := map[summary.NodeID]bool{}
	for _, w := range merge.Ways {
		if a := node.Args[w.Arg]; !seen[a] && m.reach(f).blocks[w.From] && slices.Contains(m.ways(f, w.From), merge.Block) {
			seen[a] = true
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return node.Args
	}
	return out
}

// restate makes an object that a loop changes the one in its state there.
func (m *Machine) restate(f *Frame, n summary.NodeID, v *Value) *Value {
	if v != nil && v.Kind == Object && (v.Frame != f || v.Path == "") {
		return m.restated(v, f, n, "")
	}
	return v
}

// cyclic tells whether a node is made of another one that is made of it.
func (m *Machine) cyclic(f *Frame, from, to summary.NodeID) bool {
	circle := m.nodesOf(f.Fn).circle
	if from == 0 || circle[from] != circle[to] {
		return false
	}
	if f.base == nil {
		return true
	}
	found := false
	f.reached([]summary.NodeID{from}, func(n summary.NodeID) bool {
		found = found || n == to
		return !found
	})
	return found
}

// reached calls visit for each node that nodes are made of, themselves included, until it returns false. What a loop's round
// binds is not looked into.
func (f *Frame) reached(nodes []summary.NodeID, visit func(summary.NodeID) bool) {
	seen := map[summary.NodeID]bool{}
	todo := slices.Clone(nodes)
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n == 0 || seen[n] {
			continue
		}
		seen[n] = true
		if !visit(n) {
			return
		}
		if f.isBound(n) {
			continue
		}
		node := &f.Fn.Nodes[n]
		todo = append(todo, node.Args...)
		if node.Op == summary.OpResult || node.Op == summary.OpCallMod {
			c := &f.Fn.Calls[node.A]
			todo = append(append(todo, c.Args...), c.Fn)
		}
	}
}

func (f *Frame) isBound(n summary.NodeID) bool {
	for r := f; r != nil; r = r.base {
		if _, ok := r.bound[n]; ok {
			return true
		}
	}
	return false
}

// binding is a node of a loop that stands for the elements of a list, one a round.
type binding struct {
	node summary.NodeID
	list []*Value
}

// loop finds the lists whose elements nodes are made of. The first one counts, with all that are gone through beside it: the
// keys and the values of one map, one list at several places; with zip, several lists of one length. none says that there is
// no element, so that the loop does not run.
func (m *Machine) loop(f *Frame, nodes []summary.NodeID, zip bool) (out []binding, none bool) {
	var selects []summary.NodeID
	ns := m.nodesOf(f.Fn)
	nodes = slices.DeleteFunc(slices.Clone(nodes), func(n summary.NodeID) bool { return !ns.elems[ns.circle[n]] })
	f.reached(nodes, func(n summary.NodeID) bool {
		if anyElement(&f.Fn.Nodes[n]) && !f.isBound(n) {
			selects = append(selects, n)
		}
		return true
	})
	slices.Sort(selects)
	for _, s := range selects {
		if f.inner(s, selects) {
			continue
		}
		list, empty := m.elements(f, s)
		if list == nil {
			none = none || empty && len(out) == 0
			continue
		}
		beside := len(out) == 0 || equal(out[0].list, list) || len(out[0].list) == len(list) && (zip || f.Fn.Nodes[s].Args[0] == f.Fn.Nodes[out[0].node].Args[0])
		if beside {
			out = append(out, binding{s, list})
		}
	}
	return out, none && len(out) == 0
}

// inner tells whether the list that s is an element of is itself an element of another list.
func (f *Frame) inner(s summary.NodeID, selects []summary.NodeID) bool {
	found := false
	f.reached(f.Fn.Nodes[s].Args, func(n summary.NodeID) bool {
		found = found || n != s && slices.Contains(selects, n)
		return !found
	})
	return found
}

// elements returns the elements that a node which selects any element can stand for; nil if they are not known, or if it is
// known that there are none.
func (m *Machine) elements(f *Frame, s summary.NodeID) (list []*Value, empty bool) {
	node := &f.Fn.Nodes[s]
	v := m.Eval(f, node.Args[0], "")
	if node.Str == summary.Key+summary.PathEnd {
		return m.keys(v), false
	}
	list, open, ok := m.List(v)
	if !ok || len(list) == 0 {
		return nil, ok && !open && v.Kind == List
	}
	list = slices.Clone(list)
	if open {
		list = append(list, unknown("more"))
	}
	if node.A == 1 {
		slices.Reverse(list)
	}
	return list, false
}

// keys returns the constant keys of a map.
func (m *Machine) keys(v *Value) []*Value {
	if v == nil || v.Kind != Object {
		return nil
	}
	var out []*Value
	for _, k := range m.indexes(v) {
		if t, ok := unquoted(k); ok {
			out = append(out, text(t))
		}
	}
	return out
}

func equal(a, b []*Value) bool {
	return slices.EqualFunc(a, b, func(x, y *Value) bool { return x == y || x != nil && y != nil && same(x, y) })
}
