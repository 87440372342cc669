package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// param reads a parameter: at the call that was entered, or at all callers.
func (q *query) param(fn *Fn, n summary.NodeID, i int32, path string, ctx *context) *Value {
	if q.subject.fn == fn && q.subject.param == i && ctx == nil {
		return &Value{Kind: Source, Text: fn.Name, Key: subjectKey, At: Place{fn, fn.Pos}}
	}
	if at, ok := q.p.inputs[input{fn, i}]; ok {
		if v := q.tagged(path); v != nil {
			return v
		}
		return &Value{Kind: Source, Text: fn.Name, At: Place{fn, fn.Pos}, Type: fn.typ(n),
			Note: "parameter " + fn.Params[i].Name + " of " + ShortName(fn.Name) + " is what the client sent (registered at " + at.File() + ":" + strconv.Itoa(int(at.Pos.Line)) + ")"}
	}
	up := 0
	q.asked(ctx)
	switch {
	case ctx == nil:
	case ctx.method == fn && i == 0:
		return q.walk(ctx.self.fn, ctx.self.node, ctx.self.path+path, ctx.parent)
	case ctx.site.Fn != nil && ctx.site.Call >= 0:
		return q.argument(ctx.site, fn, i, path, ctx.parent)
	default: // Have: a closure's stores are looked at, or a caller was left; who calls this is not known.
		up = ctx.up
	}
	ctx = q.above(up)
	if up >= maxUp {
		return q.unresolved(fn, path, q.parameter(fn, n, i), ctx)
	}
	if i == 0 && fn.HasRecv && path != "" && len(fn.callers) > maxReceivers {
		if v := q.unresolved(fn, path, nil, ctx); v != nil {
			return v
		}
	}
	if len(fn.callers) == 0 {
		return q.unresolved(fn, path, q.parameter(fn, n, i), ctx)
	}
	var vs []*Value
	for j, site := range fn.callers {
		if j >= maxCallers {
			q.cut = "too many callers of " + ShortName(fn.Name)
			break
		}
		c := &site.Fn.Calls[site.Call]
		v := q.argument(site, fn, i, path, ctx)
		if q.conditions {
			block, ok := site.Fn.control().blockOf[site.Call]
			v = q.conditional(v, site.Fn, block, ok, ctx)
		}
		v = told(v, Place{site.Fn, c.Pos}, "passed to %s as %s", ShortName(fn.Name), paramName(fn, i))
		if v != nil && q.printing {
			v.Asked, v.Fan = fn.logs() && !fn.sends(i), len(fn.callers) > 1
			v.Mixed = c.Kind == summary.Dynamic && len(q.p.dynamic[site]) > 1 && !fn.logs()
		}
		vs = append(vs, v)
	}
	v := join(vs...)
	if !slices.Contains(vs, v) {
		v.Callers = true
	}
	return v
}

// parameter is a parameter of which no more is known.
func (q *query) parameter(fn *Fn, n summary.NodeID, i int32) *Value {
	return &Value{Kind: Unknown, Text: "parameter", At: Place{fn, fn.Pos}, Type: fn.typ(n),
		Note: "parameter " + fn.Params[i].Name + " of " + ShortName(fn.Name) + ", whose callers are not known"}
}

// maxUp and maxStored are how many callers and stores a walk for what is printed comes by: what is a secret is called so near
// the place where it is printed.
const (
	maxUp     = 3
	maxStored = 5
)

// above returns the context of a caller, or of a store, that a walk without a call string goes to next.
func (q *query) above(up int) *context {
	if !q.printing {
		return nil
	}
	return q.unique(context{up: min(up+1, maxStored)})
}

// level returns how far up a context is.
func (ctx *context) level() int {
	up := 0
	for ; ctx != nil; ctx = ctx.parent {
		up = max(up, ctx.up)
	}
	return up
}

func paramName(fn *Fn, i int32) string {
	if fn.HasRecv && i == 0 {
		return "its receiver"
	}
	return fn.Params[i].Name
}

// argument reads what a call passes as parameter i of callee.
func (q *query) argument(site Site, callee *Fn, i int32, path string, ctx *context) *Value {
	c := &site.Fn.Calls[site.Call]
	idx := int(i)
	if c.Kind == summary.Dynamic && callee.HasRecv {
		for _, t := range q.p.dynamic[site] {
			if t.fn != callee || t.bound.fn == nil {
				continue
			}
			if i == 0 {
				return q.walk(t.bound.fn, t.bound.fn.Nodes[t.bound.node].Args[0], path, nil)
			}
			idx--
			break
		}
	}
	if callee.Variadic && int(i) == len(callee.Params)-1 && !c.Spread {
		return q.variadic(site, idx, path, ctx)
	}
	if idx < 0 || idx >= len(c.Args) {
		return nil
	}
	return q.walk(site.Fn, c.Args[idx], path, ctx)
}

