package policy

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Shared tells whether the object is kept in a package variable, and all that reads that is under a setting that asks for it.
// name is what the setting is called.
func (a *Assignment) Shared(accept Accept) (name string, optional bool) {
	for _, variable := range a.p.keptIn(a.Fn, a.store) {
		n, ok := a.p.readOnlyWhen(variable, accept)
		if !ok {
			return "", false
		}
		name, optional = n, true
	}
	return name, optional
}

// keptIn returns the package variables that hold an object, or what it is put into, after a store to it; none if it also goes
// elsewhere.
func (p *Policies) keptIn(fn *program.Fn, store summary.NodeID) []string {
	if store == 0 {
		return nil
	}
	var out []string
	seen := map[summary.NodeID]bool{}
	todo := []summary.NodeID{store}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		if len(fn.Takers()[n]) > 0 || slices.ContainsFunc(fn.Returns, func(r summary.Return) bool { return slices.Contains(r.Values, n) }) {
			return nil
		}
		for _, g := range fn.Globals {
			if g.Value == n && g.Path == "" && !slices.Contains(out, g.Global) {
				out = append(out, g.Global)
			}
		}
		for _, u := range fn.Users()[n] {
			switch fn.Nodes[u].Op {
			case summary.OpStore, summary.OpConvert, summary.OpGuard, summary.OpPhi:
				todo = append(todo, u)
			}
		}
	}
	return out
}

// readOnlyWhen tells whether all that reads a package variable does so where a setting asks for it.
func (p *Policies) readOnlyWhen(variable string, accept Accept) (name string, optional bool) {
	for _, fn := range p.Funcs() {
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op != summary.OpGlobal || n.Str != variable {
				continue
			}
			what, ok := p.takenOnlyWhen(fn, summary.NodeID(i), accept)
			if !ok {
				return "", false
			}
			name, optional = what, true
		}
	}
	return name, optional
}

// takenOnlyWhen tells whether a value is used only where a setting asks for it: passed to calls there, or chosen among others.
func (p *Policies) takenOnlyWhen(fn *program.Fn, n summary.NodeID, accept Accept) (name string, optional bool) {
	for _, call := range fn.Takers()[n] {
		what, ok := p.Optional(fn, fn.Control().BlockOf[call], 0, accept)
		if !ok {
			return "", false
		}
		name, optional = what, true
	}
	for _, u := range fn.Users()[n] {
		node := &fn.Nodes[u]
		if node.Op != summary.OpPhi {
			return "", false
		}
		for i, a := range node.Args {
			if a != n {
				continue
			}
			when := fn.Control().Arrives(u, i)
			if when == nil {
				return "", false
			}
			what, ok := p.Wished(fn, when, accept)
			if !ok {
				return "", false
			}
			name, optional = what, true
		}
	}
	return name, optional
}
