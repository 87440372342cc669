package summary

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// maxMods is the number of changes of an object beyond which it is not looked at where it leaves.
const maxMods = 200

// leaves records the states in which local structs leave the function, as they are known there: of those of which a part is
// overwritten or checked, so that what is stored at first says less than what is left.
func (f *funcBuilder) leaves() {
	for _, blk := range f.fn.Blocks {
		for _, instr := range blk.Instrs {
			if a, ok := instr.(*ssa.Alloc); ok && f.mem.roots[a] != nil && isStruct(a.Type()) {
				f.leavesOf(a)
			}
		}
	}
}

func isStruct(t types.Type) bool {
	_, ok := types.Unalias(deref(t)).Underlying().(*types.Struct)
	return ok
}

func (f *funcBuilder) leavesOf(a *ssa.Alloc) {
	overwritten := f.mem.roots[a].overwritten()
	if !overwritten && !f.facts.any {
		return
	}
	e := &escapes{f: f, root: a}
	e.uses(a)
	if e.lost {
		return
	}
	checked := slices.ContainsFunc(e.points, func(at ssa.Instruction) bool {
		return len(f.related(f.placeOf(a), f.factsAt(at.Block(), f.index[at]), at.Block(), f.index[at])) > 0
	})
	if !overwritten && !checked {
		return
	}
	object := f.value(a)
	for _, at := range e.points {
		n := f.version(a, at.Block(), f.index[at])
		known := f.guarded(n, a, at.Block(), f.index[at])
		f.out.Leaves = append(f.out.Leaves, Leave{Object: object, State: known})
	}
}

// overwritten tells whether a part of an object is changed more than once.
func (o *object) overwritten() bool {
	var paths []string
	for _, mods := range o.mods {
		for _, m := range mods {
			paths = append(paths, m.path)
		}
	}
	if len(paths) > maxMods {
		return false
	}
	slices.Sort(paths)
	for i := range paths {
		if i > 0 && strings.HasPrefix(paths[i], paths[i-1]) {
			return true
		}
	}
	return false
}

// escapes finds the instructions at which an object leaves a function: as an argument, a result, a part of something else, or a
// copy. lost tells that it goes where it is not followed.
type escapes struct {
	f      *funcBuilder
	root   *ssa.Alloc
	points []ssa.Instruction
	lost   bool
}

// uses looks at what refers to the object, to a part of it, or to an interface that it is in.
func (e *escapes) uses(v ssa.Value) {
	for _, ref := range *v.Referrers() {
		switch r := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if r.Val == v {
				e.points = append(e.points, r)
			}
		case *ssa.FieldAddr, *ssa.MakeInterface:
			e.uses(r.(ssa.Value))
		case *ssa.UnOp:
			if v == ssa.Value(e.root) {
				e.points = append(e.points, r) // Have: a copy of the whole.
			}
		case *ssa.Call:
			if !e.fills(r, v) {
				e.points = append(e.points, r)
			}
		case *ssa.Return, *ssa.Send, *ssa.MapUpdate:
			e.points = append(e.points, r)
		default:
			e.lost = true
		}
	}
}

// fills tells whether a model says that a call only fills what it gets.
func (e *escapes) fills(call *ssa.Call, v ssa.Value) bool {
	callee := e.f.calleeObject(&call.Call)
	if callee == nil || e.f.internal(callee.Pkg()) {
		return false
	}
	entries := e.f.in.Models.Lookup(model.Func, model.Symbol(callee))
	args, _, _ := arguments(&call.Call)
	hasRecv := call.Call.IsInvoke() || call.Call.Signature().Recv() != nil
	return len(entries) > 0 && slices.ContainsFunc(args, func(a ssa.Value) bool { return a == v }) &&
		e.f.externalMod(entries, slices.Index(args, v), hasRecv, v)
}
