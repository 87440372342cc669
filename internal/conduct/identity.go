package conduct

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// Reading is a place at which a handler reads who asks, as an earlier function of the chain left it.
type Reading struct {
	Key string // see program.Fn.KeyOf
	At  program.Place
	// Tested: what is read is looked at before it is used.
	Tested bool
}

// Readings lists where a handler, or a function that it calls, reads who asks.
func (j *Judge) Readings(r *route.Route) []Reading {
	fn := handlerFn(r)
	if fn == nil {
		return nil
	}
	var out []Reading
	j.eachCall(fn, maxTraits-1, map[*program.Fn]bool{}, func(in *program.Fn, i int32) {
		c := &in.Calls[i]
		var keys []summary.NodeID
		for _, e := range j.p.Models.Lookup(model.Func, c.Callee) {
			if e.Role == model.KeyedGet && len(e.In) > 0 {
				keys = append(keys, indexed(c, e.In[len(e.In)-1]))
			}
		}
		for _, e := range j.p.Models.Wiring(model.Func, c.Callee) {
			if name, ok := e.Arg("name"); ok && e.Kind == model.Identity {
				if n := indexed(c, name); !slices.Contains(keys, n) {
					keys = append(keys, n)
				}
			}
		}
		s := j.slicer(nil, in)
		for _, k := range s.readKeys(i) {
			if int(k) < len(c.Args) {
				keys = append(keys, c.Args[k])
			}
		}
		for _, n := range keys {
			if key := in.KeyOf(n); key != "" && j.identity(in, n) && len(j.p.Kept(key)) > 0 {
				out = append(out, Reading{Key: key, At: program.Place{Fn: in, Pos: c.Pos}, Tested: s.testsCall(i)})
			}
		}
	})
	return out
}

// testsCall tells whether a branch of the function tests what a call returns.
func (s *slicer) testsCall(call int32) bool {
	for i := range s.fn.Blocks {
		if t := s.fn.Blocks[i].Test; t != 0 && slices.Contains(s.test(t).calls, call) {
			return true
		}
	}
	return false
}

// eachCall calls f for each call of a function, of the closures in it and of the functions of the program that it calls.
func (j *Judge) eachCall(fn *program.Fn, depth int, seen map[*program.Fn]bool, f func(*program.Fn, int32)) {
	if seen[fn] {
		return
	}
	seen[fn] = true
	for i := range fn.Calls {
		f(fn, int32(i))
		if depth == 0 {
			continue
		}
		targets := j.p.Callees(program.Site{Fn: fn, Call: int32(i)})
		if len(targets) > maxTargets {
			continue
		}
		for _, t := range targets {
			if t.Fn != nil {
				j.eachCall(t.Fn, depth-1, seen, f)
			}
		}
	}
	for n := range fn.Nodes {
		if node := &fn.Nodes[n]; node.Op == summary.OpClosure && node.A == 0 {
			if in := j.p.Func(node.Str); in != nil {
				j.eachCall(in, depth, seen, f)
			}
		}
	}
}

// Keeps lists the keys under which a middleware, or a function that it calls, keeps something for the handlers after it.
func (j *Judge) Keeps(m *route.Middleware) []string {
	var out []string
	for _, fn := range j.functions(m.Value) {
		j.eachCall(fn, maxTraits-1, map[*program.Fn]bool{}, func(in *program.Fn, i int32) {
			c := &in.Calls[i]
			for _, e := range j.p.Models.Lookup(model.Func, c.Callee) {
				if e.Role != model.KeyedSet || len(e.In) < 2 {
					continue
				}
				if key := in.KeyOf(indexed(c, e.In[0])); key != "" && !slices.Contains(out, key) {
					out = append(out, key)
				}
			}
		})
	}
	slices.Sort(out)
	return out
}

// functions are the functions of the program that a value can be, or that are run where it is an object.
func (j *Judge) functions(v *setup.Value) []*program.Fn {
	var out []*program.Fn
	v.Each(func(a *setup.Value) {
		switch {
		case a.Kind == setup.Func && a.Fn != nil:
			out = append(out, a.Fn)
		case a.Kind == setup.Object:
			for _, name := range []string{"ServeHTTP", "WrapUnary", "Handle", "Intercept", "Handler", "Middleware"} {
				if h := j.m.Method(a, name); h != nil && h.Fn != nil {
					out = append(out, h.Fn)
				}
			}
		case a.Of != nil:
			out = append(out, j.functions(a.Of)...)
		}
	})
	return out
}

