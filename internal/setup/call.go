package setup

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// maxEmbedding is how deeply a promoted method is looked for.
const maxEmbedding = 4

// method finds a method of a value by its name. symbol is the method of the interface that it is called through.
func (m *Machine) method(v *Value, name, symbol string) *Value {
	return m.methodAt(v, name, symbol, 0)
}

func (m *Machine) methodAt(v *Value, name, symbol string, depth int) *Value {
	if v == nil || depth > maxEmbedding {
		return nil
	}
	switch v.Kind {
	case Made, Global, Next:
		return &Value{Kind: Func, Text: m.modelledMethod(v, name, symbol), Recv: v}
	case Object, Func:
	default:
		return nil
	}
	if v.Type == "" {
		return nil
	}
	own := m.p.Impl(v.Type).Method(name)
	if own == "" {
		return nil
	}
	if receiver(own) == v.Type {
		return &Value{Kind: Func, Text: own, Fn: m.p.Func(own), Recv: v}
	}
	// Have: a method of an embedded field.
	for _, e := range m.embedded(v.Type) {
		var found *Value
		m.sel(v, e).Each(func(in *Value) {
			if found == nil {
				found = m.methodAt(in, name, own, depth+1)
			}
		})
		if found != nil {
			return found
		}
	}
	if fn := m.p.Func(own); fn != nil {
		return &Value{Kind: Func, Text: own, Fn: fn}
	}
	return &Value{Kind: Func, Text: own, Recv: v}
}

// modelledMethod is the symbol by which models know a method of what another module made, where it is called through an
// interface of the program's own.
func (m *Machine) modelledMethod(v *Value, name, symbol string) string {
	if v.Type == "" || len(m.p.Models.Wiring(model.Func, symbol)) > 0 {
		return symbol
	}
	for _, own := range []string{m.p.Impl(v.Type).Method(name), "(*" + v.Type + ")." + name, "(" + v.Type + ")." + name} {
		if own != "" && len(m.p.Models.Wiring(model.Func, own)) > 0 {
			return own
		}
	}
	return symbol
}

// receiver returns the type of a method's symbol.
func receiver(symbol string) string {
	rest, ok := strings.CutPrefix(symbol, "(")
	if !ok {
		return ""
	}
	t, _, _ := strings.Cut(strings.TrimPrefix(rest, "*"), ")")
	return t
}

// result reads what a call returns.
func (m *Machine) result(f *Frame, call, res int32, path string) *Value {
	f = m.home(f, call)
	var vs []*Value
	for _, t := range m.Targets(f, call) {
		if t.Fn == nil {
			vs = append(vs, m.sel(m.outside(f, call, res, t), path))
			continue
		}
		c := m.child(f, call, t)
		if c == nil {
			continue
		}
		vs = append(vs, m.returned(c, res, path))
	}
	if v := join(vs...); v != nil {
		return join(v, m.unwrapped(f, call, path))
	}
	c := &f.Fn.Calls[call]
	if c.Callee != "" {
		return unknown(c.Callee)
	}
	return unknown("?")
}

// unwrapped is what a call of a decorator would have been handed where there is none: a list of middleware has nil for what the
// configuration leaves out, and who goes through it skips that.
func (m *Machine) unwrapped(f *Frame, call int32, path string) *Value {
	c := &f.Fn.Calls[call]
	if c.Kind != summary.Dynamic || len(c.Args) != 1 || f.Fn.Type(c.Args[0]).Class != summary.Code {
		return nil
	}
	if fn := m.Eval(f, c.Fn, ""); fn == nil || fn.Kind != Alt || !fn.Has(func(a *Value) bool { return a.Kind == Nil }) {
		return nil
	}
	return m.Eval(f, c.Args[0], path)
}

// returned is what a function returns in a frame: by the return statements that can be reached there and that are not those
// of an error.
func (m *Machine) returned(c *Frame, res int32, path string) *Value {
	var vs []*Value
	for i := range c.Fn.Returns {
		r := &c.Fn.Returns[i]
		if int(res) >= len(r.Values) || m.p.Failed(c.Fn, r, res) || len(c.Fn.Returns) > 1 && !m.reach(c).returns(i) {
			continue
		}
		vs = append(vs, m.Eval(c, r.Values[res], path).madeIn(c, r.Values[res]))
	}
	return join(vs...)
}

// madeIn is a function value with the frame of the function that returned it, where that was handed one: a function literal that
// captures nothing is one function else, of which nobody knows what it stands in for.
func (v *Value) madeIn(c *Frame, n summary.NodeID) *Value {
	if v == nil || v.Kind != Func || v.Fn == nil || v.Frame != nil || v.Recv != nil || v.Fn.Parent != c.Fn.Name || len(c.Fn.Params) != 1 {
		return v
	}
	if c.Fn.Pkg.Types[c.Fn.Params[0].Type].Class != summary.Code {
		return v
	}
	made := *v
	made.Frame, made.Node = c, n
	return &made
}

