package conduct

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// asked is a request for one route: of its path, what is before and behind the parts that a client chooses. Conditions on the
// method and the path are decided by it, so that a list of paths that a middleware leaves out counts for those alone.
type asked struct {
	method       string // "" for any
	path         string // as it is registered
	head, tail   string
	exact        bool
	j            *Judge
	steps, depth int
	used         bool // the method or the path had a say
	walks        map[*setup.Frame]*walked
}

// truth is whether a condition holds for a request.
type truth uint8

// The truths; undecided is where something else has a say.
const (
	undecided truth = iota
	holds
	fails
)

func (t truth) not() truth {
	switch t {
	case holds:
		return fails
	case fails:
		return holds
	}
	return undecided
}

// Budgets of one condition.
const (
	askSteps = 3_000
	askDepth = 6
)

// askFor makes the request of a method and a path.
func (j *Judge) askFor(method, path string) *asked {
	a := &asked{j: j, path: path, walks: map[*setup.Frame]*walked{}}
	if method != "*" && method != "RPC" {
		a.method = method
	}
	i := strings.IndexAny(strings.TrimSuffix(path, "{$}"), "{:*$<")
	if i < 0 {
		a.path = strings.TrimSuffix(path, "{$}")
		a.exact, a.head, a.tail = true, a.path, a.path
		return a
	}
	a.head = path[:i]
	if k := strings.LastIndexByte(path, '/'); k > i && !strings.ContainsAny(path[k:], "{:*$<") {
		a.tail = path[k:]
	}
	return a
}

// text is what a text of a condition can be for a request: a constant, the method or the path.
type askedText struct {
	known    bool
	constant string
	path     bool // the request's path, of which only its ends may be known
	template bool // the path as it is registered
}

// decide tells whether a condition of a frame holds for the request.
func (a *asked) decide(f *setup.Frame, n summary.NodeID) truth {
	if a.steps--; a.steps <= 0 {
		return undecided
	}
	node := &f.Fn.Nodes[n]
	switch node.Op {
	case summary.OpGuard, summary.OpConvert, summary.OpCut:
		return a.decide(f, node.Args[0])
	case summary.OpConst:
		switch node.Str {
		case "true":
			return holds
		case "false":
			return fails
		}
	case summary.OpResult:
		return a.call(f, node.A, node.B)
	case summary.OpPhi:
		return a.same(f, a.live(f, n))
	case summary.OpParam:
		if in, arg, ok := a.j.m.Passed(f, node.A); ok {
			return a.decide(in, arg)
		}
	case summary.OpTest:
		return a.test(f, n, node)
	}
	return undecided
}

// live are the alternatives of a node that control can bring, as far as it was followed.
func (a *asked) live(f *setup.Frame, n summary.NodeID) []summary.NodeID {
	args := f.Fn.Nodes[n].Args
	w := a.walks[f]
	if w == nil {
		return args
	}
	for i := range f.Fn.Merges {
		m := &f.Fn.Merges[i]
		if m.Node != n {
			continue
		}
		var out []summary.NodeID
		for _, way := range m.Ways {
			if w.edges[[2]int32{way.From, m.Block}] {
				out = append(out, args[way.Arg])
			}
		}
		return out
	}
	return args
}

// same is what all of several conditions come to.
func (a *asked) same(f *setup.Frame, nodes []summary.NodeID) truth {
	out := undecided
	for i, n := range nodes {
		t := a.decide(f, n)
		if t == undecided || i > 0 && t != out {
			return undecided
		}
		out = t
	}
	return out
}

func (a *asked) test(f *setup.Frame, n summary.NodeID, node *summary.Node) truth {
	switch node.Str {
	case "!":
		return a.decide(f, node.Args[0]).not()
	case "phi":
		return a.same(f, a.live(f, n))
	case "==":
		return a.each(f, n, func(f *setup.Frame) truth { return a.equal(a.textOf(f, node.Args[0]), a.textOf(f, node.Args[1])) })
	case "!=":
		return a.each(f, n, func(f *setup.Frame) truth { return a.equal(a.textOf(f, node.Args[0]), a.textOf(f, node.Args[1])) }).not()
	case "has", "at":
		return a.lookup(f, node)
	}
	return undecided
}

