package program

import (
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
				d := Draw{At: Place{fn, c.Pos}, Name: short(e.Symbol), Starts: p.outputs(fn, int32(i), e)}
				if e.By != nil {
					own := false
					if own, d.Seeded = p.generator(fn, argOf(c, *e.By)); own {
						continue
					}
				}
				out = append(out, d)
			}
		}
	}
	return out
}

// outputs are the nodes that a call's outputs are, as a model says.
func (p *Program) outputs(fn *Fn, call int32, e model.Entry) []Ref {
	var out []Ref
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		switch {
		case n.Op == summary.OpResult && n.A == call && returns(e, n.B):
			out = append(out, Ref{Fn: fn, Node: summary.NodeID(i), Pos: fn.Calls[call].Pos})
		case n.Op == summary.OpCallMod && n.A == call && fills(e, &fn.Calls[call], n.B):
			out = append(out, Ref{Fn: fn, Node: summary.NodeID(i), Path: n.Str, Pos: fn.Calls[call].Pos})
		}
	}
	return out
}

// fills tells whether an output of an entry is argument arg of a call.
func fills(e model.Entry, c *summary.Call, arg int32) bool {
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
	for _, l := range p.newQuery(functionSteps).walk(fn, n, "", nil).Leaves() {
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
func (p *Program) seeds(at Place) bool {
	for i := range at.Fn.Calls {
		c := &at.Fn.Calls[i]
		if c.Pos != at.Pos {
			continue
		}
		for _, e := range p.Models.Lookup(model.Func, c.Callee) {
			if e.Role == model.Random && e.Kind == "seed" {
				return true
			}
		}
	}
	return false
}

// Digest is a call that makes a digest with a hash function, or an object that makes them.
type Digest struct {
	At     Place
	Name   string
	Starts []Ref   // the digest, or the object
	Data   []Event // what is hashed
}

// Digests returns the digests of a kind, in a fixed order.
func (p *Program) Digests(kind string) []Digest {
	var out []Digest
	for _, fn := range p.order {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if c.Kind == summary.Dynamic || c.Internal {
				continue
			}
			for _, e := range p.Models.Lookup(model.Func, c.Callee) {
				if e.Role != model.Digest || e.Kind != kind {
					continue
				}
				d := Digest{At: Place{fn, c.Pos}, Name: short(e.Symbol), Starts: p.outputs(fn, int32(i), e)}
				for _, in := range e.In {
					for _, a := range argsOf(c, in) {
						d.Data = append(d.Data, Event{Fn: fn, At: d.At, Entry: e, Name: d.Name, Node: a, Call: int32(i), Arg: -1})
					}
				}
				out = append(out, d)
			}
		}
	}
	return out
}
