package summary

import (
	"go/types"
	"slices"
	"sort"

	"golang.org/x/tools/go/ssa"
)

// memory holds the versions of a function's objects. An object is known by its root, the SSA value that refers to it.
type memory struct {
	roots map[ssa.Value]*object
	byAt  map[ssa.Instruction][]*mod

	globals []globalMod
}

// globalMod is a call that gets a reference to a package variable's object and may change it.
type globalMod struct {
	global *ssa.Global
	path   string
	call   ssa.CallInstruction
	arg    int
}

// storeGlobals records the calls that may change package variables as stores of what they leave there.
func (f *funcBuilder) storeGlobals() {
	for _, g := range f.mem.globals {
		n := f.node(Node{
			Op: OpCallMod, Type: f.tt.index(g.global.Type()), A: f.call(g.call), B: int32(g.arg), Str: g.path,
			Args: []NodeID{f.value(g.global)},
		})
		f.out.Globals = append(f.out.Globals, GlobalStore{Global: globalName(g.global), Value: n, Pos: f.pos(g.call.Pos())})
	}
}

// object is what changes one root's object.
type object struct {
	mods  map[int][]*mod // by block, in order
	entry map[int]NodeID // version at the start of a block
}

// mod is one change of an object: by a store, by a call that gets a reference, or by a closure that captures it.
type mod struct {
	root ssa.Value
	path string
	at   ssa.Instruction
	idx  int // of the instruction in its block
	nth  int // among the changes of the object in its block
	arg  int // of a call or a closure: index of the argument or binding
	node NodeID
}

// collectMods finds all changes of objects.
func (f *funcBuilder) collectMods() {
	f.mem = memory{roots: map[ssa.Value]*object{}, byAt: map[ssa.Instruction][]*mod{}}
	for _, blk := range f.fn.Blocks {
		for _, instr := range blk.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				f.addMod(instr.Addr, instr, 0)
			case *ssa.MapUpdate:
				f.addMod(instr.Map, instr, 0)
			case *ssa.Send:
				f.addMod(instr.Chan, instr, 0)
			case *ssa.Select:
				for i, st := range instr.States {
					if st.Dir == types.SendOnly {
						f.addMod(st.Chan, instr, i)
					}
				}
			case *ssa.MakeClosure:
				f.closureMods(instr)
			case ssa.CallInstruction:
				f.callMods(instr)
			}
		}
	}
}

func (f *funcBuilder) addMod(ref ssa.Value, at ssa.Instruction, arg int) {
	root, path := f.addr(ref)
	switch root := root.(type) {
	case *ssa.Global:
		if call, ok := at.(ssa.CallInstruction); ok {
			f.mem.globals = append(f.mem.globals, globalMod{root, path, call, arg})
		}
		return
	case *ssa.Const, *ssa.Function:
		return
	}
	o := f.mem.roots[root]
	if o == nil {
		o = &object{mods: map[int][]*mod{}, entry: map[int]NodeID{}}
		f.mem.roots[root] = o
	}
	blk := at.Block().Index
	m := &mod{root: root, path: path, at: at, idx: f.index[at], nth: len(o.mods[blk]), arg: arg}
	o.mods[blk] = append(o.mods[blk], m)
	f.mem.byAt[at] = append(f.mem.byAt[at], m)
}

// closureMods notes the captured variables that a closure, or one inside it, stores to.
func (f *funcBuilder) closureMods(mc *ssa.MakeClosure) {
	sum := f.closures[mc.Fn.(*ssa.Function)]
	if sum == nil {
		return
	}
	for i, bind := range mc.Bindings {
		if i < len(sum.FreeOuts) && sum.FreeOuts[i] != 0 {
			f.addMod(bind, mc, i)
		}
	}
}

// version returns the state of root's object before instruction idx of blk.
func (f *funcBuilder) version(root ssa.Value, blk *ssa.BasicBlock, idx int) NodeID {
	o := f.mem.roots[root]
	if o == nil {
		return f.value(root)
	}
	mods := o.mods[blk.Index]
	if i := sort.Search(len(mods), func(i int) bool { return mods[i].idx >= idx }); i > 0 {
		return f.modNode(mods[i-1])
	}
	if def, ok := root.(ssa.Instruction); ok && def.Block() == blk {
		return f.value(root)
	}
	return f.entryVersion(root, o, blk)
}

func (f *funcBuilder) entryVersion(root ssa.Value, o *object, blk *ssa.BasicBlock) NodeID {
	if n, ok := o.entry[blk.Index]; ok {
		return n
	}
	switch len(blk.Preds) {
	case 0:
		return f.value(root)
	case 1:
		n := f.fromAbove(root, o, blk)
		o.entry[blk.Index] = n
		return n
	}
	id := f.node(Node{Op: OpPhi, Type: f.tt.index(root.Type())})
	o.entry[blk.Index] = id
	var args []NodeID
	var ways []Way
	for _, p := range blk.Preds {
		n := f.alternative(f.version(root, p, len(p.Instrs)), root, p, blk)
		if n == id {
			continue
		}
		i := slices.Index(args, n)
		if i < 0 {
			i = len(args)
			args = append(args, n)
		}
		ways = append(ways, Way{Arg: int32(i), From: int32(p.Index)})
	}
	f.out.Nodes[id].Args = args
	if len(args) == 1 {
		o.entry[blk.Index] = args[0]
		return args[0]
	}
	f.merge(id, blk, ways)
	return id
}

