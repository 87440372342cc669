package program

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Printed returns the text that a print writes of its value. own tells that a method of the value's type decides what that is.
func (t *Trace) Printed(pr *Print) (v *Value, own bool, cut string) {
	q := t.query()
	q.mode = pr.Mode
	if t.p.IsError(pr.Fn.typ(pr.Node)) {
		q.steps = errorSteps
	}
	if pr.Path == "" {
		_, own = t.p.writer(pr.Fn.typ(pr.Node), pr.Mode)
	}
	v = q.walk(pr.Fn, pr.Node, pr.Path, nil)
	return v, own, q.cut
}

// ownText is what a method by which values of the node's type are written makes of this one.
func (q *query) ownText(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *context) (*Value, bool) {
	if !q.printing || path != "" {
		return nil, false
	}
	method, own := q.p.writer(fn.typ(n), q.mode)
	if !own {
		return q.libraryText(fn, n, node, ctx)
	}
	at := nodePlace(fn, node)
	if method == nil {
		return &Value{Kind: Safe, Text: "own method", At: at}, true
	}
	inner, ok := q.within(ctx, method, ref{fn: fn, node: n})
	if !ok {
		return nil, true
	}
	var vs []*Value
	for _, r := range method.Returns {
		if len(r.Values) > 0 && !q.p.failed(method, &r, 0) {
			vs = append(vs, told(q.walk(method, r.Values[0], "", inner), at, "written by %s", ShortName(method.Name)))
		}
	}
	return join(vs...), true
}

// libraryText is what is written of a value of a library's type that has a method String which, as a model says, returns what is in it.
func (q *query) libraryText(fn *Fn, n summary.NodeID, node *summary.Node, ctx *context) (*Value, bool) {
	t := fn.typ(n)
	if t.Name == "" || t.Class != summary.Mixed || q.mode == Raw || q.mode == Asserted || q.mode == JSON {
		return nil, false
	}
	e, ok := q.p.stringers[t.Name]
	if !ok {
		e = q.p.stringer(t.Name)
		q.p.stringers[t.Name] = e
	}
	if e == nil {
		return nil, false
	}
	v := q.as(Raw, fn, n, "", ctx)
	return &Value{Kind: Derived, Kept: e.Style != "part", Text: e.Symbol, Parts: []*Value{v}, At: nodePlace(fn, node)}, true
}

// stringer returns what a model says of the method String of a type, if that returns what is in its receiver.
func (p *Program) stringer(typ string) *model.Entry {
	for _, method := range []string{"(*" + typ + ").String", "(" + typ + ").String"} {
		for _, e := range p.Models.Lookup(model.Func, method) {
			if e.Role == model.Propagate && len(e.In) == 1 && e.In[0].Kind == model.Recv {
				return &e
			}
		}
	}
	return nil
}

// as walks a value that is written in another mode.
func (q *query) as(mode Mode, fn *Fn, n summary.NodeID, path string, ctx *context) *Value {
	outer := q.mode
	q.mode = mode
	v := q.walk(fn, n, path, ctx)
	q.mode = outer
	return v
}

// made is a value that a call at a place makes text of, whole where it is not text itself.
func (q *query) made(mode Mode, site Site, n summary.NodeID, ctx *context) *Value {
	fn := site.Fn
	v := q.as(mode, fn, n, "", ctx)
	t := fn.typ(n)
	if v == nil || t.Class != summary.Mixed {
		return v
	}
	if q.p.IsError(t) {
		return told(v, Place{fn, fn.Calls[site.Call].Pos}, ErrorText)
	}
	if _, own := q.p.writer(t, mode); own {
		return v
	}
	at := Place{fn, fn.Calls[site.Call].Pos}
	return q.wrapped(v, mode, fn, n, at, ctx)
}

// wrapped says of a value that it is written whole.
func (q *query) wrapped(v *Value, mode Mode, fn *Fn, n summary.NodeID, at Place, ctx *context) *Value {
	if v.Whole != nil {
		return v
	}
	q.askedAll(ctx)
	pr := &Print{Event: Event{Fn: fn, At: at, Node: n, Call: -1, Arg: -1}, Mode: mode, ctx: ctx}
	return &Value{Kind: Alt, Parts: []*Value{v}, At: at, Whole: pr}
}

