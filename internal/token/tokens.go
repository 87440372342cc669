package token

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Tokens returns the calls, and the stores to fields, that models say have to do with signed tokens in a way that begins
// with prefix ("verify/"), in a fixed order. An event's Node is the first input of the model's line: the token, the
// option's value.
func (p *Tokens) Tokens(prefix string) []program.Event {
	var out []program.Event
	for _, ev := range p.events {
		if strings.HasPrefix(ev.Entry.Kind, prefix) {
			out = append(out, ev)
		}
	}
	return out
}

func (p *Tokens) allTokens() []program.Event {
	out := []program.Event{}
	for _, fn := range p.Funcs() {
		for i := range fn.Calls {
			out = p.tokenCalls(out, program.Site{Fn: fn, Call: int32(i)})
		}
		for i := range fn.Nodes {
			n := &fn.Nodes[i]
			if n.Op != summary.OpStore {
				continue
			}
			for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(program.LastElem(n.Str), summary.PathEnd)) {
				if e.Role == model.Token {
					out = append(out, program.Event{Fn: fn, At: program.Place{Fn: fn, Pos: n.Pos}, Entry: e, Name: program.Short(e.Symbol), Node: n.Args[1], Call: -1, Arg: -1})
				}
			}
		}
	}
	return out
}

func (p *Tokens) tokenCalls(out []program.Event, site program.Site) []program.Event {
	c := &site.Fn.Calls[site.Call]
	if c.Kind == summary.Static && c.Internal {
		return out
	}
	seen := map[string]bool{}
	for _, t := range p.Callees(site) {
		if t.Fn != nil || t.Symbol == "" {
			continue
		}
		for _, e := range p.Models.Lookup(model.Func, t.Symbol) {
			if e.Role != model.Token || seen[e.Kind] {
				continue
			}
			seen[e.Kind] = true
			ev := program.Event{Fn: site.Fn, At: program.Place{Fn: site.Fn, Pos: c.Pos}, Entry: e, Name: program.Short(t.Symbol), Call: site.Call, Args: c.Args, Arg: -1}
			if c.HasRecv {
				ev.Args = c.Args[1:]
			}
			if len(e.In) > 0 {
				ev.Node = program.ArgOf(c, e.In[0])
				ev.Arg = slices.Index(ev.Args, ev.Node)
			}
			out = append(out, ev)
		}
	}
	return out
}

// By is what the argument is that an event's model names with "by"; nil if there is none.
func (p *Tokens) By(ev *program.Event) *program.Value {
	if ev.Entry.By == nil || ev.Call < 0 {
		return nil
	}
	return ev.Argument(p.Program, *ev.Entry.By)
}

// Options are the options that take effect at a call which verifies tokens: its own, and those of the parser that it is
// a method of.
type Options struct {
	all  []option
	open bool // there may be more
}

type option struct {
	kind string
	on   Tri // of one with a value: what it is; else Yes
}

// Tri is yes, no, or not known.
type Tri uint8

// The answers.
const (
	Unclear Tri = iota
	Yes
	No
)

// Is tells whether an option of a kind ("algorithms") is given and on.
func (o *Options) Is(kind string) Tri {
	answer := No
	if o.open {
		answer = Unclear
	}
	for _, x := range o.all {
		switch {
		case x.kind != kind:
		case x.on == Yes:
			return Yes
		case x.on == Unclear:
			answer = Unclear
		}
	}
	return answer
}

// Off tells whether an option of a kind with a value is given as false.
func (o *Options) Off(kind string) bool {
	return slices.ContainsFunc(o.all, func(x option) bool { return x.kind == kind && x.on == No })
}

// Options finds the options of a call that verifies tokens.
func (p *Tokens) Options(ev *program.Event) *Options {
	o := &Options{}
	c := ev.Record()
	if c == nil {
		return o
	}
	o.read(p, ev.Fn, c)
	return o
}

