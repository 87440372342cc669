package summary

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// donePath marks, with a call as root, the fact that the call succeeded: its error is nil, its last boolean result is true,
// or the field of its result that says so is true.
const donePath = "\x00done"

// succeeded is the fact that a call succeeded.
func succeeded(call *ssa.Call) factSet {
	return factSet{{call, donePath}: []clause{{test{kind: GuardResult, at: call, arg: -1, want: WantNil}}}}
}

// validity is the call that made the object whose field, which a model says tells whether the object holds, is loaded by v;
// nil if v is no such load.
func (f *funcBuilder) validity(v ssa.Value) *ssa.Call {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok || f.tokenField(fa.X.Type(), fa.Field) != "valid" {
		return nil
	}
	root, _ := f.addr(fa.X)
	switch r := root.(type) {
	case *ssa.Extract:
		call, _ := r.Tuple.(*ssa.Call)
		return call
	case *ssa.Call:
		return r
	}
	return nil
}

// tokenField is what a model says that a field is to a signed token; "" if nothing.
func (f *funcBuilder) tokenField(t types.Type, field int) string {
	for _, e := range f.in.Models.Lookup(model.Field, FieldName(t, field)) {
		if e.Role == model.Token {
			return e.Kind
		}
	}
	return ""
}

// read records that the function reads a field that a model says a token has, with the constant key where it is a map.
func (f *funcBuilder) read(v ssa.Value, t types.Type, field int) {
	if f.tokenField(t, field) == "" {
		return
	}
	if onlyWritten(v) {
		return
	}
	f.addRead(FieldName(t, field))
	for _, ref := range *v.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, r := range *load.Referrers() {
			if l, ok := r.(*ssa.Lookup); ok && l.X == load {
				f.addRead(FieldName(t, field) + strings.TrimSuffix(elemOf(l.Index), PathEnd))
			}
		}
	}
}

// onlyWritten tells whether v is an address that is stored to and nothing else.
func onlyWritten(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch r := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if r.Addr != v {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (f *funcBuilder) addRead(name string) {
	if i, found := slices.BinarySearch(f.out.Reads, name); !found {
		f.out.Reads = slices.Insert(f.out.Reads, i, name)
	}
}
