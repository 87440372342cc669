package program

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Digest is a call that makes a digest with a hash function, or an object that makes them.
type Digest struct {
	At     Place
	Name   string
	Starts []Ref   // the digest, or the object
	Data   []Event // what is hashed

	p    *Program
	call int32
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
				d := Digest{At: Place{fn, c.Pos}, Name: Short(e.Symbol), Starts: p.Outputs(fn, int32(i), e), p: p, call: int32(i)}
				for _, in := range e.In {
					for _, a := range ArgsOf(c, in) {
						d.Data = append(d.Data, Event{Fn: fn, At: d.At, Entry: e, Name: d.Name, Node: a, Call: int32(i), Arg: -1})
					}
				}
				out = append(out, d)
			}
		}
	}
	return out
}

// Chosen tells whether the digest is made only where someone has chosen its hash function: a setting that accept agrees with
// has one of its values, or what the digest is for begins with the function's name.
func (d *Digest) Chosen(accept Accept) bool {
	fn := d.At.Fn
	block, ok := fn.Control().BlockOf[d.call]
	if !ok {
		return false
	}
	if d.p.marked(fn, fn.Control().RunsWhen(block)) {
		return true
	}
	_, optional := d.p.Optional(fn, block, 0, accept)
	return optional
}

// marked tells whether a condition only holds where a text begins with a constant, as hashes do that say what made them.
func (p *Program) marked(fn *Fn, f *Formula) bool {
	switch f.Op {
	case Holds:
		n := &fn.Nodes[f.Node]
		if n.Op != summary.OpResult {
			return false
		}
		c := &fn.Calls[n.A]
		for _, e := range p.Models.Lookup(model.Func, c.Callee) {
			if e.Role == model.Match && e.Kind == "prefix" && e.By != nil {
				k, _ := p.Ask(Question{}).Walk(fn, ArgOf(c, *e.By), "", nil).Const()
				return k != ""
			}
		}
	case All:
		return slices.ContainsFunc(f.Args, func(a *Formula) bool { return p.marked(fn, a) })
	case AnyOf:
		return len(f.Args) > 0 && !slices.ContainsFunc(f.Args, func(a *Formula) bool { return !p.marked(fn, a) })
	}
	return false
}

// Field is the name of the field that an event's value is read from, of the struct and its own: "User.Hash"; "" if it is none.
func (ev *Event) Field() string {
	node := &ev.Fn.Nodes[ev.Node]
	for node.Op == summary.OpConvert || node.Op == summary.OpGuard {
		node = &ev.Fn.Nodes[node.Args[0]]
	}
	if node.Op != summary.OpSelect || summary.IsIndex(node.Str) {
		return ""
	}
	return FieldName(node.Str)
}
