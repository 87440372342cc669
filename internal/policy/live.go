package policy

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
)

// Live tells whether a policy takes effect other than in development.
func (pol *Policy) Live(t *program.Trial) program.Truth {
	t.Begin("", nil, -1)
	for at, i := range pol.way.Taken {
		c := at.Fn.Control()
		switch {
		case at.Node != 0:
			if f := c.Arrives(at.Node, i); f != nil && t.Eval(at.Fn, f, nil, 0) == program.False {
				return program.False
			}
		default:
			if block, ok := c.ReturnIn[int32(i)]; ok && t.Eval(at.Fn, c.RunsWhen(block), nil, 0) == program.False {
				return program.False
			}
		}
	}
	out := program.True
	for ctx := pol.way.Ctx; ctx != nil; ctx = ctx.Parent {
		c := ctx.Site.Fn.Control()
		if block, ok := c.BlockOf[ctx.Site.Call]; ok {
			out = min(out, t.Eval(ctx.Site.Fn, c.RunsWhen(block), nil, 0))
		}
		out = min(out, t.Reached(ctx.Site.Fn, map[*program.Fn]bool{}, 0))
	}
	if block, ok := pol.Fn.Control().BlockOf[pol.call]; ok && pol.call >= 0 {
		out = min(out, t.Eval(pol.Fn, pol.Fn.Control().RunsWhen(block), nil, 0))
	}
	if pol.way.Ctx == nil {
		out = min(out, t.Reached(pol.Fn, map[*program.Fn]bool{}, 0))
	}
	return out
}

// FieldSetting is a place that sets a field of a library's object.
type FieldSetting struct {
	Fn    *program.Fn
	At    program.Place
	Entry model.Entry
	Value *program.Value
	block int32
}

// FieldSettings returns the places that set a field of a kind, in a fixed order.
func (p *Policies) FieldSettings(kind string) []FieldSetting {
	var out []FieldSetting
	for _, e := range p.Models.FieldsSetting(kind) {
		for _, st := range p.FieldStores(fieldElem(e)) {
			q := p.Ask(program.Question{Conditions: true})
			out = append(out, FieldSetting{st.Fn, program.Place{Fn: st.Fn, Pos: st.Pos}, e, q.Walk(st.Fn, st.Node, "", nil), st.Block})
		}
	}
	return out
}

// Live tells whether a setting is made other than in development.
func (s *FieldSetting) Live(t *program.Trial) program.Truth {
	t.Begin("", nil, -1)
	out := t.Reached(s.Fn, map[*program.Fn]bool{}, 0)
	if out != program.False {
		out = min(out, t.Eval(s.Fn, s.Fn.Control().RunsWhen(s.block), nil, 0))
	}
	return out
}
