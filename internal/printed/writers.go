package printed

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// ownText is what a method by which values of the node's type are written makes of this one.
func (w *view) ownText(q *program.Query, fn *program.Fn, n summary.NodeID, node *summary.Node, ctx *program.Context) (*program.Value, bool) {
	method, own := w.p.writer(fn.Type(n), q.State)
	if !own {
		return w.libraryText(q, fn, n, node, ctx)
	}
	at := program.NodePlace(fn, node)
	if method == nil {
		return &program.Value{Kind: program.Safe, Text: "own method", At: at}, true
	}
	inner, ok := q.EnterMethod(ctx, method, program.Ref{Fn: fn, Node: n})
	if !ok {
		return nil, true
	}
	var vs []*program.Value
	for _, r := range method.Returns {
		if len(r.Values) > 0 && !w.p.Failed(method, &r, 0) {
			vs = append(vs, program.Told(q.Walk(method, r.Values[0], "", inner), at, "written by %s", program.ShortName(method.Name)))
		}
	}
	return program.Join(vs...), true
}

// libraryText is what is written of a value of a library's type that has a method String which, as a model says, returns what is in it.
func (w *view) libraryText(q *program.Query, fn *program.Fn, n summary.NodeID, node *summary.Node, ctx *program.Context) (*program.Value, bool) {
	t := fn.Type(n)
	if t.Name == "" || t.Class != summary.Mixed || q.State == Raw || q.State == Asserted || q.State == JSON {
		return nil, false
	}
	e, ok := w.p.stringers[t.Name]
	if !ok {
		e = w.p.stringer(t.Name)
		w.p.stringers[t.Name] = e
	}
	if e == nil {
		return nil, false
	}
	v := q.In(Raw, fn, n, "", ctx)
	return &program.Value{Kind: program.Derived, Legible: e.Style != "part", Text: e.Symbol, Parts: []*program.Value{v}, At: program.NodePlace(fn, node)}, true
}

// stringer returns what a model says of the method String of a type, if that returns what is in its receiver.
func (p *Printed) stringer(typ string) *model.Entry {
	for _, method := range []string{"(*" + typ + ").String", "(" + typ + ").String"} {
		for _, e := range p.Models.Lookup(model.Func, method) {
			if e.Role == model.Propagate && len(e.In) == 1 && e.In[0].Kind == model.Recv {
				return &e
			}
		}
	}
	return nil
}

// made is a value that a call at a place makes text of, whole where it is not text itself.
func (w *view) made(q *program.Query, mode Mode, site program.Site, n summary.NodeID, ctx *program.Context) *program.Value {
	fn := site.Fn
	v := q.In(mode, fn, n, "", ctx)
	t := fn.Type(n)
	if v == nil || t.Class != summary.Mixed {
		return v
	}
	if w.p.IsError(t) {
		return program.Told(v, program.Place{Fn: fn, Pos: fn.Calls[site.Call].Pos}, ErrorText)
	}
	if _, own := w.p.writer(t, mode); own {
		return v
	}
	at := program.Place{Fn: fn, Pos: fn.Calls[site.Call].Pos}
	return w.wrapped(q, v, mode, fn, n, at, ctx)
}

// wrapped says of a value that it is written whole.
func (w *view) wrapped(q *program.Query, v *program.Value, mode Mode, fn *program.Fn, n summary.NodeID, at program.Place, ctx *program.Context) *program.Value {
	if Of(v).Whole != nil {
		return v
	}
	q.AskedAll(ctx)
	pr := &Print{Event: program.Event{Fn: fn, At: at, Node: n, Call: -1, Arg: -1}, Mode: mode, ctx: ctx}
	return &program.Value{Kind: program.Alt, Parts: []*program.Value{v}, At: at, Mark: &Mark{Whole: pr}}
}

// writtenWhole is a value of a struct type of the program that is written with all its fields: these are asked for one by one.
func (w *view) writtenWhole(q *program.Query, fn *program.Fn, n summary.NodeID, node *summary.Node, ctx *program.Context) *program.Value {
	if q.State == Raw {
		return nil
	}
	st, ok := w.p.StructOf(fn.Pkg, fn.Type(n))
	if ok && q.State == Asserted {
		return &program.Value{Kind: program.Object, At: program.NodePlace(fn, node)}
	}
	if !ok || !st.Full() || q.State == Asserted {
		return nil
	}
	at := program.NodePlace(fn, node)
	q.AskedAll(ctx)
	return &program.Value{Kind: program.Alt, At: at, Mark: &Mark{Whole: &Print{Event: program.Event{Fn: fn, At: at, Node: n, Call: -1, Arg: -1}, Mode: q.State, ctx: ctx}}}
}

