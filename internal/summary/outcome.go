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

// outcomes records, for each call that can fail, what is done with its results although it may have failed.
func (f *funcBuilder) outcomes() {
	for _, blk := range f.fn.Blocks {
		for _, instr := range blk.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if i, recorded := f.calls[call]; recorded {
				f.outcome(call, &f.out.Calls[i])
			}
		}
	}
}

// maxLoose is the number of places of loose uses that are kept of one call.
const maxLoose = 3

func (f *funcBuilder) outcome(call *ssa.Call, out *Call) {
	var entries []model.Entry
	if obj := f.calleeObject(&call.Call); obj != nil {
		entries = slices.DeleteFunc(slices.Clone(f.in.Models.Lookup(model.Func, model.Symbol(obj))), func(e model.Entry) bool {
			return e.Role != model.Token || e.Kind != "unverified" && e.Kind != "segment" && !strings.HasPrefix(e.Kind, "verify/")
		})
	}
	if len(entries) == 0 && !out.Internal && out.Callee != "" {
		return
	}
	u := &uses{f: f, call: call, seen: map[state]bool{}}
	u.token = len(entries) > 0
	u.decoded = u.token && entries[0].Kind == "unverified"
	if !u.results(len(entries) > 0) {
		return
	}
	for _, e := range entries {
		u.filled(e, out)
	}
	for len(u.todo) > 0 {
		s := u.todo[len(u.todo)-1]
		u.todo = u.todo[:len(u.todo)-1]
		u.follow(s)
	}
	slices.SortFunc(u.loose, comparePos)
	u.loose = slices.Compact(u.loose)
	out.Parts, out.Handed = u.parts, u.handed
	if !u.handled {
		out.Loose = u.loose[:min(len(u.loose), maxLoose)]
	}
}

// state is a value that holds something of a call's results.
type state struct {
	v     ssa.Value
	part  string // the part that was read of the results to get there
	known bool   // the call was known to have succeeded on the way
}

// uses follows what a call returns or fills through one function.
type uses struct {
	f       *funcBuilder
	call    *ssa.Call
	status  ssa.Value // the error or the boolean that tells whether the call succeeded; nil where it is dropped
	token   bool      // a token is decoded: its parts are recorded
	decoded bool      // nothing more than that: who verifies it, and whether that fails, is told elsewhere
	seen    map[state]bool
	todo    []state
	loose   []Pos
	parts   []string
	handed  bool
	handled bool // what becomes of the status cannot be told
}

func (u *uses) add(v ssa.Value, s state) {
	s.v = v
	if !u.seen[s] {
		u.seen[s] = true
		u.todo = append(u.todo, s)
	}
}

// results begins with the call's results, and tells whether there is something to follow.
func (u *uses) results(modelled bool) bool {
	res := u.call.Call.Signature().Results()
	n := res.Len()
	if n == 0 {
		return false
	}
	last := res.At(n - 1).Type()
	fails := isError(last) || isBool(last) && n > 1
	switch {
	case n == 1 && fails:
		u.status = u.call
		if !modelled {
			return false
		}
	case n == 1 && modelled:
		u.add(u.call, state{})
	case n == 1 || !fails && !modelled:
		return false
	}
	for _, ref := range *u.call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok {
			if ex.Index == n-1 && fails {
				u.status = ex
			} else {
				u.add(ex, state{})
			}
		}
	}
	if u.status != nil {
		u.handled = u.unclear(u.status, 0)
	}
	return true
}

// filled follows the objects that a model says the call fills.
func (u *uses) filled(e model.Entry, out *Call) {
	args, _, _ := arguments(&u.call.Call)
	for _, o := range e.Out {
		if o.Kind != model.Arg {
			continue
		}
		n := o.N
		if out.HasRecv {
			n++
		}
		for ; n < len(args); n++ {
			root, _ := u.f.addr(args[n])
			if a, ok := root.(*ssa.Alloc); ok {
				u.add(a, state{})
			}
			if !o.Variadic {
				break
			}
		}
	}
}

// unclear tells whether a status is kept or judged in a way that is not followed: then nothing is said of the call.
func (u *uses) unclear(v ssa.Value, depth int) bool {
	if depth > maxPath {
		return true
	}
	for _, ref := range *v.Referrers() {
		switch r := ref.(type) {
		case *ssa.DebugRef, *ssa.BinOp, *ssa.Return, *ssa.If, *ssa.UnOp:
		case *ssa.MakeInterface, *ssa.ChangeInterface:
			if u.unclear(r.(ssa.Value), depth+1) {
				return true
			}
		case *ssa.Store:
			if a, ok := r.Addr.(*ssa.IndexAddr); !ok || !isVarargs(a.X) || u.judgesVarargs(a.X) {
				return true
			}
		case *ssa.Phi:
			if len(*r.Referrers()) == 0 || onlyReturned(r) {
				continue
			}
			return true
		case *ssa.MapUpdate:
		case *ssa.Call:
			if u.judges(r) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

func onlyReturned(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref.(type) {
		case *ssa.Return, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

func isVarargs(v ssa.Value) bool {
	a, ok := v.(*ssa.Alloc)
	return ok && a.Comment == "varargs"
}

// judges tells whether a call that gets a status decides something by it: one of the program, or one that returns a boolean.
func (u *uses) judges(call *ssa.Call) bool {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && !call.Call.IsInvoke() {
		return b.Name() == "panic"
	}
	obj := u.f.calleeObject(&call.Call)
	if obj == nil || u.f.internal(obj.Pkg()) {
		return true
	}
	res := call.Call.Signature().Results()
	return res.Len() == 1 && isBool(res.At(0).Type())
}

func (u *uses) judgesVarargs(arr ssa.Value) bool {
	for _, ref := range *arr.Referrers() {
		sl, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, r := range *sl.Referrers() {
			if call, ok := r.(*ssa.Call); !ok || u.judges(call) && !u.quiet(&call.Call) {
				return true
			}
		}
	}
	return false
}

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
	root, _ := u.f.addr(r.Addr)
	if a, ok := root.(*ssa.Alloc); ok {
		u.add(a, s)
		return
	}
	u.found(r, s)
}

// returned: results that are returned with the status are the callers' to judge.
func (u *uses) returned(s state, r *ssa.Return) {
	for _, v := range r.Results {
		if v != s.v && u.tells(v, 0) {
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
	if u.quiet(com) {
		if v, ok := r.(ssa.Value); ok && (isString(v.Type()) || u.token && !isError(v.Type())) {
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
			if e.Role != model.Decode || o.Kind != model.Arg || n >= len(args) {
				continue
			}
			if root, _ := u.f.addr(args[n]); root != nil && root.Referrers() != nil {
				u.add(root, s)
				found = true
			}
		}
	}
	return found
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
	u.part(s.part)
	if p := u.f.pos(at.Pos()); !s.known && p.File != 0 && !slices.Contains(u.loose, p) {
		u.loose = append(u.loose, p)
	}
}

func (u *uses) part(name string) {
	if i, found := slices.BinarySearch(u.parts, name); !found && u.token {
		u.parts = slices.Insert(u.parts, i, name)
	}
}
