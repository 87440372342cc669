package setup

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Eval returns what is at a path of a node in a frame; nil if nothing is (a cycle that adds nothing).
func (m *Machine) Eval(f *Frame, n summary.NodeID, path string) *Value {
	if n == 0 {
		return nil
	}
	f = m.place(f, n)
	if v, ok := f.bound[n]; ok {
		return m.sel(v, path)
	}
	k := key{n, path}
	if a, ok := f.memo[k]; ok {
		if a.depth > 0 { // Have: what is asked for again meanwhile adds nothing.
			m.lowest = min(m.lowest, a.depth)
		}
		return a.value
	}
	if m.steps++; m.steps > maxSteps || m.steps > m.budget {
		if m.steps > maxSteps {
			m.cut = "too many steps"
		}
		m.starved = true
		return unknown("?")
	}
	outer := m.lowest
	m.asking++
	m.lowest = m.asking + 1
	f.memo[k] = answer{depth: m.asking}
	v := m.eval(f, n, path)
	// An answer that was found while a question further out was open, which it leads to, is not the whole one.
	if m.starved || m.lowest < m.asking {
		delete(f.memo, k)
	} else {
		f.memo[k] = answer{value: v}
		m.lowest = m.asking
	}
	m.asking--
	m.lowest = min(m.lowest, outer)
	return v
}

// refill gives the next question its steps.
func (m *Machine) refill() { m.budget, m.starved = m.steps+questionSteps, false }

func (m *Machine) eval(f *Frame, n summary.NodeID, path string) *Value {
	node := &f.Fn.Nodes[n]
	switch node.Op {
	case summary.OpConst:
		return constant(node, path)
	case summary.OpParam:
		return m.param(f, node.A, path)
	case summary.OpFreeVar:
		return m.freeVar(f, node.A, path)
	case summary.OpGlobal:
		return m.global(node.Str, path)
	case summary.OpFunc:
		return &Value{Kind: Func, Text: node.Str, Fn: m.p.Func(node.Str), At: program.Place{Fn: f.Fn, Pos: node.Pos}}
	case summary.OpClosure:
		return m.closureValue(f, n, node)
	case summary.OpAlloc:
		return m.object(f, n, n, path, false)
	case summary.OpSelect:
		return m.selected(f, node, path)
	case summary.OpStore:
		return m.store(f, n, path)
	case summary.OpCallMod:
		return m.callMod(f, n, node, path)
	case summary.OpClosureMod:
		return m.closureMod(f, n, node, path)
	case summary.OpPhi:
		return m.phi(f, n, node, path)
	case summary.OpResult:
		return m.result(f, node.A, node.B, path)
	case summary.OpConcat:
		v := &Value{Kind: Concat}
		for _, a := range node.Args {
			v.Parts = append(v.Parts, m.Eval(f, a, ""))
		}
		return v
	case summary.OpAppend:
		return m.appended(f, node, path)
	case summary.OpConvert:
		return m.converted(f, node, path)
	case summary.OpGuard, summary.OpCut:
		return m.Eval(f, node.Args[0], path)
	case summary.OpTest:
		switch m.decide(f, n) {
		case yes:
			return text("true")
		case no:
			return text("false")
		}
	}
	return unknown("?")
}

func constant(node *summary.Node, path string) *Value {
	if path != "" || summary.ConstKind(node.A) == summary.ConstNil {
		return &Value{Kind: Nil}
	}
	return text(node.Str)
}

// object is an object, or where nothing was ever stored to the path, a zero value. part says that something inside the path
// was stored.
func (m *Machine) object(f *Frame, alloc, state summary.NodeID, path string, part bool) *Value {
	if path != "" && !part {
		return &Value{Kind: Nil}
	}
	v := &Value{Kind: Object, Frame: f, Node: state, Home: f, Alloc: alloc, Path: path, At: program.Place{Fn: f.Fn, Pos: f.Fn.Nodes[alloc].Pos}}
	if path == "" {
		v.Type = f.Fn.Type(alloc).Name
	}
	return v
}

// closureValue is a closure or a bound method.
func (m *Machine) closureValue(f *Frame, n summary.NodeID, node *summary.Node) *Value {
	v := &Value{Kind: Func, Text: node.Str, Fn: m.p.Func(node.Str), Frame: f, Node: n, At: program.Place{Fn: f.Fn, Pos: node.Pos}}
	if node.A != 1 {
		return v
	}
	v.Recv = m.Eval(f, node.Args[0], "")
	if v.Recv == nil {
		v.Recv = unknown("receiver")
	}
	return m.bind(v)
}

// bind finds the method that a bound interface method is, where the receiver is known.
func (m *Machine) bind(v *Value) *Value {
	if v.Fn != nil {
		return v
	}
	method := v.Text[strings.LastIndexByte(v.Text, '.')+1:]
	var out []*Value
	v.Recv.Each(func(r *Value) {
		if t := m.method(r, method, v.Text); t != nil {
			t.Frame, t.Node, t.At = v.Frame, v.Node, v.At
			out = append(out, t)
		}
	})
	if len(out) == 0 {
		return v
	}
	return join(out...)
}

