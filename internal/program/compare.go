package program

import (
	"slices"
	"strconv"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// equal tells whether two nodes can be equal, and whether they can differ.
func (t *Trial) equal(fn *Fn, a, b summary.NodeID, ctx *Context, depth int) (holds, fails Truth) {
	if isConst(fn, a, summary.ConstNil) || isConst(fn, a, summary.ConstBool) || isConst(fn, a, summary.ConstNumber) {
		a, b = b, a
	}
	k := &fn.Nodes[b]
	switch {
	case isConst(fn, b, summary.ConstNil):
		return t.isNil(fn, a, ctx, depth)
	case isConst(fn, b, summary.ConstBool):
		h, f := t.test(fn, a, ctx, depth+1)
		if k.Str == "false" {
			return f, h
		}
		return h, f
	case isConst(fn, b, summary.ConstNumber):
		return t.number(fn, "==", a, k.Str, ctx, depth)
	case fn.Type(a).Class == summary.Scalar && fn.Nodes[a].Type != 0:
		return Maybe, Maybe
	}
	x, y := t.texts(fn, a, ctx), t.texts(fn, b, ctx)
	for _, side := range [][2]*Possible{{x, y}, {y, x}} {
		if side[0].tried {
			t.noted("equal", side[1], side[0].host)
		}
	}
	return t.sameText(x, y)
}

func isConst(fn *Fn, n summary.NodeID, kind summary.ConstKind) bool {
	node := &fn.Nodes[n]
	return node.Op == summary.OpConst && summary.ConstKind(node.A) == kind
}

// sameText compares what two texts can be.
func (t *Trial) sameText(x, y *Possible) (holds, fails Truth) {
	tried := x.tried || y.tried
	if !tried && (x.mode != model.NoMode && y.Own || y.mode != model.NoMode && x.Own) {
		mode := max(x.mode, y.mode)
		return truthOf(mode == model.Production), truthOf(mode == model.Development)
	}
	for _, a := range x.Known {
		for _, b := range y.Known {
			if a == b {
				holds = True
			} else {
				fails = True
			}
		}
	}
	switch {
	case tried:
		t.Checked = t.Checked || x.Own || y.Own || x.part || y.part
		if holds == False && (x.part || y.part) {
			holds = Maybe
		}
		return holds, True
	case t.excludes && (x.Sent && slices.Equal(y.Known, t.Excluded) || y.Sent && slices.Equal(x.Known, t.Excluded)):
		return False, True
	case x.Sent || y.Sent:
		return True, True
	case t.Defaults && (x.unset() && y.empty() || y.unset() && x.empty()):
		t.Unset = true
		return True, True
	case x.Own || y.Own:
		return max(holds, Maybe), True
	}
	return holds, fails
}

// unset tells whether a text is a setting of which no default is known.
func (x *Possible) unset() bool {
	return x.Own && !x.guess && !slices.ContainsFunc(x.Known[:x.Certain], func(s string) bool { return s != "" })
}

// empty tells whether a text is the empty one.
func (x *Possible) empty() bool {
	return !x.Own && !x.Sent && !x.tried && slices.Equal(x.Known, []string{""})
}

// isNil tells whether a node can be nil: of an error, whether what returns it can succeed.
func (t *Trial) isNil(fn *Fn, n summary.NodeID, ctx *Context, depth int) (holds, fails Truth) {
	node := &fn.Nodes[n]
	for node.Op == summary.OpGuard {
		n = node.Args[0]
		node = &fn.Nodes[n]
	}
	if fn.Type(n).Name == "error" || node.Op == summary.OpConst {
		return t.outcome(fn, n, summary.WantNil, ctx, depth+1)
	}
	return Maybe, True
}

// ordered is a comparison of numbers, of which those are of interest that are an index or a length.
func (t *Trial) ordered(fn *Fn, node *summary.Node, ctx *Context, depth int) (holds, fails Truth) {
	a, b, op := node.Args[0], node.Args[1], node.Str
	if isConst(fn, a, summary.ConstNumber) {
		a, b = b, a
		op = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<="}[op]
	}
	if isConst(fn, b, summary.ConstNumber) {
		return t.number(fn, op, a, fn.Nodes[b].Str, ctx, depth)
	}
	return Maybe, Maybe
}

// number compares a node with a constant number.
func (t *Trial) number(fn *Fn, op string, n summary.NodeID, constant string, ctx *Context, depth int) (holds, fails Truth) {
	k, err := strconv.Atoi(constant)
	if err != nil {
		return Maybe, Maybe
	}
	node := &fn.Nodes[n]
	switch {
	case node.Op == summary.OpTest && node.Str == "len":
		x := t.texts(fn, node.Args[0], ctx)
		if fn.Type(node.Args[0]).Class != summary.Text {
			return t.length(fn, node.Args[0], op, k, ctx)
		}
		for _, s := range x.Known {
			if compares(op, len(s), k) {
				holds = True
			} else {
				fails = True
			}
		}
		if x.Sent {
			return True, True
		}
		if x.Own || x.part {
			return max(holds, Maybe), max(fails, Maybe)
		}
		return holds, fails
	case node.Op == summary.OpResult:
		found := op == ">=" && k == 0 || op == ">" && k == -1
		missing := op == "<" && k == 0 || op == "==" && k == -1
		h, f := t.called(Site{fn, node.A}, node.B, summary.WantTrue, ctx, depth+1)
		switch {
		case found:
			return h, f
		case missing:
			return f, h
		case op == "==" && k == 0:
			return h, True // at the start; a text that is found elsewhere would be tried with the same outcome
		}
	}
	return Maybe, Maybe
}

// length compares the length of a list with a constant, of which only that it is empty is of interest.
func (t *Trial) length(fn *Fn, list summary.NodeID, op string, k int, ctx *Context) (holds, fails Truth) {
	x := t.TextsAt(fn, list, summary.Elem+summary.PathEnd, ctx)
	if !t.Defaults || !x.unset() || x.Sent || x.tried {
		return Maybe, Maybe
	}
	t.Unset = true
	if compares(op, 0, k) {
		return True, max(Maybe, truthOf(!compares(op, 1, k)))
	}
	return Maybe, True
}

func compares(op string, a, b int) bool {
	switch op {
	case "==":
		return a == b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

// hasKey is the test of a key of a map.
func (t *Trial) hasKey(fn *Fn, node *summary.Node, ctx *Context) (holds, fails Truth) {
	keys := t.TextsAt(fn, node.Args[0], summary.Key+summary.PathEnd, ctx)
	key := t.texts(fn, node.Args[1], ctx)
	if key.tried {
		t.noted("equal", keys, key.host)
	}
	return t.sameText(key, keys)
}