// writtenWhole is a value of a struct type of the program that is written with all its fields: these are asked for one by one.
func (q *query) writtenWhole(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *context) *Value {
	if !q.printing || path != "" || q.mode == Raw {
		return nil
	}
	st, ok := q.p.structOf(fn.Pkg, fn.typ(n))
	if ok && q.mode == Asserted {
		return &Value{Kind: Object, At: nodePlace(fn, node)}
	}
	if !ok || !st.full() || q.mode == Asserted {
		return nil
	}
	at := nodePlace(fn, node)
	q.askedAll(ctx)
	return &Value{Kind: Alt, At: at, Whole: &Print{Event: Event{Fn: fn, At: at, Node: n, Call: -1, Arg: -1}, Mode: q.mode, ctx: ctx}}
}

// ErrorText is the Note of a value that is the text of an error.
const ErrorText = "text of an error"

// part is what is stored at a path of a value that is written whole; nothing where only its address is written.
func (q *query) part(fn *Fn, store summary.NodeID, ctx *context) *Value {
	node := &fn.Nodes[store]
	n := node.Args[1]
	t, mode := fn.typ(n), inner(q.mode)
	v := q.as(mode, fn, n, "", ctx)
	if v == nil || t.Class != summary.Mixed || mode == Raw || mode == Asserted {
		return v
	}
	if _, own := q.p.writer(t, mode); own {
		return v
	}
	if t.Pointer && !followed(mode) && !isObject(&fn.Nodes[n]) {
		return nil
	}
	if !summary.IsIndex(lastElem(node.Str)) {
		return v // Have: a field, which is looked at with the whole.
	}
	return q.wrapped(v, mode, fn, n, Place{fn, node.Pos}, ctx)
}

// isObject tells whether a node is a variable or what it holds, whose type is a pointer whether a reference to it is meant or its content.
func isObject(node *summary.Node) bool {
	switch node.Op {
	case summary.OpAlloc, summary.OpFreeVar, summary.OpGlobal, summary.OpStore, summary.OpCallMod, summary.OpClosureMod, summary.OpPhi, summary.OpGuard:
		return true
	}
	return false
}

// within enters the method that writes self; nil, false where it writes itself again.
func (q *query) within(ctx *context, method *Fn, self ref) (*context, bool) {
	for c := ctx; c != nil; c = c.parent {
		if c.method == method {
			q.askedAll(ctx)
			return nil, false
		}
	}
	next := context{method: method, self: self, parent: ctx, depth: 1, up: ctx.level()}
	if ctx != nil {
		next.depth = ctx.depth + 1
	}
	if next.depth > maxDepth {
		return nil, false
	}
	return q.unique(next), true
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
func (p *Program) writer(t *summary.Type, mode Mode) (*Fn, bool) {
	im := p.impls[t.Name]
	if t.Name == "" || im == nil {
		return nil, false
	}
	for _, name := range writers[mode] {
		m, ok := im.methods[name]
		if !ok || strings.HasPrefix(m.Symbol, "(*") && !t.Pointer {
			continue
		}
		if want := signatures[name]; want != "" && m.Signature != want {
			continue
		}
		if want := signatures[name]; want == "" || name == "Format" {
			return nil, true
		}
		return p.fns[m.Symbol], true
	}
	return nil, false
}

// hidden tells whether a mode does not write what is stored at a path of a value that is written whole: the path leads
// through a field that is left out, or through a part that decides itself what is written of it.
func (p *Program) hidden(path string, mode Mode) bool {
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
		typ, field, ok := fieldOf(elem)
		if !ok {
			continue
		}
		if !first {
			if _, own := p.writer(&summary.Type{Name: typ}, mode); own {
				return true
			}
		}
		first = false
		st, known := p.structs[typ]
		if !known {
			continue
		}
		if f := st.field(field); f != nil && !written(f, mode) {
			return true
		}
	}
	return false
}

// fieldOf takes the element of a path apart: "(pkg.T).F".
func fieldOf(elem string) (typ, field string, ok bool) {
	s := strings.TrimSuffix(elem, summary.PathEnd)
	i := strings.LastIndex(s, ").")
	if i < 0 || s[0] != '(' {
		return "", "", false
	}
	return s[1:i], s[i+2:], true
}

func (st structType) field(name string) *summary.Field {
	for i := range st.Fields {
		if st.Fields[i].Name == name {
			return &st.Fields[i]
		}
	}
	return nil
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
func (p *Program) Behaviour(pr *Print) bool {
	t := pr.Fn.typ(pr.Node)
	return pr.Path == "" && !p.IsError(t) && p.ifaces[t.Name] != nil
}

// IsError tells whether a type is an error.
func (p *Program) IsError(t *summary.Type) bool {
	if t.Name == "error" {
		return true
	}
	im := p.impls[t.Name]
	return im != nil && t.Name != "" && im.methods["Error"].Signature == signatures["Error"]
}
