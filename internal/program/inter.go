package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// param reads a parameter: at the call that was entered, or at all callers.
func (q *Query) param(fn *Fn, n summary.NodeID, i int32, path string, ctx *Context) *Value {
	if q.Subject.Fn == fn && q.Subject.Param == i && ctx == nil {
		return &Value{Kind: Source, Text: fn.Name, Key: subjectKey, At: Place{fn, fn.Pos}}
	}
	if at, ok := q.p.inputs[Input{fn, i}]; ok {
		if v := q.tagged(path); v != nil {
			return v
		}
		file, line := at.Source()
		return &Value{Kind: Source, Text: fn.Name, At: Place{fn, fn.Pos}, Type: fn.Type(n),
			Note: "parameter " + fn.Params[i].Name + " of " + ShortName(fn.Name) + " is what the client sent (registered at " + file + ":" + strconv.Itoa(line) + ")"}
	}
	up := 0
	q.asked(ctx)
	switch {
	case ctx == nil:
	case ctx.method == fn && i == 0:
		return q.Walk(ctx.self.Fn, ctx.self.Node, ctx.self.Path+path, ctx.Parent)
	case ctx.Site.Fn != nil && ctx.Site.Call >= 0:
		return q.argument(ctx.Site, fn, i, path, ctx.Parent)
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
	if y, ok := q.p.yields[Input{fn, i}]; ok && len(fn.callers) == 0 {
		return q.yielded(y, i, path, ctx)
	}
	if len(fn.callers) == 0 {
		return q.unresolved(fn, path, q.parameter(fn, n, i), ctx)
	}
	var vs []*Value
	for j, site := range fn.callers {
		if j >= maxCallers {
			q.Cut = "too many callers of " + ShortName(fn.Name)
			break
		}
		c := &site.Fn.Calls[site.Call]
		v := q.argument(site, fn, i, path, ctx)
		if q.Conditions {
			block, ok := site.Fn.Control().BlockOf[site.Call]
			v = q.conditional(v, site.Fn, block, ok, ctx)
		}
		v = Told(v, Place{site.Fn, c.Pos}, "passed to %s as %s", ShortName(fn.Name), paramName(fn, i))
		if v != nil {
			q.View.Passed(q.p, site, fn, i, v)
		}
		vs = append(vs, v)
	}
	v := Join(vs...)
	if !slices.Contains(vs, v) {
		v.Callers = true
	}
	return v
}

// parameter is a parameter of which no more is known.
func (q *Query) parameter(fn *Fn, n summary.NodeID, i int32) *Value {
	return &Value{Kind: Unknown, Text: "parameter", At: Place{fn, fn.Pos}, Type: fn.Type(n),
		Note: "parameter " + fn.Params[i].Name + " of " + ShortName(fn.Name) + ", whose callers are not known"}
}

func paramName(fn *Fn, i int32) string {
	if fn.HasRecv && i == 0 {
		return "its receiver"
	}
	return fn.Params[i].Name
}

// argument reads what a call passes as parameter i of callee.
func (q *Query) argument(site Site, callee *Fn, i int32, path string, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	idx := int(i)
	if c.Kind == summary.Dynamic && callee.HasRecv {
		for _, t := range q.p.dynamic[site] {
			if t.Fn != callee || t.Bound.Fn == nil {
				continue
			}
			if i == 0 {
				return q.Walk(t.Bound.Fn, t.Bound.Fn.Nodes[t.Bound.Node].Args[0], path, nil)
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
	return q.Walk(site.Fn, c.Args[idx], path, ctx)
}

// variadic reads the elements that a call passes for a variadic parameter.
func (q *Query) variadic(site Site, idx int, path string, ctx *Context) *Value {
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
		return q.Walk(site.Fn, args[k], rest, ctx)
	}
	return q.alt(site.Fn, args, rest, ctx)
}

// freeVar reads a captured variable where its closure is made.
func (q *Query) freeVar(fn *Fn, i int32, path string, ctx *Context) *Value {
	q.AskedAll(ctx)
	var vs []*Value
	for _, made := range q.p.closures[fn.Name] {
		args := made.Fn.Nodes[made.Node].Args
		if int(i) >= len(args) {
			continue
		}
		vs = append(vs, q.Walk(made.Fn, args[i], path, enclosing(ctx, made.Fn)))
	}
	return Join(vs...)
}

// CalleesIn returns what a call can reach in a calling context: of a function value that a caller passed, the one of that call.
func (q *Query) CalleesIn(site Site, ctx *Context) []Callee {
	c := &site.Fn.Calls[site.Call]
	if c.Kind != summary.Dynamic || c.Fn == 0 || ctx == nil || len(q.p.dynamic[site]) < 2 {
		return q.p.Callees(site)
	}
	var out []Callee
	q.Walk(site.Fn, c.Fn, "", ctx).each(func(leaf *Value) {
		for _, t := range q.p.dynamic[site] {
			if leaf.Kind == Function && leaf.Text == t.Symbol && !slices.ContainsFunc(out, func(o Callee) bool { return o.Symbol == t.Symbol }) {
				out = append(out, t)
			}
		}
	})
	if len(out) == 0 {
		return q.p.Callees(site)
	}
	return out
}

// Result reads what a call returns.
func (q *Query) Result(site Site, res int32, t *summary.Type, path string, ctx *Context) *Value {
	if path == "" {
		if v, done := q.View.Call(q, site, ctx); done {
			return v
		}
	}
	var vs []*Value
	for _, target := range q.CalleesIn(site, ctx) {
		if target.Fn == nil {
			vs = append(vs, q.outsideResult(site, target.Symbol, res, t, path, ctx))
			continue
		}
		if q.View.Skip(site, target.Fn, t, path) {
			continue
		}
		inner, ok := q.Push(ctx, site)
		if !ok {
			if q.Cut != "" {
				vs = append(vs, &Value{Kind: Unknown, Text: "deep call", At: Place{site.Fn, site.Fn.Calls[site.Call].Pos}})
			}
			continue
		}
		only, some := q.Taken[Ref{Fn: target.Fn}]
		for i, r := range target.Fn.Returns {
			if some && i != only {
				continue
			}
			if int(res) < len(r.Values) && !q.p.Failed(target.Fn, &r, res) && !q.impossible(target.Fn, &r, inner) {
				v := q.Walk(target.Fn, r.Values[res], path, inner)
				if q.Conditions {
					block, ok := target.Fn.Control().ReturnIn[int32(i)]
					v = q.conditional(v, target.Fn, block, ok, inner)
				}
				vs = append(vs, Told(v, Place{target.Fn, r.Pos}, "returned by %s", ShortName(target.Symbol)))
			}
		}
	}
	if len(vs) == 0 && site.Fn.Calls[site.Call].Kind == summary.Dynamic {
		return q.unresolved(site.Fn, path, &Value{Kind: Unknown, Text: "function value", At: Place{site.Fn, site.Fn.Calls[site.Call].Pos}, Note: "result of a function value that is not known"}, ctx)
	}
	return Join(vs...)
}

// Failed tells whether a return is that of an error: its other values are not for use.
func (p *Program) Failed(fn *Fn, r *summary.Return, res int32) bool {
	last := len(r.Values) - 1
	return int(res) < last && (r.Failed || p.mayFail(fn.Type(r.Values[last])) && p.Excluded(fn, r.Values[last], summary.WantNil))
}

// mayFail tells whether values of a type can be errors: not functions, nor structs of the program without a method Error.
func (p *Program) mayFail(t *summary.Type) bool {
	if t.Name == "" || t.Class == summary.Code {
		return false
	}
	st, own := p.structs[t.Name]
	return !own || p.impls[t.Name].Method("Error") != "" || slices.ContainsFunc(st.Fields, func(f summary.Field) bool { return f.Embedded })
}

// ShortName drops import paths' directories from a symbol and closure numbers: "(*repo.Users).List".
func ShortName(symbol string) string {
	if i := strings.IndexByte(symbol, '$'); i > 0 {
		return "a function in " + Short(symbol[:i])
	}
	return Short(symbol)
}
