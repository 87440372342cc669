package conduct

import (
	"slices"

	"github.com/apivet/apivet/internal/summary"
)

// findHalves finds the branches that let those who are known pass on one side, while on the other one something else decides, too, as in
//
//	if !known(r) && !public(r.URL.Path) { refuse() }
//
// so that both sides can still pass the request on. There is something that stops it on the side of those who are not known alone.
func (b *body) findHalves() {
	for i := range b.fn.Blocks {
		blk := &b.fn.Blocks[i]
		g := b.tests[int32(i)]
		if g == nil || g.side >= 0 || g.strength != proof || g.proves == 0 || g.rate || g.csrf || b.answersItself() {
			continue
		}
		known, other := blk.Succs[0], blk.Succs[1]
		if g.proves < 0 {
			known, other = other, known
		}
		stops := b.stopsFrom(other)
		for s := range b.stopsFrom(known) {
			delete(stops, s)
		}
		g.half = len(stops) > 0 && b.pass[known] && b.pass[other]
	}
}

// stopsFrom are the blocks which control can reach from one that can still pass the request on, and which no longer can, other than for an error of the server.
func (b *body) stopsFrom(start int32) map[int32]bool {
	out := map[int32]bool{}
	follow(start, func(i int32) []int32 {
		switch {
		case !b.pass[i]:
			if b.answers(i)&(broken|refused) != broken {
				out[i] = true
			}
			return nil
		case slices.ContainsFunc(b.fn.Blocks[i].Calls, b.passes):
			return nil
		}
		return b.ways(i)
	})
	return out
}

// halves tells whether there is such a branch.
func (b *body) halves() bool {
	for _, g := range b.tests {
		if g.half {
			return true
		}
	}
	return false
}

// halved tells whether a block's branch stops requests on the side of such a branch where who asks is not known.
func (b *body) halved(i int32) bool {
	if g := b.tests[i]; g == nil || g.side < 0 || g.strength != nothing {
		return false
	}
	for k, g := range b.tests {
		if !g.half {
			continue
		}
		blk := &b.fn.Blocks[k]
		known, other := blk.Succs[0], blk.Succs[1]
		if g.proves < 0 {
			known, other = other, known
		}
		if b.leadsTo(other, i) && !b.leadsTo(known, i) {
			return true
		}
	}
	return false
}

// canLack tells whether a function of the program that the error of a test comes from returns neither an error nor anything else on some
// way: that there was no error says nothing of who asks then.
func (b *body) canLack(o origin) bool {
	for _, c := range o.calls {
		call := &b.fn.Calls[c]
		if call.Kind != summary.Static || !call.Internal || len(call.Results) < 2 {
			continue
		}
		fn := b.j.p.Func(call.Callee)
		if fn == nil {
			continue
		}
		for _, r := range fn.Returns {
			if n := len(r.Values); n > 1 && nilConstant(fn, r.Values[n-1]) && nilConstant(fn, r.Values[0]) {
				return true
			}
		}
	}
	return false
}
