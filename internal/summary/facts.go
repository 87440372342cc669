package summary

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// facts are the branch conditions of a function that restrict a value: for each block those that hold on every path to
// it (a forward must-analysis; at a join, a value that is restricted on each path in its own way is restricted by one
// of these ways).
type facts struct {
	in     []factSet    // by block; nil: not reached yet
	any    bool         // there is a condition that could restrict something
	edges  [][2]factSet // by block, once in is found: what its branch tells on either side; nil: not asked for yet
	stored map[place][]*mod
	busy   map[*ssa.Phi]bool // conditions being looked into
	joined int               // phis that were looked into for a condition
	turns  []*ssa.BasicBlock // heads of loops that these lead around
}

func (f *facts) init(blocks int) {
	if f.in == nil {
		f.in, f.busy = make([]factSet, blocks), map[*ssa.Phi]bool{}
	}
}

// place is a value or what is stored at a path of an object.
type place struct {
	root ssa.Value
	path string
}

const (
	maxClauses = 4
	maxTests   = 64
	maxRounds  = 8
)

// placeOf returns the place that v is read from, or v itself.
func (f *funcBuilder) placeOf(v ssa.Value) place {
	for {
		c, ok := v.(*ssa.Convert)
		if !ok || f.tt.class(c.X.Type()) != Text {
			break
		}
		v = c.X
	}
	root, path := f.addr(v)
	return place{f.first(root), path}
}

// collectFacts solves the must-analysis.
func (f *funcBuilder) collectFacts() {
	for _, blk := range f.fn.Blocks {
		if c := branch(blk); c != nil && f.restricts(c, 0) {
			f.facts.any = true
		}
	}
	if !f.facts.any {
		return
	}
	f.facts.stored = map[place][]*mod{}
	for _, o := range f.mem.roots {
		for _, mods := range o.mods {
			for _, m := range mods {
				if st, ok := m.at.(*ssa.Store); ok {
					p := f.placeOf(st.Val)
					f.facts.stored[p] = append(f.facts.stored[p], m)
				}
			}
		}
	}
	for _, mods := range f.facts.stored {
		slices.SortFunc(mods, func(a, b *mod) int {
			if d := a.at.Block().Index - b.at.Block().Index; d != 0 {
				return d
			}
			return a.idx - b.idx
		})
	}
	f.facts.init(len(f.fn.Blocks))
	f.solve()
	f.facts.edges = make([][2]factSet, len(f.fn.Blocks))
}

// solve goes over the blocks until nothing changes: over all of them once, and then over those whose predecessors changed or
// branch on a value that a join makes, which depends on what holds elsewhere.
func (f *funcBuilder) solve() {
	due := make([]bool, len(f.fn.Blocks))
	for round, changed := 0, true; changed && round < maxRounds; round++ {
		changed = false
		for _, blk := range f.fn.Blocks {
			if round > 0 && !due[blk.Index] && !slices.ContainsFunc(blk.Preds, func(p *ssa.BasicBlock) bool { return joins(branch(p), 0) }) {
				continue
			}
			due[blk.Index] = false
			in := f.join(blk)
			if in == nil || f.facts.in[blk.Index] != nil && in.equal(f.facts.in[blk.Index]) {
				continue
			}
			f.facts.in[blk.Index] = in
			changed = true
			for _, s := range blk.Succs {
				due[s.Index] = true
			}
		}
	}
}

// joins tells whether a condition is made of a phi, as far as conditions looks into it.
func joins(c ssa.Value, depth int) bool {
	switch c := c.(type) {
	case *ssa.Phi:
		return true
	case *ssa.UnOp:
		return depth < maxPath && joins(c.X, depth+1)
	case *ssa.BinOp:
		return depth < maxPath && (joins(c.X, depth+1) || joins(c.Y, depth+1))
	}
	return false
}

func branch(blk *ssa.BasicBlock) ssa.Value {
	if len(blk.Instrs) == 0 {
		return nil
	}
	if i, ok := blk.Instrs[len(blk.Instrs)-1].(*ssa.If); ok {
		return i.Cond
	}
	return nil
}

