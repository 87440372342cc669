package summary

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// addr returns the root of the object that v refers to, or the address that v is, and the path inside it.
func (f *funcBuilder) addr(v ssa.Value) (root ssa.Value, path string) {
	for depth := 0; ; depth++ {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v, path = x.X, FieldName(x.X.Type(), x.Field)+PathEnd+path
		case *ssa.Field:
			v, path = x.X, FieldName(x.X.Type(), x.Field)+PathEnd+path
		case *ssa.IndexAddr:
			v, path = x.X, elemOf(x.Index)+path
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return v, path
			}
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.TypeAssert:
			if x.CommaOk {
				return v, path
			}
			v = x.X
		case *ssa.Slice:
			if isString(x.X.Type()) {
				return v, path
			}
			v, path = x.X, shifted(x, path)
		case *ssa.Lookup:
			if x.CommaOk || isString(x.X.Type()) {
				return v, path
			}
			v, path = x.X, elemOf(x.Index)+path
		case *ssa.Extract:
			next, elem := extracted(x)
			if next == nil {
				return v, path
			}
			v, path = next, elem+path
		default:
			return v, path
		}
		if depth > 4*maxPath {
			return v, path
		}
	}
}

// shifted is a path inside a slice expression as a path of what is sliced: with a lower bound, its indexes are others.
func shifted(x *ssa.Slice, path string) string {
	if x.Low == nil || path == "" {
		return path
	}
	if first, rest := First(path); IsIndex(first) {
		return Elem + PathEnd + rest
	}
	return path
}

// extracted looks through the first component of a comma-ok form.
func extracted(x *ssa.Extract) (ssa.Value, string) {
	if x.Index != 0 {
		return nil, ""
	}
	switch t := x.Tuple.(type) {
	case *ssa.TypeAssert:
		return t.X, ""
	case *ssa.Lookup:
		return t.X, elemOf(t.Index)
	}
	return nil, ""
}
