package summary

import (
	"fmt"
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// conditions returns what is known when the condition c turned out to be want.
func (f *funcBuilder) conditions(c ssa.Value, want bool, depth int) factSet {
	if depth > maxPath {
		return nil
	}
	switch c := c.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return f.conditions(c.X, !want, depth+1)
		}
		if call := f.validity(c); call != nil && want {
			return succeeded(call)
		}
	case *ssa.BinOp:
		return f.comparison(c, want, depth)
	case *ssa.Phi:
		known, _ := f.joined(c, func(e ssa.Value, depth int) (factSet, bool) {
			if k, ok := e.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.Bool {
				return nil, constant.BoolVal(k.Value) == want
			}
			return f.conditions(e, want, depth), true
		}, depth)
		return known
	case *ssa.Parameter:
		return factSet{place{c, ""}: []clause{{test{kind: GuardWhen, other: c, want: wantBool(want)}}}}
	case *ssa.Call:
		return f.resultFacts(c, 0, wantBool(want))
	case *ssa.Lookup:
		if want {
			return f.fact(c.Index, test{kind: GuardKey, other: c.X, at: c})
		}
	case *ssa.Extract:
		switch t := c.Tuple.(type) {
		case *ssa.Call:
			return f.resultFacts(t, c.Index, wantBool(want))
		case *ssa.Lookup:
			switch {
			case want && c.Index == 1:
				return f.fact(t.Index, test{kind: GuardKey, other: t.X, at: t})
			case want:
				return f.fact(t.Index, test{kind: GuardKey, other: t.X, at: t})
			case c.Index == 1:
				return f.zeroFact(t)
			}
		case *ssa.TypeAssert:
			if !want && c.Index == 1 {
				return f.zeroFact(t)
			}
		}
	}
	return nil
}

// zeroFact: what a type assertion or a map gives that says no is a zero value.
func (f *funcBuilder) zeroFact(t ssa.Value) factSet {
	for _, ref := range *t.Referrers() {
		e, ok := ref.(*ssa.Extract)
		if !ok || e.Index != 0 {
			continue
		}
		if f.zeros[t] == nil {
			f.zeros[t] = ssa.NewConst(nil, e.Type())
		}
		return f.fact(e, test{kind: GuardEqual, other: f.zeros[t], at: e})
	}
	return nil
}

// conditionsAt and nilAt are conditions and nilConditions for a result, where the analysis did not run for want of branches.
func (f *funcBuilder) conditionsAt(v ssa.Value, want bool) factSet {
	f.facts.init(len(f.fn.Blocks))
	return f.conditions(v, want, 0)
}

func (f *funcBuilder) nilAt(v ssa.Value) factSet {
	f.facts.init(len(f.fn.Blocks))
	return f.nilConditions(v, true, 0)
}

func wantBool(b bool) Want {
	if b {
		return WantTrue
	}
	return WantFalse
}

// comparison is what x == y, x != y and the like tell of x and y.
func (f *funcBuilder) comparison(c *ssa.BinOp, want bool, depth int) factSet {
	equal := false
	switch c.Op {
	case token.EQL:
		equal = want
	case token.NEQ:
		equal = !want
	case token.GEQ, token.GTR, token.LSS:
		return f.found(c, want)
	default:
		return nil
	}
	x, y := c.X, c.Y
	if isNil(x) {
		x, y = y, x
	}
	if isNil(y) {
		if isError(x.Type()) {
			return f.nilConditions(x, equal, depth)
		}
		if isCallResult(x) {
			return f.conditions(x, !equal, depth+1) // a result that is not nil says yes
		}
		return f.chosen(x, y, equal, depth)
	}
	if isBool(x.Type()) {
		if k, ok := y.(*ssa.Const); ok && k.Value != nil {
			return f.conditions(x, constant.BoolVal(k.Value) == equal, depth+1)
		}
		return nil
	}
	known := f.chosen(x, y, equal, depth)
	if !isString(x.Type()) {
		return known.with(f.found(c, want))
	}
	if !equal {
		return known.with(f.presentKey(x, y)).with(f.presentKey(y, x))
	}
	out := f.fact(x, test{kind: GuardEqual, other: y, at: c})
	return known.with(out).with(f.fact(y, test{kind: GuardEqual, other: x, at: c}))
}

