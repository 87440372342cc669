package program

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Walk returns what is at a path of a node in a calling context; nil if nothing is (a cycle that adds nothing).
func (q *Query) Walk(fn *Fn, n summary.NodeID, path string, ctx *Context) *Value {
	if q.Guards != AllGuards {
		n = q.unwrap(fn, n, path)
	}
	node := &fn.Nodes[n]
	if v, ok := q.leaf(fn, n, node, path); ok {
		return v
	}
	k := key{fn, n, path, ctx, q.State}
	if v, ok := q.memo[k]; ok {
		if v.Kind == Alt && v.Parts == nil {
			if q.pending == nil {
				q.pending = map[key]bool{}
			}
			q.pending[k] = true
		}
		q.again(k)
		return v
	}
	if v, ok := q.recall(k); ok {
		return v
	}
	if q.Steps--; q.Steps <= 0 {
		q.Cut = "too many steps"
		return &Value{Kind: Unknown, Text: "analysis budget", At: Place{fn, node.Pos}}
	}
	hole := &Value{Kind: Alt}
	q.memo[k] = hole
	outer := q.begin()
	v := q.walked(k, node, hole)
	q.end(k, v, outer)
	return v
}

// walked is Walk for what is not known yet; hole stands for it meanwhile.
func (q *Query) walked(k key, node *summary.Node, hole *Value) *Value {
	at, state := At{k.fn, k.node, k.path, k.ctx}, q.State
	v, done := q.View.Enter(q, at)
	if !done {
		v = q.step(k.fn, k.node, node, k.path, k.ctx)
	}
	q.State = state
	if !done {
		v = q.View.Leave(q, at, v)
	}
	return q.keep(k, v, hole)
}

// keep puts what was found into the memo; hole is what stood for it.
func (q *Query) keep(k key, v, hole *Value) *Value {
	if len(q.pending) > 0 && q.pending[k] {
		if v != nil && v != hole {
			hole.Parts = []*Value{v}
		}
		return hole
	}
	if v == nil {
		v = hole
	}
	q.memo[k] = v
	return v
}

// leaf handles the nodes that are answered at once.
func (q *Query) leaf(fn *Fn, n summary.NodeID, node *summary.Node, path string) (*Value, bool) {
	if path == "" {
		t := fn.Type(n)
		switch {
		case node.Op == summary.OpConst:
			v := &Value{Kind: Const, Text: node.Str, Type: t, At: q.p.literalAt(fn, node), Library: q.p.libraryConst(fn, node)}
			return q.View.Leave(q, At{fn, n, path, nil}, v), true
		case node.Op == summary.OpGlobal && q.p.product(model.Var, node.Str) != model.Nothing:
			return &Value{Kind: Object, Text: node.Str, Type: t, At: Place{fn, node.Pos}}, true
		case q.Identity && t.Pointer: // Have: an object, whatever is in it.
		case t.Class == summary.Scalar && node.Type != 0 && !q.Scalars && !(t.Bytes && q.Guards != AllGuards), t.Name != "" && q.p.safeType(t.Name):
			return &Value{Kind: Scalar, Type: t, At: Place{fn, node.Pos}}, true
		}
	} else if strings.Count(path, summary.PathEnd) > maxElems {
		q.Cut = "access path too long"
		return &Value{Kind: Unknown, Text: "deep data", At: Place{fn, node.Pos}}, true
	}
	switch node.Op {
	case summary.OpConst, summary.OpAlloc:
		if path != "" || node.Op == summary.OpAlloc && node.B == 1 {
			return &Value{Kind: Const}, true
		}
		return &Value{Kind: Object, Type: fn.Type(n), At: Place{fn, node.Pos}, Made: Ref{Fn: fn, Node: n}}, true
	case summary.OpFunc:
		return &Value{Kind: Function, Text: node.Str}, true
	case summary.OpOpaque:
		return &Value{Kind: Unknown, Text: node.Str, Type: fn.Type(n), At: Place{fn, node.Pos}}, true
	}
	return nil, false
}

// safeType tells whether a model says that values of a type carry no text that could do harm.
func (p *Program) safeType(name string) bool {
	for _, e := range p.Models.Lookup(model.Type, name) {
		if e.Role == model.Safe {
			return true
		}
	}
	return false
}

// product returns what a walk sees in a symbol of which a line speaks for a subject's sake.
func (p *Program) product(target model.Target, symbol string) model.Product {
	for _, e := range p.Models.Lookup(target, symbol) {
		if product := e.Product(); product != model.Nothing {
			return product
		}
	}
	return model.Nothing
}

