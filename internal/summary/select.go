package summary

import (
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// selectPath selects a path of an object. What is stored there in the versions at hand is left to the linker, but
// versions that do not touch the path are skipped, so that equal reads are equal nodes.
func (f *funcBuilder) selectPath(n NodeID, path string, t types.Type) NodeID {
	return f.selectAt(n, path, t, token.NoPos)
}

// selectAt is selectPath for a read at a place, which is kept for the fields that a model speaks of.
func (f *funcBuilder) selectAt(n NodeID, path string, t types.Type, at token.Pos) NodeID {
	if path == "" {
		return n
	}
	n = f.skipDisjoint(n, path)
	elems := splitPath(path)
	for i, e := range elems {
		typ := int32(0)
		if i == len(elems)-1 {
			typ = f.tt.index(t)
		}
		sel := Node{Op: OpSelect, Type: typ, Str: e, Args: []NodeID{n}}
		if at.IsValid() && f.in.Models.Lookup(model.Field, strings.TrimSuffix(e, PathEnd)) != nil {
			sel.Pos = f.pos(at)
		}
		n = f.node(sel)
	}
	return n
}

func (f *funcBuilder) skipDisjoint(n NodeID, path string) NodeID {
	for f.out.Nodes[n].Op == OpStore && Disjoint(f.out.Nodes[n].Str, path) {
		n = f.out.Nodes[n].Args[0]
	}
	return n
}

func fieldElem(t types.Type, i int) string { return FieldName(t, i) + PathEnd }

// FieldName returns the path element of field i of the struct type t, or of the struct that t points to:
// "(pkg.T).Field", or "(struct).Field" for an unnamed struct type.
func FieldName(t types.Type, i int) string {
	t = types.Unalias(deref(t))
	st, ok := t.Underlying().(*types.Struct)
	if !ok || i >= st.NumFields() {
		return "(struct).?" // a field of a type parameter
	}
	name := st.Field(i).Name()
	if n, ok := t.(*types.Named); ok {
		return model.FieldSymbol(n, name)
	}
	return "(struct)." + name
}

// elemOf returns the path element of an index: exact for a constant one.
func elemOf(index ssa.Value) string {
	if c, ok := index.(*ssa.Const); ok && c.Value != nil {
		switch c.Value.Kind() {
		case constant.Int:
			return "[" + c.Value.ExactString() + "]" + PathEnd
		case constant.String:
			return KeyElem(constant.StringVal(c.Value))
		}
	}
	return Elem + PathEnd
}

// maxKey is the length of a map's key, in bytes, from which on an access path does not hold it.
const maxKey = 160

// KeyElem returns the path element of a map's element by its key: that of any element for a long one.
func KeyElem(key string) string {
	if len(key) >= maxKey {
		return Elem + PathEnd
	}
	return "[" + strconv.Quote(key) + "]" + PathEnd
}
