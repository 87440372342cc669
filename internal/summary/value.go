package summary

import (
	"go/constant"
	"go/token"
	"go/types"
	"math"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// use returns the node of v as the instruction at sees it: the state of objects there, and the guards that hold.
func (f *funcBuilder) use(v ssa.Value, at ssa.Instruction) NodeID {
	return f.useIn(v, at.Block(), f.index[at])
}

func (f *funcBuilder) useIn(v ssa.Value, blk *ssa.BasicBlock, idx int) NodeID {
	n := f.usePlain(v, blk, idx)
	if !f.random {
		return n
	}
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if call := f.drawn(v, 0); call != nil && call != v {
		return f.node(Node{Op: OpDrawn, Type: f.tt.index(v.Type()), Args: []NodeID{n, f.value(call)}})
	}
	return n
}

func (f *funcBuilder) usePlain(v ssa.Value, blk *ssa.BasicBlock, idx int) NodeID {
	if c, ok := unboxed(v).(*ssa.Const); ok && c.Value != nil {
		near := v.Pos()
		if !near.IsValid() {
			near = hint(blk, idx)
		}
		return f.constant(c, near, "")
	}
	if sl, ok := unboxed(v).(*ssa.Slice); ok {
		if n := f.byteLiteral(sl); n != 0 {
			return n
		}
	}
	if isCharacter(v.Type()) {
		if text := f.copied(v, blk); text != nil {
			return f.useIn(text, blk, idx)
		}
	}
	n := f.state(v, blk, idx)
	return f.guarded(n, v, blk, idx)
}

// state returns the node of v; for a reference to an object, the object as it is before instruction idx of blk.
func (f *funcBuilder) state(v ssa.Value, blk *ssa.BasicBlock, idx int) NodeID {
	if !isReference(v.Type()) {
		return f.value(v)
	}
	if sl, ok := v.(*ssa.Slice); ok && sl.Low != nil && !isZero(sl.Low) {
		if isReference(sl.X.Type()) { // Have: what it was cut from can have changed since.
			return f.slice(sl, f.state(sl.X, blk, idx))
		}
		return f.value(v)
	}
	root, path := f.addr(v)
	if f.mem.roots[root] == nil {
		return f.value(v)
	}
	return f.selectAt(f.version(root, blk, idx), path, unboxed(v).Type(), readPos(v))
}

// readPos is where a value is read.
func readPos(v ssa.Value) token.Pos {
	if load, ok := unboxed(v).(*ssa.UnOp); ok {
		return load.X.Pos()
	}
	return v.Pos()
}

// unboxed looks through the conversion of a value to an interface.
func unboxed(v ssa.Value) ssa.Value {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		return mi.X
	}
	return v
}

func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Interface:
		return true
	}
	return false
}

// value returns the node of v.
func (f *funcBuilder) value(v ssa.Value) NodeID {
	if n, ok := f.memo[v]; ok {
		return n
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return f.phiValue(v)
	case *ssa.MakeClosure:
		return f.closure(v)
	}
	n := f.newValue(v)
	f.memo[v] = n
	f.nameOf(n, v)
	return n
}

func (f *funcBuilder) phiValue(phi *ssa.Phi) NodeID {
	id := f.node(Node{Op: OpPhi, Type: f.tt.index(phi.Type())})
	f.memo[phi] = id
	var args []NodeID
	var ways []Way
	for i, e := range phi.Edges {
		pred := phi.Block().Preds[i]
		n := f.alternative(f.edgeState(phi, e, pred), e, pred, phi.Block())
		if n != id {
			ways = append(ways, Way{Arg: int32(len(args)), From: int32(pred.Index)})
			args = append(args, n)
		}
	}
	f.out.Nodes[id].Args = args
	if f.tt.class(phi.Type()) != Scalar || isBool(phi.Type()) {
		f.merge(id, phi.Block(), ways)
	}
	f.setName(id, phi.Comment)
	return id
}

// edgeState is what comes to a phi from a block: constant text is looked for where it is given to the variable.
func (f *funcBuilder) edgeState(phi *ssa.Phi, e ssa.Value, pred *ssa.BasicBlock) NodeID {
	if c, ok := e.(*ssa.Const); ok && c.Value != nil {
		return f.constant(c, hint(pred, len(pred.Instrs)), phi.Comment)
	}
	return f.state(e, pred, len(pred.Instrs))
}

