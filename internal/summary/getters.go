package summary

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apivet/apivet/internal/model"
)

// first is the first one of the calls that read the same part of a request, by receiver and constant arguments: what was checked of its
// result is checked of that of the others. v itself if it is none of several.
func (f *funcBuilder) first(v ssa.Value) ssa.Value {
	switch x := v.(type) {
	case *ssa.Call:
		if c := f.repeated()[x]; c != nil {
			return c
		}
	case *ssa.Extract:
		call, ok := x.Tuple.(*ssa.Call)
		if !ok || f.repeated()[call] == nil {
			return v
		}
		for _, ref := range *f.repeated()[call].Referrers() {
			if e, ok := ref.(*ssa.Extract); ok && e.Index == x.Index {
				return e
			}
		}
	}
	return v
}

// repeated returns, for each call that reads what an earlier one has read, that one.
func (f *funcBuilder) repeated() map[*ssa.Call]*ssa.Call {
	if f.again != nil {
		return f.again
	}
	f.again = map[*ssa.Call]*ssa.Call{}
	ids, seen := map[ssa.Value]int{}, map[string][]*ssa.Call{}
	for _, blk := range f.fn.Blocks {
		for _, instr := range blk.Instrs {
			c, ok := instr.(*ssa.Call)
			if !ok || !f.getter(c) {
				continue
			}
			k := f.readKey(c, ids)
			if i := slices.IndexFunc(seen[k], func(d *ssa.Call) bool { return f.precedes(d, c) && !f.changedBetween(d, c) }); i >= 0 {
				f.again[c] = seen[k][i]
				continue
			}
			seen[k] = append(seen[k], c)
		}
	}
	return f.again
}

// streams are beginnings of the names of methods that return something else each time.
var streams = []string{"Read", "Recv", "Receive", "Next", "Scan"}

// getter tells whether a call reads a part of a request, or of what another getter returns, and changes nothing.
func (f *funcBuilder) getter(c *ssa.Call) bool {
	callee := f.calleeObject(&c.Call)
	if callee == nil || f.internal(callee.Pkg()) || slices.ContainsFunc(streams, func(s string) bool { return strings.HasPrefix(callee.Name(), s) }) {
		return false
	}
	entries := f.in.Models.Lookup(model.Func, model.Symbol(callee))
	args, _, _ := arguments(&c.Call)
	hasRecv := c.Call.IsInvoke() || c.Call.Signature().Recv() != nil
	reads := false
	for _, e := range entries {
		switch {
		case slices.ContainsFunc(e.Out, func(i model.Index) bool { return i.Kind != model.Result }):
			return false
		case e.Role == model.Source && e.Kind == "request":
			reads = true
		case e.Role == model.Propagate && len(args) > 0 && hasRecv:
			reads = reads || f.ofRequest(args[0])
		case e.Role != model.Named && e.Role != model.Carried:
			return false
		}
	}
	return reads
}

// ofRequest tells whether a value is a part of a request, or what a getter returned.
func (f *funcBuilder) ofRequest(v ssa.Value) bool {
	root, path := f.addr(v)
	if c, ok := root.(*ssa.Call); ok {
		return f.getter(c)
	}
	named, ok := types.Unalias(deref(root.Type())).(*types.Named)
	return ok && path != "" && f.in.Models.Request(model.TypeSymbol(named.Obj()))
}

// readKey says what a getter reads: equal for equal callees and arguments.
func (f *funcBuilder) readKey(c *ssa.Call, ids map[ssa.Value]int) string {
	args, _, _ := arguments(&c.Call)
	var b strings.Builder
	b.WriteString(model.Symbol(f.calleeObject(&c.Call)))
	for _, a := range args {
		if k, ok := a.(*ssa.Const); ok {
			fmt.Fprintf(&b, " %s", k)
			continue
		}
		root, path := f.addr(a)
		if prev, ok := root.(*ssa.Call); ok && f.again[prev] != nil {
			root = f.again[prev]
		}
		if _, ok := ids[root]; !ok {
			ids[root] = len(ids)
		}
		fmt.Fprintf(&b, " #%d%q", ids[root], path)
	}
	return b.String()
}

// precedes tells whether a call runs before another one whenever that runs.
func (f *funcBuilder) precedes(a, b *ssa.Call) bool {
	if a.Block() == b.Block() {
		return f.index[a] < f.index[b]
	}
	return a.Block().Dominates(b.Block())
}

// changedBetween tells whether the object that two calls read can be changed between them: by a store, or by a call that gets it.
func (f *funcBuilder) changedBetween(a, b *ssa.Call) bool {
	from, to := point{a.Block(), f.index[a]}, point{b.Block(), f.index[b]}
	args, _, _ := arguments(&a.Call)
	for _, arg := range args {
		root, _ := f.addr(arg)
		o := f.mem.roots[root]
		if o == nil {
			continue
		}
		for _, mods := range o.mods {
			if slices.ContainsFunc(mods, func(m *mod) bool { return m.at != a && leads(m.point(), to, from) }) {
				return true
			}
		}
	}
	return false
}
