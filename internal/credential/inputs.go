package credential

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Input tells whether a node is a parameter that takes a secret, as a model says.
func (p *Secrets) Input(fn *program.Fn, node *summary.Node) bool {
	return node.Op == summary.OpParam && p.inputs[program.Input{Fn: fn, Param: node.A}]
}

// findInputs finds the parameters that take what a client proves who it is with: of the functions that models say check it.
func (p *Secrets) findInputs() {
	for _, fn := range p.Funcs() {
		stored := func(path string, value summary.NodeID) {
			if path == "" {
				return
			}
			for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(program.LastElem(path), summary.PathEnd)) {
				if e.Role == model.Confidential && e.Callback {
					p.addInput(fn, value)
				}
			}
		}
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op == summary.OpStore {
				stored(n.Str, n.Args[1])
			}
		}
		for _, g := range fn.Globals {
			stored(g.Path, g.Value)
		}
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if c.Kind == summary.Dynamic {
				continue
			}
			for _, e := range p.Models.Lookup(model.Func, c.Callee) {
				if e.Role != model.Confidential || !e.Callback {
					continue
				}
				for _, in := range append(e.In, e.Out...) {
					if a := program.ArgOf(c, in); a != 0 {
						p.addInput(fn, a)
					}
				}
			}
		}
	}
}

// addInput notes that the last text that each function takes which a value can be is a secret.
func (p *Secrets) addInput(fn *program.Fn, n summary.NodeID) {
	for _, t := range p.Functions(fn, n) {
		if t.Fn == nil {
			continue
		}
		for i := len(t.Fn.Params) - 1; i >= 0; i-- {
			if typ := &t.Fn.Pkg.Types[t.Fn.Params[i].Type]; typ.Class == summary.Text && typ.Name == "" {
				p.inputs[program.Input{Fn: t.Fn, Param: int32(i)}] = true
				break
			}
		}
	}
}
