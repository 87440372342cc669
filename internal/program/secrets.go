package program

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Returned is what the functions that an event's value can be return as their first result.
func (t *SecretTrace) Returned(ev *Event) (v *Value, cut string) {
	p, q := t.p, t.Query()
	var vs []*Value
	for _, t := range p.Functions(ev.Fn, ev.Node) {
		if t.Fn == nil {
			continue
		}
		for _, r := range t.Fn.Returns {
			if len(r.Values) > 0 && !p.Failed(t.Fn, &r, 0) {
				vs = append(vs, q.Walk(t.Fn, r.Values[0], "", nil))
			}
		}
	}
	return Join(vs...), q.Cut
}

// Argument returns what an argument of an event's call is, as a model's index names it; nil if there is none.
func (p *Program) Argument(ev *Event, i model.Index) *Value {
	if ev.Call < 0 {
		return nil
	}
	a := ArgOf(&ev.Fn.Calls[ev.Call], i)
	if a == 0 {
		return nil
	}
	return p.Ask(Question{}).Walk(ev.Fn, a, "", nil)
}

// Literal is a token in the source text.
type Literal struct {
	*summary.Literal
	At  Place
	Pkg *summary.Summary
}

// Literals returns the tokens of known forms and the literals that are named like secrets, in a fixed order.
func (p *Program) Literals() []Literal {
	var out []Literal
	for _, s := range p.pkgs {
		home := &Fn{Func: &summary.Func{Name: s.Path + ".init"}, Pkg: s}
		for i := range s.Literals {
			fn := home
			if in := p.fns[s.Literals[i].In]; in != nil {
				fn = in
			}
			out = append(out, Literal{&s.Literals[i], Place{fn, s.Literals[i].Pos}, s})
		}
	}
	return out
}

// Comparison is a comparison of two values for equality. The events are of the values.
type Comparison struct{ X, Y Event }

// Comparisons returns the comparisons with what could be a secret, in a fixed order: by operators, and by functions that a
// model says compare.
func (p *Program) Comparisons() []Comparison {
	var out []Comparison
	for _, fn := range p.order {
		for _, c := range fn.Compares {
			if c.Tried && !p.secretInput(fn, &fn.Nodes[c.X]) && !p.secretInput(fn, &fn.Nodes[c.Y]) {
				continue
			}
			ev := Event{Fn: fn, At: Place{fn, c.Pos}, Call: -1, Arg: -1, Name: "a comparison"}
			x, y := ev, ev
			x.Node, y.Node = c.X, c.Y
			out = append(out, Comparison{x, y})
		}
	}
	for _, ev := range p.Sinks("secret/member") {
		if ev.By == 0 || p.nameOf(ev.Fn, &ev.Fn.Nodes[ev.Node]).strength != secret.Strong {
			continue
		}
		list := ev
		list.Node, list.Path, list.Call = ev.By, summary.Elem+summary.PathEnd, -1
		ev.Call = -1
		out = append(out, Comparison{ev, list})
	}
	sides := map[Site]Event{}
	for _, ev := range p.Sinks("secret/compare") {
		site := Site{ev.Fn, ev.Call}
		if first, ok := sides[site]; ok {
			out = append(out, Comparison{first, ev})
			continue
		}
		sides[site] = ev
	}
	return out
}
