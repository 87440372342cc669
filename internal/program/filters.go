package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Filter is what a function that a logger asks about each attribute leaves out: the values under some keys.
type Filter struct {
	Package string // of the logger
	keys    []string
	parts   []string // keys that contain one of these
	// Unknown: the function is not seen.
	Unknown bool
}

// Drops tells whether the filter leaves out the value under a key.
func (f *Filter) Drops(key string) bool {
	same := func(k string) bool { return strings.EqualFold(k, key) }
	part := func(k string) bool { return strings.Contains(strings.ToLower(key), strings.ToLower(k)) }
	return slices.ContainsFunc(f.keys, same) || slices.ContainsFunc(f.parts, part)
}

// Filters returns the filters that the program gives to loggers, in a fixed order.
func (p *Program) Filters() []Filter {
	var out []Filter
	for _, ev := range p.Sinks("log/filter") {
		for _, t := range p.Functions(ev.Fn, ev.Node) {
			f := Filter{Package: ev.Entry.Package, Unknown: t.Fn == nil}
			if t.Fn != nil {
				p.readFilter(&f, t.Fn)
			}
			out = append(out, f)
		}
	}
	return out
}

// attribute is the parameter of a filter that is the attribute, with the paths of its key and its value.
type attribute struct {
	param      int32
	key, value string
}

// readFilter looks at what a filter returns where the attribute's key is known: something without its value, or the value.
func (p *Program) readFilter(f *Filter, fn *Fn) {
	a, ok := p.attribute(fn)
	if !ok {
		return
	}
	for i := range fn.Returns {
		r := &fn.Returns[i]
		if len(r.Values) == 0 {
			continue
		}
		for _, fact := range r.Facts {
			if fact.Param == a.param && fact.Path == a.key && !showsValue(fn, r.Values[0], a, 0) {
				p.filterKeys(f, fn, fact.Guard, 0)
			}
		}
		p.readAlternatives(f, fn, r.Values[0], a, 0)
	}
}

// readAlternatives does the same for what is joined before it is returned.
func (p *Program) readAlternatives(f *Filter, fn *Fn, n summary.NodeID, a attribute, depth int) {
	node := &fn.Nodes[n]
	if depth > maxElems {
		return
	}
	switch node.Op {
	case summary.OpPhi:
		for _, arg := range node.Args {
			p.readAlternatives(f, fn, arg, a, depth+1)
		}
	case summary.OpGuard:
		if node.B == 1 && node.Str == a.key && !showsValue(fn, node.Args[0], a, 0) {
			p.filterKeys(f, fn, node.A, 0)
		}
		p.readAlternatives(f, fn, node.Args[0], a, depth+1)
	}
}

// attribute finds the parameter of a filter whose key and value models know.
func (p *Program) attribute(fn *Fn) (attribute, bool) {
	a := attribute{param: -1}
	for i := range fn.Nodes {
		node := &fn.Nodes[i]
		if node.Op != summary.OpSelect && node.Op != summary.OpStore {
			continue
		}
		for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(node.Str, summary.PathEnd)) {
			if e.Role != model.Named {
				continue
			}
			switch e.Kind {
			case "attr-key":
				a.key = node.Str
			case "attr-value":
				a.value = node.Str
			}
		}
	}
	if a.key == "" {
		return a, false
	}
	typ, _, _ := FieldOf(a.key)
	for i, param := range fn.Params {
		if fn.Pkg.Types[param.Type].Name == typ {
			a.param = int32(i)
		}
	}
	return a, a.param >= 0
}

// showsValue tells whether what is returned holds the attribute's value.
func showsValue(fn *Fn, n summary.NodeID, a attribute, depth int) bool {
	node := &fn.Nodes[n]
	if depth > maxElems {
		return true
	}
	any := func(args []summary.NodeID) bool {
		return slices.ContainsFunc(args, func(x summary.NodeID) bool { return showsValue(fn, x, a, depth+1) })
	}
	switch node.Op {
	case summary.OpParam:
		return node.A == a.param
	case summary.OpStore:
		if node.Str == "" || node.Str == a.value {
			return showsValue(fn, node.Args[1], a, depth+1)
		}
		return any(node.Args)
	case summary.OpSelect:
		return node.Str != a.key && any(node.Args)
	case summary.OpResult:
		return any(fn.Calls[node.A].Args)
	}
	return any(node.Args)
}

// filterKeys adds the keys for which a guard holds.
func (p *Program) filterKeys(f *Filter, fn *Fn, guard int32, depth int) {
	if depth > maxGuards {
		return
	}
	g := &fn.Guards[guard]
	add := func(n summary.NodeID, path string) {
		texts, _ := p.Ask(Question{}).Walk(fn, n, path, nil).Consts()
		f.keys = append(f.keys, texts...)
	}
	switch g.Kind {
	case summary.GuardEqual:
		add(g.Node, "")
	case summary.GuardKey:
		add(g.Node, summary.Key+summary.PathEnd)
	case summary.GuardAny:
		for _, a := range g.Any {
			p.filterKeys(f, fn, a, depth+1)
		}
	case summary.GuardResult:
		if g.Want == summary.WantTrue {
			p.askedKeys(f, fn, g, depth)
		}
	}
}

// askedKeys adds the keys for which a function says yes.
func (p *Program) askedKeys(f *Filter, fn *Fn, g *summary.Guard, depth int) {
	c := &fn.Calls[g.Call]
	for _, t := range p.Callees(Site{fn, g.Call}) {
		if t.Fn != nil {
			for _, r := range t.Fn.Returns {
				for _, fact := range append(slices.Clone(r.Facts), r.True...) {
					if fact.Param == g.Arg && !p.Excluded(t.Fn, r.Values[0], summary.WantTrue) {
						p.filterKeys(f, t.Fn, fact.Guard, depth+1)
					}
				}
			}
			continue
		}
		known := false
		for _, e := range p.Models.Lookup(model.Func, t.Symbol) {
			if e.Role == model.Guard && e.By != nil {
				known = true
				path := map[string]string{"list": summary.Elem + summary.PathEnd, "key": summary.Key + summary.PathEnd}[e.Kind]
				texts, _ := p.Ask(Question{}).Walk(fn, ArgOf(c, *e.By), path, nil).Consts()
				f.keys = append(f.keys, texts...)
			}
		}
		for i, arg := range c.Args {
			if n := &fn.Nodes[arg]; !known && int32(i) != g.Arg && n.Op == summary.OpConst && n.Str != "" {
				f.parts = append(f.parts, n.Str)
			}
		}
	}
}
