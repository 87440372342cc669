package program

import (
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

// Trial runs checks of a text that a client sends on texts that are tried: a check of an origin on origins. What the
// program's settings or data decide is Maybe; what another part of the request decides is as the client likes it. Code is
// not run: conditions are evaluated over what their operands can be.
type Trial struct {
	// Header is the request header that holds the text.
	Header string
	// Stand are texts that stand for texts of the program's own that are not known.
	Stand []string
	// Patterns are what the text was compared with so far, in order.
	Patterns []Pattern
	// Guessed: a text of Stand decided, since the last text was tried.
	Guessed bool
	// Checked: something that is not known was asked about the text, since it was tried.
	Checked bool

	// preflight: a request with the method OPTIONS counts too.
	preflight bool

	p       *Program
	q       *query
	text    string
	subject input
	steps   int
	busy    map[trialKey]bool
	reach   map[*Fn]Truth
	tests   map[trialKey][2]Truth // what is known of booleans
	finds   map[*Value]*found     // and of values
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
	ctx  *context
}

// Budgets of one trial.
const (
	trialSteps = 20_000
	trialDepth = 12
)

// NewTrial starts trials of the text of a request header.
func (p *Program) NewTrial(header string, stand []string) *Trial {
	return &Trial{Header: header, Stand: stand, p: p}
}

// begin prepares to try a text, which fn gets as parameter param, if that is not negative.
func (t *Trial) begin(text string, fn *Fn, param int32) {
	subject := input{fn, param}
	if t.q == nil || subject != t.subject || t.q.steps <= 0 {
		t.q = t.p.newQuery(originSteps)
		t.q.unguarded, t.q.scalars, t.q.conditions = true, true, true
		if param >= 0 {
			t.q.subject = subject
		}
	}
	t.text, t.subject, t.steps, t.busy, t.reach = text, subject, trialSteps, map[trialKey]bool{}, map[*Fn]Truth{}
	t.tests, t.finds = map[trialKey][2]Truth{}, map[*Value]*found{}
	t.Guessed, t.Checked, t.preflight = false, false, true
}

// Accepts tells whether a function of the program returns true as result res when its parameter param, or the header of the
// request that it gets where param is negative, is a text.
// A request with the method OPTIONS does not count: what it is told says nothing of those that follow.
func (t *Trial) Accepts(text string, fn *Fn, param, res int32) Truth {
	t.begin(text, fn, param)
	t.preflight = false
	truth, _ := t.returned(fn, res, summary.WantTrue, nil, 0)
	return truth
}

// eval evaluates a formula.
func (t *Trial) eval(fn *Fn, f *formula, ctx *context, depth int) Truth {
	if t.steps--; t.steps <= 0 {
		return Maybe
	}
	switch f.op {
	case always:
		return True
	case never:
		return False
	case holds:
		truth, _ := t.test(fn, f.node, ctx, depth)
		return truth
	case fails:
		_, truth := t.test(fn, f.node, ctx, depth)
		return truth
	case all:
		out := True
		for _, a := range f.args {
			if out = min(out, t.eval(fn, a, ctx, depth)); out == False {
				break
			}
		}
		return out
	}
	out := False
	for _, a := range f.args {
		if out = max(out, t.eval(fn, a, ctx, depth)); out == True {
			break
		}
	}
	return out
}

// test tells whether a boolean node can be true, and whether it can be false.
func (t *Trial) test(fn *Fn, n summary.NodeID, ctx *context, depth int) (holds, fails Truth) {
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
func (t *Trial) boolean(fn *Fn, n summary.NodeID, ctx *context, depth int) (holds, fails Truth) {
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
func (t *Trial) merged(fn *Fn, n summary.NodeID, node *summary.Node, ctx *context, depth int) (holds, fails Truth) {
	c := fn.control()
	for i, a := range node.Args {
		when := c.arrives(n, i)
		if when == nil {
			when = yes
		}
		comes := t.eval(fn, when, ctx, depth+1)
		if comes == False {
			continue
		}
		h, f := t.test(fn, a, ctx, depth+1)
		holds, fails = max(holds, min(comes, h)), max(fails, min(comes, f))
	}
	return holds, fails
}

// operator is a comparison or the like.
func (t *Trial) operator(fn *Fn, n summary.NodeID, node *summary.Node, ctx *context, depth int) (holds, fails Truth) {
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
	case "is", "next":
		return True, True
	case "<", "<=", ">", ">=":
		return t.ordered(fn, node, ctx, depth)
	}
	return Maybe, Maybe
}

// flag is a boolean that is read from somewhere.
func (t *Trial) flag(fn *Fn, n summary.NodeID, node *summary.Node, ctx *context) (holds, fails Truth) {
	switch t.p.Models.Mode(t.p.flagName(fn, node)) {
	case model.Development:
		return False, True
	case model.Production:
		return True, False
	}
	v := t.q.walk(fn, n, "", ctx)
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

// flagName is the name of what holds a boolean: of a field, variable, parameter or function.
func (p *Program) flagName(fn *Fn, node *summary.Node) string {
	switch node.Op {
	case summary.OpSelect:
		return lastName(strings.TrimSuffix(node.Str, summary.PathEnd))
	case summary.OpGlobal:
		return lastName(node.Str)
	case summary.OpResult:
		return lastName(fn.Calls[node.A].Callee)
	case summary.OpParam:
		return fn.Params[node.A].Name
	case summary.OpFreeVar:
		return fn.FreeVars[node.A]
	}
	return ""
}

// returned tells whether result res of a function can be as wanted, and whether it can be otherwise.
func (t *Trial) returned(fn *Fn, res int32, want summary.Want, ctx *context, depth int) (holds, fails Truth) {
	c := fn.control()
	for i := range fn.Returns {
		r := &fn.Returns[i]
		if int(res) >= len(r.Values) {
			return Maybe, Maybe
		}
		comes := True
		if b, ok := c.returns[int32(i)]; ok {
			comes = t.eval(fn, c.runsWhen(b), ctx, depth+1)
		}
		if comes == False {
			continue
		}
		h, f := t.outcome(fn, r.Values[res], want, ctx, depth+1)
		holds, fails = max(holds, min(comes, h)), max(fails, min(comes, f))
	}
	return holds, fails
}

// outcome tells whether a returned value can be as wanted, and whether it can be otherwise.
func (t *Trial) outcome(fn *Fn, n summary.NodeID, want summary.Want, ctx *context, depth int) (holds, fails Truth) {
	switch want {
	case summary.WantTrue:
		return t.test(fn, n, ctx, depth)
	case summary.WantFalse:
		h, f := t.test(fn, n, ctx, depth)
		return f, h
	case summary.WantNotNil:
		h, f := t.outcome(fn, n, summary.WantNil, ctx, depth)
		return f, h
	}
	node := &fn.Nodes[n]
	for node.Op == summary.OpGuard || node.Op == summary.OpConvert {
		n = node.Args[0]
		node = &fn.Nodes[n]
	}
	switch {
	case node.Op == summary.OpConst && summary.ConstKind(node.A) == summary.ConstNil:
		return True, False
	case t.p.excluded(fn, n, summary.WantNil):
		return False, True
	case node.Op == summary.OpResult:
		return t.called(Site{fn, node.A}, node.B, summary.WantNil, ctx, depth)
	}
	return Maybe, Maybe
}

// called tells whether a result of a call can be as wanted, and whether it can be otherwise.
func (t *Trial) called(site Site, res int32, want summary.Want, ctx *context, depth int) (holds, fails Truth) {
	targets := t.q.callees(site, ctx)
	if len(targets) == 0 {
		return t.unknown(site.Fn, &site.Fn.Calls[site.Call], want, ctx)
	}
	chosen := t.chosen(site, ctx)
	for _, target := range targets {
		h, f := Maybe, Maybe
		if mode := t.modeCall(site, target.symbol); mode != model.NoMode && want == summary.WantTrue {
			h, f = truthOf(mode == model.Production), truthOf(mode == model.Development)
		} else if target.fn == nil {
			h, f = t.outside(site, target.symbol, want, ctx, depth)
		} else if inner, ok := t.q.push(ctx, site); ok {
			h, f = t.returned(target.fn, res, want, inner, depth+1)
		}
		if truth, ok := chosen[target.symbol]; ok {
			h, f = min(h, truth), min(f, truth)
		}
		holds, fails = max(holds, h), max(fails, f)
	}
	return holds, fails
}

// chosen is whether the conditions let a function value be each of the functions that it can be.
func (t *Trial) chosen(site Site, ctx *context) map[string]Truth {
	c := &site.Fn.Calls[site.Call]
	if c.Kind != summary.Dynamic || c.Fn == 0 {
		return nil
	}
	out := map[string]Truth{}
	seen := map[*Value]bool{}
	var visit func(v *Value, truth Truth)
	visit = func(v *Value, truth Truth) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		if v.when != nil {
			truth = min(truth, v.when.eval(t))
		}
		switch v.Kind {
		case Function:
			out[v.Text] = max(out[v.Text], truth)
			seen[v] = false
		case Alt:
			for _, part := range v.Parts {
				visit(part, truth)
			}
		}
	}
	visit(t.q.walk(site.Fn, c.Fn, "", ctx), True)
	return out
}

// modeCall is the mode that a call asks for by the function's name and nothing else.
func (t *Trial) modeCall(site Site, symbol string) model.Mode {
	c := &site.Fn.Calls[site.Call]
	args := c.Args
	if c.HasRecv && len(args) > 0 {
		args = args[1:]
	}
	for _, a := range args {
		if site.Fn.Nodes[a].Op != summary.OpConst {
			return model.NoMode
		}
	}
	return t.p.Models.Mode(lastName(symbol))
}