// restricts tells whether a condition is of a kind that can restrict a value.
func (f *funcBuilder) restricts(c ssa.Value, depth int) bool {
	switch c := c.(type) {
	case *ssa.BinOp:
		phi := joins(c.X, 0) && (c.Op == token.EQL || c.Op == token.NEQ)
		return phi || isString(c.X.Type()) || isError(c.X.Type()) || isCallResult(c.X)
	case *ssa.UnOp:
		return depth < maxPath && f.restricts(c.X, depth+1) || f.validity(c) != nil
	case *ssa.Call, *ssa.Extract, *ssa.Lookup, *ssa.Phi, *ssa.Parameter:
		return true
	}
	return false
}

func isCallResult(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return true
	case *ssa.Extract:
		_, ok := v.Tuple.(*ssa.Call)
		return ok
	}
	return false
}

// join is what holds at the start of blk; nil when no predecessor was reached yet.
func (f *funcBuilder) join(blk *ssa.BasicBlock) factSet {
	if blk.Index == 0 || len(blk.Preds) == 0 {
		return factSet{}
	}
	var in factSet
	for _, p := range blk.Preds {
		if f.facts.in[p.Index] == nil {
			continue
		}
		if e := f.edgeFacts(p, blk); in == nil {
			if in = e; in == nil {
				in = factSet{} // reached
			}
		} else {
			in = in.meet(e)
		}
	}
	return in
}

// edgeFacts is what holds when control goes from block p to block b.
func (f *funcBuilder) edgeFacts(p, b *ssa.BasicBlock) factSet {
	if !f.facts.any || f.facts.in[p.Index] == nil {
		return nil
	}
	out := f.factsAt(p, len(p.Instrs))
	c := branch(p)
	if c == nil || p.Succs[0] == p.Succs[1] {
		return out
	}
	side := 1
	if b == p.Succs[0] {
		side = 0
	}
	if f.facts.edges == nil || len(f.facts.busy) > 0 {
		return out.with(f.conditions(c, side == 0, 0))
	}
	known := &f.facts.edges[p.Index][side]
	if *known == nil {
		if *known = f.conditions(c, side == 0, 0); *known == nil {
			*known = factSet{}
		}
	}
	return out.with(*known)
}

// factsAt is what holds before instruction idx of blk: what holds at its start, less what was overwritten since.
func (f *funcBuilder) factsAt(blk *ssa.BasicBlock, idx int) factSet {
	if !f.facts.any || len(f.facts.in[blk.Index]) == 0 {
		return nil
	}
	in := f.facts.in[blk.Index]
	var killed factSet
	for p := range in {
		o := f.mem.roots[p.root]
		if o == nil || p.path == donePath {
			continue
		}
		for _, m := range o.mods[blk.Index] {
			if m.idx < idx && f.overwrites(m) && !Disjoint(m.path, p.path) {
				if killed == nil {
					killed = maps.Clone(in)
				}
				delete(killed, p)
			}
		}
	}
	if killed != nil {
		return killed
	}
	return in
}

// overwrites tells whether a change replaces content: a store, or a call of another module that fills an object. That a
// function of the program which is handed an object undoes a check is not assumed.
func (f *funcBuilder) overwrites(m *mod) bool {
	switch at := m.at.(type) {
	case *ssa.Store, *ssa.MapUpdate:
		return true
	case ssa.CallInstruction:
		callee := f.calleeObject(at.Common())
		return callee != nil && !f.internal(callee.Pkg())
	}
	return false
}

// guarded wraps n, which is v, into the guards that hold before instruction idx of blk for it, for what it is a part of, and for
// its parts.
func (f *funcBuilder) guarded(n NodeID, v ssa.Value, blk *ssa.BasicBlock, idx int) NodeID {
	return f.guardedBy(n, v, f.factsAt(blk, idx), blk, idx)
}

