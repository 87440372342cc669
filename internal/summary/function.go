package summary

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// funcBuilder summarises one function.
type funcBuilder struct {
	*builder
	fn       *ssa.Function
	out      *Func
	closures map[*ssa.Function]*Func // summaries of fn's closures
	memo     map[ssa.Value]NodeID
	interned map[nodeKey]NodeID
	index    map[ssa.Instruction]int
	again    map[*ssa.Call]*ssa.Call // see repeated; nil until asked for
	calls    map[ssa.CallInstruction]int32
	guards   map[string]int32
	tests    map[test]int32
	zeros    map[ssa.Value]*ssa.Const // of type assertions and lookups that can say no, and of lengths that can be 0
	mem      memory
	random   bool // it draws numbers
	facts    facts
	merged   map[NodeID]bool
	held     map[NodeID]string // by element of a list: the variable that holds it; "" of several
}

// nodeKey identifies nodes that are equal whenever these are.
type nodeKey struct {
	op     Op
	typ    int32
	a, b   int32
	str    string
	x, y   NodeID
	length int
	pos    Pos // of a select: reads at different places are told apart
}

func newFuncBuilder(b *builder, fn *ssa.Function, closures map[*ssa.Function]*Func) *funcBuilder {
	return &funcBuilder{
		builder:  b,
		fn:       fn,
		out:      &Func{Name: b.names[fn], Pos: b.pos(fn.Pos()), Nodes: make([]Node, 1, 16)},
		closures: closures,
		memo:     map[ssa.Value]NodeID{},
		interned: map[nodeKey]NodeID{},
		index:    map[ssa.Instruction]int{},
		calls:    map[ssa.CallInstruction]int32{},
		guards:   map[string]int32{},
		tests:    map[test]int32{},
		merged:   map[NodeID]bool{},
		zeros:    map[ssa.Value]*ssa.Const{},
		held:     map[NodeID]string{},
	}
}

// run builds the summary: memory versions are found first, then branch conditions, then all that leaves the function.
func (f *funcBuilder) run() *Func {
	sig := f.fn.Signature
	f.out.HasRecv = sig.Recv() != nil
	f.out.Variadic = sig.Variadic()
	for _, p := range f.fn.Params {
		f.out.Params = append(f.out.Params, Param{Name: p.Name(), Type: f.tt.index(p.Type())})
	}
	for _, v := range f.fn.FreeVars {
		f.out.FreeVars = append(f.out.FreeVars, v.Name())
	}
	for _, blk := range f.fn.Blocks {
		for i, instr := range blk.Instrs {
			f.index[instr] = i
		}
	}
	f.random = f.draws()
	f.collectMods()
	f.collectFacts()
	var returns []*ssa.Return
	for _, blk := range f.fn.Blocks {
		for _, instr := range blk.Instrs {
			if r, ok := instr.(*ssa.Return); ok {
				returns = append(returns, r)
				continue
			}
			f.instruction(instr)
		}
	}
	numbers := make(map[*ssa.Return]int32, len(returns))
	for i, r := range returns {
		numbers[r] = int32(i)
		f.addReturn(r)
	}
	f.addOuts(returns)
	f.leaves()
	f.storeGlobals()
	f.flow(numbers)
	f.outcomes()
	return f.out
}

// instruction records what an instruction does that can be seen outside the function.
func (f *funcBuilder) instruction(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		b, builtin := instr.Common().Value.(*ssa.Builtin)
		f.out.Recovers = f.out.Recovers || builtin && b.Name() == "recover"
		if (!builtin || instr.Common().IsInvoke()) && f.relevant(instr.Common()) {
			f.call(instr)
		}
		f.modsOf(instr)
	case *ssa.Store:
		f.store(instr.Addr, instr.Val, instr)
	case *ssa.MapUpdate:
		f.mapUpdate(instr)
	case *ssa.Send:
		f.modsOf(instr)
	case *ssa.Select:
		f.modsOf(instr)
	case *ssa.MakeInterface:
		f.converted(instr.X.Type(), instr.Type())
	case *ssa.ChangeType:
		f.value(instr)
	case *ssa.Convert:
		f.value(instr)
	case *ssa.MakeMap:
		f.value(instr)
	case *ssa.MakeClosure:
		f.value(instr)
	case *ssa.BinOp:
		f.compare(instr)
		f.empty(instr)
	case *ssa.Lookup:
		f.member(instr)
	case *ssa.FieldAddr:
		f.read(instr, instr.X.Type(), instr.Field)
	case *ssa.Field:
		f.read(instr, instr.X.Type(), instr.Field)
	}
}