// fromAbove is the version at the start of a block with one predecessor: the last change on the straight way there, or what
// a join above it makes. It is not looked up by block on the way, so that a loop whose body is seen before its head gets the
// head's version.
func (f *funcBuilder) fromAbove(root ssa.Value, o *object, blk *ssa.BasicBlock) NodeID {
	seen := map[*ssa.BasicBlock]bool{blk: true}
	for p := blk.Preds[0]; ; p = p.Preds[0] {
		if mods := o.mods[p.Index]; len(mods) > 0 {
			return f.modNode(mods[len(mods)-1])
		}
		if def, ok := root.(ssa.Instruction); ok && def.Block() == p || len(p.Preds) == 0 {
			return f.value(root)
		}
		if len(p.Preds) > 1 {
			return f.entryVersion(root, o, p)
		}
		if seen[p] {
			return f.value(root) // Have: a loop that nothing leads to.
		}
		seen[p] = true
	}
}

// modsOf makes the versions that an instruction leads to.
func (f *funcBuilder) modsOf(at ssa.Instruction) {
	for _, m := range f.mem.byAt[at] {
		f.modNode(m)
	}
}

// modNode returns the version after a change.
func (f *funcBuilder) modNode(m *mod) NodeID {
	if m.node != 0 {
		return m.node
	}
	// A loop leads back here, so the node is there before its parts are.
	m.node = NodeID(len(f.out.Nodes))
	f.out.Nodes = append(f.out.Nodes, Node{Op: OpOpaque, Str: "cyclic memory"})
	n := f.newModNode(m, f.before(m))
	f.out.Nodes[m.node] = n
	return m.node
}

// before returns the version that a change is made to. A call that gets several parts of one object changes them one after the
// other.
func (f *funcBuilder) before(m *mod) NodeID {
	if m.nth > 0 {
		if last := f.mem.roots[m.root].mods[m.at.Block().Index][m.nth-1]; last.idx == m.idx {
			return f.modNode(last)
		}
	}
	return f.version(m.root, m.at.Block(), m.idx)
}

func (f *funcBuilder) newModNode(m *mod, prev NodeID) Node {
	t := f.tt.index(m.root.Type())
	switch at := m.at.(type) {
	case *ssa.Store:
		return Node{Op: OpStore, Type: t, B: int32(at.Block().Index), Str: m.path, Args: []NodeID{prev, f.use(at.Val, at)}, Pos: f.pos(at.Pos())}
	case *ssa.MapUpdate:
		if elemOf(at.Key) == Elem+PathEnd {
			prev = f.node(Node{Op: OpStore, Type: t, Str: m.path + Key + PathEnd, Args: []NodeID{prev, f.use(at.Key, at)}, Pos: f.pos(at.Pos())})
		}
		return Node{Op: OpStore, Type: t, B: int32(at.Block().Index), Str: m.path + elemOf(at.Key), Args: []NodeID{prev, f.use(at.Value, at)}, Pos: f.pos(at.Pos())}
	case *ssa.Send:
		return Node{Op: OpStore, Type: t, Str: m.path + Elem + PathEnd, Args: []NodeID{prev, f.use(at.X, at)}, Pos: f.pos(at.Pos())}
	case *ssa.Select:
		return Node{Op: OpStore, Type: t, Str: m.path + Elem + PathEnd, Args: []NodeID{prev, f.use(at.States[m.arg].Send, at)}, Pos: f.pos(at.Pos())}
	case *ssa.MakeClosure:
		return Node{Op: OpClosureMod, Type: t, B: int32(m.arg), Str: m.path, Args: []NodeID{prev, f.value(at)}}
	case ssa.CallInstruction:
		if b, ok := at.Common().Value.(*ssa.Builtin); ok && b.Name() == "copy" {
			src := f.selectPath(f.use(at.Common().Args[1], at), Elem+PathEnd, nil)
			if f.tt.class(at.Common().Args[1].Type()) == Text {
				src = f.use(at.Common().Args[1], at)
				return Node{Op: OpStore, Type: t, Str: m.path, Args: []NodeID{prev, src}}
			}
			return Node{Op: OpStore, Type: t, Str: m.path + Elem + PathEnd, Args: []NodeID{prev, src}}
		}
		return Node{Op: OpCallMod, Type: t, A: f.call(at), B: int32(m.arg), Str: m.path, Args: []NodeID{prev}}
	}
	return f.out.Nodes[prev]
}

// captured returns what a closure finds in a captured variable: its state where the closure is made and, as the closure
// may run later, after the stores that can follow.
func (f *funcBuilder) captured(bind ssa.Value, mc *ssa.MakeClosure) NodeID {
	root, path := f.addr(bind)
	o := f.mem.roots[root]
	if o == nil {
		return f.value(bind)
	}
	states := []NodeID{f.version(root, mc.Block(), f.index[mc])}
	for _, blk := range f.fn.Blocks {
		for _, m := range o.mods[blk.Index] {
			if m.at == mc || m.at.Block().Dominates(mc.Block()) && (m.at.Block() != mc.Block() || m.idx < f.index[mc]) {
				continue
			}
			if _, isCall := m.at.(ssa.CallInstruction); !isCall {
				states = append(states, f.modNode(m))
			}
		}
	}
	return f.selectPath(f.phi(f.tt.index(root.Type()), states), path, bind.Type())
}
