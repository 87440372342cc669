package secretlog

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// filter is what a function that a logger asks about each attribute leaves out: the values under some keys.
type filter struct {
	pkg   string // of the logger
	keys  []string
	parts []string // keys that contain one of these
	// unknown: the function is not seen.
	unknown bool
}

// Limits: nodes that a value is followed through, and functions that are asked which keys they name.
const (
	maxHops  = 8
	maxAsked = 6
)

// drops tells whether the filter leaves out the value under a key.
func (f *filter) drops(key string) bool {
	same := func(k string) bool { return strings.EqualFold(k, key) }
	part := func(k string) bool { return strings.Contains(strings.ToLower(key), strings.ToLower(k)) }
	return slices.ContainsFunc(f.keys, same) || slices.ContainsFunc(f.parts, part)
}

// filters returns the filters that the program gives to loggers, in a fixed order.
func filters(p *program.Program) []filter {
	var out []filter
	for _, ev := range p.Sinks("log/filter") {
		for _, t := range p.Functions(ev.Fn, ev.Node) {
			f := filter{pkg: ev.Entry.Package, unknown: t.Fn == nil}
			if t.Fn != nil {
				readFilter(p, &f, t.Fn)
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
func readFilter(p *program.Program, f *filter, fn *program.Fn) {
	a, ok := attributeOf(p, fn)
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
				filterKeys(p, f, fn, fact.Guard, 0)
			}
		}
		readAlternatives(p, f, fn, r.Values[0], a, 0)
	}
}

// readAlternatives does the same for what is joined before it is returned.
func readAlternatives(p *program.Program, f *filter, fn *program.Fn, n summary.NodeID, a attribute, depth int) {
	node := &fn.Nodes[n]
	if depth > maxHops {
		return
	}
	switch node.Op {
	case summary.OpPhi:
		for _, arg := range node.Args {
			readAlternatives(p, f, fn, arg, a, depth+1)
		}
	case summary.OpGuard:
		if node.B == 1 && node.Str == a.key && !showsValue(fn, node.Args[0], a, 0) {
			filterKeys(p, f, fn, node.A, 0)
		}
		readAlternatives(p, f, fn, node.Args[0], a, depth+1)
	}
}

// attributeOf finds the parameter of a filter whose key and value models know.
func attributeOf(p *program.Program, fn *program.Fn) (attribute, bool) {
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
	typ, _, _ := program.FieldOf(a.key)
	for i, param := range fn.Params {
		if fn.Pkg.Types[param.Type].Name == typ {
			a.param = int32(i)
		}
	}
	return a, a.param >= 0
}

// showsValue tells whether what is returned holds the attribute's value.
func showsValue(fn *program.Fn, n summary.NodeID, a attribute, depth int) bool {
	node := &fn.Nodes[n]
	if depth > maxHops {
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
func filterKeys(p *program.Program, f *filter, fn *program.Fn, guard int32, depth int) {
	if depth > maxAsked {
		return
	}
	g := &fn.Guards[guard]
	add := func(n summary.NodeID, path string) {
		texts, _ := p.Ask(program.Question{}).Walk(fn, n, path, nil).Consts()
		f.keys = append(f.keys, texts...)
	}
	switch g.Kind {
	case summary.GuardEqual:
		add(g.Node, "")
	case summary.GuardKey:
		add(g.Node, summary.Key+summary.PathEnd)
	case summary.GuardAny:
		for _, a := range g.Any {
			filterKeys(p, f, fn, a, depth+1)
		}
	case summary.GuardResult:
		if g.Want == summary.WantTrue {
			askedKeys(p, f, fn, g, depth)
		}
	}
}

// askedKeys adds the keys for which a function says yes.
func askedKeys(p *program.Program, f *filter, fn *program.Fn, g *summary.Guard, depth int) {
	c := &fn.Calls[g.Call]
	for _, t := range p.Callees(program.Site{Fn: fn, Call: g.Call}) {
		if t.Fn != nil {
			for _, r := range t.Fn.Returns {
				for _, fact := range append(slices.Clone(r.Facts), r.True...) {
					if fact.Param == g.Arg && !p.Excluded(t.Fn, r.Values[0], summary.WantTrue) {
						filterKeys(p, f, t.Fn, fact.Guard, depth+1)
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
				texts, _ := p.Ask(program.Question{}).Walk(fn, program.ArgOf(c, *e.By), path, nil).Consts()
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
