package policy

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Assignment is a store to a field, or to a part of a package variable, that holds a setting.
type Assignment struct {
	Fn    *program.Fn
	At    program.Place
	Entry model.Entry

	p     *Policies
	store summary.NodeID // 0 for a package variable
	value summary.NodeID
}

// Assignments returns all that is stored to fields which hold a setting of a kind, in a fixed order.
func (p *Policies) Assignments(kind string) []*Assignment {
	if out, ok := p.assigned[kind]; ok {
		return out
	}
	out := []*Assignment{}
	add := func(fn *program.Fn, path string, store, value summary.NodeID, pos summary.Pos) {
		for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(program.LastElem(path), summary.PathEnd)) {
			if e.Role == model.Setting && e.Kind == kind {
				out = append(out, &Assignment{Fn: fn, At: program.Place{Fn: fn, Pos: pos}, Entry: e, p: p, store: store, value: value})
			}
		}
	}
	for _, fn := range p.Funcs() {
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op == summary.OpStore && n.Str != "" {
				add(fn, n.Str, summary.NodeID(i), n.Args[1], n.Pos)
			}
		}
		for _, g := range fn.Globals {
			if g.Path != "" {
				add(fn, g.Path, 0, g.Value, g.Pos)
			}
		}
	}
	p.assigned[kind] = out
	return out
}

// Value returns what is stored: of a list, its elements.
func (a *Assignment) Value() *program.Value { return a.read(false) }

// Named returns what is stored, wrapped in the names that say that it is a secret.
func (a *Assignment) Named() *program.Value { return a.read(true) }

func (a *Assignment) read(named bool) *program.Value {
	path := ""
	if strings.HasSuffix(a.Entry.Kind, "/ciphers") {
		path = summary.Elem + summary.PathEnd
	}
	q := program.Question{Scalars: true}
	if named {
		return credential.Named(a.p.Program, q).Walk(a.Fn, a.value, path, nil)
	}
	return a.p.Ask(q).Walk(a.Fn, a.value, path, nil)
}

// Listed tells whether what is stored is a list that is written down as one, in the same function or for a package variable.
func (a *Assignment) Listed() bool {
	for _, b := range a.Fn.Bases(a.value) {
		if op := a.Fn.Nodes[b].Op; op != summary.OpAlloc && op != summary.OpGlobal {
			return false
		}
	}
	return true
}

// Functions returns the functions that are stored.
func (a *Assignment) Functions() []program.Callee {
	return a.p.Functions(a.Fn, a.value)
}

// Optional tells whether the store happens only where a setting asks for it, and what that is called.
func (a *Assignment) Optional(accept Accept) (name string, optional bool) {
	block, ok := a.Fn.MadeIn(a.store)
	if !ok {
		return "", false
	}
	return a.p.Optional(a.Fn, block, 0, accept)
}

// Beside returns what else is set of the same object in the same function, of a kind.
func (a *Assignment) Beside(kind string) []*Assignment {
	if a.store == 0 {
		return nil
	}
	var out []*Assignment
	for _, b := range a.p.Assignments(kind) {
		if b.Fn == a.Fn && b.store != 0 && b != a && slices.ContainsFunc(a.Fn.Bases(a.store), func(n summary.NodeID) bool {
			return slices.Contains(a.Fn.Bases(b.store), n)
		}) {
			out = append(out, b)
		}
	}
	return out
}
