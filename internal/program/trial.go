package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Truth is whether something holds.
type Truth int8

// The truths, in the order in which "and" takes the least and "or" the greatest.
const (
	False Truth = iota
	Maybe
	True
)

// Trial runs checks of a text that a client sends on texts that are tried: a check of an address on addresses. What the
// program's settings or data decide is Maybe; what another part of the request decides is as the client likes it. Code is
// not run: conditions are evaluated over what their operands can be.
type Trial struct {
	// Key is the name under which the client sends the text.
	Key string
	// Stand are texts that stand for texts of the program's own that are not known.
	Stand []string
	// Excluded is what no other part of a request is where a function is asked whether it accepts a text.
	Excluded []string
	// Defaults: settings of which no default is known count as not set.
	Defaults bool
	Noticed

	p        *Program
	q        *Query
	text     string
	subject  Input
	excludes bool
	steps    int
	trialMemo
}

// Noticed is what trials have come by.
type Noticed struct {
	// Patterns are what the text was compared with so far, in order.
	Patterns []Pattern
	// Guessed: a text of Stand decided, since the last text was tried.
	Guessed bool
	// Unset: that a setting of which no default is known is not set decided, since the last text was tried.
	Unset bool
	// Checked: something that is not known was asked about the text, since it was tried.
	Checked bool
}

// trialMemo is what is known of one text that is tried.
type trialMemo struct {
	busy    map[trialKey]bool
	reach   map[*Fn]Truth
	tests   map[trialKey][2]Truth // of booleans
	finds   map[*Value]*found     // of values
	circles int                   // how often something led back to itself
}

// Pattern is what a check compares the text with.
type Pattern struct {
	Kind string // prefix, suffix, contains, within (the text is to be part of Text), fold, path, regexp, equal
	Text string
	Host bool // compared with the host alone
}

type trialKey struct {
	fn   *Fn
	node summary.NodeID
	ctx  *Context
}

// Budgets of one trial.
const (
	trialSteps = 20_000
	trialWalk  = 10_000
	trialDepth = 12
)

// NewTrial starts trials of the text that a client sends under a key.
func (p *Program) NewTrial(key string, stand []string) *Trial {
	return &Trial{Key: key, Stand: stand, p: p}
}

// Begin prepares to try a text, which fn gets as parameter param, if that is not negative.
func (t *Trial) Begin(text string, fn *Fn, param int32) {
	subject := Input{fn, param}
	if t.q == nil || subject != t.subject || t.q.Steps <= 0 {
		question := Question{Steps: trialWalk, Guards: NoGuards, Scalars: true, Conditions: true}
		if param >= 0 {
			question.Subject = subject
		}
		t.q = t.p.Ask(question)
	}
	t.text, t.subject, t.steps, t.excludes = text, subject, trialSteps, false
	t.busy, t.reach, t.tests, t.finds = map[trialKey]bool{}, map[*Fn]Truth{}, map[trialKey][2]Truth{}, map[*Value]*found{}
	t.Guessed, t.Checked, t.Unset = false, false, false
}

// Accepts tells whether a function of the program returns true as result res when its parameter param, or what it is sent
// under the key where param is negative, is a text. A request of which another part is excluded does not count.
func (t *Trial) Accepts(text string, fn *Fn, param, res int32) Truth {
	t.Begin(text, fn, param)
	t.excludes = true
	truth, _ := t.returned(fn, res, summary.WantTrue, nil, 0)
	return truth
}

// Eval evaluates a formula.
func (t *Trial) Eval(fn *Fn, f *Formula, ctx *Context, depth int) Truth {
	if t.steps--; t.steps <= 0 {
		return Maybe
	}
	switch f.Op {
	case Always:
		return True
	case Never:
		return False
	case Holds:
		truth, _ := t.test(fn, f.Node, ctx, depth)
		return truth
	case Fails:
		_, truth := t.test(fn, f.Node, ctx, depth)
		return truth
	case All:
		out := True
		for _, a := range f.Args {
			if out = min(out, t.Eval(fn, a, ctx, depth)); out == False {
				break
			}
		}
		return out
	}
	out := False
	for _, a := range f.Args {
		if out = max(out, t.Eval(fn, a, ctx, depth)); out == True {
			break
		}
	}
	return out
}

// test tells whether a boolean node can be true, and whether it can be false.
func (t *Trial) test(fn *Fn, n summary.NodeID, ctx *Context, depth int) (holds, fails Truth) {
	k := trialKey{fn, n, ctx}
	if known, ok := t.tests[k]; ok {
		return known[0], known[1]
	}
	if t.busy[k] {
		t.circles++
		return False, False // Have: a value of an earlier turn of a loop, which adds nothing.
	}
	if t.steps--; t.steps <= 0 || depth > trialDepth {
		t.circles++
		return Maybe, Maybe
	}
	t.busy[k] = true
	before := t.circles
	holds, fails = t.boolean(fn, n, ctx, depth)
	delete(t.busy, k)
	if t.circles == before {
		t.tests[k] = [2]Truth{holds, fails}
	}
	return holds, fails
}

