package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// outside reads an object after a call of another module's function that got it as argument node.B. keep says that the
// object can also be as it was before.
func (q *Query) outside(site Site, symbol string, node *summary.Node, rest, path string, ctx *Context) (v *Value, keep bool) {
	fn := site.Fn
	c := &fn.Calls[site.Call]
	entries := q.p.Models.Lookup(model.Func, symbol)
	if kind, inner := settingKind(rest); kind != "" {
		return q.settingOf(site, entries, kind, inner, ctx), false
	}
	for _, e := range entries {
		if !q.fillsArg(c, e, node.B) {
			continue
		}
		if field := q.p.policyField(rest); e.Role == model.Setting && field != nil && field.Kind == e.Kind {
			_, inner := summary.First(rest)
			if summary.IsIndex(inner) {
				_, inner = summary.First(inner)
			}
			return q.SetTo(site, e, c, inner, ctx), true
		}
		if e.Role != model.Text {
			if v := q.filledBy(site, e, rest, ctx); v != nil {
				if e.Role == model.Source && e.Kind == "operator" {
					v = Join(append(q.defaults(site, entries, "", rest, ctx), v)...)
				}
				return v, e.Role == model.Propagate || e.Role == model.Decode && rest != ""
			}
			continue
		}
		if rest != "" {
			return nil, true
		}
		if e.Kind == "reset" {
			return &Value{Kind: Const}, false
		}
		v := &Value{Kind: Concat, At: Place{fn, c.Pos}, Note: "appended"}
		v.Parts = append([]*Value{q.Walk(fn, node.Args[0], path, ctx)}, q.written(site, e, ctx)...)
		return v, false
	}
	if len(entries) > 0 || c.Internal {
		return nil, true
	}
	return &Value{Kind: Unknown, Text: "filled", At: Place{fn, c.Pos}, Note: "filled by " + Short(symbol)}, true
}

// fillsArg tells whether a model says that argument arg of c is changed.
func (q *Query) fillsArg(c *summary.Call, e model.Entry, arg int32) bool {
	for _, out := range e.Out {
		n := out.N
		switch out.Kind {
		case model.Recv:
			n = 0
		case model.Arg:
			if c.HasRecv {
				n++
			}
		default:
			continue
		}
		if n == int(arg) || out.Variadic && int(arg) >= n {
			return true
		}
	}
	return false
}

// filledBy is what a modelled call puts at path rest of an object that it fills; nil if the model says nothing.
func (q *Query) filledBy(site Site, e model.Entry, rest string, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	switch e.Role {
	case model.Source:
		if v := q.tagged(rest); v != nil {
			return v
		}
		return source(e, Place{site.Fn, c.Pos}, Short(e.Symbol))
	case model.Decode:
		if v := q.tagged(rest); v != nil {
			return v
		}
		return Told(q.derived(site, e.In, ctx), Place{site.Fn, c.Pos}, "decoded by %s", Short(e.Symbol))
	case model.Propagate, model.Same:
		return q.derived(site, e.In, ctx)
	case model.Random:
		return random(e, Place{site.Fn, c.Pos})
	}
	if key := e.Sets(); key != "" && rest == summary.KeyElem(key) {
		return &Value{Kind: Unknown, Text: "set", At: Place{site.Fn, c.Pos}}
	}
	return nil
}

// random is what a generator draws that cannot be predicted; nil for others.
func random(e model.Entry, at Place) *Value {
	if e.Kind != "secure" {
		return nil
	}
	return &Value{Kind: Safe, Text: SecureRandom, At: at}
}

// SecureRandom is the Text of a Safe value that a generator drew which cannot be predicted.
const SecureRandom = "random"

// derived is made of a call's arguments in some way.
func (q *Query) derived(site Site, in []model.Index, ctx *Context) *Value {
	v := &Value{Kind: Derived, At: Place{site.Fn, site.Fn.Calls[site.Call].Pos}}
	for _, i := range in {
		for _, a := range ArgsOf(&site.Fn.Calls[site.Call], i) {
			v.Parts = append(v.Parts, q.In(q.View.Operands(q.raw(site.Fn, a, i)), site.Fn, a, "", ctx))
		}
	}
	return v
}

