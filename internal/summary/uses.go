package summary

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// known tells whether the call is known to have succeeded before an instruction.
func (u *uses) known(at ssa.Instruction) bool {
	_, ok := u.f.factsAt(at.Block(), u.f.index[at])[place{u.call, donePath}]
	return ok
}

// after tells whether an instruction runs after the call whenever it runs.
func (u *uses) after(at ssa.Instruction) bool {
	if at.Block() == u.call.Block() {
		return u.f.index[at] > u.f.index[u.call]
	}
	return u.call.Block().Dominates(at.Block())
}

// follow looks at what is done with a value.
func (u *uses) follow(s state) {
	refs := s.v.Referrers()
	if refs == nil {
		return
	}
	for _, ref := range *refs {
		if ref == ssa.Instruction(u.call) || !u.after(ref) {
			continue
		}
		at := s
		at.known = s.known || u.known(ref)
		if !at.known || u.token {
			u.use(at, ref)
		}
	}
}

func (u *uses) use(s state, ref ssa.Instruction) {
	switch r := ref.(type) {
	case *ssa.DebugRef, *ssa.RunDefers:
	case *ssa.FieldAddr:
		u.field(s, r, r.X.Type(), r.Field)
	case *ssa.Field:
		u.field(s, r, r.X.Type(), r.Field)
	case *ssa.Lookup:
		if r.X == s.v {
			s.part = keyPart(r.Index, s.part)
			u.add(r, s)
		} else {
			u.found(r, s)
		}
	case *ssa.Extract:
		if _, call := r.Tuple.(*ssa.Call); call || r.Index == 0 {
			u.add(r, s)
		}
	case *ssa.Phi:
		for i, e := range r.Edges {
			pred := r.Block().Preds[i]
			if e != s.v {
				continue
			}
			at := s
			if _, ok := u.f.edgeFacts(pred, r.Block())[place{u.call, donePath}]; ok {
				at.known = true
			}
			if !at.known || u.token {
				u.add(r, at)
			}
		}
	case *ssa.BinOp:
		u.binOp(s, r)
	case *ssa.Store:
		u.store(s, r)
	case *ssa.Return:
		u.returned(s, r)
	case ssa.CallInstruction:
		u.called(s, r)
	case *ssa.MakeClosure:
		u.handled = true // what the closure does with it is not followed
		u.found(r, s)
	case ssa.Value:
		u.add(r, s)
	default:
		u.found(ref, s)
	}
}

// keyPart is the part of a result that a look-up with a constant key reads.
func keyPart(index ssa.Value, part string) string {
	if elem := strings.TrimSuffix(elemOf(index), PathEnd); strings.HasPrefix(elem, `["`) {
		if key, err := strconv.Unquote(elem[1 : len(elem)-1]); err == nil {
			return key
		}
	}
	return part
}

func (u *uses) field(s state, v ssa.Value, t types.Type, field int) {
	switch u.f.tokenField(t, field) {
	case "valid", "method", "header":
		return
	}
	st, _ := types.Unalias(deref(t)).Underlying().(*types.Struct)
	name := FieldName(t, field)
	// Have: s.part is the first field on the way that is neither embedded nor holds all claims.
	if s.part == "" && st != nil && field < st.NumFields() && !st.Field(field).Embedded() && !strings.HasSuffix(name, ".Claims") {
		s.part = name
	}
	u.add(v, s)
}

func (u *uses) binOp(s state, r *ssa.BinOp) {
	switch r.Op {
	case token.EQL, token.NEQ, token.LSS, token.GTR, token.LEQ, token.GEQ:
		if !isNil(r.X) && !isNil(r.Y) {
			u.found(r, s)
		}
	default:
		u.add(r, s)
	}
}

func (u *uses) store(s state, r *ssa.Store) {
	if r.Val != s.v {
		return // something is put into it
	}
	root, path := u.f.addr(r.Addr)
	if s.raw && path != "" {
		return // Have: bytes that are kept as such.
	}
	if load := u.f.loaded(r); load != nil {
		u.add(load, s)
		return
	}
	if a, ok := root.(*ssa.Alloc); ok {
		u.add(a, s)
		return
	}
	u.found(r, s)
}

// returned: results that are returned with the status are the callers' to judge.
func (u *uses) returned(s state, r *ssa.Return) {
	for _, v := range r.Results {
		if v != s.v && u.tells(u.f.settled(v), 0) {
			u.handed = u.handed || !s.known && !u.decoded
			u.part(s.part)
			return
		}
		if u.decoded && isError(v.Type()) && !isNil(v) {
			u.handed = true // with the error of what verifies the token
		}
	}
	if !u.f.fails(r) {
		u.found(r, s)
	}
}

// tells tells whether a value says whether the call succeeded: the status, what wraps it, or the field that says so.
func (u *uses) tells(v ssa.Value, depth int) bool {
	if depth > maxPath {
		return false
	}
	if v == u.status || u.f.validity(v) == u.call {
		return true
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return u.tells(e, depth+1) })
	case *ssa.Call:
		args, _, _ := arguments(&v.Call)
		return isError(v.Type()) && slices.ContainsFunc(args, func(a ssa.Value) bool { return u.tells(a, depth+1) })
	case *ssa.MakeInterface:
		return u.tells(v.X, depth+1)
	case *ssa.ChangeInterface:
		return u.tells(v.X, depth+1)
	case *ssa.BinOp:
		return u.tells(v.X, depth+1) || u.tells(v.Y, depth+1)
	case *ssa.UnOp:
		return v.Op == token.NOT && u.tells(v.X, depth+1)
	}
	return false
}

