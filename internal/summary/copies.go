package summary

import "golang.org/x/tools/go/ssa"

// keeps tells whether the path of m's object still is, before instruction idx of blk, what m stored there from a place: m has run,
// and since it ran last neither of both was overwritten.
func (f *funcBuilder) keeps(m *mod, from place, path string, blk *ssa.BasicBlock, idx int) bool {
	def := m.at.Block()
	if def == blk && m.idx >= idx || !def.Dominates(blk) {
		return false
	}
	return !f.changedSince(m, place{m.root, path}, blk, idx) && !f.changedSince(m, from, blk, idx)
}

// changedSince tells whether a change other than m may overwrite a place, or a part of it, between m and instruction idx of blk,
// which m dominates.
func (f *funcBuilder) changedSince(m *mod, p place, blk *ssa.BasicBlock, idx int) bool {
	o := f.mem.roots[p.root]
	if o == nil {
		return false
	}
	for _, mods := range o.mods {
		for _, other := range mods {
			if other != m && f.overwrites(other) && !Disjoint(other.path, p.path) && leads(other.point(), point{blk, idx}, m.point()) {
				return true
			}
		}
	}
	return false
}

// point is an instruction, by its index in a block.
type point struct {
	blk *ssa.BasicBlock
	idx int
}

func (m *mod) point() point { return point{m.at.Block(), m.idx} }

// leads tells whether there is a way from an instruction to another one that does not run a third.
func leads(from, to, around point) bool {
	if from.blk == around.blk && from.idx < around.idx {
		return false
	}
	if from.blk == to.blk && from.idx < to.idx {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{}
	todo := []*ssa.BasicBlock{from.blk}
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, s := range b.Succs {
			switch {
			case s == around.blk || seen[s]:
			case s == to.blk:
				return true
			default:
				seen[s] = true
				todo = append(todo, s)
			}
		}
	}
	return false
}
