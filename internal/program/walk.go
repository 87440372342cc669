package program

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Budgets of a walk, in steps (nodes visited), call depth and path elements.
const (
	originSteps   = 40_000
	functionSteps = 4_000
	maxDepth      = 10
	maxElems      = 8
	maxCallers    = 100
	maxStores     = 64
	maxReceivers  = 8 // a method called from more places finds its receiver's fields by their type
	maxPrintDepth = 6 // of calls, in a walk for what is printed
)

// context is a call string: the calls that were entered through their results.
type context struct {
	site   Site
	parent *context
	depth  int
	// method, with its receiver self, is entered in place of a call: what writes a value of its type.
	method *Fn
	self   ref
	// up counts the callers and stores that a walk for what is printed came by without a call string.
	up int
}

type key struct {
	fn   *Fn
	node summary.NodeID
	path string
	ctx  *context
	mode Mode
}

// entry is a call that is entered from a context.
type entry struct {
	site   Site
	parent *context
}

// query is one walk with its memo.
type query struct {
	p        *Program
	memo     map[key]*Value
	entered  map[entry]*context   // contexts that calls make
	contexts map[context]*context // all others
	pending  map[key]bool         // being walked and asked for again meanwhile
	steps    int
	// identity: asks which object or function a value is, not what is in it.
	identity bool
	// named: values are wrapped in the names that say that they are secrets.
	named bool
	// unguarded: guards are not looked at.
	unguarded bool
	// whole: a digest stands for what is digested.
	whole bool
	// scalars: booleans are followed as text is.
	scalars bool
	// conditions: alternatives keep the conditions on which they are taken.
	conditions bool
	// subject: the parameter that a trial is about.
	subject input
	// taken: the alternative that is taken at a join, or of a function's returns (node 0), where only one is of interest.
	taken map[ref]int
	// printing: asks for the text that is written of a value, as mode says, and not further than maxUp.
	printing bool
	mode     Mode
	shared   *shared // nil keeps nothing for all contexts
	errTexts *errTexts
	cut      string // why the walk is not complete; "" if it is
}

func (p *Program) newQuery(steps int) *query {
	return &query{p: p, memo: map[key]*Value{}, steps: steps}
}

// Origins returns what the value of an event can be. cut says why the answer is not complete; "" if it is.
func (p *Program) Origins(ev *Event) (v *Value, cut string) {
	q := p.newQuery(originSteps)
	v = q.walk(ev.Fn, ev.Node, ev.Path, nil)
	return v, q.cut
}

// push enters a call; nil, false for recursion or when the call string is full.
func (q *query) push(ctx *context, site Site) (*context, bool) {
	for c := ctx; c != nil; c = c.parent {
		if c.site == site {
			q.askedAll(ctx)
			return nil, false
		}
	}
	depth := 1
	if ctx != nil {
		depth = ctx.depth + 1
	}
	if q.printing && depth > maxPrintDepth {
		q.askedAll(ctx)
		return nil, false
	}
	if depth > maxDepth {
		q.cut = "calls are nested too deeply"
		return nil, false
	}
	at := entry{site, ctx}
	c, ok := q.entered[at]
	if !ok {
		if q.entered == nil {
			q.entered = map[entry]*context{}
		}
		c = &context{site: site, parent: ctx, depth: depth}
		q.entered[at] = c
	}
	return c, true
}

// unique returns the one context that is equal to c.
func (q *query) unique(c context) *context {
	if known, ok := q.contexts[c]; ok {
		return known
	}
	if q.contexts == nil {
		q.contexts = map[context]*context{}
	}
	q.contexts[c] = &c
	return &c
}

// walk returns what is at a path of a node in a calling context; nil if nothing is (a cycle that adds nothing).
func (q *query) walk(fn *Fn, n summary.NodeID, path string, ctx *context) *Value {
	if q.unguarded {
		n = q.unwrap(fn, n, path)
	}
	node := &fn.Nodes[n]
	if v, ok := q.leaf(fn, n, node, path); ok {
		return v
	}
	k := key{fn, n, path, ctx, q.mode}
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
	if q.steps--; q.steps <= 0 {
		q.cut = "too many steps"
		return &Value{Kind: Unknown, Text: "analysis budget", At: Place{fn, node.Pos}}
	}
	hole := &Value{Kind: Alt}
	q.memo[k] = hole
	outer := q.begin()
	v := q.walked(k, node, hole)
	q.end(k, v, outer)
	return v
}

// walked is walk for what is not known yet; hole stands for it meanwhile.
func (q *query) walked(k key, node *summary.Node, hole *Value) *Value {
	fn, n, path, ctx := k.fn, k.node, k.path, k.ctx
	if q.plain(fn, node, path) {
		return q.keep(k, &Value{Kind: Unknown, Text: "plain", Type: fn.typ(n), At: Place{fn, node.Pos}}, hole)
	}
	v, own := q.ownText(fn, n, node, path, ctx)
	if !own {
		v = q.writtenWhole(fn, n, node, path, ctx)
	}
	if !own && v == nil {
		outer := q.mode
		if q.printing && path == "" && fn.typ(n).Class == summary.Text {
			q.mode = Asserted
		}
		v = q.step(fn, n, node, path, ctx)
		q.mode = outer
		if q.named {
			v = q.label(v, fn, node, path)
		}
	}
	return q.keep(k, v, hole)
}

