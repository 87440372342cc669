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
)

// context is a call string: the calls that were entered through their results.
type context struct {
	site   Site
	parent *context
	depth  int
}

type key struct {
	fn   *Fn
	node summary.NodeID
	path string
	ctx  *context
}

// query is one walk with its memo.
type query struct {
	p        *Program
	memo     map[key]*Value
	contexts map[context]*context
	pending  map[key]bool // being walked and asked for again meanwhile
	steps    int
	// identity: asks which object or function a value is, not what is in it.
	identity bool
	cut      string // why the walk is not complete; "" if it is
}

func (p *Program) newQuery(steps int) *query {
	return &query{p: p, memo: map[key]*Value{}, contexts: map[context]*context{}, pending: map[key]bool{}, steps: steps}
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
			return nil, false
		}
	}
	next := context{site: site, parent: ctx, depth: 1}
	if ctx != nil {
		next.depth = ctx.depth + 1
	}
	if next.depth > maxDepth {
		q.cut = "calls are nested too deeply"
		return nil, false
	}
	if c, ok := q.contexts[next]; ok {
		return c, true
	}
	c := &next
	q.contexts[next] = c
	return c, true
}

// walk returns what is at a path of a node in a calling context; nil if nothing is (a cycle that adds nothing).
func (q *query) walk(fn *Fn, n summary.NodeID, path string, ctx *context) *Value {
	node := &fn.Nodes[n]
	if v, ok := q.leaf(fn, n, node, path); ok {
		return v
	}
	k := key{fn, n, path, ctx}
	if v, ok := q.memo[k]; ok {
		if v.Kind == Alt && v.Parts == nil {
			q.pending[k] = true
		}
		return v
	}
	if q.steps--; q.steps <= 0 {
		q.cut = "too many steps"
		return &Value{Kind: Unknown, Text: "analysis budget", At: Place{fn, node.Pos}}
	}
	hole := &Value{Kind: Alt}
	q.memo[k] = hole
	v := q.step(fn, n, node, path, ctx)
	if q.pending[k] {
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
			return &Value{Kind: Const, Text: node.Str, Type: t}, true
		case t.Class == summary.Scalar && node.Type != 0, t.Name != "" && q.p.safeType(t.Name):
			return &Value{Kind: Scalar, Type: t, At: Place{fn, node.Pos}}, true
		}
	} else if strings.Count(path, summary.PathEnd) > maxElems {
		q.cut = "access path too long"
		return &Value{Kind: Unknown, Text: "deep data", At: Place{fn, node.Pos}}, true
	}
	switch node.Op {
	case summary.OpConst, summary.OpAlloc:
		if path != "" {
			return &Value{Kind: Const}, true
		}
		return &Value{Kind: Object, Type: fn.typ(n), At: Place{fn, node.Pos}}, true
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

func (q *query) step(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *context) *Value {
	switch node.Op {
	case summary.OpParam:
		return q.param(fn, n, node.A, path, ctx)
	case summary.OpFreeVar:
		return q.freeVar(fn, node.A, path, ctx)
	case summary.OpGlobal:
		return q.global(fn, n, node.Str, path)
	case summary.OpClosure:
		v := &Value{Kind: Function, Text: node.Str}
		if node.A == 1 {
			v.bound = ref{fn: fn, node: n}
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
		return q.alt(fn, node.Args, path, ctx)
	case summary.OpResult:
		return q.result(Site{fn, node.A}, node.B, fn.typ(n), path, ctx)
	case summary.OpConcat:
		v := &Value{Kind: Concat, At: Place{fn, node.Pos}, Note: "concatenated"}
		for _, a := range node.Args {
			v.Parts = append(v.Parts, q.walk(fn, a, "", ctx))
		}
		return v
	case summary.OpAppend:
		return q.appended(fn, n, node, path, ctx)
	case summary.OpConvert:
		return q.converted(fn, node, path, ctx)
	case summary.OpGuard:
		return q.guarded(fn, node, path, ctx)
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
		if v == nil || v.Kind != Alt || v.Note != "" || v.Widened || len(v.Parts) != 1 {
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

// sel reads one path element: of an object that is followed, or of a request, as the models say.
func (q *query) sel(fn *Fn, node *summary.Node, path string, ctx *context) *Value {
	if !summary.IsIndex(node.Str) {
		symbol := strings.TrimSuffix(node.Str, summary.PathEnd)
		for _, e := range q.p.Models.Lookup(model.Field, symbol) {
			switch e.Role {
			case model.Source:
				if q.received(fn, node.Args[0]) {
					return source(e, Place{fn, node.Pos}, short(symbol))
				}
			case model.Propagate, model.Same:
				return &Value{Kind: Derived, Parts: []*Value{q.walk(fn, node.Args[0], "", ctx)}}
			}
		}
	}
	return q.walk(fn, node.Args[0], node.Str+path, ctx)
}

// received tells whether the request object n can be one that a client sent: not one that the program made to send it.
func (q *query) received(fn *Fn, n summary.NodeID) bool {
	for {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpSelect, summary.OpStore, summary.OpCallMod, summary.OpGuard, summary.OpClosureMod:
			n = node.Args[0]
			continue
		case summary.OpAlloc:
			return false
		case summary.OpResult:
			c := &fn.Calls[node.A]
			return c.Kind != summary.Static || c.Internal || len(q.p.Models.Lookup(model.Func, c.Callee)) > 0
		}
		return true
	}
}

// source is the leaf of a modelled source.
func source(e model.Entry, at Place, what string) *Value {
	v := &Value{Kind: Source, Text: e.Symbol, At: at}
	switch e.Kind {
	case "operator":
		v.Kind = Operator
		v.Note = what + " is set by who runs the program"
	case "database":
		v.Kind = Stored
		v.Note = what + " reads stored data"
	default:
		v.Note = what + " is what the client sent"
	}
	return v
}

// short drops the directories of the import path in a symbol: "(*net/http.Request).FormValue" is "(*http.Request).FormValue".
func short(symbol string) string {
	i := strings.LastIndexByte(symbol, '/')
	if i < 0 {
		return symbol
	}
	prefix := symbol[:strings.IndexFunc(symbol, func(r rune) bool { return r != '(' && r != '*' })]
	return prefix + symbol[i+1:]
}

// store reads path of an object that was stored to.
func (q *query) store(fn *Fn, n summary.NodeID, path string, ctx *context) *Value {
	var vs []*Value
	for {
		node := &fn.Nodes[n]
		if node.Op != summary.OpStore {
			vs = append(vs, q.walk(fn, n, path, ctx))
			break
		}
		m := match(node.Str, path)
		if m.hit && !(q.identity && len(node.Str) > len(path)) {
			if m.key != "" {
				vs = append(vs, &Value{Kind: Const, Text: m.key})
			} else {
				vs = append(vs, q.walk(fn, node.Args[1], m.rest, ctx))
			}
			if m.must {
				break
			}
		}
		if q.steps--; q.steps <= 0 {
			q.cut = "too many steps"
			break
		}
		n = node.Args[0]
	}
	return join(vs...)
}

// matched is how a read of a path meets a store.
type matched struct {
	hit, must bool
	rest      string // path inside the stored value
	key       string // the read is of the map's keys, and this is the constant key stored
}

// match compares the path of a store with a path that is read: a read of more than was stored sees the store as a part.
func match(stored, read string) matched {
	must := true
	for stored != "" {
		if read == "" {
			return matched{hit: true}
		}
		var s, r string
		s, stored = summary.First(stored)
		r, read = summary.First(read)
		if r == summary.Key+summary.PathEnd && strings.HasPrefix(s, `["`) {
			if text, err := strconv.Unquote(strings.TrimSuffix(s, "]"+summary.PathEnd)[1:]); err == nil {
				return matched{hit: true, key: text}
			}
		}
		may, same := summary.Meet(s, r)
		if !may {
			return matched{}
		}
		must = must && same
	}
	return matched{hit: true, must: must, rest: read}
}

// appended reads the result of append: of a byte slice as text, of others by elements.
func (q *query) appended(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *context) *Value {
	if fn.typ(n).Class == summary.Text && path == "" {
		v := &Value{Kind: Concat, At: Place{fn, node.Pos}, Note: "appended"}
		for _, a := range node.Args {
			v.Parts = append(v.Parts, q.characters(fn, a, ctx))
		}
		return v
	}
	vs := []*Value{q.walk(fn, node.Args[0], path, ctx)}
	elem, rest := summary.Elem+summary.PathEnd, ""
	if path != "" {
		elem, rest = summary.First(path)
	}
	for _, a := range node.Args[1:] {
		switch {
		case node.A == 1 && path == "":
			vs = append(vs, q.walk(fn, a, "", ctx))
		case node.A == 1:
			vs = append(vs, q.walk(fn, a, summary.Elem+summary.PathEnd+rest, ctx))
		case summary.IsIndex(elem):
			vs = append(vs, q.walk(fn, a, rest, ctx))
		}
	}
	return join(vs...)
}

// characters reads what is put behind text: text, or one byte or rune.
func (q *query) characters(fn *Fn, a summary.NodeID, ctx *context) *Value {
	if n := &fn.Nodes[a]; n.Op == summary.OpConst && summary.ConstKind(n.A) == summary.ConstNumber {
		if c, err := strconv.ParseInt(n.Str, 10, 32); err == nil {
			return &Value{Kind: Const, Text: string(rune(c))}
		}
	}
	return q.walk(fn, a, "", ctx)
}

func (q *query) converted(fn *Fn, node *summary.Node, path string, ctx *context) *Value {
	for _, e := range q.p.Models.Lookup(model.Type, node.Str) {
		if e.Role == model.Sanitize || e.Role == model.Safe || e.Role == model.Bind {
			return &Value{Kind: Safe, Text: e.Kind, At: Place{fn, node.Pos}}
		}
	}
	return q.walk(fn, node.Args[0], path, ctx)
}
