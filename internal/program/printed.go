package program

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Mark is what is to be said of the text that is written of a value.
type PrintMark struct {
	// Whole: the value is made into text whole, with all its fields.
	Whole *Print
	// Error: it is asserted to be an error.
	Error bool
	// Asked: a caller passes it to a function which is there to log. Fan: one of several callers does.
	Asked, Fan bool
}

// Of returns what is to be said of the text of a value itself.
func PrintOf(v *Value) PrintMark {
	if m, ok := v.Mark.(*PrintMark); ok {
		return *m
	}
	return PrintMark{}
}

// view asks for the text that is written of a value: what a type's own method writes stands for its values. The state is the
// Mode in which it is written.
type view struct {
	*NameView
	*Printed
	errTexts *errTexts
}

// Enter answers what has the name of something harmless, what methods write, and what is written whole.
func (w *view) Enter(q *Query, at At) (*Value, bool) {
	fn, node := at.Fn, &at.Fn.Nodes[at.Node]
	if at.Path != "" {
		return w.converted(q, at, node)
	}
	if w.plain(fn, node) {
		return &Value{Kind: Unknown, Text: "plain", Type: fn.Type(at.Node), At: Place{fn, node.Pos}}, true
	}
	if v, own := w.ownText(q, fn, at.Node, node, at.Ctx); own {
		return v, true
	}
	if v := w.writtenWhole(q, fn, at.Node, node, at.Ctx); v != nil {
		return v, true
	}
	if fn.Type(at.Node).Class == summary.Text {
		q.State = Asserted
	}
	return w.converted(q, at, node)
}

// converted is what is written of a value that is put into another type: of text the text, of an error an error.
func (w *view) converted(q *Query, at At, node *summary.Node) (*Value, bool) {
	if node.Op != summary.OpConvert {
		return nil, false
	}
	for _, e := range w.Printed.Models.Lookup(model.Type, node.Str) {
		if e.Role == model.Sanitize || e.Role == model.Safe || e.Role == model.Bind {
			return nil, false
		}
	}
	if w.IsError(&at.Fn.Pkg.Types[node.Type]) {
		v := q.Walk(at.Fn, node.Args[0], at.Path, at.Ctx)
		if v != nil && at.Path == "" {
			v = &Value{Kind: Alt, Parts: []*Value{v}, Mark: &PrintMark{Error: true}}
		}
		return w.Leave(q, at, v), true
	}
	if at.Path != "" {
		return nil, false
	}
	return w.Leave(q, at, q.In(Raw, at.Fn, node.Args[0], "", at.Ctx)), true
}

// Call answers the call of a method by which a value writes itself.
func (w *view) Call(q *Query, site Site, ctx *Context) (*Value, bool) {
	c := &site.Fn.Calls[site.Call]
	name := LastName(c.Callee)
	if c.Kind != summary.Invoke || len(c.Args) != 1 || name != "Error" && name != "String" {
		return nil, false
	}
	v := q.In(Plain, site.Fn, c.Args[0], "", ctx) // Have: what the value's own method writes.
	if name == "Error" {
		v = Told(v, Place{site.Fn, c.Pos}, ErrorText)
	}
	return v, true
}

// Skip skips the errors of functions that put no secret into one.
func (w *view) Skip(site Site, callee *Fn, t *summary.Type, path string) bool {
	return path == "" && w.IsError(t) && w.errTexts.silent(site, callee)
}

// Passed says of what a caller passes whether the function is there to log, and whether it is one of several.
func (w *view) Passed(p *Program, site Site, fn *Fn, i int32, v *Value) {
	mark := PrintMark{Asked: logs(fn) && !sends(fn, i), Fan: len(fn.Callers()) > 1}
	if mark.Asked || mark.Fan {
		v.Mark = &mark
	}
	v.Mixed = site.Fn.Calls[site.Call].Kind == summary.Dynamic && len(p.Callees(site)) > 1 && !logs(fn)
}

