package summary

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// calleeObject returns the function or interface method that a call names; nil for function values.
func (f *funcBuilder) calleeObject(com *ssa.CallCommon) *types.Func {
	if com.IsInvoke() {
		return com.Method
	}
	fn, ok := com.Value.(*ssa.Function)
	if !ok {
		return nil
	}
	obj, _ := fn.Object().(*types.Func)
	return obj
}

// arguments returns the arguments of a call: the receiver first, the elements of a variadic parameter spread out from
// index variadic (-1 if there are none). spread is set when the last argument is a slice passed with "...".
func arguments(com *ssa.CallCommon) (args []ssa.Value, variadic int, spread bool) {
	variadic = -1
	args = com.Args
	if com.IsInvoke() {
		args = append([]ssa.Value{com.Value}, args...)
	}
	if !com.Signature().Variadic() || len(args) == 0 {
		return args, variadic, false
	}
	last := args[len(args)-1]
	if c, ok := last.(*ssa.Const); ok && c.Value == nil {
		return args[:len(args)-1], len(args) - 1, false
	}
	elems, ok := variadicElems(last)
	if !ok {
		return args, variadic, true
	}
	variadic = len(args) - 1
	return append(append([]ssa.Value{}, args[:variadic]...), elems...), variadic, false
}

// variadicElems returns the elements of the slice that the compiler makes for a variadic parameter: an array with one
// store for each element.
func variadicElems(v ssa.Value) ([]ssa.Value, bool) {
	sl, ok := v.(*ssa.Slice)
	if !ok {
		return nil, false
	}
	arr, ok := sl.X.(*ssa.Alloc)
	if !ok || arr.Comment != "varargs" {
		return nil, false
	}
	at, ok := deref(arr.Type()).Underlying().(*types.Array)
	if !ok {
		return nil, false
	}
	elems := make([]ssa.Value, at.Len())
	for _, ref := range *arr.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		k, ok := ia.Index.(*ssa.Const)
		if !ok {
			return nil, false
		}
		for _, r := range *ia.Referrers() {
			if st, ok := r.(*ssa.Store); ok && k.Int64() < at.Len() {
				elems[k.Int64()] = st.Val
			}
		}
	}
	for _, e := range elems {
		if e == nil {
			return nil, false
		}
	}
	return elems, true
}

// call returns the index of the record of a call, made if there is none.
func (f *funcBuilder) call(at ssa.CallInstruction) int32 {
	if i, ok := f.calls[at]; ok {
		return i
	}
	i := int32(len(f.out.Calls))
	f.calls[at] = i
	f.out.Calls = append(f.out.Calls, Call{})
	com := at.Common()
	c := Call{Pos: f.pos(at.Pos()), Kind: Dynamic}
	if !at.Pos().IsValid() {
		c.Pos = f.pos(com.Pos())
	}
	if _, now := at.(*ssa.Call); !now {
		c.Later = true
	}
	f.setCallee(&c, com, at)
	args, variadic, spread := arguments(com)
	c.Variadic, c.Spread = int32(variadic), spread
	for _, a := range args {
		c.Args = append(c.Args, f.use(a, at))
	}
	for v := range com.Signature().Results().Variables() {
		c.Results = append(c.Results, f.tt.index(v.Type()))
	}
	f.out.Calls[i] = c
	return i
}

func (f *funcBuilder) setCallee(c *Call, com *ssa.CallCommon, at ssa.CallInstruction) {
	c.HasRecv = com.IsInvoke() || com.Signature().Recv() != nil
	switch {
	case com.IsInvoke():
		c.Kind = Invoke
		c.Callee = model.Symbol(com.Method)
		c.Iface = f.iface(com.Value.Type())
		c.Internal = f.internal(com.Method.Pkg())
	default:
		fn, ok := com.Value.(*ssa.Function)
		if !ok {
			c.Fn = f.use(com.Value, at)
			return
		}
		c.Kind = Static
		c.Callee = f.symbol(fn)
		c.Internal = fn.Parent() != nil
		if obj, ok := fn.Object().(*types.Func); ok {
			c.Internal = f.internal(obj.Pkg())
		}
		for _, t := range fn.TypeArgs() {
			c.TypeArgs = append(c.TypeArgs, f.tt.index(t))
		}
	}
}

// relevant tells whether a call is recorded even where nothing uses its result: calls that stay in the program, those of
// modelled functions, and those of handlers.
func (f *funcBuilder) relevant(com *ssa.CallCommon) bool {
	obj := f.calleeObject(com)
	if obj == nil || com.IsInvoke() && obj.Pkg() != nil || f.internal(obj.Pkg()) {
		return true
	}
	if obj.Name() == "ServeHTTP" && obj.Signature().Recv() != nil {
		return true
	}
	symbol := model.Symbol(obj)
	return len(f.in.Models.Lookup(model.Func, symbol)) > 0 || len(f.in.Models.Wiring(model.Func, symbol)) > 0
}

// callValue is the result of a call with one result, or what a builtin makes.
func (f *funcBuilder) callValue(v *ssa.Call) NodeID {
	b, ok := v.Call.Value.(*ssa.Builtin)
	if !ok || v.Call.IsInvoke() {
		return f.result(v, 0, v.Type())
	}
	t := f.tt.index(v.Type())
	switch b.Name() {
	case "append":
		return f.appended(v)
	case "min", "max":
		var args []NodeID
		for _, a := range v.Call.Args {
			args = append(args, f.use(a, v))
		}
		return f.phi(t, args)
	case "ssa:wrapnilchk":
		return f.use(v.Call.Args[0], v)
	}
	return f.opaque(v.Type(), "builtin "+b.Name())
}

func (f *funcBuilder) appended(v *ssa.Call) NodeID {
	n := Node{Op: OpAppend, Type: f.tt.index(v.Type()), Pos: f.pos(v.Pos())}
	n.Args = append(n.Args, f.use(v.Call.Args[0], v))
	if len(v.Call.Args) < 2 {
		return n.Args[0]
	}
	elems, ok := variadicElems(v.Call.Args[1])
	if !ok {
		n.A = 1
		elems = v.Call.Args[1:]
	}
	for _, e := range elems {
		n.Args = append(n.Args, f.use(e, v))
	}
	return f.node(n)
}

// result is result i of a call.
func (f *funcBuilder) result(call *ssa.Call, i int, t types.Type) NodeID {
	return f.node(Node{Op: OpResult, Type: f.tt.index(t), A: f.call(call), B: int32(i)})
}
