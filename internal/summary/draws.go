package summary

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// draws reports whether the function calls something that can draw a random number: a modelled generator, or a function
// of the program that returns a number.
func (f *funcBuilder) draws() bool {
	for _, blk := range f.fn.Blocks {
		for _, instr := range blk.Instrs {
			if call, ok := instr.(*ssa.Call); ok && f.mayDraw(call) {
				return true
			}
		}
	}
	return false
}

func (f *funcBuilder) mayDraw(call *ssa.Call) bool {
	obj := f.calleeObject(call.Common())
	if obj == nil {
		closure := call.Common().StaticCallee()
		return closure != nil && closure.Parent() != nil && isNumber(call.Type())
	}
	if f.internal(obj.Pkg()) {
		return isNumber(call.Type())
	}
	for _, e := range f.in.Models.Lookup(model.Func, model.Symbol(obj)) {
		if e.Role == model.Random {
			return true
		}
	}
	return false
}

// maxDraw is how many operations are looked through from a value to the number that it is made of or chosen by.
const maxDraw = 6

// drawn returns the call of a generator whose number decides a value: charset[rand.Intn(n)], 'a' + rune(rand.Intn(26));
// nil if there is none.
func (f *funcBuilder) drawn(v ssa.Value, depth int) *ssa.Call {
	if depth > maxDraw {
		return nil
	}
	any := func(vs ...ssa.Value) *ssa.Call {
		for _, x := range vs {
			if call := f.drawn(x, depth+1); call != nil {
				return call
			}
		}
		return nil
	}
	switch v := v.(type) {
	case *ssa.Call:
		if f.mayDraw(v) {
			return v
		}
		if obj := f.calleeObject(v.Common()); obj != nil && !f.internal(obj.Pkg()) && isNumber(v.Type()) {
			return any(v.Call.Args...) // math.Floor, min and the like
		}
	case *ssa.BinOp:
		if isNumber(v.Type()) {
			return any(v.X, v.Y)
		}
	case *ssa.UnOp:
		if ia, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL && isPlain(v.Type()) {
			return any(ia.Index, ia.X)
		}
	case *ssa.Convert:
		if isNumber(v.X.Type()) {
			return f.drawn(v.X, depth+1)
		}
	case *ssa.ChangeType:
		return f.drawn(v.X, depth+1)
	case *ssa.Index:
		if isPlain(v.Type()) {
			return f.drawn(v.Index, depth+1)
		}
	case *ssa.Lookup:
		if isString(v.X.Type()) {
			return f.drawn(v.Index, depth+1)
		}
	case *ssa.Slice:
		if v.Low != nil && isString(v.X.Type()) {
			return f.drawn(v.Low, depth+1)
		}
	}
	return nil
}

// isPlain tells whether a type is one of text, numbers or booleans: the choice among several says what such a value is, but
// nothing of what an object holds.
func isPlain(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}
