package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Made returns the places where the program makes the object that a policy is configured with: a literal, new, a variable;
// none if no place is known.
func (pol *Policy) Made() []Place {
	if len(pol.args) == 0 {
		return nil
	}
	var out []Place
	q := pol.query()
	q.Identity = true
	for _, l := range q.Walk(pol.Fn, pol.args[0], "", pol.way.Ctx).Leaves() {
		if l.Kind == Object && l.Type != nil && l.Type.Name == pol.Configured() && l.At.Pos.File != 0 && !slices.Contains(out, l.At) {
			out = append(out, l.At)
		}
	}
	return out
}

// Named is the policy with values that are wrapped in the names which say that they are secrets.
func (pol *Policy) Named() *Policy {
	out := *pol
	out.named = true
	return &out
}

// Default tells whether a server that a policy starts has no handler of its own, and so serves the library's router.
func (pol *Policy) Default() bool {
	for _, s := range pol.Settings("server/handler") {
		for _, l := range s.Value.Leaves() {
			if l.Kind != Const {
				return false
			}
		}
	}
	sets := len(pol.p.Models.SettingFields(pol.Configured(), "server/handler")) > 0
	for _, e := range pol.p.Models.Lookup(model.Func, pol.Entry.Symbol) {
		sets = sets || e.Role == model.Setting && e.Kind == "server/handler"
	}
	return sets
}

// Serves tells whether the handler of a server that a policy starts is a package variable of a library.
func (pol *Policy) Serves(variable string) bool {
	for _, s := range pol.Settings("server/handler") {
		for _, l := range s.Value.Leaves() {
			if l.Kind == Unknown && l.Text == ForeignVariable && l.At.Fn != nil && pol.p.mentions(l.At.Fn, variable) {
				return true
			}
		}
	}
	return false
}

// Configured returns the type of the object that a policy is configured with; "" if there is none.
func (pol *Policy) Configured() string {
	if len(pol.args) == 0 {
		return ""
	}
	return pol.Fn.Type(pol.args[0]).Name
}

// Optional tells whether the policy takes effect only where a setting asks for it, and what that is called.
func (pol *Policy) Optional(accept Accept) (name string, optional bool) {
	block, ok := pol.Fn.Control().BlockOf[pol.call]
	if !ok {
		return "", false
	}
	return pol.p.Optional(pol.Fn, block, 0, accept)
}

// Assignment is a store to a field, or to a part of a package variable, that holds a setting.
type Assignment struct {
	Fn    *Fn
	At    Place
	Entry model.Entry

	p     *Program
	store summary.NodeID // 0 for a package variable
	value summary.NodeID
}

// Assignments returns all that is stored to fields which hold a setting of a kind, in a fixed order.
func (p *Program) Assignments(kind string) []*Assignment {
	out := []*Assignment{}
	add := func(fn *Fn, path string, store, value summary.NodeID, pos summary.Pos) {
		for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(LastElem(path), summary.PathEnd)) {
			if e.Role == model.Setting && e.Kind == kind {
				out = append(out, &Assignment{Fn: fn, At: Place{fn, pos}, Entry: e, p: p, store: store, value: value})
			}
		}
	}
	for _, fn := range p.order {
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
	return out
}

// Value returns what is stored: of a list, its elements.
func (a *Assignment) Value() *Value { return a.read(false) }

// Named returns what is stored, wrapped in the names that say that it is a secret.
func (a *Assignment) Named() *Value { return a.read(true) }

