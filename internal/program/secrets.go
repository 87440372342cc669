package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Returned is what the functions that an event's value can be return as their first result.
func (t *Trace) Returned(ev *Event) (v *Value, cut string) {
	p, q := t.p, t.query()
	var vs []*Value
	for _, t := range p.functions(ev.Fn, ev.Node) {
		if t.fn == nil {
			continue
		}
		for _, r := range t.fn.Returns {
			if len(r.Values) > 0 && !p.failed(t.fn, &r, 0) {
				vs = append(vs, q.walk(t.fn, r.Values[0], "", nil))
			}
		}
	}
	return join(vs...), q.cut
}

// Argument returns what an argument of an event's call is, as a model's index names it; nil if there is none.
func (p *Program) Argument(ev *Event, i model.Index) *Value {
	if ev.Call < 0 {
		return nil
	}
	a := argOf(&ev.Fn.Calls[ev.Call], i)
	if a == 0 {
		return nil
	}
	return p.newQuery(functionSteps).walk(ev.Fn, a, "", nil)
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
			out = append(out, Literal{&s.Literals[i], Place{home, s.Literals[i].Pos}, s})
		}
	}
	return out
}

// TagDefaults returns the fields with names of secrets that struct tags give a default value.
func (p *Program) TagDefaults() []Literal {
	var out []Literal
	for _, s := range p.pkgs {
		home := &Fn{Func: &summary.Func{Name: s.Path + ".init"}, Pkg: s}
		for _, t := range s.Structs {
			for _, f := range t.Fields {
				if f.Default == "" {
					continue
				}
				mask, hash, _ := strings.Cut(f.Default, " ")
				lit := &summary.Literal{Mask: mask, Hash: hash, Name: lastName(t.Name) + "." + f.Name, Pos: f.Pos}
				out = append(out, Literal{lit, Place{home, f.Pos}, s})
			}
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
			ev := Event{Fn: fn, At: Place{fn, c.Pos}, Call: -1, Arg: -1, Name: "a comparison"}
			x, y := ev, ev
			x.Node, y.Node = c.X, c.Y
			out = append(out, Comparison{x, y})
		}
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

// Fallback is a call with the name of a secret setting and a constant that the call returns where the setting is not set.
type Fallback struct {
	Setting string
	Text    string
	At      Place // of the constant
	Call    Place
	Name    string // of the function
	// Seen: the function is seen to read the environment or another setting.
	Seen bool
}

// Fallbacks returns the calls of the program's functions that get a secret setting with a default, in a fixed order.
func (p *Program) Fallbacks() []Fallback {
	var out []Fallback
	for _, fn := range p.order {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if !c.Internal || len(c.Args) < 2 || len(c.Results) == 0 {
				continue
			}
			if f, ok := p.fallback(Site{fn, int32(i)}, c); ok {
				out = append(out, f)
			}
		}
	}
	return out
}

func (p *Program) fallback(site Site, c *summary.Call) (Fallback, bool) {
	fn, known := site.Fn, p.Models.Secrets
	key := slices.IndexFunc(c.Args, func(a summary.NodeID) bool {
		n := &fn.Nodes[a]
		return n.Op == summary.OpConst && n.Str != "" && (known.Env(n.Str) || known.Setting(n.Str) == secret.Strong)
	})
	if key < 0 {
		return Fallback{}, false
	}
	for _, a := range c.Args[key+1:] {
		n := &fn.Nodes[a]
		if n.Op != summary.OpConst || n.A != int32(summary.ConstString) || !known.Taken(n.Str) {
			continue
		}
		q := p.newQuery(functionSteps)
		v := q.result(site, 0, &fn.Pkg.Types[c.Results[0]], "", nil)
		same, other := false, false
		for _, l := range v.Leaves() {
			same = same || l.Kind == Const && l.Text == n.Str
			other = other || l.Kind == Operator
		}
		if same {
			return Fallback{Setting: fn.Nodes[c.Args[key]].Str, Text: n.Str, At: p.literalAt(fn, n), Call: Place{fn, c.Pos}, Name: short(c.Callee), Seen: other}, true
		}
	}
	return Fallback{}, false
}
