package program

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// linkInputs finds the parameters that take what a client sent although no call shows it: those of the methods, or of
// the function, that a registration function takes, and of callbacks that get a request's data.
func (p *Program) linkInputs() {
	for _, fn := range p.order {
		p.storedInputs(fn)
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if c.Kind == summary.Dynamic {
				continue
			}
			for _, e := range p.Models.Lookup(model.Func, c.Callee) {
				switch {
				case e.Role == model.Input:
					for _, in := range e.In {
						p.addInput(fn, ArgOf(c, in), c.Pos, false)
					}
				case e.Callback:
					for _, in := range append(e.In, e.Out...) {
						p.addInput(fn, ArgOf(c, in), c.Pos, true)
					}
				}
			}
		}
	}
}

// storedInputs finds the functions that are stored to a field of which a model says that they get a request's data.
func (p *Program) storedInputs(fn *Fn) {
	stored := func(path string, value summary.NodeID, at summary.Pos) {
		for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(LastElem(path), summary.PathEnd)) {
			if e.Callback {
				p.addInput(fn, value, at, true)
			}
		}
	}
	for i := range fn.Nodes {
		if n := &fn.Nodes[i]; n.Op == summary.OpStore {
			stored(n.Str, n.Args[1], n.Pos)
		}
	}
	for _, g := range fn.Globals {
		stored(g.Path, g.Value, g.Pos)
	}
}

// addInput marks the text parameters of the function n, or of the methods of the object n, as untrusted; of a handler
// all but the receiver and what is not a message, of a callback all.
func (p *Program) addInput(fn *Fn, n summary.NodeID, at summary.Pos, callback bool) {
	if n == 0 {
		return
	}
	place := Place{fn, at}
	q := p.Ask(Question{Identity: true})
	types := map[string]bool{}
	q.Walk(fn, n, "", nil).each(func(leaf *Value) {
		switch {
		case leaf.Kind == Function && p.fns[leaf.Text] != nil:
			p.markInputs(p.fns[leaf.Text], place, callback)
		case leaf.Type != nil && leaf.Type.Name != "":
			types[leaf.Type.Name] = true
		}
	})
	if t := fn.Type(n); len(types) == 0 && t.Name != "" {
		types[t.Name] = true
	}
	for _, name := range p.implIDs {
		t := p.impls[name]
		if !types[name] || t.Outside != nil {
			continue
		}
		for _, m := range t.Methods {
			if target := p.fns[m.Symbol]; target != nil && exportedName(m.Name) {
				p.markInputs(target, place, callback)
			}
		}
	}
}

// handlerShape tells whether a function takes a message as registered ones do: behind a context, alone, or as a stream.
func handlerShape(fn *Fn) bool {
	params := fn.Params
	if fn.HasRecv {
		params = params[1:]
	}
	if len(params) == 0 || len(params) > 2 {
		return false
	}
	first := fn.Pkg.Types[params[0].Type].Name
	if fn.HasRecv {
		last := fn.Pkg.Types[params[len(params)-1].Type].Name
		return first == "context.Context" && len(params) == 2 || strings.HasSuffix(last, "Server") || strings.HasSuffix(last, "Stream")
	}
	return true
}

func exportedName(name string) bool { return name != "" && name[0] >= 'A' && name[0] <= 'Z' }

func (p *Program) markInputs(fn *Fn, at Place, callback bool) {
	if !callback && !handlerShape(fn) {
		return
	}
	for i := range fn.Params {
		if i == 0 && fn.HasRecv {
			continue
		}
		t := &fn.Pkg.Types[fn.Params[i].Type]
		if t.Class == summary.Scalar || t.Class == summary.Code || t.Name == "context.Context" {
			continue
		}
		if _, ok := p.inputs[Input{fn, int32(i)}]; !ok {
			p.inputs[Input{fn, int32(i)}] = at
		}
	}
}
