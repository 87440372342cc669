package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// guarded reads a value for which a condition holds: restricted text if the condition leaves only what the program, not
// the client, decides.
func (q *Query) guarded(fn *Fn, node *summary.Node, path string, ctx *Context) *Value {
	inner := node.Str + path
	if node.B == 1 {
		// Have: the part node.Str of the value is guarded, and path is what is read of the value.
		rest, ok := strings.CutPrefix(path, node.Str)
		if !ok {
			return q.Walk(fn, node.Args[0], path, ctx)
		}
		inner = rest
	}
	switch g := &fn.Guards[node.A]; {
	case g.Kind == summary.GuardWhen:
		q.AskedAll(ctx)
		if b, known := q.p.boolean(fn, g.Node, ctx); known && b != (g.Want == summary.WantTrue) {
			return nil
		}
	case q.Guards == ConstantGuards && fn.constGuard(node.A):
		return &Value{Kind: Restricted, At: Place{fn, node.Pos}}
	case q.Guards == AllGuards && q.Holds(fn, node.A, inner, ctx, 0):
		return &Value{Kind: Restricted, At: Place{fn, node.Pos}}
	}
	return q.Walk(fn, node.Args[0], path, ctx)
}

// unwrap goes by the guards that a walk does not look at.
func (q *Query) unwrap(fn *Fn, n summary.NodeID, path string) summary.NodeID {
	for {
		node := &fn.Nodes[n]
		if node.Op != summary.OpGuard || fn.Guards[node.A].Kind == summary.GuardWhen {
			return n
		}
		if q.Guards == ConstantGuards && (node.B != 1 || strings.HasPrefix(path, node.Str)) && fn.constGuard(node.A) {
			return n
		}
		n = node.Args[0]
	}
}

// boolean returns what a parameter, or what a caller in the call string passes for it, is if that is a constant.
func (p *Program) boolean(fn *Fn, n summary.NodeID, ctx *Context) (value, known bool) {
	for range maxDepth {
		node := &fn.Nodes[n]
		switch {
		case node.Op == summary.OpConst:
			return node.Str == "true", summary.ConstKind(node.A) == summary.ConstBool
		case node.Op != summary.OpParam || ctx == nil || ctx.Site.Fn == nil || ctx.Site.Call < 0:
			return false, false
		}
		c := &ctx.Site.Fn.Calls[ctx.Site.Call]
		i := int(node.A)
		if c.Kind == summary.Dynamic && fn.HasRecv { // Have: a bound method, perhaps, whose receiver is not among the arguments.
			return false, false
		}
		if i >= len(c.Args) {
			return false, false
		}
		fn, n, ctx = ctx.Site.Fn, c.Args[i], ctx.Parent
	}
	return false, false
}

// constGuard tells whether a guard says that a value is one of some constants.
func (fn *Fn) constGuard(guard int32) bool {
	g := &fn.Guards[guard]
	switch g.Kind {
	case summary.GuardEqual:
		return fn.Nodes[g.Node].Op == summary.OpConst
	case summary.GuardAny:
		return !slices.ContainsFunc(g.Any, func(a int32) bool { return fn.Guards[a].Kind != summary.GuardEqual || !fn.constGuard(a) })
	}
	return false
}

// impossible tells whether a call in the call string passes booleans with which a function does not come to a return.
func (q *Query) impossible(fn *Fn, r *summary.Return, ctx *Context) bool {
	return slices.ContainsFunc(r.Facts, func(x summary.Fact) bool {
		g := &fn.Guards[x.Guard]
		if g.Kind != summary.GuardWhen {
			return false
		}
		q.AskedAll(ctx)
		b, known := q.p.boolean(fn, g.Node, ctx)
		return known && b != (g.Want == summary.WantTrue)
	})
}

// maxGuards bounds how deeply a condition is followed into the functions that decide it.
const maxGuards = 6

// Holds tells whether a guard restricts what is at path of the guarded value.
func (q *Query) Holds(fn *Fn, guard int32, path string, ctx *Context, depth int) bool {
	if depth > maxGuards {
		return false
	}
	g := &fn.Guards[guard]
	switch g.Kind {
	case summary.GuardWhen:
		return false
	case summary.GuardEqual:
		return ownText(q.Walk(fn, g.Node, path, ctx))
	case summary.GuardKey:
		if path != "" {
			return false
		}
		return ownText(q.Walk(fn, g.Node, summary.Key+summary.PathEnd, ctx))
	case summary.GuardAny:
		for _, a := range g.Any {
			if !q.Holds(fn, a, path, ctx, depth+1) {
				return false
			}
		}
		return true
	}
	targets := q.p.Callees(Site{fn, g.Call})
	if len(targets) == 0 {
		return false
	}
	if g.Free > 0 {
		return q.capturedHolds(fn, g, path, ctx, depth)
	}
	for _, t := range targets {
		if t.Fn == nil {
			if !q.outsideHolds(fn, g, t.Symbol, path, ctx, depth) {
				return false
			}
			continue
		}
		param := ParamIndex(&fn.Calls[g.Call], t, g.Arg)
		inner, ok := q.Push(ctx, Site{fn, g.Call})
		if !ok || param < 0 || !q.implies(t.Fn, param, path, g, inner, depth) {
			return false
		}
	}
	return true
}

// ownText tells whether something is in v and nothing of it is what a client sent.
func ownText(v *Value) bool {
	if v == nil {
		return false
	}
	some := false
	sent, all := v.Reaches(func(l *Value) bool {
		some = some || l.Kind != Object
		return l.Kind == Source
	})
	return some && all && !sent
}