// Part is what is stored at a path of a value that is written whole; nothing where that is not written.
func (w *view) Part(q *Query, fn *Fn, store summary.NodeID, ctx *Context) (*Value, bool) {
	if w.hidden(fn.Nodes[store].Str, q.State) {
		return nil, true
	}
	return w.part(q, fn, store, ctx), true
}

// Operand is what a formatting call makes text of.
func (w *view) Operand(q *Query, site Site, n summary.NodeID, short bool, ctx *Context) (*Value, bool) {
	if short {
		return &Value{Kind: Scalar}, true
	}
	return w.made(q, Plain, site, n, ctx), true
}

// Encode is what an encoder to JSON makes text of.
func (w *view) Encode(q *Query, site Site, style string, n summary.NodeID, ctx *Context) (*Value, bool) {
	if style != "json" {
		return nil, false
	}
	return w.made(q, JSON, site, n, ctx), true
}

// Operands is the mode in which an operand is written: raw text as it is, an error as it writes itself.
func (w *view) Operands(raw bool) State {
	if raw {
		return Raw
	}
	return Plain
}

// ownText is what a method by which values of the node's type are written makes of this one.
func (w *view) ownText(q *Query, fn *Fn, n summary.NodeID, node *summary.Node, ctx *Context) (*Value, bool) {
	method, own := w.writer(fn.Type(n), q.State)
	if !own {
		return w.libraryText(q, fn, n, node, ctx)
	}
	at := NodePlace(fn, node)
	if method == nil {
		return &Value{Kind: Safe, Text: "own method", At: at}, true
	}
	inner, ok := q.EnterMethod(ctx, method, Ref{Fn: fn, Node: n})
	if !ok {
		return nil, true
	}
	var vs []*Value
	for _, r := range method.Returns {
		if len(r.Values) > 0 && !w.Failed(method, &r, 0) {
			vs = append(vs, Told(q.Walk(method, r.Values[0], "", inner), at, "written by %s", ShortName(method.Name)))
		}
	}
	return Join(vs...), true
}

