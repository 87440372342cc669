package program

import "github.com/apivet/apivet/internal/summary"

// maxReach is how many functions above a place are asked when they run.
const maxReach = 4

// Runs tells whether a block of a function is reached; of a block that is not known (-1), whether the function is.
func (t *Trial) Runs(fn *Fn, block int32) Truth {
	out := t.Reached(fn, map[*Fn]bool{}, 0)
	if block >= 0 && out != False {
		out = min(out, t.Eval(fn, fn.Control().RunsWhen(block), nil, 0))
	}
	return out
}

// Reached tells whether a function can be called: by what calls it, or by what it is handed to as a value.
func (t *Trial) Reached(fn *Fn, seen map[*Fn]bool, depth int) Truth {
	if truth, ok := t.reach[fn]; ok {
		return truth
	}
	if depth > maxReach || seen[fn] || t.steps <= 0 {
		return True
	}
	seen[fn] = true
	out := t.calledFrom(fn, seen, depth)
	delete(seen, fn)
	t.reach[fn] = out
	return out
}

// calledFrom is reached without what is known already.
func (t *Trial) calledFrom(fn *Fn, seen map[*Fn]bool, depth int) Truth {
	out, some := False, false
	add := func(at *Fn, block int32, ok bool) {
		some = true
		truth := True
		if ok {
			truth = t.Eval(at, at.Control().RunsWhen(block), nil, 0)
		}
		if truth != False && out != True {
			out = max(out, min(truth, t.Reached(at, seen, depth+1)))
		}
	}
	for i, site := range fn.callers {
		if i >= maxCallers {
			return True
		}
		block, ok := site.Fn.Control().BlockOf[site.Call]
		add(site.Fn, block, ok)
	}
	for _, use := range t.p.uses(fn) {
		add(use.fn, use.block, use.block >= 0)
	}
	if !some {
		return True
	}
	return out
}

// use is a place where a function is handed on as a value.
type use struct {
	fn    *Fn
	block int32 // -1 if it is not known
}

// uses returns the places where a function is handed on as a value: to a call, or returned.
func (p *Program) uses(fn *Fn) []use {
	if p.handed == nil {
		p.handed = map[string][]use{}
		for _, at := range p.order {
			p.indexUses(at)
		}
	}
	return p.handed[fn.Name]
}

func (p *Program) indexUses(at *Fn) {
	values := map[summary.NodeID]string{}
	for i := range at.Nodes {
		n := &at.Nodes[i]
		switch n.Op {
		case summary.OpClosure, summary.OpFunc:
			values[summary.NodeID(i)] = n.Str
		case summary.OpConvert, summary.OpGuard:
			if s, ok := values[n.Args[0]]; ok {
				values[summary.NodeID(i)] = s
			}
		}
	}
	if len(values) == 0 {
		return
	}
	c := at.Control()
	used := map[string]bool{}
	add := func(n summary.NodeID, block int32, ok bool) {
		symbol := values[n]
		if symbol == "" {
			return
		}
		if !ok {
			block = -1
		}
		used[symbol] = true
		p.handed[symbol] = append(p.handed[symbol], use{at, block})
	}
	for i := range at.Calls {
		block, ok := c.BlockOf[int32(i)]
		for _, a := range at.Calls[i].Args {
			add(a, block, ok)
		}
	}
	for i := range at.Returns {
		block, ok := c.ReturnIn[int32(i)]
		for _, v := range at.Returns[i].Values {
			add(v, block, ok)
		}
	}
	for i := range at.Nodes {
		if s := values[summary.NodeID(i)]; s != "" && !used[s] {
			used[s] = true
			p.handed[s] = append(p.handed[s], use{at, -1})
		}
	}
}