// called: a call uses what it gets, unless it writes a log, formats, or asks for the claim that it is named after.
func (u *uses) called(s state, r ssa.CallInstruction) {
	com := r.Common()
	if _, builtin := com.Value.(*ssa.Builtin); builtin && !com.IsInvoke() {
		if v, ok := r.(ssa.Value); ok {
			u.add(v, s)
		}
		return
	}
	if dst := u.writes(com); len(dst) > 0 {
		u.written(s, dst, r)
		return
	}
	if u.quiet(com) {
		if v, ok := r.(ssa.Value); ok && (u.f.tt.class(v.Type()) == Text || u.token && !isError(v.Type())) {
			u.add(v, s)
		}
		return
	}
	if u.decodes(s, r) {
		return
	}
	if obj := u.f.calleeObject(com); obj != nil && (com.IsInvoke() || obj.Type().(*types.Signature).Recv() != nil) {
		for _, e := range u.f.in.Models.Lookup(model.Func, model.Symbol(obj)) {
			if e.Role == model.Token {
				u.part(e.Symbol)
				if e.Kind == "validates" || strings.HasPrefix(e.Kind, "verify/") {
					return
				}
				s.part = e.Symbol
			}
		}
	}
	u.found(r, s)
}

// decodes follows the objects that a call fills with what it decodes of the value, and tells whether there are any.
func (u *uses) decodes(s state, r ssa.CallInstruction) bool {
	obj := u.f.calleeObject(r.Common())
	if obj == nil {
		return false
	}
	args, _, _ := arguments(r.Common())
	found := false
	for _, e := range u.f.in.Models.Lookup(model.Func, model.Symbol(obj)) {
		for _, o := range e.Out {
			n := o.N
			if obj.Type().(*types.Signature).Recv() != nil {
				n++
			}
			if v, ok := r.(ssa.Value); ok && e.Role == model.Decode && o.Kind == model.Result && r.Common().Signature().Results().Len() == 1 {
				u.add(v, s) // Have: a decoder, which is asked later.
				found = true
				continue
			}
			if e.Role != model.Decode || o.Kind != model.Arg || n >= len(args) {
				continue
			}
			s.raw = false
			if root, _ := u.f.addr(args[n]); root != nil && root.Referrers() != nil {
				u.add(root, s)
				found = true
			}
		}
	}
	return found
}

// writes returns the objects that a call which formats text, or passes it on, writes it to; of one that writes a log, none.
func (u *uses) writes(com *ssa.CallCommon) []ssa.Value {
	obj := u.f.calleeObject(com)
	if obj == nil {
		return nil
	}
	args, _, _ := arguments(com)
	var out []ssa.Value
	for _, e := range u.f.in.Models.Lookup(model.Func, model.Symbol(obj)) {
		if e.Role == model.Sink && strings.HasPrefix(e.Kind, "log/") {
			return nil
		}
		for _, o := range e.Out {
			n := o.N
			switch {
			case o.Kind == model.Recv:
				n = 0
			case o.Kind == model.Arg && obj.Type().(*types.Signature).Recv() != nil:
				n++
			}
			if (e.Role == model.Text || e.Role == model.Propagate) && o.Kind != model.Result && n < len(args) {
				out = append(out, args[n])
			}
		}
	}
	return out
}

// written: text that is written to a local object is followed there, such as one to be logged; to a package variable it is
// a log by itself (os.Stderr); to another one, such as a response, it is used.
func (u *uses) written(s state, dst []ssa.Value, r ssa.CallInstruction) {
	for _, d := range dst {
		switch root, _ := u.f.addr(d); root := root.(type) {
		case *ssa.Global:
		case *ssa.Alloc:
			u.add(root, s)
		default:
			u.found(r, s)
		}
	}
}

// quiet tells whether a call only formats or logs what it gets.
func (u *uses) quiet(com *ssa.CallCommon) bool {
	obj := u.f.calleeObject(com)
	if obj == nil {
		return false
	}
	return slices.ContainsFunc(u.f.in.Models.Lookup(model.Func, model.Symbol(obj)), func(e model.Entry) bool {
		return e.Role == model.Text || e.Role == model.Propagate || e.Role == model.Same || e.Role == model.Sink && (strings.HasPrefix(e.Kind, "log/") || strings.HasPrefix(e.Kind, "stdout/"))
	})
}

// found records a use.
func (u *uses) found(at ssa.Instruction, s state) {
	if _, returned := at.(*ssa.Return); s.raw && (!returned || u.f.tt.class(s.v.Type()) != Text) {
		return // Have: bytes that are never taken for claims.
	}
	u.part(s.part)
	if p := u.f.pos(useAt(at, s.v)); !s.known && p.File != 0 && !slices.Contains(u.loose, p) {
		u.loose = append(u.loose, p)
	}
}

// useAt is the position of a use: of a branch, which has none, that of what it asks for.
func useAt(at ssa.Instruction, v ssa.Value) token.Pos {
	if _, branch := at.(*ssa.If); !branch {
		return at.Pos()
	}
	if load, ok := v.(*ssa.UnOp); ok && !load.Pos().IsValid() {
		return load.X.Pos()
	}
	return v.Pos()
}

func (u *uses) part(name string) {
	if i, found := slices.BinarySearch(u.parts, name); !found && u.token {
		u.parts = slices.Insert(u.parts, i, name)
	}
}