// keep puts what was found into the memo; hole is what stood for it.
func (q *query) keep(k key, v, hole *Value) *Value {
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
func (q *query) leaf(fn *Fn, n summary.NodeID, node *summary.Node, path string) (*Value, bool) {
	if path == "" {
		t := fn.typ(n)
		switch {
		case node.Op == summary.OpConst:
			v := &Value{Kind: Const, Text: node.Str, Type: t, At: q.p.literalAt(fn, node), Library: q.p.libraryConst(fn, node)}
			if (q.printing || q.whole && q.named) && (node.Name > 0 || node.B > 0) {
				v = q.label(v, fn, node, path)
			}
			return v, true
		case node.Op == summary.OpGlobal && q.p.tokenVar(node.Str):
			return &Value{Kind: Object, Text: node.Str, Type: t, At: Place{fn, node.Pos}}, true
		case q.identity && t.Pointer: // Have: an object, whatever is in it.
		case t.Class == summary.Scalar && node.Type != 0 && !q.scalars && !(t.Bytes && q.unguarded), t.Name != "" && q.p.safeType(t.Name):
			return &Value{Kind: Scalar, Type: t, At: Place{fn, node.Pos}}, true
		}
	} else if strings.Count(path, summary.PathEnd) > maxElems {
		q.cut = "access path too long"
		return &Value{Kind: Unknown, Text: "deep data", At: Place{fn, node.Pos}}, true
	}
	switch node.Op {
	case summary.OpConst, summary.OpAlloc:
		if path != "" || node.Op == summary.OpAlloc && node.B == 1 {
			return &Value{Kind: Const}, true
		}
		v := &Value{Kind: Object, Type: fn.typ(n), At: Place{fn, node.Pos}}
		if node.Op == summary.OpAlloc {
			v.size = node.A
		}
		return v, true
	case summary.OpFunc:
		return &Value{Kind: Function, Text: node.Str}, true
	case summary.OpOpaque:
		return &Value{Kind: Unknown, Text: node.Str, Type: fn.typ(n), At: Place{fn, node.Pos}}, true
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

// maxShown is the number of characters of a secret that may be shown: enough to tell two apart.
const maxShown = 4

func (q *query) step(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *context) *Value {
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
			v.bound = def{fn, n}
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
		if i, ok := q.taken[ref{fn: fn, node: n}]; ok {
			return q.walk(fn, node.Args[i], path, ctx)
		}
		if q.conditions {
			return q.branched(fn, n, node, path, ctx)
		}
		return q.alt(fn, node.Args, path, ctx)
	case summary.OpResult:
		return q.result(Site{fn, node.A}, node.B, fn.typ(n), path, ctx)
	case summary.OpConcat:
		v := &Value{Kind: Concat, At: Place{fn, node.Pos}, Note: "concatenated"}
		for _, a := range node.Args {
			v.Parts = append(v.Parts, q.as(Raw, fn, a, "", ctx))
		}
		return v
	case summary.OpAppend:
		return q.appended(fn, n, node, path, ctx)
	case summary.OpConvert:
		return q.converted(fn, node, path, ctx)
	case summary.OpGuard:
		return q.guarded(fn, node, path, ctx)
	case summary.OpFrom:
		if q.conditions {
			return &Value{Kind: Derived, Text: cutFrom, Parts: []*Value{q.walk(fn, node.Args[0], path, ctx), {Kind: Const, Text: strconv.Itoa(int(node.A))}}}
		}
		return q.walk(fn, node.Args[0], path, ctx)
	case summary.OpDrawn:
		return q.walk(fn, node.Args[0], path, ctx)
	case summary.OpTest:
		return q.test(fn, node, ctx)
	case summary.OpCut:
		v := q.walk(fn, node.Args[0], path, ctx)
		if !q.named || v == nil {
			return v
		}
		if node.A <= maxShown {
			return &Value{Kind: Safe, Text: "cut", At: Place{fn, node.Pos}}
		}
		return &Value{Kind: Alt, Parts: []*Value{v}, Cut: true}
	}
	return &Value{Kind: Unknown, Text: "unknown", At: Place{fn, node.Pos}}
}

// join makes an alternative of values; nil ones add nothing, equal ones count once.
func join(vs ...*Value) *Value {
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
		if v == nil || v.Kind != Alt || v.Note != "" || v.Widened || v.Error || v.Foreign || v.Under != "" || v.Cut || v.Name != "" || v.Whole != nil || v.setting != nil || v.when != nil || len(v.Parts) != 1 {
			break
		}
		v = v.Parts[0]
	}
	return v
}

func (q *query) alt(fn *Fn, nodes []summary.NodeID, path string, ctx *context) *Value {
	vs := make([]*Value, 0, len(nodes))
	for _, a := range nodes {
		vs = append(vs, q.walk(fn, a, path, ctx))
	}
	return join(vs...)
}

// told wraps v into a step of the flow.
func told(v *Value, at Place, format string, args ...any) *Value {
	if v == nil {
		return nil
	}
	return &Value{Kind: Alt, Parts: []*Value{v}, At: at, Note: fmt.Sprintf(format, args...)}
}

// branched is alt with the condition on which control brings each alternative.
func (q *query) branched(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *context) *Value {
	c := fn.control()
	var vs []*Value
	for i, a := range node.Args {
		v := q.walk(fn, a, path, ctx)
		if f := c.arrives(n, i); v != nil && f != nil && f.op != always {
			v = &Value{Kind: Alt, Parts: []*Value{v}, when: &when{fn, f, ctx}}
		}
		vs = append(vs, v)
	}
	return join(vs...)
}

// conditional wraps what comes from a block into the condition on which that runs.
func (q *query) conditional(v *Value, fn *Fn, block int32, ok bool, ctx *context) *Value {
	if v == nil || !ok || !q.conditions {
		return v
	}
	f := fn.control().runsWhen(block)
	if f.op == always {
		return v
	}
	return &Value{Kind: Alt, Parts: []*Value{v}, when: &when{fn, f, ctx}}
}