// read looks at all arguments of a call for options and parsers.
func (o *Options) read(p *Tokens, fn *program.Fn, c *summary.Call) {
	for i, a := range c.Args {
		q := p.Ask(program.Question{Identity: true})
		path := ""
		if c.Spread && i == len(c.Args)-1 {
			path = summary.Elem + summary.PathEnd
		}
		v := q.Walk(fn, a, path, nil)
		variadic := c.Variadic >= 0 && i >= int(c.Variadic) || path != ""
		for _, l := range v.Leaves() {
			o.leaf(p, l, variadic)
		}
		o.fields(p, fn, a)
	}
}

func (o *Options) leaf(p *Tokens, l *program.Value, variadic bool) {
	if l.By.Fn == nil {
		o.open = o.open || variadic && l.Kind != program.Const && l.Kind != program.Object && l.Kind != program.Function
		return
	}
	c := &l.By.Fn.Calls[l.By.Call]
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Token {
			continue
		}
		if e.Kind == "parser" {
			o.read(p, l.By.Fn, c)
			continue
		}
		kind, ok := strings.CutPrefix(e.Kind, "option/")
		if !ok {
			continue
		}
		o.all = append(o.all, option{kind, p.optionGiven(l.By.Fn, c, &e)})
	}
}

// optionGiven tells whether the option that a call makes is on: a boolean decides, or whether a duration is nought.
func (p *Tokens) optionGiven(fn *program.Fn, c *summary.Call, e *model.Entry) Tri {
	if len(e.In) == 0 {
		return Yes
	}
	n := program.ArgOf(c, e.In[0])
	switch t := fn.Type(n); {
	case n == 0 || t.Class != summary.Scalar:
		return Yes
	case fn.Nodes[n].Op == summary.OpConst && fn.Nodes[n].Str == "0":
		return No
	case fn.Nodes[n].Op == summary.OpConst && summary.ConstKind(fn.Nodes[n].A) == summary.ConstNumber:
		return Yes
	}
	return p.truth(fn, n)
}

// fields reads the options that are fields of a parser: the one whose method is called, or that is passed on.
func (o *Options) fields(p *Tokens, fn *program.Fn, parser summary.NodeID) {
	for _, e := range p.Models.TokenFields(fn.Type(parser).Name) {
		kind, ok := strings.CutPrefix(e.Kind, "option/")
		if !ok {
			continue
		}
		v := p.Ask(program.Question{}).Walk(fn, parser, e.Symbol+summary.PathEnd, nil)
		if x := (option{kind: kind, on: given(v)}); x.on != No {
			o.all = append(o.all, x)
		}
	}
}

// truth is what a boolean node is.
func (p *Tokens) truth(fn *program.Fn, n summary.NodeID) Tri {
	if n == 0 {
		return Unclear
	}
	node := &fn.Nodes[n]
	for node.Op == summary.OpGuard || node.Op == summary.OpConvert {
		node = &fn.Nodes[node.Args[0]]
	}
	switch {
	case node.Op != summary.OpConst:
		return Unclear
	case node.Str == "true":
		return Yes
	}
	return No
}

// Truth is what the boolean value of an event is.
func (p *Tokens) Truth(ev *program.Event) Tri { return p.truth(ev.Fn, ev.Node) }

// Blank tells whether the value of an event is the empty text, or nothing.
func (p *Tokens) Blank(ev *program.Event) bool {
	q := p.Ask(program.Question{})
	v := q.Walk(ev.Fn, ev.Node, "", nil)
	return v != nil && q.Cut == "" && len(v.Leaves()) > 0 && given(v) == No
}

// given tells whether something other than a zero value is in v.
func given(v *program.Value) Tri {
	answer := No
	for _, l := range v.Leaves() {
		switch {
		case l.Kind == program.Const && (l.Text == "" || l.Text == "false"):
		case l.Kind == program.Const || l.Kind == program.Object || l.Kind == program.Function || l.Kind == program.Scalar:
			return Yes
		default:
			answer = Unclear
		}
	}
	return answer
}
