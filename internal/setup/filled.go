package setup

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// filled is a parameter of a function.
type filled struct {
	fn    *program.Fn
	param int32
}

// fillsParam tells whether a function hands the object of a parameter on to be filled by another module, as those do that read
// settings into what they are handed.
func (m *Machine) fillsParam(fn *program.Fn, param int32) bool {
	if m.filling == nil {
		m.filling = m.findFilled()
	}
	return m.filling[filled{fn, param}]
}

// findFilled finds those parameters: of functions that call a decoder, then of those that hand theirs on to them.
func (m *Machine) findFilled() map[filled]bool {
	out := map[filled]bool{}
	from := map[filled][]filled{} // by a parameter, those that are handed on as it
	var todo []filled
	for _, fn := range m.p.Funcs() {
		for i := range fn.Nodes {
			n := &fn.Nodes[i]
			if n.Op != summary.OpCallMod || n.Str != "" {
				continue
			}
			param, ok := wholeParam(fn, n.Args[0])
			if !ok {
				continue
			}
			k := filled{fn, param}
			if m.fillsArgument(fn, &fn.Calls[n.A], n.B) {
				todo = append(todo, k)
				continue
			}
			for _, t := range m.p.Callees(program.Site{Fn: fn, Call: n.A}) {
				if t.Fn != nil {
					to := filled{t.Fn, n.B}
					from[to] = append(from[to], k)
				}
			}
		}
	}
	for len(todo) > 0 {
		k := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !out[k] {
			out[k] = true
			todo = append(todo, from[k]...)
		}
	}
	return out
}

// wholeParam is the parameter whose object a node is, as it was handed or with other things in it.
func wholeParam(fn *program.Fn, n summary.NodeID) (int32, bool) {
	for {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpParam:
			return node.A, true
		case summary.OpCallMod, summary.OpStore, summary.OpClosureMod, summary.OpGuard, summary.OpConvert:
			n = node.Args[0]
		default:
			return 0, false
		}
	}
}

// fillsArgument tells whether a call is of a function of another module that fills the argument of an index, the receiver being the
// first. One that no model speaks of may fill what it gets as a value of any type, as decoders and loaders of settings do; what is
// one of many such arguments is printed.
func (m *Machine) fillsArgument(fn *program.Fn, c *summary.Call, arg int32) bool {
	if c.Internal || c.Callee == "" {
		return false
	}
	entries := m.p.Models.Lookup(model.Func, c.Callee)
	if len(entries) == 0 {
		t := fn.Type(c.Args[arg])
		return t.Name == "" && !t.Pointer && t.Class == summary.Mixed && (c.Variadic < 0 || arg < c.Variadic)
	}
	return slices.ContainsFunc(entries, func(e model.Entry) bool {
		return slices.ContainsFunc(e.Out, func(i model.Index) bool {
			at := i.N
			if c.HasRecv {
				at++
			}
			return i.Kind == model.Recv && arg == 0 || i.Kind == model.Arg && int32(at) == arg
		})
	})
}
