package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Event is a place where a value reaches a modelled sink.
type Event struct {
	Fn    *Fn
	At    Place
	Entry model.Entry
	Name  string           // what is called or stored to, for messages
	Node  summary.NodeID   // the value
	Path  string           // access path inside it: the keys, where only a map's keys are used
	Args  []summary.NodeID // of the call, without its receiver; nil if it is none
	Call  int32            // index of the call; -1 if it is none
	Arg   int              // index of the value among Args; -1 if there are none
	// By is the node that says what the value is for, such as the name of a setting; 0 if there is none. Key is that
	// name where it is known at once.
	By  summary.NodeID
	Key string
	// Binds: the call takes bind values right behind the text, and has none yet.
	Binds bool
}

// Sinks returns the events whose sink kind begins with prefix ("sql/"), in a fixed order.
func (p *Program) Sinks(prefix string) []Event {
	var out []Event
	for _, fn := range p.order {
		for i := range fn.Calls {
			out = p.callSinks(out, Site{fn, int32(i)}, prefix)
		}
		out = p.nodeSinks(out, fn, prefix)
	}
	return out
}

// callSinks adds the events of a call: of each argument that a model of what it can reach calls a sink.
func (p *Program) callSinks(out []Event, site Site, prefix string) []Event {
	c := &site.Fn.Calls[site.Call]
	seen := map[summary.NodeID]bool{}
	for _, t := range p.Callees(site) {
		if t.Fn != nil || t.Symbol == "" {
			continue
		}
		for _, e := range p.Models.Lookup(model.Func, t.Symbol) {
			if e.Role != model.Sink || !strings.HasPrefix(e.Kind, prefix) {
				continue
			}
			for _, in := range e.In {
				args := ArgsOf(c, in)
				if strings.HasSuffix(e.Kind, "/inline-cond") && len(args) > 1 {
					args = args[:1] // the further ones are bound
				}
				for _, a := range args {
					if seen[a] {
						continue
					}
					seen[a] = true
					ev := Event{Fn: site.Fn, At: Place{site.Fn, c.Pos}, Entry: e, Name: Short(t.Symbol), Node: a, Call: site.Call, Args: c.Args}
					if c.HasRecv {
						ev.Args = c.Args[1:]
					}
					if strings.HasSuffix(e.Kind, "/map-key") {
						ev.Path = summary.Key + summary.PathEnd
					}
					ev.Arg = slices.Index(ev.Args, a)
					if e.By != nil {
						ev.By = ArgOf(c, *e.By)
					}
					ev.Binds = ev.Arg == len(ev.Args)-1 && int(c.Variadic) == len(c.Args) && !in.Variadic
					out = append(out, ev)
				}
			}
		}
	}
	return out
}

// nodeSinks adds the events that are no calls: conversions, stores to fields, keys of maps.
func (p *Program) nodeSinks(out []Event, fn *Fn, prefix string) []Event {
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		switch n.Op {
		case summary.OpConvert:
			for _, e := range p.Models.Lookup(model.Type, n.Str) {
				if e.Role == model.Sink && strings.HasPrefix(e.Kind, prefix) && !strings.HasSuffix(e.Kind, "/map-key") {
					out = append(out, Event{Fn: fn, At: Place{fn, n.Pos}, Entry: e, Name: Short(n.Str), Node: n.Args[0], Call: -1, Arg: -1})
				}
			}
		case summary.OpStore:
			if LastElem(n.Str) == summary.Key+summary.PathEnd {
				out = p.keySinks(out, fn, n, prefix)
				continue
			}
			out = p.fieldSinks(out, fieldStore{fn, n.Str, n.Args[1], summary.NodeID(i), n.Pos}, prefix)
		}
	}
	for _, g := range fn.Globals {
		if g.Path == "" {
			for _, e := range p.Models.Lookup(model.Var, g.Global) {
				if e.Role == model.Sink && strings.HasPrefix(e.Kind, prefix) {
					out = append(out, Event{Fn: fn, At: Place{fn, g.Pos}, Entry: e, Name: Short(e.Symbol), Node: g.Value, Call: -1, Arg: -1})
				}
			}
			continue
		}
		out = p.fieldSinks(out, fieldStore{fn, g.Path, g.Value, 0, g.Pos}, prefix)
	}
	return out
}

// keySinks adds the event of a variable key put into a map whose keys are a sink.
func (p *Program) keySinks(out []Event, fn *Fn, n *summary.Node, prefix string) []Event {
	for _, e := range p.Models.Lookup(model.Type, fn.Pkg.Types[n.Type].Name) {
		if e.Role == model.Sink && strings.HasPrefix(e.Kind, prefix) && strings.HasSuffix(e.Kind, "/map-key") {
			out = append(out, Event{Fn: fn, At: Place{fn, n.Pos}, Entry: e, Name: Short(e.Symbol) + " key", Node: n.Args[1], Call: -1, Arg: -1})
		}
	}
	return out
}

// Static returns the class and the named type of an event's value as the program writes it, before it is put into an
// interface.
func (e *Event) Static() summary.Type { return *e.Fn.Type(e.Node) }

// Record is the record of an event's call; nil if the event is a store.
func (ev *Event) Record() *summary.Call {
	if ev.Call < 0 {
		return nil
	}
	return &ev.Fn.Calls[ev.Call]
}

// Argument returns what an argument of the event's call is, as a model's index names it; nil if there is none.
func (ev *Event) Argument(p *Program, i model.Index) *Value {
	if ev.Call < 0 {
		return nil
	}
	a := ArgOf(&ev.Fn.Calls[ev.Call], i)
	if a == 0 {
		return nil
	}
	return p.Ask(Question{}).Walk(ev.Fn, a, "", nil)
}