// raw tells whether a function that makes something of an argument takes its text as it is: it does of text, and of its
// receiver it can read all.
func (q *Query) raw(fn *Fn, a summary.NodeID, i model.Index) bool {
	return i.Kind == model.Recv || fn.Type(a).Class == summary.Text
}

// encoded is what an encoder makes of its arguments.
func (q *Query) encoded(site Site, e model.Entry, ctx *Context) *Value {
	v := &Value{Kind: Derived, At: Place{site.Fn, site.Fn.Calls[site.Call].Pos}}
	for _, i := range e.In {
		for _, a := range ArgsOf(&site.Fn.Calls[site.Call], i) {
			part, done := q.View.Encode(q, site, e.Style, a, ctx)
			if !done {
				return q.derived(site, e.In, ctx)
			}
			v.Parts = append(v.Parts, part)
		}
	}
	return v
}

// digested is what a trace sees of a text that is encoded, and a whole one of one that is digested: the text still. nil if e
// makes no such text.
func (q *Query) digested(site Site, e model.Entry, ctx *Context) *Value {
	if q.Guards == AllGuards || len(e.In) == 0 || e.Kind != "charset" && (e.Kind != "hash" || !q.Digests) {
		return nil
	}
	v := q.derived(site, e.In, ctx)
	v.Legible = true
	return v
}

// keeps tells whether what is at a path of a function's result shows the text of its input. A certain element of what a text is
// split into is taken for another part of it than the one that is asked for: the id in front of it.
func (q *Query) keeps(fn *Fn, t *summary.Type, path string) bool {
	if q.Legible {
		return path == "" || path == summary.Elem+summary.PathEnd && Textual(fn.Pkg, t)
	}
	return path == "" && (t.Class == summary.Text || t.Name == "error")
}

// escapes are the kinds of sanitizers whose output shows the text that they are given.
var escapes = map[string]bool{"ident": true, "literal": true, "charset": true, "bind": true, "name": true}

// outsideResult reads what a function of another module returns.
func (q *Query) outsideResult(site Site, symbol string, res int32, t *summary.Type, path string, ctx *Context) *Value {
	fn := site.Fn
	c := &fn.Calls[site.Call]
	at := Place{fn, c.Pos}
	entries := q.p.Models.Lookup(model.Func, symbol)
	if kind, rest := settingKind(path); kind != "" {
		return q.settingOf(site, entries, kind, rest, ctx)
	}
	if v := q.configured(site, entries, res, path); v != nil {
		return v
	}
	if q.p.setsPolicy(path) && !slices.ContainsFunc(entries, func(e model.Entry) bool { return e.Role != model.Setting && Returns(e, res) }) {
		return &Value{Kind: Const} // Have: a library's default configuration, of which models name what it sets.
	}
	var vs []*Value
	for _, e := range entries {
		if Returns(e, res) {
			vs = append(vs, q.modelled(site, e, entries, t, path, ctx)...)
		}
	}
	if len(vs) > 0 {
		return Join(vs...)
	}
	if c.HasRecv && len(c.Args) > 0 && getter(symbol) && (len(c.Args) == 1 || len(entries) == 0) {
		recv := q.Walk(fn, c.Args[0], "", ctx)
		if sent, _ := recv.Reaches(func(l *Value) bool { return l.Kind == Source }); sent {
			return &Value{Kind: Derived, Parts: []*Value{recv}, At: at}
		}
	}
	return q.unresolved(fn, path, &Value{Kind: Unknown, Text: "call", At: at, Type: t, Note: "result of " + Short(symbol) + ", which is not known"}, ctx)
}