// store records a store: to a package variable for the whole program, to any other object as its new version.
func (f *funcBuilder) store(addr, val ssa.Value, at ssa.Instruction) {
	root, path := f.addr(addr)
	if g, ok := root.(*ssa.Global); ok {
		f.out.Globals = append(f.out.Globals, GlobalStore{
			Global: globalName(g),
			Path:   path,
			Value:  f.use(val, at),
			Block:  int32(at.Block().Index),
			Pos:    f.pos(at.Pos()),
		})
		return
	}
	f.modsOf(at)
}

// mapUpdate records a store into a map: one that a package variable holds, or any other.
func (f *funcBuilder) mapUpdate(u *ssa.MapUpdate) {
	root, path := f.addr(u.Map)
	g, ok := root.(*ssa.Global)
	if !ok {
		f.modsOf(u)
		return
	}
	elem := elemOf(u.Key)
	store := GlobalStore{Global: globalName(g), Path: path + elem, Value: f.use(u.Value, u), Block: int32(u.Block().Index), Pos: f.pos(u.Pos())}
	f.out.Globals = append(f.out.Globals, store)
	if elem == Elem+PathEnd {
		store.Path, store.Value = path+Key+PathEnd, f.use(u.Key, u)
		f.out.Globals = append(f.out.Globals, store)
	}
}

func globalName(g *ssa.Global) string {
	if g.Pkg == nil {
		return g.Name()
	}
	return g.Pkg.Pkg.Path() + "." + g.Name()
}

// addReturn records what a return statement returns and what is known there.
func (f *funcBuilder) addReturn(r *ssa.Return) {
	ret := Return{Pos: f.pos(r.Pos()), Failed: f.fails(r), Facts: f.exported(f.factsAt(r.Block(), f.index[r]))}
	for i, v := range r.Results {
		ret.Values = append(ret.Values, f.use(v, r))
		t := f.fn.Signature.Results().At(i).Type()
		switch {
		case isBool(t):
			ret.True = f.exported(f.conditionsAt(v, true))
			ret.False = f.exported(f.conditionsAt(v, false))
		case isError(t):
			ret.Nil = f.exported(f.nilAt(v))
		}
	}
	f.out.Returns = append(f.out.Returns, ret)
}

// addOuts records the state in which the objects of parameters and captured variables are left, with what is known of them
// there; not where the function fails, after which they are not for use.
func (f *funcBuilder) addOuts(returns []*ssa.Return) {
	good := slices.DeleteFunc(slices.Clone(returns), f.fails)
	if len(good) == 0 {
		good = returns
	}
	state := func(v ssa.Value) NodeID {
		if f.mem.roots[v] == nil {
			return 0
		}
		var states []NodeID
		for _, r := range good {
			n := f.version(v, r.Block(), f.index[r])
			states = append(states, f.guarded(n, v, r.Block(), f.index[r]))
		}
		return f.phi(f.tt.index(v.Type()), states)
	}
	cells := f.cells()
	for i, p := range f.fn.Params {
		out := state(p)
		if out == 0 && cells[i] != nil {
			out = state(cells[i])
		}
		f.out.Outs = append(f.out.Outs, out)
	}
	for _, v := range f.fn.FreeVars {
		f.out.FreeOuts = append(f.out.FreeOuts, state(v))
	}
}

