package route

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// generated tells whether a value is a function in generated code.
func generated(v *setup.Value) bool {
	return v.Kind == setup.Func && v.Fn != nil && Generated(v.Fn)
}

// Generated tells whether a function stands in a file that says it is generated.
func Generated(fn *program.Fn) bool { return program.Place{Fn: fn, Pos: fn.Pos}.Generated() }

// behind takes a handler in generated code apart: such code decodes the request and hands it on to a method that someone wrote,
// through the middleware that it was made with. nil where that is not seen.
func (b *builder) behind(v *setup.Value, at *entry, depth int) []*resolved {
	if b.taking[v.Fn] > maxNested {
		return nil
	}
	f := b.m.Enter(v)
	if f == nil {
		return nil
	}
	b.taking[v.Fn]++
	defer func() { b.taking[v.Fn]-- }()
	b.m.Ask()
	g := &adapter{b: b, f: f, at: at, depth: depth, maybe: b.sometimes(f)}
	for i := range f.Fn.Calls {
		g.call(int32(i))
	}
	if len(g.out) == 0 {
		g.closures()
	}
	if len(g.out) == 0 {
		return nil
	}
	var before []*use
	if b.decides(f.Fn) {
		before = append(before, &use{value: v, at: at.at, seq: at.seq, conds: at.conds, wraps: true})
	}
	if g.direct {
		before = append(before, g.called...)
	}
	for _, r := range g.out {
		r.inner = r.inner || g.inner
		for _, u := range r.uses {
			u.maybe = u.maybe || g.maybe[u.value.Text] || u.value.Fn != nil && g.maybe[u.value.Fn.Parent]
		}
		r.uses = append(slices.Clone(before), r.uses...)
	}
	return g.out
}

// adapter looks for what a generated handler hands its request on to.
type adapter struct {
	b      *builder
	f      *setup.Frame
	at     *entry
	depth  int
	out    []*resolved
	called []*use // functions that are called with the request on the way
	inner  bool
	direct bool // a method that someone wrote is called by the handler itself
	maybe  map[string]bool
}

// call looks at one call.
func (g *adapter) call(i int32) {
	fn := g.f.Fn
	c := &fn.Calls[i]
	g.inner = g.inner || g.b.is(c.Callee, model.Inner)
	if c.Kind == summary.Dynamic && fn.HasRecv && fn.Nodes[c.Fn].Op == summary.OpParam && fn.Nodes[c.Fn].A == 0 {
		g.itself(g.b.m.Eval(g.f, c.Fn, ""))
		return
	}
	if !HandsRequest(fn, c) {
		return
	}
	switch {
	case c.Kind != summary.Dynamic && strings.HasSuffix(c.Callee, ").ServeHTTP") && !c.Internal:
		g.value(g.b.m.Eval(g.f, c.Args[0], ""))
	case c.Kind == summary.Static && !c.Internal || c.Kind == summary.Invoke && g.remote(i):
		g.calls(i)
	case c.Kind == summary.Static:
		g.through(i)
	case c.Kind == summary.Dynamic:
		g.value(g.b.m.Eval(g.f, c.Fn, ""))
	case c.Kind == summary.Invoke:
		ts := g.b.m.Targets(g.f, i)
		for _, t := range ts {
			g.method(t, len(ts) == 1)
		}
	}
}

// itself notes a function whose type has a method that does nothing but call it.
func (g *adapter) itself(v *setup.Value) {
	v.Each(func(a *setup.Value) {
		if a.Kind != setup.Func || a.Fn == nil {
			return
		}
		plain := *a
		plain.Type = ""
		g.direct = true
		g.out = append(g.out, g.b.resolve(&plain, g.at, g.depth+1)...)
	})
}

// through looks into another function of generated code that is handed the request.
func (g *adapter) through(i int32) {
	for _, t := range g.b.m.Targets(g.f, i) {
		if !generated(t) || g.b.taking[t.Fn] > maxNested {
			continue
		}
		in := g.b.m.Child(g.f, i, t)
		if in == nil {
			continue
		}
		g.b.taking[t.Fn]++
		sub := &adapter{b: g.b, f: in, at: g.at, depth: g.depth + 1, maybe: g.b.sometimes(in)}
		for j := range in.Fn.Calls {
			sub.call(int32(j))
		}
		g.b.taking[t.Fn]--
		g.out, g.called = append(g.out, sub.out...), append(g.called, sub.called...)
		g.direct, g.inner = g.direct || sub.direct, g.inner || sub.inner
	}
}

// remote tells whether a call is one of a remote procedure.
func (g *adapter) remote(i int32) bool { return g.b.is(g.f.Fn.Calls[i].Callee, model.Remote) }

// calls notes the remote procedure that a call of another module's function is of: a method of the program, if it serves that
// procedure itself.
func (g *adapter) calls(i int32) {
	b := g.b
	for _, e := range b.p.Models.Wiring(model.Func, g.f.Fn.Calls[i].Callee) {
		if e.Kind != model.Remote {
			continue
		}
		for _, v := range b.m.Named(g.f, i, nil, &e, "path") {
			for _, path := range v.Texts() {
				g.direct = true
				g.out = append(g.out, b.served(path))
			}
		}
	}
}