// presentKey: m[k] != "" holds only for keys of m.
func (f *funcBuilder) presentKey(x, y ssa.Value) factSet {
	k, ok := y.(*ssa.Const)
	if !ok || k.Value == nil || constant.StringVal(k.Value) != "" {
		return nil
	}
	switch l := x.(type) {
	case *ssa.Lookup:
		return f.fact(l.Index, test{kind: GuardKey, other: l.X, at: l})
	case *ssa.Extract:
		if t, ok := l.Tuple.(*ssa.Lookup); ok && l.Index == 0 {
			return f.fact(t.Index, test{kind: GuardKey, other: t.X, at: t})
		}
	}
	return nil
}

// found: an index function's result compared with 0 or -1 in the way that means "found".
func (f *funcBuilder) found(c *ssa.BinOp, want bool) factSet {
	call, ok := c.X.(*ssa.Call)
	k, isConst := c.Y.(*ssa.Const)
	if !ok || !isConst || k.Value == nil || k.Value.Kind() != constant.Int {
		return nil
	}
	n, _ := constant.Int64Val(k.Value)
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		if b.Name() != "len" || n != 0 || c.Op != token.EQL && c.Op != token.NEQ && c.Op != token.GTR {
			return nil
		}
		switch empty := (c.Op == token.EQL) == want; {
		case !isString(call.Call.Args[0].Type()):
			return f.filled(call.Call.Args[0], empty)
		case empty:
			return f.emptyFact(call)
		}
		return nil
	}
	positive := c.Op == token.GEQ && n == 0 || c.Op == token.GTR && n == -1 || c.Op == token.NEQ && n == -1
	negative := c.Op == token.LSS && n == 0 || c.Op == token.EQL && n == -1
	switch {
	case positive && want || negative && !want:
		return f.resultFacts(call, 0, WantTrue)
	case positive || negative:
		return f.resultFacts(call, 0, WantFalse)
	}
	return nil
}

// emptyFact: a text whose length is 0 is the empty one.
func (f *funcBuilder) emptyFact(length *ssa.Call) factSet {
	text := length.Call.Args[0]
	if f.zeros[length] == nil {
		f.zeros[length] = ssa.NewConst(constant.MakeString(""), text.Type())
	}
	return f.fact(text, test{kind: GuardEqual, other: f.zeros[length], at: length})
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// nilConditions returns what is known when the error v is nil, or is not.
func (f *funcBuilder) nilConditions(v ssa.Value, isNilNow bool, depth int) factSet {
	if depth > maxPath {
		return nil
	}
	want := WantNotNil
	if isNilNow {
		want = WantNil
	}
	switch v := v.(type) {
	case *ssa.Call:
		return f.resultFacts(v, 0, want)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return f.resultFacts(call, v.Index, want)
		}
	case *ssa.Phi:
		known, _ := f.joined(v, func(e ssa.Value, depth int) (factSet, bool) {
			if isNil(e) {
				return nil, isNilNow
			}
			if mi, ok := e.(*ssa.MakeInterface); ok && mi != nil {
				return nil, !isNilNow
			}
			return f.nilConditions(e, isNilNow, depth), true
		}, depth)
		return known
	}
	return nil
}

// resultFacts: the outcome of a call may tell of each of its arguments.
func (f *funcBuilder) resultFacts(call *ssa.Call, res int, want Want) factSet {
	com := call.Common()
	if _, builtin := com.Value.(*ssa.Builtin); builtin && !com.IsInvoke() {
		return nil
	}
	args, _, _ := arguments(com)
	var out factSet
	if last := com.Signature().Results().Len() - 1; res == last && (want == WantNil || want == WantTrue && last > 0) {
		out = succeeded(call)
	}
	for i, a := range args {
		if closure, ok := a.(*ssa.MakeClosure); ok && com.StaticCallee() != nil {
			out = out.with(f.capturedFacts(closure, test{kind: GuardResult, at: call, arg: i, res: res, want: want}))
		}
		if f.tt.class(a.Type()) == Scalar || f.tt.class(a.Type()) == Code {
			continue
		}
		if k, ok := a.(*ssa.Const); ok && k != nil {
			continue
		}
		out = out.with(f.fact(a, test{kind: GuardResult, at: call, arg: i, res: res, want: want}))
	}
	return out
}