func (f *funcBuilder) newValue(v ssa.Value) NodeID {
	t := f.tt.index(v.Type())
	switch v := v.(type) {
	case *ssa.Const:
		return f.constant(v, token.NoPos, "")
	case *ssa.Parameter:
		for i, p := range f.fn.Params {
			if p == v {
				return f.node(Node{Op: OpParam, Type: t, A: int32(i)})
			}
		}
	case *ssa.FreeVar:
		for i, p := range f.fn.FreeVars {
			if p == v {
				return f.node(Node{Op: OpFreeVar, Type: t, A: int32(i)})
			}
		}
	case *ssa.Global:
		return f.node(Node{Op: OpGlobal, Type: t, Str: globalName(v)})
	case *ssa.Function:
		return f.node(Node{Op: OpFunc, Type: t, Str: f.symbol(v)})
	case *ssa.Alloc:
		n := Node{Op: OpAlloc, Type: t, Pos: f.pos(v.Pos())}
		if _, ok := deref(v.Type()).Underlying().(*types.Pointer); ok {
			n.B = 1
		}
		if arr, ok := deref(v.Type()).Underlying().(*types.Array); ok && isCharacter(arr.Elem()) {
			n.A = int32(min(arr.Len(), math.MaxInt32))
		}
		return f.node(n)
	case *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		return f.node(Node{Op: OpAlloc, Type: t, Pos: f.pos(v.Pos())})
	case *ssa.Call:
		return f.callValue(v)
	case *ssa.Extract:
		return f.extract(v)
	}
	return f.derivedValue(v)
}

// derivedValue handles the values that are made of others.
func (f *funcBuilder) derivedValue(v ssa.Value) NodeID {
	at, _ := v.(ssa.Instruction)
	switch v := v.(type) {
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			root, path := f.addr(v.X)
			n := f.selectAt(f.version(root, v.Block(), f.index[v]), path, v.Type(), v.X.Pos())
			if at, ok := v.X.(*ssa.IndexAddr); ok && direction(at.Index, 0) < 0 {
				n = f.backwards(n)
			}
			if local, ok := root.(*ssa.Alloc); ok && path == "" && f.out.Nodes[n].Op != OpConst {
				f.setName(n, local.Comment)
			}
			return n
		case token.ARROW:
			return f.selectPath(f.use(v.X, at), Elem+PathEnd, v.Type())
		case token.NOT:
			return f.test(v, v.Block(), 0)
		}
		return f.opaque(v.Type(), "operator")
	case *ssa.FieldAddr, *ssa.IndexAddr:
		root, path := f.addr(v)
		return f.selectAt(f.version(root, at.Block(), f.index[at]), path, v.Type(), v.Pos())
	case *ssa.Field:
		return f.selectAt(f.use(v.X, at), fieldElem(v.X.Type(), v.Field), v.Type(), v.Pos())
	case *ssa.Index:
		if isString(v.X.Type()) {
			return f.opaque(v.Type(), "byte of a string")
		}
		return f.selectPath(f.use(v.X, at), elemOf(v.Index), v.Type())
	case *ssa.Lookup:
		return f.lookup(v, v.Type())
	case *ssa.BinOp:
		return f.binOp(v)
	case *ssa.Slice:
		return f.slice(v, f.use(v.X, at))
	case *ssa.MakeInterface:
		return f.use(v.X, at)
	case *ssa.ChangeInterface:
		return f.use(v.X, at)
	case *ssa.SliceToArrayPointer:
		return f.use(v.X, at)
	case *ssa.TypeAssert:
		return f.asserted(v, v.AssertedType)
	case *ssa.ChangeType:
		return f.convert(v, v.X)
	case *ssa.Convert:
		return f.convert(v, v.X)
	case *ssa.MultiConvert:
		return f.convert(v, v.X)
	}
	return f.opaque(v.Type(), "unknown instruction")
}

// slice is a slice expression of x.
func (f *funcBuilder) slice(v *ssa.Slice, x NodeID) NodeID {
	if n, short := f.cutsShort(v); short {
		return f.node(Node{Op: OpCut, Type: f.tt.index(v.Type()), A: n, Args: []NodeID{x}, Pos: f.pos(v.Pos())})
	}
	if low := lowBound(v); low > 0 {
		return f.node(Node{Op: OpFrom, Type: f.tt.index(v.Type()), A: low, Args: []NodeID{x}})
	}
	if v.Low == nil || f.tt.class(v.X.Type()) == Text {
		return x
	}
	none := f.node(Node{Op: OpConst, Type: f.tt.index(v.Type()), A: int32(ConstNil)})
	return f.node(Node{Op: OpAppend, Type: f.tt.index(v.Type()), A: 1, Args: []NodeID{none, x}})
}

// constant is a constant that is used near a position, and given to a variable, if that has a name.
func (f *funcBuilder) constant(c *ssa.Const, near token.Pos, given string) NodeID {
	n := Node{Op: OpConst, Type: f.tt.index(c.Type()), A: int32(ConstNil)}
	if c.Value != nil {
		switch c.Value.Kind() {
		case constant.String:
			n.A, n.Str = int32(ConstString), constant.StringVal(c.Value)
			n.Pos, n.B, n.Name = f.literalAt(n.Str, near, given)
		case constant.Bool:
			n.A, n.Str = int32(ConstBool), c.Value.ExactString()
		default:
			n.A, n.Str = int32(ConstNumber), c.Value.ExactString()
		}
	}
	return f.node(n)
}