// cells returns, by parameter, the local variable that it lives in where its address is taken, as when a closure captures it,
// and where nothing else is ever assigned to it: what is stored through the variable is stored in the parameter's object.
func (f *funcBuilder) cells() map[int]*ssa.Alloc {
	out := map[int]*ssa.Alloc{}
	for _, instr := range f.fn.Blocks[0].Instrs {
		cell, ok := instr.(*ssa.Alloc)
		if !ok || f.mem.roots[cell] == nil || !isReference(deref(cell.Type())) {
			continue
		}
		whole := 0
		for _, mods := range f.mem.roots[cell].mods {
			for _, m := range mods {
				if _, store := m.at.(*ssa.Store); store && m.path == "" {
					whole++
				}
			}
		}
		if i := f.paramIndex(cell); i >= 0 && whole == 1 {
			out[i] = cell
		}
	}
	return out
}

// fails tells whether a return statement returns an error that is made on the spot, and so is not nil.
func (f *funcBuilder) fails(r *ssa.Return) bool {
	if len(r.Results) == 0 {
		return false
	}
	last := r.Results[len(r.Results)-1]
	if !isError(last.Type()) {
		return false
	}
	v := f.settled(last)
	if testedNonNil(v, r.Block()) {
		return true
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return true
	case *ssa.Call:
		obj := f.calleeObject(v.Common())
		return obj != nil && slices.ContainsFunc(f.in.Models.Lookup(model.Func, model.Symbol(obj)), func(e model.Entry) bool { return e.Role == model.NonNil })
	case *ssa.UnOp:
		_, global := v.X.(*ssa.Global)
		return global
	}
	return false
}

// testedNonNil tells whether a branch that leads to a block says that a value is not nil: if err != nil { … }.
func testedNonNil(v ssa.Value, blk *ssa.BasicBlock) bool {
	for d := blk.Idom(); d != nil; d = d.Idom() {
		c, ok := branch(d).(*ssa.BinOp)
		if !ok || c.X != v || !isNil(c.Y) {
			continue
		}
		side := 0
		if c.Op == token.EQL {
			side = 1
		} else if c.Op != token.NEQ {
			continue
		}
		if s := d.Succs[side]; len(s.Preds) == 1 && s.Dominates(blk) {
			return true
		}
	}
	return false
}

// node adds n, or returns the equal node there is.
func (f *funcBuilder) node(n Node) NodeID {
	shared := n.Op != OpAlloc && n.Op != OpPhi && len(n.Args) <= 2
	k := nodeKey{op: n.Op, typ: n.Type, a: n.A, b: n.B, str: n.Str, length: len(n.Args)}
	if n.Op == OpSelect || n.Op == OpConst || n.Op == OpTest {
		k.pos = n.Pos
	}
	if shared {
		if len(n.Args) > 0 {
			k.x = n.Args[0]
		}
		if len(n.Args) > 1 {
			k.y = n.Args[1]
		}
		if id, ok := f.interned[k]; ok {
			return id
		}
	}
	id := NodeID(len(f.out.Nodes))
	f.out.Nodes = append(f.out.Nodes, n)
	if shared {
		f.interned[k] = id
	}
	return id
}

// phi joins alternatives; equal ones count once.
func (f *funcBuilder) phi(typ int32, args []NodeID) NodeID {
	var distinct []NodeID
	seen := map[NodeID]bool{}
	for _, a := range args {
		if a != 0 && !seen[a] {
			seen[a] = true
			distinct = append(distinct, a)
		}
	}
	switch len(distinct) {
	case 0:
		return 0
	case 1:
		return distinct[0]
	}
	return f.node(Node{Op: OpPhi, Type: typ, Args: distinct})
}

// opaque is a value that is not followed.
func (f *funcBuilder) opaque(t types.Type, reason string) NodeID {
	return f.node(Node{Op: OpOpaque, Type: f.tt.index(t), Str: reason})
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

var errorType = types.Universe.Lookup("error").Type()

func isError(t types.Type) bool { return types.Identical(t, errorType) }
