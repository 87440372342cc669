package program

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Draw is a call of a random number generator that can be predicted.
type Draw struct {
	At     Place
	Name   string // of the generator's function
	Starts []Ref  // what it draws
	// Seeded: the generator was given a seed, which can be guessed.
	Seeded bool
	// Fallback: it is drawn only where a generator that cannot be predicted has failed, which does not happen.
	Fallback bool
}

// Draws returns the calls of predictable generators, in a fixed order. A generator that the program made of a source of its
// own is not taken for one.
func (p *Program) Draws() []Draw {
	var out []Draw
	for _, fn := range p.order {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if c.Kind == summary.Dynamic || c.Internal {
				continue
			}
			for _, e := range p.Models.Lookup(model.Func, c.Callee) {
				if e.Role != model.Random || e.Kind != "value" {
					continue
				}
				d := Draw{At: Place{fn, c.Pos}, Name: Short(e.Symbol), Starts: p.Outputs(fn, int32(i), e)}
				if block, ok := fn.Control().BlockOf[int32(i)]; ok {
					d.Fallback = p.afterFailure(fn, fn.Control().RunsWhen(block))
				}
				if e.By != nil {
					own := false
					if own, d.Seeded = p.generator(fn, ArgOf(c, *e.By)); own {
						continue
					}
				}
				out = append(out, d)
			}
		}
	}
	return out
}

// afterFailure tells whether a condition only holds where a call has failed that draws from a generator which cannot be
// predicted.
func (p *Program) afterFailure(fn *Fn, f *Formula) bool {
	switch f.Op {
	case Holds, Fails:
		n := &fn.Nodes[f.Node]
		if n.Op != summary.OpTest || len(n.Args) != 2 || (n.Str == "!=") != (f.Op == Holds) {
			return false
		}
		failed, none := &fn.Nodes[n.Args[0]], &fn.Nodes[n.Args[1]]
		return failed.Op == summary.OpResult && none.Op == summary.OpConst && summary.ConstKind(none.A) == summary.ConstNil && p.drawsSecurely(fn, &fn.Calls[failed.A], 0)
	case All:
		return slices.ContainsFunc(f.Args, func(a *Formula) bool { return p.afterFailure(fn, a) })
	case AnyOf:
		return len(f.Args) > 0 && !slices.ContainsFunc(f.Args, func(a *Formula) bool { return !p.afterFailure(fn, a) })
	}
	return false
}

// drawsSecurely tells whether a call draws from a generator that cannot be predicted: by itself, by reading from one, or in
// the function of the program that it calls.
func (p *Program) drawsSecurely(fn *Fn, c *summary.Call, depth int) bool {
	secure := func(target model.Target, symbol string) bool {
		return slices.ContainsFunc(p.Models.Lookup(target, symbol), func(e model.Entry) bool { return e.Role == model.Random && e.Kind == "secure" })
	}
	if secure(model.Func, c.Callee) || slices.ContainsFunc(c.Args, func(a summary.NodeID) bool { return secure(model.Var, p.readVariable(fn, a)) }) {
		return true
	}
	inner := p.fns[c.Callee]
	if inner == nil || depth > 0 {
		return false
	}
	for i := range inner.Calls {
		if p.drawsSecurely(inner, &inner.Calls[i], depth+1) {
			return true
		}
	}
	return false
}

// readVariable is the symbol of the package variable that a node reads; "" if it reads none.
func (p *Program) readVariable(fn *Fn, n summary.NodeID) string {
	node := &fn.Nodes[n]
	for node.Op == summary.OpConvert || node.Op == summary.OpGuard {
		node = &fn.Nodes[node.Args[0]]
	}
	if node.Op == summary.OpGlobal {
		return node.Str
	}
	return ""
}

// outputs are the nodes that a call's outputs are, as a model says.
func (p *Program) Outputs(fn *Fn, call int32, e model.Entry) []Ref {
	var out []Ref
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		switch {
		case n.Op == summary.OpResult && n.A == call && Returns(e, n.B):
			out = append(out, Ref{Fn: fn, Node: summary.NodeID(i), Pos: fn.Calls[call].Pos})
		case n.Op == summary.OpCallMod && n.A == call && Fills(e, &fn.Calls[call], n.B):
			out = append(out, Ref{Fn: fn, Node: summary.NodeID(i), Path: n.Str, Pos: fn.Calls[call].Pos})
		}
	}
	return out
}

// fills tells whether an output of an entry is argument arg of a call.
func Fills(e model.Entry, c *summary.Call, arg int32) bool {
	for _, o := range e.Out {
		n := int32(o.N)
		switch {
		case o.Kind == model.Recv:
			n = 0
		case o.Kind == model.Result:
			continue
		case c.HasRecv:
			n++
		}
		if n == arg {
			return true
		}
	}
	return false
}

// generator tells whether a generator draws from a source that the program wrote itself, and whether it was seeded.
func (p *Program) generator(fn *Fn, n summary.NodeID) (own, seeded bool) {
	if n == 0 {
		return false, false
	}
	for _, l := range p.Ask(Question{}).Walk(fn, n, "", nil).Leaves() {
		if l.Type != nil && p.ownSymbol(l.Type.Name) {
			own = true
		}
		if l.Kind == Unknown && l.Text == "call" && l.At.Fn != nil {
			seeded = seeded || p.seeds(l.At)
		}
	}
	return own, seeded
}

// seeds tells whether the call at a place seeds a generator.
func (p *Program) seeds(at Place) bool { return p.calledAt(at, model.Random, "seed") }

// calledAt tells whether the call at a place is one of which a model says what a role and kind stand for.
func (p *Program) calledAt(at Place, role model.Role, kind string) bool {
	for i := range at.Fn.Calls {
		c := &at.Fn.Calls[i]
		if c.Pos == at.Pos && slices.ContainsFunc(p.Models.Lookup(model.Func, c.Callee), func(e model.Entry) bool { return e.Role == role && e.Kind == kind }) {
			return true
		}
	}
	return false
}

// Shaped tells whether a value is, or can be, what a library's function returns of which a model says that it has a shape.
func (p *Program) Shaped(v *Value, shape string) bool {
	found, _ := v.Reaches(func(l *Value) bool {
		return l.Kind == Unknown && l.Text == "call" && l.At.Fn != nil && p.calledAt(l.At, model.Shape, shape)
	})
	return found
}