// Opaque tells whether nothing is known of what a middleware does: its code is not there, and no model speaks of it.
func (j *Judge) Opaque(m *route.Middleware) bool {
	if len(m.Layer) > 0 {
		return false
	}
	opaque := false
	m.Value.Each(func(v *setup.Value) {
		if v.Kind == setup.Nil {
			return
		}
		if _, known := j.modelled(v); !known && len(j.functions(v)) == 0 {
			opaque = true
		}
	})
	return opaque || m.Value == nil
}

// Verifies tells whether a handler, or a function that it calls, checks a credential: a password, a code, a signature.
func (j *Judge) Verifies(r *route.Route) bool {
	fn := handlerFn(r)
	return fn != nil && j.of(fn, maxTraits).checked
}

// Hashes tells whether a handler, or a function that it calls, makes the hash under which a password is kept.
func (j *Judge) Hashes(r *route.Route) bool {
	fn := handlerFn(r)
	if fn == nil {
		return false
	}
	found := false
	j.eachCall(fn, maxTraits-1, map[*program.Fn]bool{}, func(in *program.Fn, i int32) {
		hashes, password := false, false
		for _, e := range j.p.Models.Lookup(model.Func, in.Calls[i].Callee) {
			hashes = hashes || e.Role == model.Sanitize && e.Kind == "hash"
			password = password || e.Role == model.Sink && e.Kind == "secret/password"
		}
		found = found || hashes && password
	})
	return found
}

// Issues tells whether a handler, or a function that it calls, makes a signed token.
func (j *Judge) Issues(r *route.Route) bool {
	fn := handlerFn(r)
	if fn == nil {
		return false
	}
	found := false
	j.eachCall(fn, maxTraits-1, map[*program.Fn]bool{}, func(in *program.Fn, i int32) {
		for _, e := range j.p.Models.Lookup(model.Func, in.Calls[i].Callee) {
			found = found || e.Role == model.Token && (e.Kind == "signs" || e.Kind == "sign")
		}
	})
	return found
}

// Presence tells whether a handler reads a credential that the client sent, whatever it does with it.
func (j *Judge) Presence(r *route.Route) bool {
	fn := handlerFn(r)
	return fn != nil && j.of(fn, maxTraits).raw
}

func handlerFn(r *route.Route) *program.Fn {
	if v := r.Handler.Value; v != nil && v.Kind == setup.Func {
		return v.Fn
	}
	return nil
}

// isOwn tells whether a value is what a function was handed, such as its receiver, or a part of it.
func isOwn(fn *program.Fn, n summary.NodeID) bool {
	for {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpGuard, summary.OpConvert, summary.OpSelect, summary.OpCallMod:
			n = node.Args[0]
			continue
		case summary.OpParam:
			return true
		}
		return false
	}
}

// holdsIdentity tells whether what the program keeps in a field, an element of an access path, is made of a credential that was checked, or is nothing.
func (j *Judge) holdsIdentity(field string) bool {
	return settle(j, j.holding, field, func() bool { return j.tellAll(j.p.FieldStores(field)) })
}

// settle answers a question that can lead to itself, which counts as no meanwhile.
func settle[K comparable](j *Judge, memo map[K]bool, k K, ask func() bool) bool {
	if v, ok := memo[k]; ok {
		j.met = j.met || j.open[any(k)]
		return v
	}
	memo[k], j.open[any(k)] = false, true
	j.asking++
	v := ask()
	memo[k] = v
	delete(j.open, any(k))
	j.settled(func() { delete(memo, k) })
	return v
}

// settled notes that a question is answered. Where one that was open was met on the way, what was answered meanwhile rests on half an
// answer, and is asked again.
func (j *Judge) settled(drop func()) {
	if j.asking--; j.asking > 0 {
		j.doubts = append(j.doubts, drop)
		return
	}
	if j.met {
		for _, drop := range j.doubts {
			drop()
		}
	}
	j.doubts, j.met = j.doubts[:0], false
}

// tellAll tells whether each of several values is made so, or is a constant, and one is no constant.
func (j *Judge) tellAll(stores []program.Ref) bool {
	if len(stores) > maxHolding {
		return false
	}
	some := false
	for _, st := range stores {
		if st.Fn.Nodes[st.Node].Op == summary.OpConst {
			continue
		}
		if !j.tells(st) {
			return false
		}
		some = true
	}
	return some
}

// maxHolding is the number of stores to a field that are looked at.
const maxHolding = 8