// libraryText is what is written of a value of a library's type that has a method String which, as a model says, returns what is in it.
func (w *view) libraryText(q *Query, fn *Fn, n summary.NodeID, node *summary.Node, ctx *Context) (*Value, bool) {
	t := fn.Type(n)
	if t.Name == "" || t.Class != summary.Mixed || q.State == Raw || q.State == Asserted || q.State == JSON {
		return nil, false
	}
	e, ok := w.stringers[t.Name]
	if !ok {
		e = w.stringer(t.Name)
		w.stringers[t.Name] = e
	}
	if e == nil {
		return nil, false
	}
	v := q.In(Raw, fn, n, "", ctx)
	return &Value{Kind: Derived, Legible: e.Style != "part", Text: e.Symbol, Parts: []*Value{v}, At: NodePlace(fn, node)}, true
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

// made is a value that a call at a place makes text of, whole where it is not text itself.
func (w *view) made(q *Query, mode Mode, site Site, n summary.NodeID, ctx *Context) *Value {
	fn := site.Fn
	v := q.In(mode, fn, n, "", ctx)
	t := fn.Type(n)
	if v == nil || t.Class != summary.Mixed {
		return v
	}
	if w.IsError(t) {
		return Told(v, Place{fn, fn.Calls[site.Call].Pos}, ErrorText)
	}
	if _, own := w.writer(t, mode); own {
		return v
	}
	at := Place{fn, fn.Calls[site.Call].Pos}
	return w.wrapped(q, v, mode, fn, n, at, ctx)
}

// wrapped says of a value that it is written whole.
func (w *view) wrapped(q *Query, v *Value, mode Mode, fn *Fn, n summary.NodeID, at Place, ctx *Context) *Value {
	if PrintOf(v).Whole != nil {
		return v
	}
	q.AskedAll(ctx)
	pr := &Print{Event: Event{Fn: fn, At: at, Node: n, Call: -1, Arg: -1}, Mode: mode, ctx: ctx}
	return &Value{Kind: Alt, Parts: []*Value{v}, At: at, Mark: &PrintMark{Whole: pr}}
}

// writtenWhole is a value of a struct type of the program that is written with all its fields: these are asked for one by one.
func (w *view) writtenWhole(q *Query, fn *Fn, n summary.NodeID, node *summary.Node, ctx *Context) *Value {
	if q.State == Raw {
		return nil
	}
	st, ok := w.structOf(fn.Pkg, fn.Type(n))
	if ok && q.State == Asserted {
		return &Value{Kind: Object, At: NodePlace(fn, node)}
	}
	if !ok || !st.Full() || q.State == Asserted {
		return nil
	}
	at := NodePlace(fn, node)
	q.AskedAll(ctx)
	return &Value{Kind: Alt, At: at, Mark: &PrintMark{Whole: &Print{Event: Event{Fn: fn, At: at, Node: n, Call: -1, Arg: -1}, Mode: q.State, ctx: ctx}}}
}

// ErrorText is the Note of a value that is the text of an error.
const ErrorText = "text of an error"

// part is what is stored at a path of a value that is written whole; nothing where only its address is written.
func (w *view) part(q *Query, fn *Fn, store summary.NodeID, ctx *Context) *Value {
	node := &fn.Nodes[store]
	n := node.Args[1]
	t, mode := fn.Type(n), inner(q.State)
	v := q.In(mode, fn, n, "", ctx)
	if v == nil || t.Class != summary.Mixed || mode == Raw || mode == Asserted {
		return v
	}
	if _, own := w.writer(t, mode); own {
		return v
	}
	if t.Pointer && !followed(mode) && !isObject(&fn.Nodes[n]) {
		return nil
	}
	if !summary.IsIndex(LastElem(node.Str)) {
		return v // Have: a field, which is looked at with the whole.
	}
	return w.wrapped(q, v, mode, fn, n, Place{fn, node.Pos}, ctx)
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
func (p *Program) writer(t *summary.Type, mode Mode) (*Fn, bool) {
	im := p.impls[t.Name]
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
		typ, field, ok := FieldOf(elem)
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
		if f := st.Field(field); f != nil && !written(f, mode) {
			return true
		}
	}
	return false
}

// fieldOf takes the element of a path apart: "(pkg.T).F".
func FieldOf(elem string) (typ, field string, ok bool) {
	s := strings.TrimSuffix(elem, summary.PathEnd)
	i := strings.LastIndex(s, ").")
	if i < 0 || s[0] != '(' {
		return "", "", false
	}
	return s[1:i], s[i+2:], true
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
	t := pr.Fn.Type(pr.Node)
	return pr.Path == "" && !p.IsError(t) && p.ifaces[t.Name] != nil
}

// IsError tells whether a type is an error.
func (p *Program) IsError(t *summary.Type) bool {
	if t.Name == "error" {
		return true
	}
	im := p.impls[t.Name]
	return im != nil && t.Name != "" && im.Methods["Error"].Signature == signatures["Error"]
}

// plain tells whether a text that is printed has the name of something that is no secret.
func (w *view) plain(fn *Fn, node *summary.Node) bool {
	if fn.Pkg.Types[node.Type].Class != summary.Text {
		return false
	}
	name := ""
	switch node.Op {
	case summary.OpParam:
		name = fn.Params[node.A].Name
	case summary.OpFreeVar:
		name = fn.FreeVars[node.A]
	case summary.OpGlobal:
		name = LastName(node.Str)
	case summary.OpSelect:
		if summary.IsIndex(node.Str) {
			return false
		}
		name = LastName(strings.TrimSuffix(node.Str, summary.PathEnd))
	case summary.OpResult:
		if name = LastName(fn.Calls[node.A].Callee); !fn.Calls[node.A].Internal {
			return false
		}
	}
	if node.Name > 0 || name == "" {
		return false
	}
	known, ok := w.plainNames[name]
	if !ok {
		known = w.Printed.Models.Secrets.Plain(name)
		w.plainNames[name] = known
	}
	return known
}

// Printed is a program with what it writes.
type Printed struct{ *Program }
