package summary

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Characters of a string, one by one: a loop that copies them copies the text, and a loop that lets only some pass
// filters it. A byte or rune of a string is the node of the string; where the instruction that uses it runs only for some
// characters, it is a scalar.

// character returns the string that a byte or rune value is taken from, looking through conversions, arithmetic with
// constants and calls of one argument (unicode.ToLower); nil if it is no character.
func (f *funcBuilder) character(v ssa.Value, depth int) ssa.Value {
	if depth > maxPath || !isCharacter(v.Type()) {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Lookup:
		if isString(v.X.Type()) && counts(v.Index, 0) {
			return v.X
		}
	case *ssa.Index:
		if isString(v.X.Type()) && counts(v.Index, 0) {
			return v.X
		}
	case *ssa.Extract:
		if n, ok := v.Tuple.(*ssa.Next); ok && n.IsString && v.Index == 2 {
			return n.Iter.(*ssa.Range).X
		}
	case *ssa.UnOp:
		if ia, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL && f.tt.class(ia.X.Type()) == Text && counts(ia.Index, 0) {
			return ia.X
		}
	case *ssa.Convert:
		return f.character(v.X, depth+1)
	case *ssa.BinOp:
		if _, ok := v.Y.(*ssa.Const); ok {
			return f.character(v.X, depth+1)
		}
	case *ssa.Call:
		if len(v.Call.Args) == 1 && !v.Call.IsInvoke() {
			return f.character(v.Call.Args[0], depth+1)
		}
	}
	return nil
}

// counts tells whether an index is fixed, or counts over the text; one that is drawn by chance, or computed from something else,
// picks characters of an alphabet.
func counts(index ssa.Value, depth int) bool {
	if depth > maxPath {
		return false
	}
	switch index := index.(type) {
	case *ssa.Const, *ssa.Phi, *ssa.Parameter:
		return true
	case *ssa.Extract:
		_, ok := index.Tuple.(*ssa.Next)
		return ok
	case *ssa.Convert:
		return counts(index.X, depth+1)
	case *ssa.BinOp:
		return (index.Op == token.ADD || index.Op == token.SUB) && counts(index.X, depth+1)
	case *ssa.Call:
		b, ok := index.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "len"
	}
	return false
}

func isCharacter(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && (b.Kind() == types.Byte || b.Kind() == types.Rune)
}

// copied returns the string whose characters v hands on at blk; nil if v is no character of a string, or only some of
// them get there.
func (f *funcBuilder) copied(v ssa.Value, blk *ssa.BasicBlock) ssa.Value {
	text := f.character(v, 0)
	if text == nil {
		return nil
	}
	for d := blk.Idom(); d != nil; d = d.Idom() {
		if c := branch(d); c != nil && f.mentions(c, text, 0) && avoidable(d, blk) {
			return nil
		}
	}
	return text
}

// mentions tells whether a condition is about a character of text.
func (f *funcBuilder) mentions(c, text ssa.Value, depth int) bool {
	if depth > maxPath {
		return false
	}
	if f.character(c, 0) == text {
		return true
	}
	switch c := c.(type) {
	case *ssa.BinOp:
		return f.mentions(c.X, text, depth+1) || f.mentions(c.Y, text, depth+1)
	case *ssa.UnOp:
		return c.Op != token.MUL && f.mentions(c.X, text, depth+1)
	case *ssa.Call:
		for _, a := range c.Call.Args {
			if f.mentions(a, text, depth+1) {
				return true
			}
		}
	case *ssa.Extract:
		return f.mentions(c.Tuple, text, depth+1)
	case *ssa.Lookup:
		return c.Index != nil && f.mentions(c.Index, text, depth+1)
	case *ssa.Convert:
		return f.mentions(c.X, text, depth+1)
	}
	return false
}

// avoidable tells whether there is a way from d to the end of the function, or around the loop back to d, that does not
// come by blk.
func avoidable(d, blk *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{blk: true}
	todo := append([]*ssa.BasicBlock{}, d.Succs...)
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if b == d {
			return true
		}
		if seen[b] {
			continue
		}
		seen[b] = true
		if len(b.Succs) == 0 {
			return true
		}
		todo = append(todo, b.Succs...)
	}
	return false
}

// maxShown is the number of characters up to which a part of a text is told apart from the text: a prefix to recognise a
// token by.
const maxShown = 8

// cutsShort returns how many characters a slice of a text leaves, if these are few: s[:4], s[2:6], s[len(s)-4:].
func (f *funcBuilder) cutsShort(v *ssa.Slice) (int32, bool) {
	if f.tt.class(v.X.Type()) != Text {
		return 0, false
	}
	low, lowKnown := constInt(v.Low)
	high, highKnown := constInt(v.High)
	n, known := int64(0), false
	switch {
	case v.High != nil:
		n, known = high-low, highKnown && lowKnown
	case v.Low != nil:
		n, known = fromEnd(v.Low)
	}
	return int32(n), known && n >= 0 && n <= maxShown
}

// fromEnd returns n of len(s)-n.
func fromEnd(v ssa.Value) (int64, bool) {
	sub, ok := v.(*ssa.BinOp)
	if !ok || sub.Op != token.SUB {
		return 0, false
	}
	call, ok := sub.X.(*ssa.Call)
	if !ok {
		return 0, false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	if !ok || b.Name() != "len" {
		return 0, false
	}
	return constInt(sub.Y)
}

// constInt returns the value of a constant; 0 for none.
func constInt(v ssa.Value) (int64, bool) {
	if v == nil {
		return 0, true
	}
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil {
		return 0, false
	}
	return c.Int64(), true
}

// byteLiteral is the text of a slice that is written as its bytes, such as []byte{0x13, 0x37}; 0 if v is none, or is written
// to afterwards.
func (f *funcBuilder) byteLiteral(v *ssa.Slice) NodeID {
	alloc, ok := v.X.(*ssa.Alloc)
	if !ok || alloc.Comment != "slicelit" || !isByteArray(alloc.Type()) || v.Low != nil || v.High != nil {
		return 0
	}
	text := make([]byte, deref(alloc.Type()).Underlying().(*types.Array).Len())
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Slice:
		case *ssa.IndexAddr:
			i, known := ref.Index.(*ssa.Const)
			c, stored := storedByte(ref)
			if !known || !stored || i.Int64() >= int64(len(text)) {
				return 0
			}
			text[i.Int64()] = c
		default:
			return 0
		}
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			return 0
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "copy" && ref.Call.Args[0] == v {
				return 0
			}
		}
	}
	return f.node(Node{Op: OpConst, Type: f.tt.index(v.Type()), A: int32(ConstString), Str: string(text), Pos: f.pos(alloc.Pos())})
}

// storedByte returns the constant that is stored at an address, once.
func storedByte(at *ssa.IndexAddr) (byte, bool) {
	refs := *at.Referrers()
	if len(refs) != 1 {
		return 0, false
	}
	st, ok := refs[0].(*ssa.Store)
	if !ok {
		return 0, false
	}
	c, ok := st.Val.(*ssa.Const)
	if !ok || c.Value == nil {
		return 0, false
	}
	return byte(c.Uint64()), true
}

// isZero tells whether a bound is the constant 0.
func isZero(v ssa.Value) bool {
	n, known := constInt(v)
	return known && n == 0
}