// ErrorText is the Note of a value that is the text of an error.
const ErrorText = "text of an error"

// part is what is stored at a path of a value that is written whole; nothing where only its address is written.
func (w *view) part(q *program.Query, fn *program.Fn, store summary.NodeID, ctx *program.Context) *program.Value {
	node := &fn.Nodes[store]
	n := node.Args[1]
	t, mode := fn.Type(n), inner(q.State)
	v := q.In(mode, fn, n, "", ctx)
	if v == nil || t.Class != summary.Mixed || mode == Raw || mode == Asserted {
		return v
	}
	if _, own := w.p.writer(t, mode); own {
		return v
	}
	if t.Pointer && !followed(mode) && !isObject(&fn.Nodes[n]) {
		return nil
	}
	if !summary.IsIndex(program.LastElem(node.Str)) {
		return v // Have: a field, which is looked at with the whole.
	}
	return w.wrapped(q, v, mode, fn, n, program.Place{Fn: fn, Pos: node.Pos}, ctx)
}

// isObject tells whether a node is a variable or what it holds, whose type is a pointer whether a reference to it is meant or its content.
func isObject(node *summary.Node) bool {
	switch node.Op {
	case summary.OpAlloc, summary.OpFreeVar, summary.OpGlobal, summary.OpStore, summary.OpCallMod, summary.OpClosureMod, summary.OpPhi, summary.OpGuard:
		return true
	}
	return false
}

// writers are the methods by which a type decides itself what is written of it, by mode.
var writers = map[Mode][]string{
	Plain:  {"Format", "Error", "String"},
	JSON:   {"MarshalZerologObject", "MarshalZerologArray", "MarshalObject", "MarshalJSON", "MarshalText"},
	Attr:   {"MarshalLogObject", "MarshalLogArray", "Error", "String", "MarshalJSON", "MarshalText"},
	Either: {"LogValue", "MarshalLog", "Format", "Error", "String", "MarshalJSON", "MarshalText"},
}

// signatures are those that the methods must have to be asked; "" is any.
var signatures = map[string]string{
	"Format": "func(fmt.State, rune)", "Error": "func() string", "String": "func() string", "MarshalJSON": "func() ([]byte, error)",
	"MarshalText": "func() ([]byte, error)", "LogValue": "func() log/slog.Value",
}

// writer returns the method by which values of a type are written; nil, true where the type has one that writes through calls
// which are prints themselves, or that the program does not hold.
func (p *Printed) writer(t *summary.Type, mode Mode) (*program.Fn, bool) {
	im := p.Impl(t.Name)
	if t.Name == "" || im == nil {
		return nil, false
	}
	for _, name := range writers[mode] {
		m, ok := im.Methods[name]
		if !ok || strings.HasPrefix(m.Symbol, "(*") && !t.Pointer {
			continue
		}
		if want := signatures[name]; want != "" && m.Signature != want {
			continue
		}
		if want := signatures[name]; want == "" || name == "Format" {
			return nil, true
		}
		return p.Func(m.Symbol), true
	}
	return nil, false
}

// hidden tells whether a mode does not write what is stored at a path of a value that is written whole: the path leads
// through a field that is left out, or through a part that decides itself what is written of it.
func (p *Printed) hidden(path string, mode Mode) bool {
	if mode == Raw || mode == Asserted {
		return false
	}
	first := true
	for path != "" {
		var elem string
		elem, path = summary.First(path)
		if summary.IsIndex(elem) {
			continue
		}
		typ, field, ok := program.FieldOf(elem)
		if !ok {
			continue
		}
		if !first {
			if _, own := p.writer(&summary.Type{Name: typ}, mode); own {
				return true
			}
		}
		first = false
		st, known := p.Struct(typ)
		if !known {
			continue
		}
		if f := st.Field(field); f != nil && !written(f, mode) {
			return true
		}
	}
	return false
}

// written tells whether a mode writes a field at all.
func written(f *summary.Field, mode Mode) bool {
	if mode == Plain {
		return true
	}
	return exported(f) && f.JSON != "-"
}

func exported(f *summary.Field) bool {
	return f.Name == summary.Elem || f.Name[0] >= 'A' && f.Name[0] <= 'Z'
}

// Behaviour tells whether a print writes what is behind an interface of the program's or a library's that says what can be
// done, not what there is to write: a service, not an error and not a text.
func (p *Printed) Behaviour(pr *Print) bool {
	t := pr.Fn.Type(pr.Node)
	return pr.Path == "" && !p.IsError(t) && p.Iface(t.Name) != nil
}
