package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// SettingElem is the path element under which a kind of setting of an object is asked for that has no fields.
func SettingElem(kind string) string { return "<" + kind + ">" + summary.PathEnd }

// settingKind returns the kind of setting that a path asks for; "" if it asks for none.
func settingKind(path string) (kind, rest string) {
	if !strings.HasPrefix(path, "<") {
		return "", path
	}
	elem, rest := summary.First(path)
	return strings.Trim(elem, "<>"+summary.PathEnd), rest
}

// settingOf reads a setting of what a function of another module returns, or leaves in its receiver: a setting that it makes,
// else what its receiver had before.
func (q *Query) settingOf(site Site, entries []model.Entry, kind, rest string, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	var vs []*Value
	builds := false
	for _, e := range entries {
		if e.Role == model.Same || slices.ContainsFunc(e.Out, func(i model.Index) bool { return i.Kind == model.Recv }) {
			builds = true
		}
		if e.Role == model.Setting && e.Kind == kind && len(e.Out) > 0 {
			entry := e
			v := q.SetTo(site, e, c, rest, ctx)
			vs = append(vs, &Value{Kind: Alt, Parts: []*Value{v}, At: Place{site.Fn, c.Pos}, Note: "set by " + Short(e.Symbol), Mark: &entry})
		}
	}
	if len(vs) == 0 && builds && c.HasRecv && len(c.Args) > 0 {
		return q.Walk(site.Fn, c.Args[0], SettingElem(kind)+rest, ctx)
	}
	if len(vs) == 0 {
		return &Value{Kind: Const}
	}
	return Join(vs...)
}

// SetTo is the value of a setting that a function makes of its arguments.
func (q *Query) SetTo(site Site, e model.Entry, c *summary.Call, rest string, ctx *Context) *Value {
	if v := e.Attr("value"); v != "" {
		return &Value{Kind: Const, Text: v, At: Place{site.Fn, c.Pos}}
	}
	var vs []*Value
	for _, in := range e.In {
		path := rest
		if e.List() && (!in.Variadic || c.Spread) {
			path = summary.Elem + summary.PathEnd + rest
		}
		for _, a := range ArgsOf(c, in) {
			vs = append(vs, q.Walk(site.Fn, a, path, ctx))
		}
	}
	return Join(vs...)
}

// configured is what a function of a library that returns a configuration sets in the field that a path begins with; nil if no
// model says so.
func (q *Query) configured(site Site, entries []model.Entry, res int32, path string) *Value {
	field := q.p.policyField(path)
	if field == nil {
		return nil
	}
	for _, e := range entries {
		if e.Role == model.Setting && e.Kind == field.Kind && Returns(e, res) && e.Attr("value") != "" {
			at := Place{site.Fn, site.Fn.Calls[site.Call].Pos}
			v := &Value{Kind: Const, Text: e.Attr("value"), At: at}
			return &Value{Kind: Alt, Parts: []*Value{v}, At: at, Note: "set by " + Short(e.Symbol), Mark: &e}
		}
	}
	return nil
}

// policyField returns the model of the field that a path begins with, if that sets something of a policy.
func (p *Program) policyField(path string) *model.Entry {
	if path == "" {
		return nil
	}
	elem, _ := summary.First(path)
	for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(elem, summary.PathEnd)) {
		if e.Role == model.Setting {
			return &e
		}
	}
	return nil
}

func (p *Program) setsPolicy(path string) bool { return p.policyField(path) != nil }

// initial is what a library's variable holds that is a policy's configuration, as models say: nothing, unless they do.
func (p *Program) initial(symbol, path string) *Value {
	field := p.policyField(path)
	if field == nil || p.ownSymbol(symbol) {
		return nil
	}
	for _, e := range p.Models.Lookup(model.Var, symbol) {
		if e.Role == model.Setting && e.Kind == field.Kind {
			return &Value{Kind: Const, Text: e.Attr("value")}
		}
	}
	return &Value{Kind: Const}
}
