package summary

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

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
	u.segment = u.token && entries[0].Kind == "segment"
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
	raw   bool   // the text of the claims, which is not decoded yet
}

// uses follows what a call returns or fills through one function.
type uses struct {
	f       *funcBuilder
	call    *ssa.Call
	status  ssa.Value // the error or the boolean that tells whether the call succeeded; nil where it is dropped
	token   bool      // a token is decoded: its parts are recorded
	segment bool      // the call decodes what may be the text of claims
	decoded bool      // nothing more than that: who verifies it, and whether that fails, is told elsewhere
	seen    map[state]bool
	todo    []state
	loose   []Pos
	parts   []string
	handed  bool
	handled bool // what becomes of the status cannot be told
}

// start is how the results are before anything is done with them.
func (u *uses) start() state { return state{raw: u.segment} }

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
		u.add(u.call, u.start())
	case n == 1 || !fails && !modelled:
		return false
	}
	for _, ref := range *u.call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok {
			if ex.Index == n-1 && fails {
				u.status = ex
			} else {
				u.add(ex, u.start())
			}
		}
	}
	if u.status != nil {
		u.handled = u.unclear(u.status, 0)
	}
	return true
}

// filled follows the objects that a model says the call fills, or judges.
func (u *uses) filled(e model.Entry, out *Call) {
	args, _, _ := arguments(&u.call.Call)
	for _, o := range e.Out {
		n := o.N
		switch {
		case o.Kind == model.Recv:
			n = 0
		case o.Kind != model.Arg:
			continue
		case out.HasRecv:
			n++
		}
		for ; n < len(args); n++ {
			root, _ := u.f.addr(args[n])
			switch root.(type) {
			case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Extract, *ssa.Call, *ssa.Parameter:
				u.add(root, u.start())
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
			if u.f.loaded(r) != nil {
				continue
			}
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
	if obj != nil && call.Call.IsInvoke() && obj.Name() == "Error" && isError(call.Call.Value.Type()) {
		return u.judgesText(call)
	}
	if obj == nil || u.f.internal(obj.Pkg()) {
		return true
	}
	res := call.Call.Signature().Results()
	return res.Len() == 1 && isBool(res.At(0).Type())
}

// judgesText tells whether something is decided by what an error says.
func (u *uses) judgesText(text *ssa.Call) bool {
	for _, ref := range *text.Referrers() {
		switch r := ref.(type) {
		case *ssa.BinOp:
			if r.Op == token.EQL || r.Op == token.NEQ {
				return true
			}
		case *ssa.Call:
			if res := r.Call.Signature().Results(); res.Len() == 1 && isBool(res.At(0).Type()) {
				return true
			}
		}
	}
	return false
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
