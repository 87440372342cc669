package conduct

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

type runKey struct {
	fn    *program.Fn
	frame *setup.Frame
	node  summary.NodeID
	wraps bool
}

// function returns what a function of the program does as a middleware.
func (j *Judge) function(v *setup.Value) []Effect {
	k := runKey{fn: v.Fn, frame: v.Frame, node: v.Node}
	if es, ok := j.runs[k]; ok {
		return es
	}
	j.runs[k] = nil
	j.m.Ask()
	var es []Effect
	if i := handlerParam(v.Fn); i >= 0 && returnsHandler(v.Fn) {
		es = j.decorator(v, int32(i))
	} else {
		es = j.runner(v, modeOf(j, v.Fn))
	}
	j.runs[k] = es
	return es
}

// wrapper returns what a closure around a handler does.
func (j *Judge) wrapper(v *setup.Value) []Effect {
	k := runKey{fn: v.Fn, frame: v.Frame, node: v.Node, wraps: true}
	if es, ok := j.runs[k]; ok {
		return es
	}
	j.runs[k] = nil
	es := j.runner(v, explicit)
	j.runs[k] = es
	return es
}

// handlerParam is the index of the parameter that is the next handler; -1 if there is none.
func handlerParam(fn *program.Fn) int {
	for i := len(fn.Params) - 1; i >= 0; i-- {
		if i == 0 && fn.HasRecv {
			continue
		}
		if isHandler(&fn.Pkg.Types[fn.Params[i].Type]) {
			return i
		}
	}
	return -1
}

func isHandler(t *summary.Type) bool {
	return t.Class == summary.Code || t.Name == "net/http.Handler" || strings.HasSuffix(t.Name, ".Handler") || strings.HasSuffix(t.Name, ".HandlerFunc")
}

// returnsHandler tells whether a function returns one value, which can be a handler.
func returnsHandler(fn *program.Fn) bool {
	for _, r := range fn.Returns {
		if len(r.Values) != 1 {
			return false
		}
		t := fn.Type(r.Values[0])
		if t.Class != summary.Code && t.Class != summary.Mixed {
			return false
		}
		if t.Name == "error" {
			return false
		}
	}
	return len(fn.Returns) > 0
}

// modeOf says how a function of a chain passes the request on: in frameworks that can stop a chain, it goes on unless it is
// stopped.
func modeOf(j *Judge, fn *program.Fn) mode {
	for _, p := range fn.Params {
		if name := fn.Pkg.Types[p.Type].Name; name != "" && j.stoppable(name) {
			return implicit
		}
	}
	if fn.HasRecv && len(fn.Params) == 1 {
		return implicit // Have: a method of a controller, which is handed nothing that it could call.
	}
	return explicit
}

// stoppable tells whether a type has a method that stops a chain, or is said to be of one that goes on until an answer is written.
func (j *Judge) stoppable(typ string) bool {
	stops := func(e model.Entry) bool { return e.Kind == model.Abort }
	return slices.ContainsFunc(j.p.Models.Wiring(model.Func, "(*"+typ+").Abort"), stops) ||
		slices.ContainsFunc(append(j.embedded(typ), typ), func(t string) bool { return slices.ContainsFunc(j.p.Models.Wiring(model.Type, t), stops) })
}

// decorator returns what a function does that makes a handler around the next one.
func (j *Judge) decorator(v *setup.Value, param int32) []Effect {
	made, f := j.m.Wrap(v, param)
	if made == nil {
		return byName(v.Text)
	}
	var out []Effect
	bare := false
	made.Each(func(r *setup.Value) {
		var es []Effect
		switch r.Kind {
		case setup.Next:
			bare = true
			return
		case setup.Func:
			known := false
			if es, known = j.modelled(r); !known && r.Fn != nil {
				es = j.runner(r, explicit)
			}
		case setup.Object:
			if h := j.m.Method(r, "ServeHTTP"); h != nil && h.Fn != nil {
				es = j.runner(h, explicit)
			}
		case setup.Made:
			es, _ = j.modelled(r)
			for _, in := range j.around(r) {
				es = append(es, j.value(in)...)
			}
		}
		out = merge(out, es)
	})
	_ = f
	if bare {
		for i := range out {
			if out[i].Verdict == Yes {
				out[i].Verdict = Conditional
			}
		}
	}
	return out
}

// around are the functions of the program that a function of another module was handed to make a handler, other than the
// next one.
func (j *Judge) around(v *setup.Value) []*setup.Value {
	var out []*setup.Value
	c := &v.Frame.Fn.Calls[v.Call]
	for _, a := range c.Args {
		if v.Frame.Fn.Type(a).Class != summary.Code {
			continue
		}
		j.m.Eval(v.Frame, a, "").Each(func(x *setup.Value) {
			if x.Kind == setup.Func && x.Fn != nil {
				out = append(out, x)
			}
		})
	}
	return out
}

