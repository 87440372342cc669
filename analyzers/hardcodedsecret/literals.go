package hardcodedsecret

import (
	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// returnedBy is what the functions that an event's value can be return as their first result.
func returnedBy(p *program.Program, t *program.Trace, ev *program.Event) (v *program.Value, cut string) {
	q := t.Query()
	var vs []*program.Value
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
	return program.Join(vs...), q.Cut
}

// sourceLiteral is a token in the source text.
type sourceLiteral struct {
	*summary.Literal
	At  program.Place
	Pkg *summary.Summary
}

// literals returns the tokens of known forms and the literals that are named like secrets, in a fixed order.
func literals(p *program.Program) []sourceLiteral {
	var out []sourceLiteral
	for _, s := range p.Packages() {
		home := program.Home(s)
		for i := range s.Literals {
			fn := home
			if in := p.Func(s.Literals[i].In); in != nil {
				fn = in
			}
			out = append(out, sourceLiteral{&s.Literals[i], program.Place{Fn: fn, Pos: s.Literals[i].Pos}, s})
		}
	}
	return out
}

// comparison is a comparison of two values for equality. The events are of the values.
type comparison struct{ X, Y program.Event }

// comparisons returns the comparisons with what could be a secret, in a fixed order: by operators, and by functions that a
// model says compare.
func comparisons(p *program.Program) []comparison {
	known := credential.In(p)
	var out []comparison
	for _, fn := range p.Funcs() {
		for _, c := range fn.Compares {
			if c.Tried && !known.Input(fn, &fn.Nodes[c.X]) && !known.Input(fn, &fn.Nodes[c.Y]) {
				continue
			}
			ev := program.Event{Fn: fn, At: program.Place{Fn: fn, Pos: c.Pos}, Call: -1, Arg: -1, Name: "a comparison"}
			x, y := ev, ev
			x.Node, y.Node = c.X, c.Y
			out = append(out, comparison{x, y})
		}
	}
	for _, ev := range p.Sinks("secret/member") {
		if ev.By == 0 || known.NameOf(ev.Fn, &ev.Fn.Nodes[ev.Node]).Strength != secret.Strong {
			continue
		}
		list := ev
		list.Node, list.Path, list.Call = ev.By, summary.Elem+summary.PathEnd, -1
		ev.Call = -1
		out = append(out, comparison{ev, list})
	}
	sides := map[program.Site]program.Event{}
	for _, ev := range p.Sinks("secret/compare") {
		site := program.Site{Fn: ev.Fn, Call: ev.Call}
		if first, ok := sides[site]; ok {
			out = append(out, comparison{first, ev})
			continue
		}
		sides[site] = ev
	}
	return out
}