// binOp is a concatenation, flattened, or an operation on scalars.
func (f *funcBuilder) binOp(v *ssa.BinOp) NodeID {
	if isBool(v.Type()) {
		return f.test(v, v.Block(), 0)
	}
	if v.Op != token.ADD || !isString(v.Type()) {
		return f.opaque(v.Type(), "operator")
	}
	return f.node(Node{Op: OpConcat, Type: f.tt.index(v.Type()), Args: f.summands(v, nil), Pos: f.pos(v.Pos())})
}

// summands appends what a concatenation is made of, those of its summands that are themselves concatenations taken apart.
func (f *funcBuilder) summands(v *ssa.BinOp, parts []NodeID) []NodeID {
	for _, x := range []ssa.Value{v.X, v.Y} {
		inner, ok := x.(*ssa.BinOp)
		if ok && inner.Op == token.ADD && inner.Block() == v.Block() && onlyUse(inner) && !f.random {
			parts = f.summands(inner, parts) // Have: no node of its own, of which a long sum would have the square of its length.
			continue
		}
		n := f.use(x, v)
		if ok && f.out.Nodes[n].Op == OpConcat && inner.Block() == v.Block() && onlyUse(inner) {
			parts = append(parts, f.out.Nodes[n].Args...)
			continue
		}
		parts = append(parts, n)
	}
	return parts
}

func onlyUse(v ssa.Value) bool {
	refs := v.Referrers()
	return refs != nil && len(*refs) == 1
}

// convert passes the operand on; a conversion of a number to text is text that the number decides. A function keeps the
// named type that it is converted to, whose methods can be what is called.
func (f *funcBuilder) convert(v ssa.Instruction, x ssa.Value) NodeID {
	to := v.(ssa.Value).Type()
	if f.tt.class(x.Type()) == Scalar {
		n := f.use(x, v)
		if f.tt.class(to) == Scalar || f.tt.types[f.out.Nodes[n].Type].Class == Text {
			return n
		}
		return f.node(Node{Op: OpOpaque, Type: f.tt.index(x.Type()), Str: "number"})
	}
	n := f.use(x, v)
	named, ok := types.Unalias(to).(*types.Named)
	switch {
	case ok && named.Obj().Pkg() != nil && (!f.internal(named.Obj().Pkg()) || f.tt.class(to) == Code):
		return f.node(Node{Op: OpConvert, Type: f.tt.index(to), Str: model.TypeSymbol(named.Obj()), Args: []NodeID{n}, Pos: f.pos(v.Pos())})
	case hasMethods(to) || hasMethods(x.Type()): // Have: what is written of the value is another method's to say.
		return f.node(Node{Op: OpConvert, Type: f.tt.index(to), Args: []NodeID{n}, Pos: f.pos(v.Pos())})
	}
	return n
}

func hasMethods(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.NumMethods() > 0
}

// asserted passes the operand on unless the asserted type carries no text; it is kept then for those who ask what a number is made of.
func (f *funcBuilder) asserted(v *ssa.TypeAssert, to types.Type) NodeID {
	if f.tt.class(to) == Scalar {
		return f.node(Node{Op: OpOpaque, Type: f.tt.index(to), Str: "number", Args: []NodeID{f.use(v.X, v)}})
	}
	if types.Identical(to, types.Universe.Lookup("error").Type()) && !types.Identical(v.X.Type(), to) {
		return f.node(Node{Op: OpConvert, Type: f.tt.index(to), Args: []NodeID{f.use(v.X, v)}, Pos: f.pos(v.Pos())})
	}
	return f.use(v.X, v)
}

func (f *funcBuilder) lookup(v *ssa.Lookup, t types.Type) NodeID {
	if isString(v.X.Type()) {
		return f.opaque(t, "byte of a string")
	}
	return f.selectPath(f.use(v.X, v), elemOf(v.Index), t)
}

// closure is a function value with its captured variables, or a method bound to its receiver.
func (f *funcBuilder) closure(v *ssa.MakeClosure) NodeID {
	fn := v.Fn.(*ssa.Function)
	n := Node{Op: OpClosure, Type: f.tt.index(v.Type()), Str: f.symbol(fn), Pos: f.pos(v.Pos())}
	if fn.Synthetic != "" && fn.Parent() == nil {
		n.A = 1 // Have: a bound method wrapper; its one binding is the receiver.
	}
	// Captured variables can hold the closure itself, so the node is there before its bindings are.
	id := NodeID(len(f.out.Nodes))
	f.out.Nodes = append(f.out.Nodes, n)
	f.memo[v] = id
	args := make([]NodeID, 0, len(v.Bindings))
	for _, bind := range v.Bindings {
		args = append(args, f.captured(bind, v))
	}
	f.out.Nodes[id].Args = args
	return id
}

// lowBound returns the constant from which on a text is sliced to its end; 0 if it is sliced in another way.
func lowBound(v *ssa.Slice) int32 {
	c, ok := v.Low.(*ssa.Const)
	if !ok || v.High != nil || !isString(v.X.Type()) || c.Value == nil {
		return 0
	}
	if n, exact := constant.Int64Val(c.Value); exact && n > 0 && n < maxBound {
		return int32(n)
	}
	return 0
}

// maxBound is the bound of a slice that is kept.
const maxBound = 64
