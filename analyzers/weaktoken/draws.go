package weaktoken

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Draw is a call of a random number generator that can be predicted.
type Draw struct {
	At     program.Place
	Name   string        // of the generator's function
	Starts []program.Ref // what it draws
	// Seeded: the generator was given a seed, which can be guessed.
	Seeded bool
	// Fallback: it is drawn only where a generator that cannot be predicted has failed, which does not happen.
	Fallback bool
}

// draws returns the calls of predictable generators, in a fixed order. A generator that the program made of a source of its
// own is not taken for one.
func draws(p *program.Program) []Draw {
	var out []Draw
	for _, ev := range program.Modelled(p, model.Random, "value") {
		fn := ev.Fn
		d := Draw{At: ev.At, Name: ev.Name, Starts: fn.Outputs(ev.Call, ev.Entry)}
		if block, ok := fn.Control().BlockOf[ev.Call]; ok {
			d.Fallback = afterFailure(p, fn, fn.Control().RunsWhen(block))
		}
		if ev.Entry.By != nil {
			own := false
			if own, d.Seeded = generator(p, fn, program.ArgOf(ev.Record(), *ev.Entry.By)); own {
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

// afterFailure tells whether a condition only holds where a call has failed that draws from a generator which cannot be
// predicted.
func afterFailure(p *program.Program, fn *program.Fn, f *program.Formula) bool {
	switch f.Op {
	case program.Holds, program.Fails:
		n := &fn.Nodes[f.Node]
		if n.Op != summary.OpTest || len(n.Args) != 2 || (n.Str == "!=") != (f.Op == program.Holds) {
			return false
		}
		failed, none := &fn.Nodes[n.Args[0]], &fn.Nodes[n.Args[1]]
		return failed.Op == summary.OpResult && none.Op == summary.OpConst && summary.ConstKind(none.A) == summary.ConstNil && drawsSecurely(p, fn, &fn.Calls[failed.A], 0)
	case program.All:
		return slices.ContainsFunc(f.Args, func(a *program.Formula) bool { return afterFailure(p, fn, a) })
	case program.AnyOf:
		return len(f.Args) > 0 && !slices.ContainsFunc(f.Args, func(a *program.Formula) bool { return !afterFailure(p, fn, a) })
	}
	return false
}

// drawsSecurely tells whether a call draws from a generator that cannot be predicted: by itself, by reading from one, or in
// the function of the program that it calls.
func drawsSecurely(p *program.Program, fn *program.Fn, c *summary.Call, depth int) bool {
	secure := func(target model.Target, symbol string) bool {
		return slices.ContainsFunc(p.Models.Lookup(target, symbol), func(e model.Entry) bool { return e.Role == model.Random && e.Kind == "secure" })
	}
	if secure(model.Func, c.Callee) || slices.ContainsFunc(c.Args, func(a summary.NodeID) bool { return secure(model.Var, readVariable(p, fn, a)) }) {
		return true
	}
	inner := p.Func(c.Callee)
	if inner == nil || depth > 0 {
		return false
	}
	for i := range inner.Calls {
		if drawsSecurely(p, inner, &inner.Calls[i], depth+1) {
			return true
		}
	}
	return false
}

// readVariable is the symbol of the package variable that a node reads; "" if it reads none.
func readVariable(p *program.Program, fn *program.Fn, n summary.NodeID) string {
	node := &fn.Nodes[n]
	for node.Op == summary.OpConvert || node.Op == summary.OpGuard {
		node = &fn.Nodes[node.Args[0]]
	}
	if node.Op == summary.OpGlobal {
		return node.Str
	}
	return ""
}

// generator tells whether a generator draws from a source that the program wrote itself, and whether it was seeded.
func generator(p *program.Program, fn *program.Fn, n summary.NodeID) (own, seeded bool) {
	if n == 0 {
		return false, false
	}
	for _, l := range p.Ask(program.Question{}).Walk(fn, n, "", nil).Leaves() {
		if l.Type != nil && p.Own(l.Type.Name) {
			own = true
		}
		if l.Kind == program.Unknown && l.Text == "call" && l.At.Fn != nil {
			seeded = seeded || seeds(p, l.At)
		}
	}
	return own, seeded
}

// seeds tells whether the call at a place seeds a generator.
func seeds(p *program.Program, at program.Place) bool {
	return at.Called(p.Models, model.Random, "seed")
}