// variadic reads the elements that a call passes for a variadic parameter.
func (q *query) variadic(site Site, idx int, path string, ctx *context) *Value {
	c := &site.Fn.Calls[site.Call]
	if idx > len(c.Args) {
		return nil
	}
	args := c.Args[idx:]
	if path == "" {
		return q.alt(site.Fn, args, "", ctx)
	}
	elem, rest := summary.First(path)
	if k, err := strconv.Atoi(strings.Trim(elem, "[]"+summary.PathEnd)); err == nil {
		if k >= len(args) {
			return nil
		}
		return q.walk(site.Fn, args[k], rest, ctx)
	}
	return q.alt(site.Fn, args, rest, ctx)
}

// freeVar reads a captured variable where its closure is made.
func (q *query) freeVar(fn *Fn, i int32, path string, ctx *context) *Value {
	q.askedAll(ctx)
	var vs []*Value
	for _, made := range q.p.closures[fn.Name] {
		args := made.fn.Nodes[made.node].Args
		if int(i) >= len(args) {
			continue
		}
		vs = append(vs, q.walk(made.fn, args[i], path, enclosing(ctx, made.fn)))
	}
	return join(vs...)
}

// enclosing returns the context in which parent runs, when a call in it led here.
func enclosing(ctx *context, parent *Fn) *context {
	for c := ctx; c != nil; c = c.parent {
		if c.site.Fn == parent {
			return c.parent
		}
	}
	return nil
}

// callees returns what a call can reach in a calling context: of a function value that a caller passed, the one of that call.
func (q *query) callees(site Site, ctx *context) []callee {
	c := &site.Fn.Calls[site.Call]
	if c.Kind != summary.Dynamic || c.Fn == 0 || ctx == nil || len(q.p.dynamic[site]) < 2 {
		return q.p.callees(site)
	}
	var out []callee
	q.walk(site.Fn, c.Fn, "", ctx).each(func(leaf *Value) {
		for _, t := range q.p.dynamic[site] {
			if leaf.Kind == Function && leaf.Text == t.symbol && !slices.ContainsFunc(out, func(o callee) bool { return o.symbol == t.symbol }) {
				out = append(out, t)
			}
		}
	})
	if len(out) == 0 {
		return q.p.callees(site)
	}
	return out
}

// result reads what a call returns.
func (q *query) result(site Site, res int32, t *summary.Type, path string, ctx *context) *Value {
	var vs []*Value
	if c := &site.Fn.Calls[site.Call]; q.printing && path == "" && c.Kind == summary.Invoke && len(c.Args) == 1 {
		if name := lastName(c.Callee); name == "Error" || name == "String" {
			v := q.as(Plain, site.Fn, c.Args[0], "", ctx) // Have: what the value's own method writes.
			if name == "Error" {
				v = told(v, Place{site.Fn, c.Pos}, ErrorText)
			}
			return v
		}
	}
	for _, target := range q.callees(site, ctx) {
		if target.fn == nil {
			vs = append(vs, q.outsideResult(site, target.symbol, res, t, path, ctx))
			continue
		}
		if q.errTexts != nil && path == "" && q.p.IsError(t) && q.errTexts.silent(site, target.fn) {
			continue
		}
		inner, ok := q.push(ctx, site)
		if !ok {
			if q.cut != "" {
				vs = append(vs, &Value{Kind: Unknown, Text: "deep call", At: Place{site.Fn, site.Fn.Calls[site.Call].Pos}})
			}
			continue
		}
		only, some := q.taken[ref{fn: target.fn}]
		for i, r := range target.fn.Returns {
			if some && i != only {
				continue
			}
			if int(res) < len(r.Values) && !q.p.failed(target.fn, &r, res) && !q.impossible(target.fn, &r, inner) {
				v := q.walk(target.fn, r.Values[res], path, inner)
				if q.conditions {
					block, ok := target.fn.control().returns[int32(i)]
					v = q.conditional(v, target.fn, block, ok, inner)
				}
				vs = append(vs, told(v, Place{target.fn, r.Pos}, "returned by %s", ShortName(target.symbol)))
			}
		}
	}
	if len(vs) == 0 && site.Fn.Calls[site.Call].Kind == summary.Dynamic {
		return q.unresolved(site.Fn, path, &Value{Kind: Unknown, Text: "function value", At: Place{site.Fn, site.Fn.Calls[site.Call].Pos}, Note: "result of a function value that is not known"}, ctx)
	}
	return join(vs...)
}

// failed tells whether a return is that of an error: its other values are not for use.
func (p *Program) failed(fn *Fn, r *summary.Return, res int32) bool {
	last := len(r.Values) - 1
	return int(res) < last && p.mayFail(fn.typ(r.Values[last])) && p.excluded(fn, r.Values[last], summary.WantNil)
}

// mayFail tells whether values of a type can be errors: not functions, nor structs of the program without a method Error.
func (p *Program) mayFail(t *summary.Type) bool {
	if t.Name == "" || t.Class == summary.Code {
		return false
	}
	st, own := p.structs[t.Name]
	return !own || p.Method(t.Name, "Error") != "" || slices.ContainsFunc(st.Fields, func(f summary.Field) bool { return f.Embedded })
}

// ShortName drops import paths' directories from a symbol and closure numbers: "(*repo.Users).List".
func ShortName(symbol string) string {
	if i := strings.IndexByte(symbol, '$'); i > 0 {
		return "a function in " + short(symbol[:i])
	}
	return short(symbol)
}