// boolean is test without what is known already.
func (t *Trial) boolean(fn *Fn, n summary.NodeID, ctx *Context, depth int) (holds, fails Truth) {
	node := &fn.Nodes[n]
	for node.Op == summary.OpGuard || node.Op == summary.OpConvert {
		n = node.Args[0]
		node = &fn.Nodes[n]
	}
	switch node.Op {
	case summary.OpConst:
		return truthOf(node.Str == "true"), truthOf(node.Str == "false")
	case summary.OpPhi:
		return t.merged(fn, n, node, ctx, depth)
	case summary.OpResult:
		return t.called(Site{fn, node.A}, node.B, summary.WantTrue, ctx, depth)
	case summary.OpTest:
		return t.operator(fn, n, node, ctx, depth)
	}
	return t.flag(fn, n, node, ctx)
}

func truthOf(b bool) Truth {
	if b {
		return True
	}
	return False
}

// merged is a boolean of which control brings one of several.
func (t *Trial) merged(fn *Fn, n summary.NodeID, node *summary.Node, ctx *Context, depth int) (holds, fails Truth) {
	c := fn.Control()
	for i, a := range node.Args {
		when := c.Arrives(n, i)
		if when == nil {
			when = yes
		}
		comes := t.Eval(fn, when, ctx, depth+1)
		if comes == False {
			continue
		}
		h, f := t.test(fn, a, ctx, depth+1)
		holds, fails = max(holds, min(comes, h)), max(fails, min(comes, f))
	}
	return holds, fails
}

// operator is a comparison or the like.
func (t *Trial) operator(fn *Fn, n summary.NodeID, node *summary.Node, ctx *Context, depth int) (holds, fails Truth) {
	switch node.Str {
	case "!":
		h, f := t.test(fn, node.Args[0], ctx, depth+1)
		return f, h
	case "==":
		return t.equal(fn, node.Args[0], node.Args[1], ctx, depth)
	case "!=":
		h, f := t.equal(fn, node.Args[0], node.Args[1], ctx, depth)
		return f, h
	case "phi":
		return t.merged(fn, n, node, ctx, depth)
	case "has":
		return t.hasKey(fn, node, ctx)
	case "next":
		return True, True
	case "<", "<=", ">", ">=":
		return t.ordered(fn, node, ctx, depth)
	}
	return Maybe, Maybe
}

// flag is a boolean that is read from somewhere.
func (t *Trial) flag(fn *Fn, n summary.NodeID, node *summary.Node, ctx *Context) (holds, fails Truth) {
	switch t.p.Models.Mode(t.p.flagName(fn, node)) {
	case model.Development:
		return False, True
	case model.Production:
		return True, False
	}
	v := t.q.Walk(fn, n, "", ctx)
	if !t.settled(fn, node, v) {
		return Maybe, Maybe
	}
	for _, l := range v.Leaves() {
		switch {
		case l.Kind == Const && l.Text == "true":
			holds = True
		case l.Kind == Const:
			fails = True
		case l.Kind == Source:
			holds, fails = True, True
		default:
			holds, fails = max(holds, Maybe), max(fails, Maybe)
		}
	}
	if holds == True && fails == True {
		return Maybe, Maybe // Have: a setting with a value for each.
	}
	return holds, fails
}

// settled tells whether what is known of a boolean is all that it can be: a field that was only found by its type, or a
// package variable that is set while the program runs, can be as it was before.
func (t *Trial) settled(fn *Fn, node *summary.Node, v *Value) bool {
	if node.Op == summary.OpGlobal {
		for _, st := range t.p.globals[node.Str] {
			if st.Fn.Name != st.Fn.Pkg.Path+".init" {
				return false
			}
		}
		return true
	}
	seen := map[*Value]bool{}
	var widened func(v *Value) bool
	widened = func(v *Value) bool {
		if v == nil || seen[v] {
			return false
		}
		seen[v] = true
		return v.Widened || slices.ContainsFunc(v.Parts, widened)
	}
	return !widened(v)
}

// flagName is the name of what holds a boolean: of a field, variable, parameter or function.
func (p *Program) flagName(fn *Fn, node *summary.Node) string {
	switch node.Op {
	case summary.OpSelect:
		return LastName(strings.TrimSuffix(node.Str, summary.PathEnd))
	case summary.OpGlobal:
		return LastName(node.Str)
	case summary.OpResult:
		return LastName(fn.Calls[node.A].Callee)
	case summary.OpParam:
		return fn.Params[node.A].Name
	case summary.OpFreeVar:
		return fn.FreeVars[node.A]
	}
	return ""
}