// Arg returns the values that a call passes as the argument of an index: several for a variadic one. The receiver of a bound
// method that is called as a value is the target's.
func (m *Machine) Arg(f *Frame, call int32, t *Value, i model.Index) []*Value {
	c := &f.Fn.Calls[call]
	bound := t != nil && t.Recv != nil && c.Kind == summary.Dynamic
	switch {
	case i.Kind == model.Result:
		return nil
	case i.Kind == model.Recv && bound:
		return []*Value{t.Recv}
	}
	n := i.N
	switch {
	case i.Kind == model.Recv:
		n = 0
	case c.HasRecv:
		n++
	}
	if !i.Variadic {
		if n >= len(c.Args) || n < 0 {
			return nil
		}
		return []*Value{m.Eval(f, c.Args[n], "")}
	}
	var out []*Value
	for j := n; j < len(c.Args); j++ {
		v := m.Eval(f, c.Args[j], "")
		if c.Spread && j == len(c.Args)-1 {
			elems, open, ok := m.List(v)
			out = append(out, elems...)
			if open || !ok {
				out = append(out, unknown("more"))
			}
			continue
		}
		out = append(out, v)
	}
	return out
}

// Named returns the values of a named argument of a call; nil if the entry has none.
func (m *Machine) Named(f *Frame, call int32, t *Value, e *model.Entry, name string) []*Value {
	var out []*Value
	for _, a := range e.Args {
		if a.Name == name {
			out = append(out, m.Arg(f, call, t, a.Index)...)
		}
	}
	return out
}

// first is the first of several values; nil if there are none.
func first(vs []*Value) *Value {
	if len(vs) == 0 {
		return nil
	}
	return vs[0]
}

// outside is what a function of another module returns.
func (m *Machine) outside(f *Frame, call, res int32, t *Value) *Value {
	c := &f.Fn.Calls[call]
	if t.Of != nil {
		return &Value{Kind: Made, Text: t.Text, Frame: f, Call: call, Res: res, Of: t.Of, At: program.Place{Fn: f.Fn, Pos: c.Pos}}
	}
	for _, e := range m.p.Models.Wiring(model.Func, t.Text) {
		if !e.Returns(int(res)) {
			continue
		}
		switch e.Kind {
		case model.Fluent, model.Edit, model.Use:
			return first(m.Named(f, call, t, &e, "router"))
		case model.Template:
			if v := m.template(f, call, t, &e); v != nil {
				return v
			}
		case model.Adapt:
			if e.Word() == "" {
				return first(m.Named(f, call, t, &e, "handler"))
			}
		}
	}
	if v := m.pure(f, call, res, t); v != nil {
		return v
	}
	for _, e := range m.p.Models.Lookup(model.Func, t.Text) {
		if v := m.modelled(f, call, res, &e); v != nil {
			return v
		}
	}
	v := &Value{Kind: Made, Text: t.Text, Frame: f, Call: call, Res: res, Recv: t.Recv, At: program.Place{Fn: f.Fn, Pos: c.Pos}}
	if int(res) < len(c.Results) {
		v.Type = f.Fn.Pkg.Types[c.Results[res]].Name
	}
	return v
}

// fills tells whether a call of another module's function may change what it gets a reference to: not where a model speaks of
// it as one of routers, which are not followed by what is in them.
func (m *Machine) fills(f *Frame, call int32, t *Value) bool {
	return len(m.p.Models.Wiring(model.Func, t.Text)) == 0
}

// callbackArg is what a function of another module hands as the first parameter to the one that it is passed as argument a:
// the group that the call makes.
func (m *Machine) callbackArg(f *Frame, call int32, a summary.NodeID) *Value {
	c := &f.Fn.Calls[call]
	// The targets can be what is being asked for, so a call that names its function is known by that.
	targets := []*Value{{Kind: Func, Text: c.Callee}}
	if len(m.p.Models.Wiring(model.Func, c.Callee)) == 0 {
		targets = m.Targets(f, call)
	}
	for _, t := range targets {
		if t.Fn != nil {
			continue
		}
		for _, e := range m.p.Models.Wiring(model.Func, t.Text) {
			i, ok := e.Arg("call")
			if e.Kind != model.Group && e.Kind != model.Option && e.Kind != model.NewRouter || !ok {
				continue
			}
			n := i.N
			if c.HasRecv {
				n++
			}
			if n < len(c.Args) && c.Args[n] == a {
				return &Value{Kind: Made, Text: t.Text, Frame: f, Call: call, Recv: t.Recv, At: program.Place{Fn: f.Fn, Pos: c.Pos}}
			}
		}
	}
	return nil
}

// converted is a value of a named type of another module, or a function of a named type with methods.
func (m *Machine) converted(f *Frame, node *summary.Node, path string) *Value {
	v := m.Eval(f, node.Args[0], path)
	if path != "" || m.p.Impl(node.Str).Method("ServeHTTP") == "" && len(m.p.Impl(node.Str).Exported()) == 0 {
		return v
	}
	var out []*Value
	v.Each(func(a *Value) {
		if a.Kind == Func {
			typed := *a
			typed.Type = node.Str
			a = &typed
		}
		out = append(out, a)
	})
	return join(out...)
}

// embedded are the elements of access paths to the fields that a struct type embeds.
func (m *Machine) embedded(typ string) []string {
	st, _ := m.p.Struct(typ)
	return st.Embedded()
}