// merge adds effects to others; of one layer the stronger one counts.
func merge(out, es []Effect) []Effect {
	for _, e := range es {
		i := slices.IndexFunc(out, func(o Effect) bool { return o.Layer == e.Layer })
		if i < 0 {
			out = append(out, e)
			continue
		}
		out[i].Verdict = max(out[i].Verdict, e.Verdict)
	}
	return out
}

// runner returns what a function does that is run with a request.
func (j *Judge) runner(v *setup.Value, m mode) []Effect {
	f := j.m.Enter(v)
	if f == nil {
		return nil
	}
	o := j.analyse(f, m, 0)
	var out []Effect
	for _, l := range Layers {
		if v := o.layers[l]; v != No {
			out = append(out, Effect{Layer: l, Verdict: v})
		}
	}
	if out == nil && !o.passes && m == explicit && j.of(f.Fn, 1).stops {
		return nil
	}
	return merge(out, j.side(f))
}

// callsNext tells whether a call is one of the next handler: of what the function was made with, or of its own parameter.
func (j *Judge) callsNext(f *setup.Frame, c *summary.Call) bool {
	switch c.Kind {
	case summary.Invoke:
		return (strings.HasSuffix(c.Callee, ".ServeHTTP") || c.Internal && route.Generated(f.Fn) && route.HandsRequest(f.Fn, c)) && j.next(f, c.Args[0])
	case summary.Static:
		return strings.HasSuffix(c.Callee, ").ServeHTTP") && len(c.Args) == 3 && j.next(f, c.Args[0])
	}
	if !route.CallsHandler(f.Fn, c) {
		return false
	}
	if f.Fn.Nodes[c.Fn].Op == summary.OpParam {
		return true
	}
	return j.next(f, c.Fn)
}

// next tells whether a value is a handler that the function was made with.
func (j *Judge) next(f *setup.Frame, n summary.NodeID) bool {
	v := j.m.Eval(f, n, "")
	if v == nil {
		return false
	}
	is := false
	v.Each(func(a *setup.Value) {
		switch a.Kind {
		case setup.Next, setup.Made, setup.Object, setup.Global, setup.Input, setup.Unknown:
			is = true
		case setup.Func:
			is = is || (a.Fn == nil || a.Fn.Parent != f.Fn.Name) && !j.handsOn(f) && !j.holdsNext(a, 0)
		}
	})
	return is
}

// maxHeld is how deeply closures are looked into for the next handler.
const maxHeld = 4

// holdsNext tells whether a closure was made with the next handler, or with one that was: then what it does before it calls that
// counts, as where middleware of a program's own type is adapted to that of a library.
func (j *Judge) holdsNext(v *setup.Value, depth int) bool {
	if v.Kind != setup.Func || v.Fn == nil || depth > maxHeld {
		return false
	}
	return slices.ContainsFunc(j.m.Captured(v), func(c *setup.Value) bool {
		return c != nil && c.Has(func(a *setup.Value) bool { return a.Kind == setup.Next || j.holdsNext(a, depth+1) })
	})
}

// handsOn tells whether a function calls the next handler that it was handed by who made the chain: then another function that it
// was made with is none, such as one that checks the request and returns an error.
func (j *Judge) handsOn(f *setup.Frame) bool {
	if on, ok := j.onward[f]; ok {
		return on
	}
	j.onward[f] = false
	for i := range f.Fn.Calls {
		c := &f.Fn.Calls[i]
		n := c.Fn
		if c.Kind != summary.Dynamic {
			if !strings.HasSuffix(c.Callee, ".ServeHTTP") || len(c.Args) == 0 {
				continue
			}
			n = c.Args[0]
		}
		if v := j.m.Eval(f, n, ""); v != nil {
			v.Each(func(a *setup.Value) { j.onward[f] = j.onward[f] || a.Kind == setup.Next })
		}
	}
	return j.onward[f]
}

// Handler returns what a handler itself checks before it does its work.
func (j *Judge) Handler(r *route.Route) []Effect {
	v := r.Handler.Value
	if v == nil || v.Kind != setup.Func || v.Fn == nil {
		return nil
	}
	if es, ok := j.inside[v.Fn]; ok {
		return es
	}
	j.inside[v.Fn] = nil
	f := j.m.Enter(v)
	if f == nil {
		return nil
	}
	o := j.analyse(f, handler, 0)
	t := j.of(v.Fn, maxTraits)
	login := t.issues && !t.kept || o.login // Have: where one gets a credential, whoever one is.
	var out []Effect
	for _, l := range []Layer{Auth, Authz} {
		if v := o.layers[l]; v != No && !login {
			out = append(out, Effect{Layer: l, Verdict: v})
		}
	}
	for _, l := range j.of(v.Fn, 1).inside {
		if l == BodyLimit || l == Validation {
			out = append(out, Effect{Layer: l, Verdict: Yes})
		}
	}
	j.inside[v.Fn] = out
	return out
}

// embedded are the types that a struct type embeds.
func (j *Judge) embedded(typ string) []string {
	st, _ := j.p.Struct(typ)
	return st.EmbeddedTypes()
}