// modelled is what one entry says of a result.
func (q *Query) modelled(site Site, e model.Entry, entries []model.Entry, t *summary.Type, path string, ctx *Context) []*Value {
	c := &site.Fn.Calls[site.Call]
	at := Place{site.Fn, c.Pos}
	switch e.Role {
	case model.Source:
		return q.sent(site, e, entries, path, ctx)
	case model.Text:
		if exact(e) && !q.Conditions {
			return nil // Have: what the other entries say is enough.
		}
		return []*Value{q.text(site, e, ctx)}
	case model.Same:
		if q.Conditions && slices.ContainsFunc(entries, exact) {
			return nil
		}
		var vs []*Value
		for _, i := range e.In {
			for _, a := range ArgsOf(c, i) {
				vs = append(vs, q.Walk(site.Fn, a, path, ctx))
			}
		}
		return vs
	case model.URL:
		v := q.derived(site, e.In, ctx)
		v.Text = e.Kind
		return []*Value{v}
	case model.Propagate, model.Decode:
		if q.Conditions && slices.ContainsFunc(entries, exact) {
			return nil
		}
		v := q.encoded(site, e, ctx)
		v.Key = keyOfCall(site.Fn, c)
		v.Legible = e.Role == model.Propagate && e.Style != "part" && q.keeps(site.Fn, t, path)
		return []*Value{v}
	case model.Sanitize, model.Safe:
		return []*Value{q.sanitized(site, e, ctx)}
	case model.KeyedGet:
		return []*Value{q.kept(site, e, path, ctx)}
	case model.Confidential:
		return []*Value{q.View.Output(e, at, t, path)}
	}
	return q.product(site, e, t, path, ctx)
}

// sent is what a source returns, and of a setting also what it is unless it is set.
func (q *Query) sent(site Site, e model.Entry, entries []model.Entry, path string, ctx *Context) []*Value {
	c := &site.Fn.Calls[site.Call]
	v := keyed(source(e, Place{site.Fn, c.Pos}, Short(e.Symbol)), path)
	if k := keyOfCall(site.Fn, c); k != "" {
		v.Key = k
	}
	if e.Kind != "operator" {
		return []*Value{v}
	}
	return append([]*Value{v}, q.defaults(site, entries, v.Key, path, ctx)...)
}

// sanitized is what a sanitizer makes of its input.
func (q *Query) sanitized(site Site, e model.Entry, ctx *Context) *Value {
	if e.Kind == "filter" && !q.filters(site, e, ctx) {
		return q.derived(site, e.In, ctx)
	}
	if v := q.digested(site, e, ctx); v != nil {
		return v
	}
	if q.Legible && escapes[e.Kind] {
		v := q.derived(site, e.In, ctx)
		v.Legible = true
		return v
	}
	return &Value{Kind: Safe, Text: e.Kind, At: Place{site.Fn, site.Fn.Calls[site.Call].Pos}, Note: "made safe by " + Short(e.Symbol)}
}

// getter tells whether a method's name is that of a plain getter or converter of its receiver's text.
func getter(symbol string) bool {
	name := symbol[strings.LastIndexByte(symbol, '.')+1:]
	switch name {
	case "String", "Bytes", "Text", "Unwrap", "Value", "Error":
		return true
	}
	return strings.HasPrefix(name, "Get")
}

// kept reads what was kept under a key.
func (q *Query) kept(site Site, e model.Entry, path string, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	at := Place{site.Fn, c.Pos}
	if len(e.In) == 0 {
		return nil
	}
	k := keyOf(site.Fn, ArgOf(c, e.In[len(e.In)-1]))
	var vs []*Value
	if k != "" {
		for i, st := range q.p.keyed[k] {
			if i >= maxStores {
				q.Cut = "too many values under one key"
				break
			}
			vs = append(vs, Told(q.Walk(st.Fn, st.Node, path, q.above(ctx.level())), Place{st.Fn, st.Pos}, "kept under a key"))
		}
	}
	if len(vs) == 0 {
		return q.unresolved(site.Fn, path, &Value{Kind: Unknown, Text: "context value", At: at, Note: "a context value that is not known"}, ctx)
	}
	return Join(vs...)
}

// product is what a function returns of which a line speaks for a subject's sake.
func (q *Query) product(site Site, e model.Entry, t *summary.Type, path string, ctx *Context) []*Value {
	at := Place{site.Fn, site.Fn.Calls[site.Call].Pos}
	switch product := e.Product(); {
	case product == model.Inputs:
		return []*Value{q.derived(site, e.In, ctx)}
	case product == model.Mark:
		return []*Value{{Kind: Object, Text: e.Symbol, At: at}}
	case product == model.Nothing:
		return nil
	case path != "": // Have: what it was made with is asked for by its call.
		return []*Value{{Kind: Const}}
	}
	return []*Value{{Kind: Object, Text: e.Symbol, Type: t, At: at, By: site}}
}
