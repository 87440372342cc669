package conduct

import (
	"math"
	"slices"

	"github.com/apivet/apivet/internal/summary"
)

// stronger tells whether a gate counts for a layer: who is asked what they may do was asked who they are.
func (g *gate) counts(l Layer) bool {
	if g.side < 0 {
		return false
	}
	if l == Auth {
		return (g.kind == Auth || g.kind == Authz) && g.strength == proof
	}
	if l == Authz {
		return g.kind == Authz || g.kind == Auth && g.answers&forbidden != 0 && g.strength == proof
	}
	return g.kind == l
}

// verdict tells whether every way to where the request is passed on leads through a gate of a layer.
func (b *body) verdict(l Layer) Verdict {
	gated := func(i int32) bool { g := b.tests[i]; return g != nil && g.counts(l) }
	some := false
	for i := range b.tests {
		some = some || gated(i)
	}
	for _, s := range b.others() {
		some = some || s.layers[l] != No
	}
	some = some || l == Auth && (b.demandsAny() || b.halves())
	if !some {
		return No
	}
	if l == RateLimit || l == BodyLimit {
		return Yes // Have: who stays below the limit is let through on other ways.
	}
	free := b.free(gated, l)
	if !free[0] {
		return b.worst(l)
	}
	return b.bypass(free, gated, l)
}

// others are what the functions do that this one leaves the request to, or has it filtered by, in the order of the calls.
func (b *body) others() []*outcome {
	var out []*outcome
	for i := range b.fn.Calls {
		for _, o := range []*outcome{b.subs[int32(i)], b.filters[int32(i)]} {
			if o != nil {
				out = append(out, o)
			}
		}
	}
	return out
}

// known tells whether control goes from a branch to s only with the request of someone who is known.
func (g *gate) known(blk *summary.Block, s int32) bool {
	if g.strength != proof || g.proves == 0 || g.rate || blk.Succs[0] == blk.Succs[1] {
		return false
	}
	return g.proves > 0 && blk.Succs[0] == s || g.proves < 0 && blk.Succs[1] == s
}

// worst is the weakest verdict among the functions that pass the request on for this one; Yes if there are none.
func (b *body) worst(l Layer) Verdict {
	if g := b.firstGate(l); g != nil {
		if b.waived(g) {
			return Conditional // Have: what is asked behind it is of the one who shares.
		}
		return Yes
	}
	v := Yes
	for _, s := range b.others() {
		if x := s.layers[l]; x != No {
			v = min(v, x)
		}
	}
	return v
}

// gateList lists the gates of a layer.
func (b *body) gateList(l Layer) []*gate {
	var out []*gate
	for i := range b.fn.Blocks {
		if g := b.tests[int32(i)]; g != nil && g.counts(l) {
			out = append(out, g)
		}
	}
	return out
}

// firstGate is the gate of a layer that stands first in the source; nil if there is none.
func (b *body) firstGate(l Layer) *gate {
	var first *gate
	line := int32(0)
	for i := range b.fn.Blocks {
		at := b.lineOf(b.fn.Blocks[i].Test)
		if g := b.tests[int32(i)]; g != nil && g.counts(l) && (first == nil || at < line) {
			first, line = g, at
		}
	}
	return first
}

// lineOf is the line of a test: of the call that it is the result of, where it has none itself; the last one if nothing is known.
func (b *body) lineOf(n summary.NodeID) int32 {
	node := &b.fn.Nodes[n]
	switch {
	case node.Pos.Line > 0:
		return node.Pos.Line
	case node.Op == summary.OpResult:
		return b.fn.Calls[node.A].Pos.Line
	case node.Op == summary.OpGuard || node.Op == summary.OpTest && node.Str == "!":
		return b.lineOf(node.Args[0])
	}
	return math.MaxInt32
}

// free finds the blocks from which the request can be passed on without going through a gate.
func (b *body) free(gated func(int32) bool, l Layer) []bool {
	out := make([]bool, len(b.fn.Blocks))
	for changed := true; changed; {
		changed = false
		for i := len(b.fn.Blocks) - 1; i >= 0; i-- {
			if !out[i] && b.reach[i] && b.freeAt(int32(i), out, gated, l) {
				out[i], changed = true, true
			}
		}
	}
	return out
}