func (f *funcBuilder) guardedBy(n NodeID, v ssa.Value, in factSet, blk *ssa.BasicBlock, idx int) NodeID {
	if len(in) == 0 || f.tt.class(v.Type()) == Scalar || n == 0 {
		return n
	}
	for _, p := range f.related(f.placeOf(v), in, blk, idx) {
		switch {
		case p.outer: // Have: v is the path p.path of what is guarded.
			n = f.guardNode(n, in[p.place], p.path, 0)
		default: // Have: the path p.path of v is guarded.
			n = f.guardNode(n, in[p.place], p.path, 1)
		}
	}
	return n
}

// alternative is n as it comes over the edge from p to b: restricted as v is there, and taken only when the boolean
// parameters are what they are on that edge.
func (f *funcBuilder) alternative(n NodeID, v ssa.Value, p, b *ssa.BasicBlock) NodeID {
	in := f.edgeFacts(p, b)
	if len(in) == 0 || n == 0 || f.tt.class(v.Type()) == Scalar {
		return n
	}
	n = f.guardedBy(n, v, in, p, len(p.Instrs))
	for _, param := range f.fn.Params {
		at := place{param, ""}
		if cs := in[at]; len(cs) > 0 && cs[0][0].kind == GuardWhen && len(f.facts.in[b.Index][at]) == 0 {
			n = f.guardNode(n, cs, "", 0)
		}
	}
	return n
}

// relation is how a guarded place stands to another.
type relation struct {
	place
	path  string
	outer bool
}

// related finds the places of in that are at, a part of it, or around it before instruction idx of blk, in a fixed order. What
// was stored, or is a part of what was stored, is also where it was stored to.
func (f *funcBuilder) related(at place, in factSet, blk *ssa.BasicBlock, idx int) []relation {
	var out []relation
	relate := func(p place, path string) {
		if rest, ok := cutPrefix(at.path, path); ok {
			out = append(out, relation{p, rest, true})
		} else if rest, ok := cutPrefix(path, at.path); ok {
			out = append(out, relation{p, rest, false})
		}
	}
	for p := range in {
		if p.path == donePath {
			continue
		}
		if p.root == at.root {
			relate(p, p.path)
			continue
		}
		for part := ""; ; {
			whole, _ := strings.CutSuffix(p.path, part)
			for _, m := range f.facts.stored[place{p.root, whole}] {
				if m.root == at.root && f.keeps(m, p, m.path+part, blk, idx) {
					relate(p, m.path+part)
				}
			}
			if whole == "" {
				break
			}
			elems := splitPath(whole)
			part = elems[len(elems)-1] + part
		}
	}
	slices.SortFunc(out, func(a, b relation) int {
		if a.root != b.root {
			return f.order(a.root) - f.order(b.root)
		}
		if a.place.path != b.place.path {
			return compare(a.place.path, b.place.path)
		}
		return compare(a.path, b.path)
	})
	return out
}

func compare(a, b string) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// order is a fixed order of the values of a function.
func (f *funcBuilder) order(v ssa.Value) int {
	switch v := v.(type) {
	case *ssa.Parameter:
		return -2000 + slices.Index(f.fn.Params, v)
	case *ssa.FreeVar:
		return -1000 + slices.Index(f.fn.FreeVars, v)
	case ssa.Instruction:
		return v.Block().Index<<16 + f.index[v]
	}
	return -3000
}

func cutPrefix(path, prefix string) (string, bool) {
	if len(path) >= len(prefix) && path[:len(prefix)] == prefix {
		return path[len(prefix):], true
	}
	return "", false
}

// paramIndex returns which parameter the object of root is; -1 if none. A parameter whose address is taken lives in a
// local that is stored to first.
func (f *funcBuilder) paramIndex(root ssa.Value) int {
	if p, ok := root.(*ssa.Parameter); ok {
		return slices.Index(f.fn.Params, p)
	}
	a, ok := root.(*ssa.Alloc)
	if !ok || f.mem.roots[a] == nil {
		return -1
	}
	for _, m := range f.mem.roots[a].mods[0] {
		if st, ok := m.at.(*ssa.Store); ok && m.path == "" {
			if p, ok := st.Val.(*ssa.Parameter); ok && types.Identical(p.Type(), deref(a.Type())) {
				return slices.Index(f.fn.Params, p)
			}
		}
	}
	return -1
}