// served is the remote procedure of a path, with the middleware of the server that it is registered on.
func (b *builder) served(path string) *resolved {
	for _, r := range b.order {
		for _, e := range r.routes {
			if !slices.Equal(e.methods, []string{"RPC"}) || !slices.Contains(e.paths, path) {
				continue
			}
			out := &resolved{handler: e.handler, name: e.name}
			for _, u := range r.chain(1 << 30) {
				if u.only == "" || (u.only == "stream") == e.stream {
					behind := *u
					behind.only, behind.calls = "", path
					out.uses = append(out.uses, &behind)
				}
			}
			return out
		}
	}
	return &resolved{name: path}
}

// method notes a method that is called through an interface: of generated code, what it is around. only says that there is
// no other that it could be.
func (g *adapter) method(t *setup.Value, only bool) {
	if t.Fn == nil || t.Recv == nil && !only || t.Recv != nil && t.Recv.Frame.Within(g.f) {
		return
	}
	if generated(t) {
		if rs := g.b.behind(t, g.at, g.depth+1); rs != nil {
			g.direct = true
			g.out = append(g.out, rs...)
			return
		}
	}
	g.direct = true
	g.out = append(g.out, &resolved{handler: t})
}

// value notes a function value that is called: a closure of the generated code, what middleware made of one, or middleware
// that is called in its turn.
func (g *adapter) value(v *setup.Value) {
	v.Each(func(a *setup.Value) {
		if a.Kind != setup.Func && a.Kind != setup.Made || a.Kind == setup.Func && a.Fn == nil {
			return
		}
		if a.Frame.Within(g.f) {
			g.out = append(g.out, g.b.resolve(a, g.at, g.depth+1)...)
			return
		}
		g.called = append(g.called, &use{value: a, at: g.at.at, seq: g.at.seq, conds: g.at.conds, maybe: g.maybe[a.Text]})
	})
}

// closures looks into the closures that the handler makes and hands to code that is not seen.
func (g *adapter) closures() {
	for n := range g.f.Fn.Nodes {
		if node := &g.f.Fn.Nodes[n]; node.Op == summary.OpClosure && node.A == 0 {
			v := g.b.m.Eval(g.f, summary.NodeID(n), "")
			if v == nil || v.Kind != setup.Func || v.Fn == nil {
				continue
			}
			g.out = append(g.out, g.b.behind(v, g.at, g.depth+1)...)
		}
	}
}

// HandsRequest tells whether a call is handed what was asked, and no error that is to be told.
func HandsRequest(fn *program.Fn, c *summary.Call) bool {
	asked := false
	for i, a := range c.Args {
		if i == 0 && c.HasRecv {
			continue
		}
		name := fn.Type(a).Name
		if name == "error" {
			return false
		}
		asked = asked || name == "context.Context" || RequestType(name) || filled(fn, a)
	}
	return asked
}

// filled tells whether an argument is an object that a call filled which was handed the request.
func filled(fn *program.Fn, a summary.NodeID) bool {
	for node := &fn.Nodes[a]; node.Op == summary.OpCallMod || node.Op == summary.OpGuard; node = &fn.Nodes[node.Args[0]] {
		if node.Op == summary.OpCallMod && PassesOn(fn, &fn.Calls[node.A]) {
			return true
		}
	}
	return false
}

// sometimes names the functions that are elements of a list in a frame under a condition only.
func (b *builder) sometimes(f *setup.Frame) map[string]bool {
	out := map[string]bool{}
	for n := range f.Fn.Nodes {
		node := &f.Fn.Nodes[n]
		if node.Op != summary.OpSelect || node.Str != summary.Elem+summary.PathEnd {
			continue
		}
		v := b.m.Eval(f, node.Args[0], "")
		if v == nil || v.Kind != setup.Alt {
			continue
		}
		count := map[string]int{}
		for _, p := range v.Parts {
			elems, _, _ := b.m.List(p)
			for _, e := range elems {
				if e != nil && e.Kind == setup.Func {
					count[e.Text]++
				}
			}
		}
		for name, times := range count {
			out[name] = out[name] || times < len(v.Parts)
		}
	}
	return out
}

// is tells whether a function of another module is of a kind.
func (b *builder) is(symbol, kind string) bool {
	return symbol != "" && slices.ContainsFunc(b.p.Models.Wiring(model.Func, symbol), func(e model.Entry) bool { return e.Kind == kind })
}

// asksInner tells whether a handler runs the middleware that is there for those that ask for it.
func (b *builder) asksInner(v *setup.Value) bool {
	return v != nil && v.Fn != nil && slices.ContainsFunc(v.Fn.Calls, func(c summary.Call) bool { return b.is(c.Callee, model.Inner) })
}

// decides tells whether a function checks itself who asks.
func (b *builder) decides(fn *program.Fn) bool {
	return slices.ContainsFunc(fn.Calls, func(c summary.Call) bool {
		return slices.ContainsFunc(b.p.Models.Wiring(model.Func, c.Callee), func(e model.Entry) bool { return e.Kind == model.Proof && e.Word() == "verify" })
	})
}