// param reads a parameter: what is known of it, or the call's argument.
func (m *Machine) param(f *Frame, i int32, path string) *Value {
	f = f.activation()
	if v, ok := f.args[i]; ok {
		return m.sel(v, path)
	}
	if f.Parent != nil && !f.callback {
		return m.argument(f.Parent, f.Call, f.Fn, i-f.shift, int(i) == len(f.Fn.Params)-1, path)
	}
	p := &f.Fn.Params[i]
	if f.open {
		if v := m.anyCaller(f, i, path); v != nil {
			return v
		}
	}
	return m.sel(&Value{
		Kind: Input, Text: p.Name, Frame: f, Node: summary.NodeID(i), Type: f.Fn.Pkg.Types[p.Type].Name,
		At: program.Place{Fn: f.Fn, Pos: f.Fn.Pos},
	}, path)
}

// anyCaller is what any caller passes as a parameter.
func (m *Machine) anyCaller(f *Frame, i int32, path string) *Value {
	if m.guesses >= maxGuesses {
		return nil
	}
	m.guesses++
	defer func() { m.guesses-- }()
	var vs []*Value
	for j, site := range f.Fn.Callers() {
		if j >= maxOpened {
			vs = append(vs, unknown(f.Fn.Params[i].Name))
			break
		}
		for _, caller := range m.opened(site.Fn) {
			vs = append(vs, m.argument(caller, site.Call, f.Fn, i, int(i) == len(f.Fn.Params)-1, path))
		}
	}
	return join(vs...)
}

// argument reads what a call passes as argument i of fn, which is its last parameter or not.
func (m *Machine) argument(f *Frame, call int32, fn *program.Fn, i int32, last bool, path string) *Value {
	c := &f.Fn.Calls[call]
	if fn.Variadic && last && !c.Spread {
		v := &Value{Kind: List}
		for j := int(i); j < len(c.Args); j++ {
			v.Parts = append(v.Parts, m.Eval(f, c.Args[j], ""))
		}
		return m.sel(v, path)
	}
	if i < 0 || int(i) >= len(c.Args) {
		return nil
	}
	return m.Eval(f, c.Args[i], path)
}

// freeVar reads a captured variable where its closure was made.
func (m *Machine) freeVar(f *Frame, i int32, path string) *Value {
	f = f.activation()
	if f.env != nil {
		args := f.env.Frame.Fn.Nodes[f.env.Node].Args
		if int(i) < len(args) {
			return m.Eval(f.env.Frame, args[i], path)
		}
		return nil
	}
	var vs []*Value
	for _, made := range m.p.Makers(f.Fn.Name) {
		args := made.Fn.Nodes[made.Node].Args
		if int(i) >= len(args) {
			continue
		}
		for _, maker := range m.opened(made.Fn) {
			vs = append(vs, m.Eval(maker, args[i], path))
		}
	}
	if v := join(vs...); v != nil {
		return v
	}
	return unknown(f.Fn.FreeVars[i])
}

// selected reads a field. An embedded field of an object that another module made, as those of routers are, is the object.
func (m *Machine) selected(f *Frame, node *summary.Node, path string) *Value {
	v := m.Eval(f, node.Args[0], node.Str+path)
	if v != nil && v.data() && !summary.IsIndex(node.Str) {
		if of := m.Eval(f, node.Args[0], ""); of == nil || !of.Row {
			return v.softened()
		}
	}
	if v == nil || v.Kind != Made || path != "" || node.Type == 0 {
		return v
	}
	if of := m.Eval(f, node.Args[0], ""); of == nil || of.Kind != Made {
		return v
	}
	field, typ := program.Elem(node.Str), f.Fn.Pkg.Types[node.Type].Name
	if field[strings.LastIndexByte(field, '.')+1:] != typ[strings.LastIndexByte(typ, '.')+1:] {
		return unknown(field)
	}
	return v
}

// sel reads a path of a value.
func (m *Machine) sel(v *Value, path string) *Value {
	if v == nil || path == "" {
		return v
	}
	switch v.Kind {
	case Object:
		in := m.Eval(v.Frame, v.Node, v.Path+path)
		if v.Row && in != nil && in.Kind == Object && !in.Row {
			return in.row()
		}
		return in
	case Alt:
		var vs []*Value
		for _, p := range v.Parts {
			vs = append(vs, m.sel(p, path))
		}
		return join(vs...)
	case List:
		elem, rest := summary.First(path)
		if k, err := strconv.Atoi(strings.Trim(elem, "[]"+summary.PathEnd)); err == nil && summary.IsIndex(elem) {
			if k < len(v.Parts) {
				return m.sel(v.Parts[k], rest)
			}
			return nil
		}
		var vs []*Value
		for _, p := range v.Parts {
			vs = append(vs, m.sel(p, rest))
		}
		return join(vs...)
	case Nil:
		return v
	case Global:
		if m.p.Own(v.Text) {
			return m.global(v.Text, path)
		}
	case Input, Unknown:
		return m.field(path)
	case Made:
		if m.makesRouter(v) {
			return v
		}
	}
	return unknown(fieldName(path))
}

// makesRouter tells whether a value is a router that another module made.
func (m *Machine) makesRouter(v *Value) bool {
	return v.Of == nil && slices.ContainsFunc(m.p.Models.Wiring(model.Func, v.Text), func(e model.Entry) bool {
		return e.Kind == model.NewRouter || e.Kind == model.Group || e.Kind == model.With
	})
}
