package summary

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
)

// empty records a comparison with the empty text, or of the length, of a value that can be a secret.
func (f *funcBuilder) empty(op *ssa.BinOp) {
	switch op.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return
	}
	for _, pair := range [2][2]ssa.Value{{op.X, op.Y}, {op.Y, op.X}} {
		x := pair[0]
		k, ok := pair[1].(*ssa.Const)
		if !ok || k.Value == nil {
			continue
		}
		if call, ok := x.(*ssa.Call); ok && k.Value.Kind() == constant.Int {
			b, builtin := call.Call.Value.(*ssa.Builtin)
			if !builtin || b.Name() != "len" || len(call.Call.Args) != 1 {
				continue
			}
			x = call.Call.Args[0]
		} else if k.Value.Kind() != constant.String || constant.StringVal(k.Value) != "" {
			continue
		}
		if f.guardedSecret(x, 0) {
			f.out.Empties = append(f.out.Empties, f.use(x, op))
		}
	}
}

// guardedSecret tells whether v is a setting that is read, or a variable or field whose name says that it is a secret.
func (f *funcBuilder) guardedSecret(v ssa.Value, depth int) bool {
	if depth > maxPath {
		return false
	}
	names := f.in.Models.Secrets
	switch v := v.(type) {
	case *ssa.Call:
		obj := f.calleeObject(&v.Call)
		return obj != nil && slices.ContainsFunc(f.in.Models.Lookup(model.Func, model.Symbol(obj)), func(e model.Entry) bool { return e.Role == model.Named && e.Kind == "env" })
	case *ssa.Extract:
		return f.guardedSecret(v.Tuple, depth+1)
	case *ssa.Convert:
		return f.guardedSecret(v.X, depth+1)
	case *ssa.UnOp:
		return v.Op == token.MUL && f.guardedSecret(v.X, depth+1)
	case *ssa.FieldAddr:
		return names.Name(fieldName(v.X.Type(), v.Field)) != secret.None
	case *ssa.Field:
		return names.Name(fieldName(v.X.Type(), v.Field)) != secret.None
	case *ssa.Global:
		return names.Name(v.Name()) != secret.None
	case *ssa.Alloc:
		return names.Name(v.Comment) != secret.None || slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			return ok && st.Addr == v && f.guardedSecret(st.Val, depth+1)
		})
	case *ssa.FreeVar:
		return names.Name(v.Name()) != secret.None
	case *ssa.Parameter:
		return names.Name(v.Name()) != secret.None
	case *ssa.Phi:
		return names.Name(v.Comment) != secret.None
	}
	return false
}

// fieldName is the bare name of field i of the struct type t, or of the struct that t points to.
func fieldName(t types.Type, i int) string {
	name := FieldName(t, i)
	return name[strings.LastIndexByte(name, '.')+1:]
}
