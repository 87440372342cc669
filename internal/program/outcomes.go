package program

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// returned tells whether result res of a function can be as wanted, and whether it can be otherwise.
func (t *Trial) returned(fn *Fn, res int32, want summary.Want, ctx *Context, depth int) (holds, fails Truth) {
	c := fn.Control()
	for i := range fn.Returns {
		r := &fn.Returns[i]
		if int(res) >= len(r.Values) {
			return Maybe, Maybe
		}
		comes := True
		if b, ok := c.ReturnIn[int32(i)]; ok {
			comes = t.Eval(fn, c.RunsWhen(b), ctx, depth+1)
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
func (t *Trial) outcome(fn *Fn, n summary.NodeID, want summary.Want, ctx *Context, depth int) (holds, fails Truth) {
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
	case t.p.Excluded(fn, n, summary.WantNil):
		return False, True
	case node.Op == summary.OpResult:
		return t.called(Site{fn, node.A}, node.B, summary.WantNil, ctx, depth)
	}
	return Maybe, Maybe
}

// called tells whether a result of a call can be as wanted, and whether it can be otherwise.
func (t *Trial) called(site Site, res int32, want summary.Want, ctx *Context, depth int) (holds, fails Truth) {
	targets := t.q.CalleesIn(site, ctx)
	if len(targets) == 0 {
		return t.unknown(site.Fn, &site.Fn.Calls[site.Call], want, ctx)
	}
	chosen := t.chosen(site, ctx)
	for _, target := range targets {
		h, f := Maybe, Maybe
		if mode := t.modeCall(site, target.Symbol); mode != model.NoMode && want == summary.WantTrue {
			h, f = truthOf(mode == model.Production), truthOf(mode == model.Development)
		} else if target.Fn == nil {
			h, f = t.outside(site, target.Symbol, want, ctx, depth)
		} else if inner, ok := t.q.Push(ctx, site); ok {
			h, f = t.returned(target.Fn, res, want, inner, depth+1)
		}
		if truth, ok := chosen[target.Symbol]; ok {
			h, f = min(h, truth), min(f, truth)
		}
		holds, fails = max(holds, h), max(fails, f)
	}
	return holds, fails
}

// chosen is whether the conditions let a function value be each of the functions that it can be.
func (t *Trial) chosen(site Site, ctx *Context) map[string]Truth {
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
		if v.When != nil {
			truth = min(truth, v.When.eval(t))
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
	visit(t.q.Walk(site.Fn, c.Fn, "", ctx), True)
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
	return t.p.Models.Mode(LastName(symbol))
}
