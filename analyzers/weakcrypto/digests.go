package weakcrypto

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Digest is a call that makes a digest with a hash function, or an object that makes them.
type Digest struct {
	At     program.Place
	Name   string
	Starts []program.Ref   // the digest, or the object
	Data   []program.Event // what is hashed

	p    *program.Program
	call int32
}

// digests returns the digests of a kind, in a fixed order.
func digests(p *program.Program, kind string) []Digest {
	var out []Digest
	for _, ev := range program.Modelled(p, model.Digest, kind) {
		d := Digest{At: ev.At, Name: ev.Name, Starts: ev.Fn.Outputs(ev.Call, ev.Entry), p: p, call: ev.Call}
		for _, in := range ev.Entry.In {
			for _, a := range program.ArgsOf(ev.Record(), in) {
				data := ev
				data.Node = a
				d.Data = append(d.Data, data)
			}
		}
		out = append(out, d)
	}
	return out
}

// Chosen tells whether the digest is made only where someone has chosen its hash function: a setting that accept agrees with
// has one of its values, or what the digest is for begins with the function's name.
func (d *Digest) Chosen(accept policy.Accept) bool {
	fn := d.At.Fn
	block, ok := fn.Control().BlockOf[d.call]
	if !ok {
		return false
	}
	if marked(d.p, fn, fn.Control().RunsWhen(block)) {
		return true
	}
	_, optional := policy.In(d.p).Optional(fn, block, 0, accept)
	return optional
}

// marked tells whether a condition only holds where a text begins with a constant, as hashes do that say what made them.
func marked(p *program.Program, fn *program.Fn, f *program.Formula) bool {
	switch f.Op {
	case program.Holds:
		n := &fn.Nodes[f.Node]
		if n.Op != summary.OpResult {
			return false
		}
		c := &fn.Calls[n.A]
		for _, e := range p.Models.Lookup(model.Func, c.Callee) {
			if e.Role == model.Match && e.Kind == "prefix" && e.By != nil {
				k, _ := p.Ask(program.Question{}).Walk(fn, program.ArgOf(c, *e.By), "", nil).Const()
				return k != ""
			}
		}
	case program.All:
		return slices.ContainsFunc(f.Args, func(a *program.Formula) bool { return marked(p, fn, a) })
	case program.AnyOf:
		return len(f.Args) > 0 && !slices.ContainsFunc(f.Args, func(a *program.Formula) bool { return !marked(p, fn, a) })
	}
	return false
}

// fieldOf is the name of the field that an event's value is read from, of the struct and its own: "User.Hash"; "" if it is none.
func fieldOf(ev *program.Event) string {
	node := &ev.Fn.Nodes[ev.Node]
	for node.Op == summary.OpConvert || node.Op == summary.OpGuard {
		node = &ev.Fn.Nodes[node.Args[0]]
	}
	if node.Op != summary.OpSelect || summary.IsIndex(node.Str) {
		return ""
	}
	return program.FieldName(node.Str)
}
