package printed

import (
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Mark is what is to be said of the text that is written of a value.
type Mark struct {
	// Whole: the value is made into text whole, with all its fields.
	Whole *Print
	// Error: it is asserted to be an error.
	Error bool
	// Asked: a caller passes it to a function which is there to log. Fan: one of several callers does.
	Asked, Fan bool
}

// Of returns what is to be said of the text of a value itself.
func Of(v *program.Value) Mark {
	if m, ok := v.Mark.(*Mark); ok {
		return *m
	}
	return Mark{}
}

// view asks for the text that is written of a value: what a type's own method writes stands for its values. The state is the
// Mode in which it is written.
type view struct {
	*credential.View
	p        *Printed
	errTexts *errTexts
}

// Enter answers what has the name of something harmless, what methods write, and what is written whole.
func (w *view) Enter(q *program.Query, at program.At) (*program.Value, bool) {
	fn, node := at.Fn, &at.Fn.Nodes[at.Node]
	if at.Path != "" {
		return w.converted(q, at, node)
	}
	if w.plain(fn, node) {
		return &program.Value{Kind: program.Unknown, Text: "plain", Type: fn.Type(at.Node), At: program.Place{Fn: fn, Pos: node.Pos}}, true
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
func (w *view) converted(q *program.Query, at program.At, node *summary.Node) (*program.Value, bool) {
	if node.Op != summary.OpConvert {
		return nil, false
	}
	for _, e := range w.p.Models.Lookup(model.Type, node.Str) {
		if e.Role == model.Sanitize || e.Role == model.Safe || e.Role == model.Bind {
			return nil, false
		}
	}
	if w.p.IsError(&at.Fn.Pkg.Types[node.Type]) {
		v := q.Walk(at.Fn, node.Args[0], at.Path, at.Ctx)
		if v != nil && at.Path == "" {
			v = &program.Value{Kind: program.Alt, Parts: []*program.Value{v}, Mark: &Mark{Error: true}}
		}
		return w.Leave(q, at, v), true
	}
	if at.Path != "" {
		return nil, false
	}
	return w.Leave(q, at, q.In(Raw, at.Fn, node.Args[0], "", at.Ctx)), true
}

// Call answers the call of a method by which a value writes itself.
func (w *view) Call(q *program.Query, site program.Site, ctx *program.Context) (*program.Value, bool) {
	c := &site.Fn.Calls[site.Call]
	name := program.LastName(c.Callee)
	if c.Kind != summary.Invoke || len(c.Args) != 1 || name != "Error" && name != "String" {
		return nil, false
	}
	v := q.In(Plain, site.Fn, c.Args[0], "", ctx) // Have: what the value's own method writes.
	if name == "Error" {
		v = program.Told(v, program.Place{Fn: site.Fn, Pos: c.Pos}, ErrorText)
	}
	return v, true
}

// Skip skips the errors of functions that put no secret into one.
func (w *view) Skip(site program.Site, callee *program.Fn, t *summary.Type, path string) bool {
	return path == "" && w.p.IsError(t) && w.errTexts.silent(site, callee)
}

// Passed says of what a caller passes whether the function is there to log, and whether it is one of several.
func (w *view) Passed(p *program.Program, site program.Site, fn *program.Fn, i int32, v *program.Value) {
	mark := Mark{Asked: logs(fn) && !sends(fn, i), Fan: len(fn.Callers()) > 1}
	if mark.Asked || mark.Fan {
		v.Mark = &mark
	}
	v.Mixed = site.Fn.Calls[site.Call].Kind == summary.Dynamic && len(p.Callees(site)) > 1 && !logs(fn)
}

// Part is what is stored at a path of a value that is written whole; nothing where that is not written.
func (w *view) Part(q *program.Query, fn *program.Fn, store summary.NodeID, ctx *program.Context) (*program.Value, bool) {
	if w.p.hidden(fn.Nodes[store].Str, q.State) {
		return nil, true
	}
	return w.part(q, fn, store, ctx), true
}

// Operand is what a formatting call makes text of.
func (w *view) Operand(q *program.Query, site program.Site, n summary.NodeID, most int, ctx *program.Context) (*program.Value, bool) {
	if most >= 0 && most <= credential.MaxShown {
		return &program.Value{Kind: program.Scalar}, true
	}
	return w.made(q, Plain, site, n, ctx), true
}

// Encode is what an encoder to JSON makes text of.
func (w *view) Encode(q *program.Query, site program.Site, style string, n summary.NodeID, ctx *program.Context) (*program.Value, bool) {
	if style != "json" {
		return nil, false
	}
	return w.made(q, JSON, site, n, ctx), true
}

// Operands is the mode in which an operand is written: raw text as it is, an error as it writes itself.
func (w *view) Operands(raw bool) program.State {
	if raw {
		return Raw
	}
	return Plain
}

// plain tells whether a text that is printed has the name of something that is no secret.
func (w *view) plain(fn *program.Fn, node *summary.Node) bool {
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
		name = program.LastName(node.Str)
	case summary.OpSelect:
		if summary.IsIndex(node.Str) {
			return false
		}
		name = program.LastName(strings.TrimSuffix(node.Str, summary.PathEnd))
	case summary.OpResult:
		if name = program.LastName(fn.Calls[node.A].Callee); !fn.Calls[node.A].Internal {
			return false
		}
	}
	if node.Name > 0 || name == "" {
		return false
	}
	known, ok := w.p.plainNames[name]
	if !ok {
		known = w.p.Models.Secrets.Plain(name)
		w.p.plainNames[name] = known
	}
	return known
}