func (q *Query) step(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *Context) *Value {
	switch node.Op {
	case summary.OpParam:
		return q.param(fn, n, node.A, path, ctx)
	case summary.OpFreeVar:
		return q.freeVar(fn, node.A, path, ctx)
	case summary.OpGlobal:
		return q.global(fn, n, node.Str, path, ctx)
	case summary.OpClosure:
		v := &Value{Kind: Function, Text: node.Str}
		if node.A == 1 {
			v.Made = Ref{Fn: fn, Node: n}
		}
		return v
	case summary.OpSelect:
		return q.sel(fn, node, path, ctx)
	case summary.OpStore:
		return q.store(fn, n, path, ctx)
	case summary.OpCallMod:
		return q.callMod(fn, node, path, ctx)
	case summary.OpClosureMod:
		return q.closureMod(fn, node, path, ctx)
	case summary.OpPhi:
		if i, ok := q.Taken[Ref{Fn: fn, Node: n}]; ok {
			return q.Walk(fn, node.Args[i], path, ctx)
		}
		if q.Conditions {
			return q.branched(fn, n, node, path, ctx)
		}
		return q.alt(fn, node.Args, path, ctx)
	case summary.OpResult:
		return q.Result(Site{fn, node.A}, node.B, fn.Type(n), path, ctx)
	case summary.OpConcat:
		v := &Value{Kind: Concat, At: Place{fn, node.Pos}, Note: "concatenated"}
		for _, a := range node.Args {
			v.Parts = append(v.Parts, q.In(q.View.Operands(true), fn, a, "", ctx))
		}
		return v
	case summary.OpAppend:
		return q.appended(fn, n, node, path, ctx)
	case summary.OpConvert:
		return q.converted(fn, node, path, ctx)
	case summary.OpGuard:
		return q.guarded(fn, node, path, ctx)
	case summary.OpFrom:
		if q.Conditions {
			return &Value{Kind: Derived, Text: cutFrom, Parts: []*Value{q.Walk(fn, node.Args[0], path, ctx), {Kind: Const, Text: strconv.Itoa(int(node.A))}}}
		}
		return q.Walk(fn, node.Args[0], path, ctx)
	case summary.OpDrawn:
		return q.Walk(fn, node.Args[0], path, ctx)
	case summary.OpTest:
		return q.test(fn, node, ctx)
	case summary.OpCut:
		return q.Walk(fn, node.Args[0], path, ctx)
	}
	return &Value{Kind: Unknown, Text: "unknown", At: Place{fn, node.Pos}}
}

// Join makes an alternative of values; nil ones add nothing, equal ones count once.
func Join(vs ...*Value) *Value {
	var parts []*Value
	for _, v := range vs {
		if v = v.only(); v != nil && !slices.Contains(parts, v) {
			parts = append(parts, v)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return &Value{Kind: Alt, Parts: parts}
}

// only looks through an alternative of one that says nothing.
func (v *Value) only() *Value {
	for range maxElems { // alternatives of one can lead in a circle
		if v == nil || v.Kind != Alt || v.Note != "" || v.Widened || v.Under != "" || v.Mark != nil || v.When != nil || len(v.Parts) != 1 {
			break
		}
		v = v.Parts[0]
	}
	return v
}

func (q *Query) alt(fn *Fn, nodes []summary.NodeID, path string, ctx *Context) *Value {
	vs := make([]*Value, 0, len(nodes))
	for _, a := range nodes {
		vs = append(vs, q.Walk(fn, a, path, ctx))
	}
	return Join(vs...)
}

// Told wraps v into a step of the flow.
func Told(v *Value, at Place, format string, args ...any) *Value {
	if v == nil {
		return nil
	}
	return &Value{Kind: Alt, Parts: []*Value{v}, At: at, Note: fmt.Sprintf(format, args...)}
}

// branched is alt with the condition on which control brings each alternative.
func (q *Query) branched(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *Context) *Value {
	c := fn.Control()
	var vs []*Value
	for i, a := range node.Args {
		v := q.Walk(fn, a, path, ctx)
		if f := c.Arrives(n, i); v != nil && f != nil && f.Op != Always {
			v = &Value{Kind: Alt, Parts: []*Value{v}, When: &When{fn, f, ctx}}
		}
		vs = append(vs, v)
	}
	return Join(vs...)
}

// conditional wraps what comes from a block into the condition on which that runs.
func (q *Query) conditional(v *Value, fn *Fn, block int32, ok bool, ctx *Context) *Value {
	if v == nil || !ok || !q.Conditions {
		return v
	}
	f := fn.Control().RunsWhen(block)
	if f.Op == Always {
		return v
	}
	return &Value{Kind: Alt, Parts: []*Value{v}, When: &When{fn, f, ctx}}
}
