package summary

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// callMods notes the objects that a call gets a reference to and may change.
func (f *funcBuilder) callMods(call ssa.CallInstruction) {
	com := call.Common()
	if b, ok := com.Value.(*ssa.Builtin); ok && !com.IsInvoke() {
		if b.Name() == "copy" {
			f.addMod(com.Args[0], call, 0)
		}
		return
	}
	callee := f.calleeObject(com)
	external := callee != nil && !f.internal(callee.Pkg())
	args, variadic, _ := arguments(com)
	hasRecv := com.IsInvoke() || com.Signature().Recv() != nil
	var entries []model.Entry
	if external {
		entries = f.in.Models.Lookup(model.Func, model.Symbol(callee))
	}
	for i, a := range args {
		if !f.mutable(a) && !f.buffer(a, external, entries, i, hasRecv) {
			continue
		}
		if external && !f.externalMod(entries, i, hasRecv, a) && (len(entries) > 0 || variadic >= 0 && i >= variadic || !handedOn(a)) {
			continue
		}
		f.addMod(a, call, i)
	}
}

// buffer tells whether a callee can fill the bytes of a slice: a function of the program, or one that a model says so of.
func (f *funcBuilder) buffer(a ssa.Value, external bool, entries []model.Entry, i int, hasRecv bool) bool {
	s, ok := a.Type().Underlying().(*types.Slice)
	if !ok || f.tt.class(a.Type()) != Text {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte && (!external || len(entries) > 0 && f.externalMod(entries, i, hasRecv, a))
}

// mutable tells whether a callee can change what a refers to in a way that matters: not through types of other
// modules, whose insides are not followed, unless a model speaks of them.
func (f *funcBuilder) mutable(a ssa.Value) bool {
	if mi, ok := a.(*ssa.MakeInterface); ok {
		a = mi.X
	}
	t := a.Type()
	switch u := t.Underlying().(type) {
	case *types.Map:
		return true
	case *types.Interface:
		named, ok := types.Unalias(t).(*types.Named)
		return !ok || named.Obj().Pkg() != nil && named.Obj().Pkg().Path() != "context"
	case *types.Pointer:
		if named, ok := types.Unalias(u.Elem()).(*types.Named); ok && named.Obj().Pkg() != nil && !f.internal(named.Obj().Pkg()) {
			return f.in.Models.Mutable(model.TypeSymbol(named.Obj()))
		}
		return f.tt.class(u.Elem()) != Scalar || isPart(a)
	}
	return false
}

// handedOn tells whether a is what a function got as a value of any type and hands on: to a decoder, where it is a helper that reads
// settings.
func handedOn(a ssa.Value) bool {
	_, param := a.(*ssa.Parameter)
	t, iface := a.Type().Underlying().(*types.Interface)
	return param && iface && t.NumMethods() == 0
}

// isPart tells whether a is the address of a field or of a package variable, as functions get that read settings.
func isPart(a ssa.Value) bool {
	switch a.(type) {
	case *ssa.FieldAddr, *ssa.Global:
		return true
	}
	return false
}

// externalMod tells whether a call of another module's function changes argument i: a model says so, or it has no model
// and gets a pointer to fill, as decoders and configuration libraries do.
func (f *funcBuilder) externalMod(entries []model.Entry, i int, hasRecv bool, a ssa.Value) bool {
	for _, e := range entries {
		for _, out := range e.Out {
			switch out.Kind {
			case model.Recv:
				if hasRecv && i == 0 {
					return true
				}
			case model.Arg:
				n := out.N
				if hasRecv {
					n++
				}
				if n == i || out.Variadic && i >= n {
					return true
				}
			}
		}
	}
	if len(entries) > 0 || hasRecv && i == 0 {
		return false
	}
	if mi, ok := a.(*ssa.MakeInterface); ok {
		a = mi.X
	}
	_, pointer := a.Type().Underlying().(*types.Pointer)
	return pointer
}
