package program

import (
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// yield is a library's iterator that the body of a loop is passed to.
type yield struct {
	site  Site // the call that makes it
	entry model.Entry
}

// linkYields finds the functions that libraries call for each of several elements: the bodies of loops over iterators, and predicates.
func (p *Program) linkYields() {
	for _, fn := range p.order {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			p.linkPredicates(fn, int32(i))
			if c.Kind != summary.Dynamic || c.Fn == 0 || len(c.Args) != 1 {
				continue
			}
			y, ok := p.iterator(fn, c.Fn)
			if !ok {
				continue
			}
			for _, t := range p.Functions(fn, c.Args[0]) {
				for j := 0; t.Fn != nil && j < len(t.Fn.Params); j++ {
					p.yields[Input{t.Fn, int32(j)}] = y
				}
			}
		}
	}
}

// iterator returns the call of a library's function that makes the iterator which a node is.
func (p *Program) iterator(fn *Fn, n summary.NodeID) (yield, bool) {
	node := &fn.Nodes[n]
	for node.Op == summary.OpConvert || node.Op == summary.OpGuard {
		node = &fn.Nodes[node.Args[0]]
	}
	if node.Op != summary.OpResult {
		return yield{}, false
	}
	for _, e := range p.Models.Lookup(model.Func, fn.Calls[node.A].Callee) {
		if e.Role == model.Iterate && len(e.In) > 0 {
			return yield{Site{fn, node.A}, e}, true
		}
	}
	return yield{}, false
}

// yielded reads what an iterator passes as parameter i of the body of a loop.
func (q *Query) yielded(y yield, i int32, path string, ctx *Context) *Value {
	fn := y.site.Fn
	c := &fn.Calls[y.site.Call]
	over := ArgOf(c, y.entry.In[0])
	if over == 0 {
		return nil
	}
	at := enclosing(ctx, fn)
	var v *Value
	switch kind := y.entry.Kind; {
	case kind == "parts":
		v = &Value{Kind: Derived, Legible: q.Legible, Parts: []*Value{q.Walk(fn, over, "", at)}, At: Place{fn, c.Pos}}
	case kind == "chunks":
		v = q.Walk(fn, over, path, at)
	case kind == "keys", kind == "pairs" && i == 0:
		v = q.Walk(fn, over, summary.Key+summary.PathEnd, at)
	case kind == "indexed" && i == 0:
		return &Value{Kind: Scalar}
	default:
		v = q.Walk(fn, over, summary.Elem+summary.PathEnd+path, at)
	}
	return Told(v, Place{fn, c.Pos}, "yielded by %s", Short(c.Callee))
}