// capturedFacts says of the variables that a closure captures that t holds for them: the closure decides it.
func (f *funcBuilder) capturedFacts(closure *ssa.MakeClosure, t test) factSet {
	out := factSet{}
	for i, b := range closure.Bindings {
		if f.tt.class(deref(b.Type())) != Scalar {
			t.free = i + 1
			out[f.placeOf(b)] = []clause{{t}}
		}
	}
	return out
}

// fact says that t holds for v, and for what v is but for case and surrounding space.
func (f *funcBuilder) fact(v ssa.Value, t test) factSet {
	if f.tt.class(v.Type()) == Scalar {
		return nil
	}
	out := factSet{f.placeOf(v): []clause{{t}}}
	for range maxPath {
		call, ok := v.(*ssa.Call)
		if !ok {
			break
		}
		obj := f.calleeObject(call.Common())
		if obj == nil || f.internal(obj.Pkg()) || len(call.Common().Args) == 0 {
			break
		}
		same := slices.ContainsFunc(f.in.Models.Lookup(model.Func, model.Symbol(obj)), func(e model.Entry) bool { return e.Role == model.Same })
		if !same {
			break
		}
		v = call.Common().Args[0]
		out[f.placeOf(v)] = []clause{{t}}
	}
	return out
}

// guardNode wraps n into guard nodes, one a clause.
func (f *funcBuilder) guardNode(n NodeID, cs []clause, path string, mode int32) NodeID {
	for _, c := range cs {
		g := f.clauseGuard(c)
		if g < 0 {
			continue
		}
		n = f.node(Node{Op: OpGuard, Type: f.out.Nodes[n].Type, A: g, B: mode, Str: path, Args: []NodeID{n}})
	}
	return n
}

// clauseGuard returns the guard of a clause; -1 while it is being made, which only a condition on itself asks for.
func (f *funcBuilder) clauseGuard(c clause) int32 {
	var any []int32
	for _, t := range c {
		g := f.guard(t)
		if g < 0 {
			return -1
		}
		any = append(any, g)
	}
	if len(any) == 1 {
		return any[0]
	}
	return f.addGuard(Guard{Kind: GuardAny, Any: any})
}

func (f *funcBuilder) guard(t test) int32 {
	if g, ok := f.tests[t]; ok {
		return g
	}
	f.tests[t] = -1
	g := Guard{Kind: t.kind, Arg: int32(t.arg), Res: int32(t.res), Want: t.want, Free: int32(t.free)}
	switch t.kind {
	case GuardResult:
		g.Call = f.call(t.at.(ssa.CallInstruction))
	case GuardWhen:
		g.Node = f.value(t.other)
	default:
		g.Node = f.state(t.other, t.at.Block(), f.index[t.at])
	}
	f.tests[t] = f.addGuard(g)
	return f.tests[t]
}

func (f *funcBuilder) addGuard(g Guard) int32 {
	k := fmt.Sprint(g)
	if i, ok := f.guards[k]; ok {
		return i
	}
	i := int32(len(f.out.Guards))
	f.out.Guards = append(f.out.Guards, g)
	f.guards[k] = i
	return i
}

// outer is how a Fact names the parameter or captured variable that a value is; false if it is neither.
func (f *funcBuilder) outer(root ssa.Value) (int32, bool) {
	if v, ok := root.(*ssa.FreeVar); ok {
		return int32(CapturedParam(slices.Index(f.fn.FreeVars, v))), true
	}
	i := f.paramIndex(root)
	return int32(i), i >= 0
}

// exported turns what is known into facts of parameters and captured variables, which is what callers can use.
func (f *funcBuilder) exported(in factSet) []Fact {
	var places []place
	for p := range in {
		if _, ok := f.outer(p.root); ok {
			places = append(places, p)
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.root != b.root {
			return f.order(a.root) - f.order(b.root)
		}
		return strings.Compare(a.path, b.path)
	})
	var out []Fact
	for _, p := range places {
		param, _ := f.outer(p.root)
		for _, c := range in[p] {
			if g := f.clauseGuard(c); g >= 0 {
				out = append(out, Fact{Param: param, Path: p.path, Guard: g})
			}
		}
	}
	slices.SortFunc(out, func(a, b Fact) int {
		if a.Param != b.Param {
			return int(a.Param - b.Param)
		}
		if a.Path != b.Path {
			return strings.Compare(a.Path, b.Path)
		}
		return int(a.Guard - b.Guard)
	})
	return out
}