// implies tells whether a function returns what the guard wants only where path of its parameter is restricted.
func (q *Query) implies(fn *Fn, param int32, path string, g *summary.Guard, ctx *Context, depth int) bool {
	possible := 0
	for i := range fn.Returns {
		r := &fn.Returns[i]
		if int(g.Res) >= len(r.Values) || q.p.Excluded(fn, r.Values[g.Res], g.Want) {
			continue
		}
		possible++
		known := append([]summary.Fact{}, r.Facts...)
		switch g.Want {
		case summary.WantTrue:
			known = append(known, r.True...)
		case summary.WantFalse:
			known = append(known, r.False...)
		case summary.WantNil:
			known = append(known, r.Nil...)
		}
		if !q.anyHolds(fn, known, param, path, ctx, depth) {
			return false
		}
	}
	return possible > 0
}

func (q *Query) anyHolds(fn *Fn, facts []summary.Fact, param int32, path string, ctx *Context, depth int) bool {
	for _, f := range facts {
		if f.Param != param {
			continue
		}
		if rest, ok := strings.CutPrefix(path, f.Path); ok && q.Holds(fn, f.Guard, rest, ctx, depth+1) {
			return true
		}
	}
	return false
}

// Excluded tells whether a returned value can never be what is wanted.
func (p *Program) Excluded(fn *Fn, n summary.NodeID, want summary.Want) bool {
	return p.excluded(fn, n, want, 0)
}

// maxMakers is how many calls deep a function is looked into that makes an error.
const maxMakers = 2

func (p *Program) excluded(fn *Fn, n summary.NodeID, want summary.Want, depth int) bool {
	node := &fn.Nodes[n]
	for range maxStores {
		if node.Op == summary.OpStore && node.Str == "" { // Have: a result that is kept in a variable, for a deferred call to see.
			node = &fn.Nodes[node.Args[1]]
		} else if node.Op == summary.OpGuard {
			node = &fn.Nodes[node.Args[0]]
		} else {
			break
		}
	}
	if node.Op == summary.OpConst {
		switch want {
		case summary.WantTrue:
			return node.Str == "false" || summary.ConstKind(node.A) == summary.ConstNil
		case summary.WantFalse:
			return node.Str == "true"
		case summary.WantNil:
			return summary.ConstKind(node.A) != summary.ConstNil
		default:
			return summary.ConstKind(node.A) == summary.ConstNil
		}
	}
	if want == summary.WantNil {
		switch node.Op {
		case summary.OpAlloc, summary.OpStore, summary.OpGlobal, summary.OpConvert:
			return true
		case summary.OpResult:
			c := &fn.Calls[node.A]
			if slices.ContainsFunc(p.Models.Lookup(model.Func, c.Callee), func(e model.Entry) bool { return e.Role == model.NonNil }) {
				return true
			}
			maker := p.fns[c.Callee]
			return c.Kind == summary.Static && maker != nil && depth < maxMakers && len(maker.Returns) > 0 &&
				!slices.ContainsFunc(maker.Returns, func(r summary.Return) bool {
					return int(node.B) >= len(r.Values) || !p.excluded(maker, r.Values[node.B], want, depth+1)
				})
		}
	}
	return false
}

// outsideHolds tells whether a model says that the tested call restricts the argument.
func (q *Query) outsideHolds(fn *Fn, g *summary.Guard, symbol, path string, ctx *Context, depth int) bool {
	c := &fn.Calls[g.Call]
	for _, e := range q.p.Models.Lookup(model.Func, symbol) {
		switch {
		case e.Role != model.Guard:
		case e.Kind == "some" || e.Kind == "chars":
			if q.predicateHolds(fn, g, &e, path, ctx, depth) {
				return true
			}
		default:
			if path != "" || g.Want != summary.WantTrue && g.Want != summary.WantNil || !Takes(c, e, g.Arg) {
				continue
			}
			if q.guardKind(fn, c, &e, ctx) {
				return true
			}
		}
	}
	return false
}

func (q *Query) guardKind(fn *Fn, c *summary.Call, e *model.Entry, ctx *Context) bool {
	by := summary.NodeID(0)
	if e.By != nil {
		by = ArgOf(c, *e.By)
	}
	switch e.Kind {
	case "list":
		return by != 0 && ownText(q.Walk(fn, by, summary.Elem+summary.PathEnd, ctx))
	case "equal":
		return by != 0 && ownText(q.Walk(fn, by, "", ctx))
	case "key":
		return by != 0 && ownText(q.Walk(fn, by, summary.Key+summary.PathEnd, ctx))
	case "regexp":
		return by != 0 && safePatterns(q.Walk(fn, by, "", ctx))
	}
	return true
}

// filters tells whether a call takes out everything but harmless characters: its pattern matches all others.
func (q *Query) filters(site Site, e model.Entry, ctx *Context) bool {
	c := &site.Fn.Calls[site.Call]
	if e.By == nil || ArgOf(c, *e.By) == 0 || len(c.Args) == 0 {
		return false
	}
	if by := ArgOf(c, *e.By); site.Fn.Type(by).Class == summary.Code {
		return q.p.picks(site.Fn, by)
	}
	with, ok := q.Walk(site.Fn, c.Args[len(c.Args)-1], "", ctx).Const()
	if !ok || strings.ContainsFunc(with, func(r rune) bool { return !harmlessRune(r) }) {
		return false
	}
	pattern, ok := q.Walk(site.Fn, ArgOf(c, *e.By), "", ctx).Const()
	return ok && excludesHarm(pattern)
}