func (a *Assignment) read(named bool) *Value {
	path := ""
	if strings.HasSuffix(a.Entry.Kind, "/ciphers") {
		path = summary.Elem + summary.PathEnd
	}
	q := Question{Scalars: true}
	if named {
		q.View = &NameView{Secrets: &Secrets{Program: a.p}}
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
func (a *Assignment) Functions() []Callee {
	return a.p.Functions(a.Fn, a.value)
}

// Optional tells whether the store happens only where a setting asks for it, and what that is called.
func (a *Assignment) Optional(accept Accept) (name string, optional bool) {
	block, ok := a.Fn.madeIn(a.store)
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

// Setup is an object that the program makes of a type whose fields hold settings, with what the function that makes it
// stores there.
type Setup struct {
	Fn   *Fn
	At   Place
	Type string
	// Handed: the object is passed to functions of the program that change it, or stands for a copy of another one.
	Handed bool

	p    *Program
	made summary.NodeID
}

// Setups returns the objects of types with settings of a kind, in a fixed order.
func (p *Program) Setups(kind string) []*Setup {
	var out []*Setup
	for _, fn := range p.order {
		for i := range fn.Blocks {
			for _, n := range fn.Blocks[i].Makes {
				node := &fn.Nodes[n]
				if node.Op != summary.OpAlloc || len(p.Models.SettingFields(fn.Type(n).Name, kind)) == 0 {
					continue
				}
				out = append(out, &Setup{Fn: fn, At: Place{fn, node.Pos}, Type: fn.Type(n).Name, p: p, made: n, Handed: p.passedOn(fn, n)})
			}
		}
	}
	return out
}

func (p *Program) passedOn(fn *Fn, made summary.NodeID) bool {
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if (n.Op == summary.OpCallMod || n.Op == summary.OpClosureMod || n.Op == summary.OpStore && n.Str == "") && slices.Contains(fn.Bases(summary.NodeID(i)), made) {
			return true
		}
	}
	return false
}

// Settings returns what is stored of a kind, in the order of the stores.
func (s *Setup) Settings(kind string) []*Assignment {
	var out []*Assignment
	for _, a := range s.p.Assignments(kind) {
		if a.Fn == s.Fn && a.store != 0 && slices.Contains(s.Fn.Bases(a.store), s.made) {
			out = append(out, a)
		}
	}
	return out
}

// Optional tells whether the object is made only where a setting asks for it, and what that is called.
func (s *Setup) Optional(accept Accept) (name string, optional bool) {
	block, ok := s.Fn.madeIn(s.made)
	if !ok {
		return "", false
	}
	return s.p.Optional(s.Fn, block, 0, accept)
}

// Issues returns what reused analyzers reported, of one of them, in a fixed order.
func (p *Program) Issues(id string) []Issue {
	var out []Issue
	for _, s := range p.pkgs {
		home := &Fn{Func: &summary.Func{Name: s.Path + ".init"}, Pkg: s}
		for i := range s.Issues {
			if s.Issues[i].ID == id {
				out = append(out, Issue{&s.Issues[i], Place{home, s.Issues[i].Pos}})
			}
		}
	}
	return out
}

// Issue is what a reused analyzer reported.
type Issue struct {
	*summary.Issue
	At Place
}

// AlwaysNil tells whether each return of a function returns nil as its last result.
func AlwaysNil(fn *Fn) bool {
	for _, r := range fn.Returns {
		if len(r.Values) == 0 {
			return false
		}
		n := &fn.Nodes[r.Values[len(r.Values)-1]]
		if n.Op != summary.OpConst || summary.ConstKind(n.A) != summary.ConstNil {
			return false
		}
	}
	return len(fn.Returns) > 0
}

// Mentions tells whether a function has a constant text for which is holds.
func Mentions(fn *Fn, is func(text string) bool) bool {
	for i := range fn.Nodes {
		if n := &fn.Nodes[i]; n.Op == summary.OpConst && summary.ConstKind(n.A) == summary.ConstString && is(n.Str) {
			return true
		}
	}
	return false
}

// Strongest is the name on the way of a value that says most that it is a secret, through all that keeps its text. Only in
// answers that are asked for with names.
func Strongest(v *Value) (name string, strength secret.Strength) {
	seen := map[*Value]bool{}
	var visit func(v *Value)
	visit = func(v *Value) {
		if v == nil || seen[v] || v.Kind == Derived && !v.Legible {
			return
		}
		seen[v] = true
		if m := Of(v); m.Strength > strength {
			name, strength = m.Name, m.Strength
		}
		if v.Kind >= Concat {
			for _, part := range v.Parts {
				visit(part)
			}
		}
	}
	visit(v)
	return name, strength
}
