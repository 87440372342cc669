package setup

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Targets returns what a call in a frame can reach: functions of the program, with the closure or the receiver that they
// have, or the symbols of others.
func (m *Machine) Targets(f *Frame, call int32) []*Value {
	f = m.home(f, call)
	if t, ok := m.targets[target{f, call}]; ok {
		return t
	}
	m.targets[target{f, call}] = nil // a call that decides what it calls
	c := &f.Fn.Calls[call]
	var out []*Value
	switch c.Kind {
	case summary.Static:
		out = append(out, &Value{Kind: Func, Text: c.Callee, Fn: m.p.Func(c.Callee)})
	case summary.Dynamic:
		known := true
		m.Eval(f, c.Fn, "").Each(func(v *Value) {
			out = append(out, m.callable(v)...)
			known = known && v.Kind != Unknown && v.Kind != Input
		})
		if len(out) == 0 && !known {
			out = m.anywhere(f, call)
		}
	case summary.Invoke:
		method := c.Callee[strings.LastIndexByte(c.Callee, '.')+1:]
		m.Eval(f, c.Args[0], "").Each(func(v *Value) {
			if t := m.method(v, method, c.Callee); t != nil {
				out = append(out, t)
			} else if t := m.static(f, c, method); t != nil && v.Kind != Nil {
				out = append(out, t...)
			}
		})
		if len(out) == 0 {
			out = m.anywhere(f, call)
		}
	}
	out = modelled(m, out)
	if m.starved {
		delete(m.targets, target{f, call})
		return out
	}
	m.targets[target{f, call}] = out
	return out
}

type target struct {
	frame *Frame
	call  int32
}

// modelled makes functions of the program that a model speaks of functions of a library: what is analysed can be the library
// itself, or a copy of it.
func modelled(m *Machine, ts []*Value) []*Value {
	for i, t := range ts {
		if t.Fn != nil && len(m.p.Models.Wiring(model.Func, t.Text)) > 0 {
			lib := *t
			lib.Fn = nil
			ts[i] = &lib
		}
	}
	return ts
}

// callable is the function that a called value is; a function that another module made is known by what made it.
func (m *Machine) callable(v *Value) []*Value {
	switch v.Kind {
	case Func:
		return []*Value{v}
	case Made, Global, Next:
		return []*Value{{Kind: Func, Text: v.Text, Of: v}}
	}
	return nil
}

// anywhere is what a call can reach from anywhere, where its own function value or receiver is not known.
func (m *Machine) anywhere(f *Frame, call int32) []*Value {
	var out []*Value
	for _, t := range m.p.Callees(program.Site{Fn: f.Fn, Call: call}) {
		out = append(out, &Value{Kind: Func, Text: t.Symbol, Fn: t.Fn})
	}
	return out
}

// static is what a call of an interface's method reaches where the value behind it is not an object of the program.
func (m *Machine) static(f *Frame, c *summary.Call, method string) []*Value {
	if len(m.p.Models.Wiring(model.Func, c.Callee)) > 0 {
		return []*Value{{Kind: Func, Text: c.Callee}}
	}
	return nil
}

// modelled is what a model says of a result: text made of the arguments, or an argument itself.
func (m *Machine) modelled(f *Frame, call, res int32, e *model.Entry) *Value {
	out := false
	for _, o := range e.Out {
		out = out || o.Kind == model.Result && int32(o.N) == res
	}
	if !out {
		return nil
	}
	switch e.Role {
	case model.Text:
		if e.Kind == "format" || e.Kind == "concat" {
			return m.formatted(f, call, e)
		}
	case model.Same:
		if len(e.In) > 0 {
			return first(m.Arg(f, call, nil, e.In[0]))
		}
	}
	return nil
}
