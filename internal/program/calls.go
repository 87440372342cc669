package program

import (
	"sort"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// maxCallees is the number of functions that one interface call or function value goes to at most.
const maxCallees = 16

// linkCalls resolves static and interface calls and fills the callers of each function.
func (p *Program) linkCalls() {
	for _, fn := range p.order {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			site := Site{fn, int32(i)}
			switch c.Kind {
			case summary.Static:
				if callee := p.fns[c.Callee]; callee != nil {
					callee.callers = append(callee.callers, site)
				}
			case summary.Invoke:
				for _, callee := range p.implementations(c) {
					if callee.Fn != nil {
						callee.Fn.callers = append(callee.Fn.callers, site)
					}
				}
			}
			p.indexCall(site, c)
		}
	}
}

// indexCall records what a call does for the whole program: values kept under a key, objects filled, validation.
func (p *Program) indexCall(site Site, c *summary.Call) {
	if c.Internal && !p.Models.Own(c.Callee) || c.Kind == summary.Dynamic {
		return
	}
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		switch e.Role {
		case model.Sink:
			if !e.Default() || e.By == nil || len(e.In) == 0 {
				continue
			}
			if key, val := ArgOf(c, *e.By), ArgOf(c, e.In[0]); key != 0 && val != 0 && site.Fn.Nodes[key].Op == summary.OpConst {
				k := e.Package + " " + site.Fn.Nodes[key].Str
				p.defaults[k] = append(p.defaults[k], Ref{Fn: site.Fn, Node: val, Pos: c.Pos})
			}
		case model.KeyedSet:
			if len(e.In) != 2 {
				continue
			}
			key, val := ArgOf(c, e.In[0]), ArgOf(c, e.In[1])
			if k := keyOf(site.Fn, key); k != "" && val != 0 {
				p.keyed[k] = append(p.keyed[k], Ref{Fn: site.Fn, Node: val, Pos: c.Pos})
			}
		case model.Validate:
			p.validate = true
		case model.Decode, model.Source:
			for _, out := range e.Out {
				if a := ArgOf(c, out); a != 0 && out.Kind == model.Arg {
					if t := site.Fn.Type(a); t.Name != "" {
						p.filled[t.Name] = append(p.filled[t.Name], site)
					}
				}
			}
		}
	}
}

// keyOf names the key of a keyed store: the type and text of a constant, a package variable, or the key's named type.
func keyOf(fn *Fn, n summary.NodeID) string {
	if n == 0 {
		return ""
	}
	node := &fn.Nodes[n]
	t := fn.Type(n)
	switch node.Op {
	case summary.OpConst:
		return t.Name + ":" + node.Str
	case summary.OpGlobal:
		return "var:" + node.Str
	}
	if t.Name != "" {
		return t.Name + ":"
	}
	return ""
}

// implementations returns what an interface call can reach, sorted by type.
func (p *Program) implementations(c *summary.Call) []Callee {
	method := c.Callee[strings.LastIndexByte(c.Callee, '.')+1:]
	k := invocation{c.Iface, method}
	if out, ok := p.invoked[k]; ok {
		return out
	}
	out := p.implementing(c.Iface, method, true)
	if len(out) == 0 {
		out = p.implementing(c.Iface, method, false)
	}
	if len(out) > maxCallees {
		out = out[:maxCallees]
	}
	p.invoked[k] = out
	return out
}

func (p *Program) implementing(iface, method string, used bool) []Callee {
	it := p.ifaces[iface]
	if it == nil {
		return nil
	}
	var out []Callee
	seen := map[string]bool{}
	for _, name := range p.implIDs {
		t := p.impls[name]
		if t.used != used && used || !t.implements(it) {
			continue
		}
		m := t.Methods[method]
		if m.Symbol == "" || seen[m.Symbol] {
			continue
		}
		seen[m.Symbol] = true
		out = append(out, Callee{Fn: p.fns[m.Symbol], Symbol: m.Symbol})
	}
	return out
}

// implements tells whether t has the methods of an interface.
func (t *Impl) implements(it *summary.Iface) bool {
	if t.Outside != nil && t.Outside[it.Key] {
		return true
	}
	for _, m := range it.Methods {
		if have, ok := t.Methods[m.Name]; !ok || have.Signature != m.Signature {
			return false
		}
	}
	return len(it.Methods) > 0
}

// lookalike returns the symbol that stands for a method of an interface which nothing in the program implements: of the
// interface itself where a model speaks of it, else the modelled method of that name whose package is named in the
// signature, as in interface{ ExecContext(context.Context, string, ...any) (sql.Result, error) }.
func (p *Program) lookalike(c *summary.Call) string {
	it := p.ifaces[c.Iface]
	if !c.Internal || it == nil || len(p.Models.Lookup(model.Func, c.Callee)) > 0 {
		return c.Callee
	}
	name := c.Callee[strings.LastIndexByte(c.Callee, '.')+1:]
	for _, m := range it.Methods {
		if m.Name != name {
			continue
		}
		for _, symbol := range p.Models.Methods(name) {
			pkg := p.Models.Lookup(model.Func, symbol)[0].Package
			if strings.Contains(m.Signature, pkg+".") {
				return symbol
			}
		}
	}
	return c.Callee
}

// linkRounds is how often calls of function values are looked at: what is resolved in one round adds callers that the next
// one needs (a function passed to a function that is itself a value).
const linkRounds = 3

// linkDynamic resolves calls of function values, in a fixed order.
func (p *Program) linkDynamic() {
	for round, found := 0, true; found && round < linkRounds; round++ {
		found = false
		for _, fn := range p.order {
			for i := range fn.Calls {
				c := &fn.Calls[i]
				site := Site{fn, int32(i)}
				if c.Kind != summary.Dynamic || c.Fn == 0 || len(p.dynamic[site]) > 0 {
					continue
				}
				targets := p.Functions(fn, c.Fn)
				p.dynamic[site] = targets
				for _, t := range targets {
					found = true
					if t.Fn != nil {
						t.Fn.callers = append(t.Fn.callers, site)
					}
				}
			}
		}
	}
	for _, fn := range p.order {
		sort.SliceStable(fn.callers, func(i, j int) bool {
			a, b := fn.callers[i], fn.callers[j]
			if a.Fn != b.Fn {
				return a.Fn.id < b.Fn.id
			}
			return a.Call < b.Call
		})
	}
}

// Functions returns the functions that a value can be.
func (p *Program) Functions(fn *Fn, n summary.NodeID) []Callee {
	q := p.Ask(Question{Identity: true})
	v := q.Walk(fn, n, "", nil)
	var out []Callee
	seen := map[string]bool{}
	v.each(func(leaf *Value) {
		if leaf.Kind != Function || seen[leaf.Text] || len(out) >= maxCallees {
			return
		}
		seen[leaf.Text] = true
		out = append(out, Callee{Fn: p.fns[leaf.Text], Symbol: leaf.Text, Bound: leaf.Made})
	})
	return out
}

// Callees returns what a call can reach.
func (p *Program) Callees(site Site) []Callee {
	c := &site.Fn.Calls[site.Call]
	switch c.Kind {
	case summary.Static:
		return []Callee{{Fn: p.fns[c.Callee], Symbol: c.Callee}}
	case summary.Invoke:
		if p.Models.Own(c.Callee) {
			return []Callee{{Symbol: c.Callee}}
		}
		if out := p.implementations(c); len(out) > 0 {
			return out
		}
		return []Callee{{Symbol: p.lookalike(c)}}
	}
	return p.dynamic[site]
}