func (b *body) freeAt(i int32, out []bool, gated func(int32) bool, l Layer) bool {
	blk := &b.fn.Blocks[i]
	for _, c := range blk.Calls {
		s, f := b.subs[c], b.filters[c]
		switch {
		case s != nil && s.layers[l] != No && b.saysWhether(i, c):
			return slices.ContainsFunc(b.ways(i), func(w int32) bool { return out[w] && !b.bare(w) })
		case s != nil && s.layers[l] != No, f != nil && f.layers[l] != No, l == Auth && b.demands(c):
			return false
		case b.passes(c):
			return true
		case b.stops(c):
			return false
		}
	}
	switch {
	case blk.Return > 0:
		return b.goesOnBehind(i)
	case blk.Panics || gated(i):
		return false
	}
	for _, s := range b.ways(i) {
		if g := b.tests[i]; g != nil && (g.side >= 0 && blk.Succs[g.side] != s || l == Auth && g.known(blk, s)) {
			continue
		}
		if out[s] {
			return true
		}
	}
	return false
}

// saysWhether tells whether a block's branch tests what a function returned that may have passed the request on itself, and says so.
func (b *body) saysWhether(i, call int32) bool {
	g := b.tests[i]
	return g != nil && slices.Contains(g.calls, call) && b.subs[call].passes
}

// bare tells whether a block does nothing but return.
func (b *body) bare(i int32) bool { return b.fn.Blocks[i].Return > 0 && len(b.fn.Blocks[i].Calls) == 0 }

// bypass is the verdict where ways lead around the gates: by what decides that one of them is taken.
func (b *body) bypass(free []bool, gated func(int32) bool, l Layer) Verdict {
	preflight, conditional, optional := false, false, false
	for i := range b.fn.Blocks {
		g := b.tests[int32(i)]
		if !free[i] || g == nil || !b.fromEntry(int32(i), gated) {
			continue
		}
		toFree, toGate, sure := b.parts(int32(i), free, l)
		switch {
		case !toFree || !toGate:
		case g.method && g.options:
			preflight = true // Have: a request that browsers send first, which the gates are not for.
		case g.credential() && sure && l != Authz:
			return Optional
		case g.credential() && l != Authz:
			optional = true // Have: what else is asked of those without one decides.
		default:
			conditional = true
		}
	}
	switch {
	case conditional:
		return Conditional
	case optional:
		return Optional
	case preflight:
		return Yes
	}
	return b.late(l)
}

// parts tells whether one side of a block's branch leads around the gates, and sure, whatever is asked there, and the other one to a
// gate, or to where only those get who are known.
func (b *body) parts(i int32, free []bool, l Layer) (toFree, toGate, sure bool) {
	blk, g := &b.fn.Blocks[i], b.tests[i]
	around, mixed := 0, 0
	sure = true
	for _, s := range blk.Succs {
		only := free[s] && b.onlyFree(s, free)
		switch {
		case l == Auth && g.half && g.known(blk, s), b.bare(s) && slices.ContainsFunc(blk.Calls, func(c int32) bool { return b.subs[c] != nil && b.saysWhether(i, c) }):
			toGate = true
		case free[s]:
			toFree, sure = true, sure && only
			if only {
				around++
			} else {
				mixed++
			}
		case b.pass[s], b.halved(i):
			toGate = true
		}
	}
	return toFree, toGate || around > 0 && mixed > 0, sure
}

// onlyFree tells whether the request is passed on from a block on whatever is asked there.
func (b *body) onlyFree(start int32, free []bool) bool {
	all := true
	follow(start, func(i int32) []int32 {
		all = all && free[i]
		if !all || slices.ContainsFunc(b.fn.Blocks[i].Calls, b.passes) {
			return nil
		}
		return b.ways(i)
	})
	return all
}

// late is the verdict where the request was passed on before, or beside, the gates: none, unless a function that passes it
// on has them.
func (b *body) late(l Layer) Verdict {
	for _, s := range b.others() {
		if s.layers[l] != No {
			return Conditional
		}
	}
	return No
}

// fromEntry tells whether a block can be reached without going through a gate.
func (b *body) fromEntry(target int32, gated func(int32) bool) bool {
	seen := map[int32]bool{}
	todo := []int32{0}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if i == target {
			return true
		}
		if seen[i] || gated(i) {
			continue
		}
		seen[i] = true
		todo = append(todo, b.ways(i)...)
	}
	return false
}
