package program

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// call follows a value that is an argument of a call: into functions of the program, and through modelled ones.
func (f *fates) call(m *made, call int32) {
	site := Site{m.fn, call}
	c := &m.fn.Calls[call]
	for i, a := range c.Args {
		if a != m.node {
			continue
		}
		for _, t := range f.p.Callees(site) {
			if t.Fn == nil {
				f.through(m, site, t.Symbol, int32(i))
				continue
			}
			param := ParamIndex(c, t, int32(i))
			if param < 0 && len(t.Fn.Params) > 0 {
				param = int32(len(t.Fn.Params) - 1)
			}
			if int(param) >= len(t.Fn.Params) || param < 0 {
				continue
			}
			name := t.Fn.Params[param].Name
			f.report(m, name, "", f.judge.Name(name), Place{m.fn, c.Pos})
			inner, ok := f.contexts.Push(m.ctx, site)
			for n := range t.Fn.Nodes {
				if ok && t.Fn.Nodes[n].Op == summary.OpParam && t.Fn.Nodes[n].A == param {
					f.push(&made{fn: t.Fn, node: summary.NodeID(n), path: m.path, from: m, note: "passed to " + ShortName(t.Symbol), at: Place{m.fn, c.Pos}, depth: m.depth + 1, ctx: inner})
				}
			}
		}
	}
}

// through follows a value through a function of another module.
func (f *fates) through(m *made, site Site, symbol string, arg int32) {
	c := &site.Fn.Calls[site.Call]
	entries := f.p.Models.Lookup(model.Func, symbol)
	if slices.ContainsFunc(entries, func(e model.Entry) bool { return f.judge.Ends(&e) }) {
		return
	}
	for _, e := range entries {
		takes := Takes(c, e, arg)
		for _, in := range e.In {
			n := int32(in.N)
			if c.HasRecv {
				n++
			}
			takes = takes || in.Variadic && in.Kind == model.Arg && arg >= n
		}
		switch e.Role {
		case model.Guard, model.Match:
			if e.By != nil && (e.Kind == "equal" || e.Kind == "fold") && (takes || ArgOf(c, *e.By) == m.node) {
				for _, i := range append(slices.Clone(e.In), *e.By) {
					if other := ArgOf(c, i); other != 0 && other != m.node {
						f.compared(m, other, Place{m.fn, c.Pos})
					}
				}
			}
		case model.Sink:
			if takes && f.judge.Equals(&e) {
				for _, i := range e.In {
					if other := ArgOf(c, i); other != 0 && other != m.node {
						f.compared(m, other, Place{m.fn, c.Pos})
					}
				}
			}
			if weight := f.judge.Use(&e); takes && weight > 0 {
				f.report(m, Short(symbol), e.Kind, weight, Place{m.fn, c.Pos})
			}
		case model.KeyedSet:
			if len(e.In) == 2 && ArgOf(c, e.In[1]) == m.node {
				k := &m.fn.Nodes[ArgOf(c, e.In[0])]
				if k.Op == summary.OpConst {
					f.report(m, k.Str, "", f.judge.Name(k.Str), Place{m.fn, c.Pos})
				}
			}
		case model.Digest:
			if e.Kind == "content" && takes {
				f.contents = append(f.contents, Event{Fn: m.fn, At: Place{m.fn, c.Pos}, Entry: e, Name: Short(symbol), Node: m.node, Path: m.path, Call: site.Call, Arg: -1})
			}
			if takes {
				f.results(m, site.Call, e)
			}
		case model.Propagate, model.Same, model.Text, model.Decode, model.Sanitize:
			if takes || len(e.In) == 0 && e.Role == model.Sanitize {
				f.results(m, site.Call, e)
			}
		}
	}
}

// results follows what a call makes of a value.
func (f *fates) results(m *made, call int32, e model.Entry) {
	for i := range m.fn.Nodes {
		n := &m.fn.Nodes[i]
		switch {
		case n.Op == summary.OpResult && n.A == call && Returns(e, n.B):
			f.step(m, summary.NodeID(i), "", "")
		case n.Op == summary.OpCallMod && n.A == call && Fills(e, &m.fn.Calls[call], n.B):
			f.step(m, summary.NodeID(i), n.Str, "")
		}
	}
}
