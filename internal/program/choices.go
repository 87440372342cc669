package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
)

// Choice is a text that a value can be.
type Choice struct {
	Text  string
	Truth Truth // whether the conditions on which it is chosen let it be
	At    Place // of the constant; unknown for texts made of several
}

// Choices returns the texts that a setting can be, by the conditions on which they are chosen: what only development does is
// left out. other tells whether it can be something else too.
func (t *Trial) Choices(v *Value) (choices []Choice, other bool) {
	t.Begin("", nil, -1)
	f := t.find(v)
	seen := map[string]int{}
	for _, s := range f.texts {
		if s.text == "" {
			continue
		}
		if i, ok := seen[s.text]; ok {
			choices[i].Truth = max(choices[i].Truth, s.truth)
			continue
		}
		if len(choices) < maxConsts {
			seen[s.text] = len(choices)
			choices = append(choices, Choice{s.text, s.truth, s.at})
		}
	}
	return choices, f.own || f.sent || f.part
}

// ChosenFn is a function that a setting can be.
type ChosenFn struct {
	*Fn
	Truth Truth // whether the conditions on which it is chosen let it be
	Unset bool  // that a setting is not set decides
}

// Functions returns the functions that a setting can be, by the conditions on which they are chosen. other tells whether it
// can be something else too.
func (t *Trial) Functions(v *Value) (fns []ChosenFn, other bool) {
	t.Begin("", nil, -1)
	seen := map[*Value]bool{}
	var visit func(v *Value, truth Truth, unset bool)
	visit = func(v *Value, truth Truth, unset bool) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		if v.When != nil {
			when, byDefault := t.decided(v.When)
			truth, unset = min(truth, when), unset || byDefault
		}
		switch {
		case truth == False:
		case v.Kind == Alt:
			for _, part := range v.Parts {
				visit(part, truth, unset)
			}
		case v.Kind == Function:
			if fn := t.p.fns[v.Text]; fn != nil {
				fns = append(fns, ChosenFn{fn, truth, unset})
			} else {
				other = true
			}
		case v.Kind == Const:
		default:
			other = true
		}
	}
	visit(v, True, false)
	return fns, other
}

// decided evaluates a condition, and where settings decide it, with those that are not set; byDefault tells that this was needed.
func (t *Trial) decided(w *When) (truth Truth, byDefault bool) {
	if truth = w.eval(t); truth != Maybe || t.Defaults {
		return truth, false
	}
	t.forget()
	t.Defaults = true
	truth, byDefault = w.eval(t), t.Unset
	t.forget()
	t.Defaults = false
	return truth, byDefault && truth == True
}

// forget drops what was found, which what is assumed of settings decides.
func (t *Trial) forget() {
	t.tests, t.finds, t.reach, t.Unset = map[trialKey][2]Truth{}, map[*Value]*found{}, map[*Fn]Truth{}, false
}

// Live tells whether a policy takes effect other than in development.
func (t *Trial) Live(pol *Policy) Truth {
	t.Begin("", nil, -1)
	for at, i := range pol.way.Taken {
		c := at.Fn.Control()
		switch {
		case at.Node != 0:
			if f := c.Arrives(at.Node, i); f != nil && t.Eval(at.Fn, f, nil, 0) == False {
				return False
			}
		default:
			if block, ok := c.ReturnIn[int32(i)]; ok && t.Eval(at.Fn, c.RunsWhen(block), nil, 0) == False {
				return False
			}
		}
	}
	out := True
	for ctx := pol.way.Ctx; ctx != nil; ctx = ctx.Parent {
		c := ctx.Site.Fn.Control()
		if block, ok := c.BlockOf[ctx.Site.Call]; ok {
			out = min(out, t.Eval(ctx.Site.Fn, c.RunsWhen(block), nil, 0))
		}
		out = min(out, t.Reached(ctx.Site.Fn, map[*Fn]bool{}, 0))
	}
	if block, ok := pol.Fn.Control().BlockOf[pol.call]; ok && pol.call >= 0 {
		out = min(out, t.Eval(pol.Fn, pol.Fn.Control().RunsWhen(block), nil, 0))
	}
	if pol.way.Ctx == nil {
		out = min(out, t.Reached(pol.Fn, map[*Fn]bool{}, 0))
	}
	return out
}

// FieldSetting is a place that sets a field of a library's object.
type FieldSetting struct {
	Fn    *Fn
	At    Place
	Entry model.Entry
	Value *Value
	block int32
}

// FieldSettings returns the places that set a field of a kind, in a fixed order.
func (p *Program) FieldSettings(kind string) []FieldSetting {
	var out []FieldSetting
	for _, e := range p.Models.FieldsSetting(kind) {
		for _, st := range p.fields[fieldElem(e)] {
			q := p.Ask(Question{Conditions: true})
			out = append(out, FieldSetting{st.Fn, Place{st.Fn, st.Pos}, e, q.Walk(st.Fn, st.Node, "", nil), st.Block})
		}
	}
	return out
}

// Takes tells whether a setting is made other than in development.
func (t *Trial) Takes(s *FieldSetting) Truth {
	t.Begin("", nil, -1)
	out := t.Reached(s.Fn, map[*Fn]bool{}, 0)
	if out != False {
		out = min(out, t.Eval(s.Fn, s.Fn.Control().RunsWhen(s.block), nil, 0))
	}
	return out
}

// Subject returns the index of a function's parameter that a model's attribute names, its receiver not counted; -1 for none.
func Subject(fn *Fn, e *model.Entry) int32 {
	i, ok := e.IndexOf("subject")
	if !ok {
		return -1
	}
	if fn.HasRecv {
		i++
	}
	if i >= len(fn.Params) {
		return -1
	}
	return int32(i)
}

// Root returns the name of the function that a closure is part of, or the function's own.
func (fn *Fn) Outermost() string {
	name, _, _ := strings.Cut(fn.Name, "$")
	return name
}

// Near tells whether two functions serve one call of something: one is part of the other, one calls the other, or a third
// one calls both. Two closures of one function need not be near: each may be a handler of its own.
func (p *Program) Near(a, b *Fn) bool {
	if a.touches(b) {
		return true
	}
	above, over := callingFns(a), callingFns(b)
	if slices.ContainsFunc(above, b.touches) || slices.ContainsFunc(over, a.touches) {
		return true
	}
	if len(above) > maxCallees || len(over) > maxCallees {
		return false
	}
	return slices.ContainsFunc(above, func(fn *Fn) bool { return slices.ContainsFunc(over, fn.touches) })
}

// touches tells whether two functions are one, or one of them is a closure in the other.
func (fn *Fn) touches(other *Fn) bool { return fn == other || fn.Within(other) || other.Within(fn) }

// callingFns returns the functions that call a function directly.
func callingFns(fn *Fn) []*Fn {
	var out []*Fn
	for _, site := range fn.callers {
		if !slices.Contains(out, site.Fn) {
			out = append(out, site.Fn)
		}
	}
	return out
}