// each asks a condition that speaks of an element of a list of each of them: it holds where it does for one.
func (a *asked) each(f *setup.Frame, n summary.NodeID, holdsIn func(*setup.Frame) truth) truth {
	turns := a.j.m.Turns(f, n)
	if turns == nil {
		return holdsIn(f)
	}
	out := fails
	for _, turn := range turns {
		switch holdsIn(turn) {
		case holds:
			return holds
		case undecided:
			out = undecided
		}
	}
	return out
}

// textOf is the text that a node is for the request.
func (a *asked) textOf(f *setup.Frame, n summary.NodeID) askedText {
	if a.steps--; a.steps <= 0 || n == 0 {
		return askedText{}
	}
	node := &f.Fn.Nodes[n]
	switch node.Op {
	case summary.OpGuard, summary.OpConvert, summary.OpCut:
		return a.textOf(f, node.Args[0])
	case summary.OpConst:
		return askedText{known: summary.ConstKind(node.A) != summary.ConstNil, constant: node.Str}
	case summary.OpParam:
		if in, arg, ok := a.j.m.Passed(f, node.A); ok {
			return a.textOf(in, arg)
		}
	case summary.OpFreeVar:
		if in, arg, ok := a.j.m.Outer(f, node.A); ok {
			return a.textOf(in, arg)
		}
	case summary.OpSelect:
		if t := a.part(node.Str); t.known || t.path {
			a.used = true
			return t
		}
	case summary.OpResult:
		if t := a.asks(f, node.A, node.B); t.known || t.path {
			a.used = true
			return t
		}
	}
	return a.evaluated(f, n)
}

// evaluated is a text that the set-up code made.
func (a *asked) evaluated(f *setup.Frame, n summary.NodeID) askedText {
	v := a.j.m.Eval(f, n, "")
	if v == nil || v.Kind != setup.Const || v.Open {
		return askedText{}
	}
	return askedText{known: true, constant: v.Text}
}

// part is what a field of a request is.
func (a *asked) part(path string) askedText {
	return a.word(a.j.p.Models.Wiring(model.Field, lastElem(path)))
}

// word is what the lines of a field or a function say that it is of a request.
func (a *asked) word(lines []model.Entry) askedText {
	for _, e := range lines {
		if e.Kind != model.Asked {
			continue
		}
		switch e.Word() {
		case "method":
			a.used = true
			return askedText{known: a.method != "", constant: a.method}
		case "path", "route":
			return askedText{path: true, template: e.Word() == "route"}
		}
	}
	return askedText{}
}

// asks is what a call tells of the request: its path or its method, or what it makes of one of them in the same words.
func (a *asked) asks(f *setup.Frame, call, res int32) askedText {
	c := &f.Fn.Calls[call]
	if t := a.word(a.j.p.Models.Wiring(model.Func, c.Callee)); t.known || t.path {
		return t
	}
	for _, e := range a.j.p.Models.Lookup(model.Func, c.Callee) {
		if (e.Role == model.Same || e.Role == model.Propagate) && len(e.In) == 1 {
			if t := a.textOf(f, indexed(c, e.In[0])); t.path {
				return t
			}
		}
	}
	return a.textReturned(f, call, res)
}

// textReturned is the text that a function of the program returns, if it is the same on all ways of the request.
func (a *asked) textReturned(f *setup.Frame, call, res int32) askedText {
	c := &f.Fn.Calls[call]
	t := a.j.p.Func(c.Callee)
	if a.depth >= askDepth || !c.Internal || c.Kind != summary.Static || t == nil || len(t.Blocks) == 0 || len(t.Returns) > maxTexts {
		return askedText{}
	}
	a.depth++
	defer func() { a.depth-- }()
	in := a.j.m.Child(f, call, &setup.Value{Kind: setup.Func, Text: c.Callee, Fn: t})
	if in == nil {
		return askedText{}
	}
	var out askedText
	for i, r := range a.walk(in).returns() {
		values := t.Returns[r].Values
		if int(res) >= len(values) {
			return askedText{}
		}
		got := a.textOf(in, values[res])
		if i > 0 && got != out {
			return askedText{}
		}
		out = got
	}
	return out
}

// maxTexts is the number of return statements of a function whose text is followed.
const maxTexts = 12

func lastElem(path string) string {
	last := ""
	for path != "" {
		last, path = summary.First(path)
	}
	return strings.TrimSuffix(last, summary.PathEnd)
}
