package summary

import (
	"go/types"

	"github.com/apivet/apivet/internal/model"
)

// typeTable interns the types of a package's nodes.
type typeTable struct {
	types   []Type
	byType  map[types.Type]int32
	byValue map[Type]int32
	classes map[types.Type]Class
	// hidden are the struct types that no symbol names, as Type.Fields counts them.
	hidden []*types.Struct
	order  map[*types.Struct]int32
}

func newTypeTable() *typeTable {
	t := &typeTable{
		byType:  map[types.Type]int32{},
		byValue: map[Type]int32{},
		classes: map[types.Type]Class{},
		order:   map[*types.Struct]int32{},
	}
	t.types = append(t.types, Type{})
	t.byValue[Type{}] = 0
	return t
}

// index returns the index of t in the table.
func (tt *typeTable) index(t types.Type) int32 {
	if t == nil {
		return 0
	}
	if i, ok := tt.byType[t]; ok {
		return i
	}
	v := Type{Class: tt.class(t)}
	v.Name, v.Pointer = typeName(t)
	v.Fields = tt.fields(t, v)
	v.Bytes = isByteArray(t)
	if v.Name == "" && v.Class == Mixed {
		tt.byType[t] = 0 // a type that contains itself ends here
		v.Elem = tt.index(elemType(t))
	}
	i, ok := tt.byValue[v]
	if !ok {
		i = int32(len(tt.types))
		tt.types = append(tt.types, v)
		tt.byValue[v] = i
	}
	tt.byType[t] = i
	return i
}

// fields numbers the struct types that no symbol names; 0 is any other type.
func (tt *typeTable) fields(t types.Type, v Type) int32 {
	if v.Class != Mixed || v.Name == "" && v.Pointer {
		return 0
	}
	for {
		p, ok := types.Unalias(t).(*types.Pointer)
		if !ok {
			break
		}
		t = p.Elem()
	}
	t = types.Unalias(t)
	if n, ok := t.(*types.Named); ok && (n.Obj().Pkg() == nil || n.Obj().Parent() == nil || n.Obj().Parent() == n.Obj().Pkg().Scope()) {
		return 0
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return 0
	}
	if tt.order[st] == 0 {
		tt.hidden = append(tt.hidden, st)
		tt.order[st] = int32(len(tt.hidden))
	}
	return tt.order[st]
}

// typeName returns the symbol of a named type or of the named type a pointer points to; "" for others.
func typeName(t types.Type) (name string, pointer bool) {
	t = types.Unalias(t)
	for {
		p, ok := t.(*types.Pointer)
		if !ok {
			break
		}
		pointer = true
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return model.TypeSymbol(n.Obj()), pointer
	}
	return "", pointer
}

// isByteArray tells whether t is an array of bytes, or a pointer to one.
func isByteArray(t types.Type) bool {
	a, ok := types.Unalias(deref(t)).Underlying().(*types.Array)
	if !ok {
		return false
	}
	b, ok := a.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// elemType returns the type of a container's elements; nil of what is none.
func elemType(t types.Type) types.Type {
	switch u := types.Unalias(t).Underlying().(type) {
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	case *types.Chan:
		return u.Elem()
	case *types.Pointer:
		return u.Elem()
	}
	return nil
}

// class returns what a value of type t can carry.
func (tt *typeTable) class(t types.Type) Class {
	if c, ok := tt.classes[t]; ok {
		return c
	}
	tt.classes[t] = Scalar // a type that contains itself adds nothing
	c := tt.classOf(t)
	tt.classes[t] = c
	return c
}

func (tt *typeTable) classOf(t types.Type) Class {
	switch u := types.Unalias(t).Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString != 0 || u.Kind() == types.UntypedNil || u.Kind() == types.UnsafePointer {
			return Text
		}
		return Scalar
	case *types.Slice:
		if b, ok := u.Elem().Underlying().(*types.Basic); ok && (b.Kind() == types.Byte || b.Kind() == types.Rune) {
			return Text
		}
		return tt.inside(u.Elem())
	case *types.Array:
		// Bytes of a named type are an id, such as a UUID; others are a buffer or a digest.
		if b, ok := u.Elem().Underlying().(*types.Basic); ok && b.Kind() == types.Byte && types.Unalias(t) == u {
			return Text
		}
		return tt.inside(u.Elem())
	case *types.Pointer:
		return tt.inside(u.Elem())
	case *types.Chan:
		return tt.inside(u.Elem())
	case *types.Map:
		return max2(tt.inside(u.Key()), tt.inside(u.Elem()))
	case *types.Struct:
		for f := range u.Fields() {
			if tt.class(f.Type()) != Scalar {
				return Mixed
			}
		}
		return Scalar
	case *types.Signature:
		return Code
	}
	return Mixed
}

// inside is the class of a container of t: mixed unless its content carries nothing.
func (tt *typeTable) inside(t types.Type) Class {
	if tt.class(t) == Scalar {
		return Scalar
	}
	return Mixed
}

func max2(a, b Class) Class {
	if a == Scalar {
		return b
	}
	return a
}
