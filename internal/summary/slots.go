package summary

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// In a function with deferred calls, each return statement stores its results to variables, runs those calls, and loads the
// variables again, all in one block.

// settled is the value that a returned one was stored as; v itself where it is not stored.
func (f *funcBuilder) settled(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	a, ok := load.X.(*ssa.Alloc)
	if !ok || !isSlot(a) {
		return v
	}
	var last *ssa.Store
	for _, ref := range *a.Referrers() {
		st, ok := ref.(*ssa.Store)
		if ok && st.Block() == load.Block() && f.index[st] < f.index[load] && (last == nil || f.index[st] > f.index[last]) {
			last = st
		}
	}
	if last == nil {
		return v
	}
	return last.Val
}

// loaded is the value that is returned of what is stored to a slot; nil if that is not seen.
func (f *funcBuilder) loaded(st *ssa.Store) ssa.Value {
	a, ok := st.Addr.(*ssa.Alloc)
	if !ok || !isSlot(a) {
		return nil
	}
	for _, ref := range *a.Referrers() {
		if load, ok := ref.(*ssa.UnOp); ok && f.settled(load) == st.Val && load.Block() == st.Block() {
			return load
		}
	}
	return nil
}

// isSlot tells whether a variable holds a result until it is returned, and nothing else is done with it.
func isSlot(a *ssa.Alloc) bool {
	loads := false
	for _, ref := range *a.Referrers() {
		switch r := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if r.Addr != a {
				return false
			}
		case *ssa.UnOp:
			if !onlyReturned(r) {
				return false
			}
			loads = true
		default:
			return false
		}
	}
	return loads
}
