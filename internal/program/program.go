// Package program links the summaries of a program's packages and answers where a value can come from.
//
// Origins(value) walks backwards over def-use edges, memory versions, calls and their results, parameters and their
// callers, closures, package variables and struct fields, and returns a Value: an expression over constants, sources
// and unknowns in which text keeps its pieces and their order. The walk is demand-driven (Heintze and Tardieu, "Demand-Driven
// Pointer Analysis", 2001) and matches calls with returns by a call string of bounded depth (Reps, Horwitz and Sagiv,
// "Precise Interprocedural Dataflow Analysis via Graph Reachability", 1995). Interface calls go to the types that the
// program converts to interfaces (rapid type analysis, Bacon and Sweeney 1996). All budgets count steps, so that the same
// program gives the same answer; an answer that a budget cut says so.
package program

import (
	"sort"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Program is a linked program.
type Program struct {
	Models *model.Set

	pkgs  []*summary.Summary
	fns   map[string]*Fn // without those that the user's models speak of
	order []*Fn
	types
	index
	links
	packages

	modified map[Input]int8
	handed   map[string][]use // by function: where it is handed on as a value; nil until asked for
	validate bool             // the program calls a validator
	shared   map[any]any      // by *Shared[T]: what is made of the program for all who ask
}

// types are the named types, interfaces and structs of a program.
type types struct {
	impls   map[string]*Impl
	implIDs []string // sorted keys of impls
	ifaces  map[string]*summary.Iface
	structs map[string]Struct
	tags    map[string][]summary.Tag
}

// index is what is stored where, anywhere in the program.
type index struct {
	globals  map[string][]Ref
	fields   map[string][]Ref  // by path element: stores into that field anywhere
	filled   map[string][]Site // by type name: calls that fill a value of that type
	closures map[string][]Ref  // by closure symbol: nodes that make it
	keyed    map[string][]Ref  // by key: values kept under it
	consts   map[string]Place  // places of the constants of text that the program declares
	defaults map[string][]Ref  // by package and name of a setting: the values that are set as its default
	initials map[string]Choice // by path element: the text that a struct tag gives a field unless it is set
}

// links are the calls that are resolved.
type links struct {
	invoked map[invocation][]Callee
	dynamic map[Site][]Callee
	inputs  map[Input]Place // parameters that take untrusted messages
	yields  map[Input]yield // parameters of the bodies of loops over iterators of libraries
}

// packages is what packages are built from.
type packages struct {
	together  map[string]map[string]bool // by package: those that are built into a program with it
	builtFrom *closure                   // what each package is built from; nil until it is asked for
}

// Fn is a function of the program.
type Fn struct {
	*summary.Func
	Pkg     *summary.Summary
	parent  *Fn // of a closure
	id      int
	callers []Site
	// When they were asked for:
	flow   *Control
	users  map[summary.NodeID][]summary.NodeID
	takers map[summary.NodeID][]int32
	left   map[summary.NodeID]map[summary.NodeID]bool
}

// Home is the function to which what stands outside all functions of a package belongs.
func Home(s *summary.Summary) *Fn {
	return &Fn{Func: &summary.Func{Name: s.Path + ".init"}, Pkg: s}
}

// Site is a call in a function.
type Site struct {
	Fn   *Fn
	Call int32
}

// Ref is a node of a function.
type Ref struct {
	Fn    *Fn
	Node  summary.NodeID
	Path  string // for a store to a package variable
	Pos   summary.Pos
	Block int32          // of a store
	Store summary.NodeID // of a store to a field: the state of the object that it makes; 0 of a package variable
}

// Input is a parameter of a function.
type Input struct {
	Fn    *Fn
	Param int32
}

// Callee is what a call can reach: a function of the program, or the symbol of one outside.
type Callee struct {
	Fn     *Fn
	Symbol string
	Bound  Ref // the closure of a bound method, whose receiver it holds
}

// Impl is a named type with its methods.
type Impl struct {
	Methods map[string]summary.Method // by name
	Outside map[string]bool           // interfaces that a type of another module was converted to; nil for the program's own types
	used    bool
}

type invocation struct{ iface, method string }

// Link joins the summaries of one program, in any order. Summaries are not changed.
func Link(models *model.Set, pkgs []*summary.Summary) *Program {
	var ports []model.Port
	for _, s := range pkgs {
		ports = append(ports, s.Ports...)
	}
	p := &Program{
		Models: models.With(ports),
		fns:    map[string]*Fn{},
		types: types{
			impls: map[string]*Impl{}, ifaces: map[string]*summary.Iface{}, structs: map[string]Struct{}, tags: map[string][]summary.Tag{},
		},
		index: index{
			globals: map[string][]Ref{}, fields: map[string][]Ref{}, filled: map[string][]Site{}, closures: map[string][]Ref{},
			keyed: map[string][]Ref{}, consts: map[string]Place{}, defaults: map[string][]Ref{}, initials: map[string]Choice{},
		},
		links:    links{invoked: map[invocation][]Callee{}, dynamic: map[Site][]Callee{}, inputs: map[Input]Place{}, yields: map[Input]yield{}},
		packages: packages{together: map[string]map[string]bool{}},
		modified: map[Input]int8{},
	}
	p.pkgs = append(p.pkgs, pkgs...)
	sort.Slice(p.pkgs, func(i, j int) bool { return p.pkgs[i].Path < p.pkgs[j].Path })
	p.fill()
	p.linkCalls()
	p.linkDynamic()
	p.linkInputs()
	p.linkYields()
	return p
}

// Packages returns the summaries in order of their import paths.
func (p *Program) Packages() []*summary.Summary { return p.pkgs }

// Funcs returns the program's functions in a fixed order.
func (p *Program) Funcs() []*Fn { return p.order }

// fill fills the tables that need no resolution.
func (p *Program) fill() {
	running := p.Running()
	for _, s := range p.pkgs {
		for i := range s.Impls {
			p.addImpl(&s.Impls[i], running[s.Path])
		}
		for i := range s.Ifaces {
			if p.ifaces[s.Ifaces[i].Key] == nil {
				p.ifaces[s.Ifaces[i].Key] = &s.Ifaces[i]
			}
		}
		for _, t := range s.Tags {
			p.tags[t.Field] = append(p.tags[t.Field], t)
		}
		for i := range s.Structs {
			if name := s.Structs[i].Name; name != "" && p.structs[name].Struct == nil {
				p.structs[name] = Struct{s, &s.Structs[i]}
			}
		}
		home := Home(s)
		p.indexInitials(s, home)
		for _, c := range s.Consts {
			p.consts[c.Name] = Place{&Fn{Func: &summary.Func{Name: c.Name}, Pkg: s}, c.Pos}
		}
		for _, f := range s.Funcs {
			fn := &Fn{Func: f, Pkg: s, id: len(p.order), parent: p.fns[f.Parent]}
			p.order = append(p.order, fn)
			if p.fns[f.Name] == nil && !p.Models.Own(f.Name) {
				p.fns[f.Name] = fn
			}
			p.indexFunc(fn)
		}
	}
	for name := range p.impls {
		p.implIDs = append(p.implIDs, name)
	}
	sort.Strings(p.implIDs)
}

// Running returns the packages that a main package is built from, or all if there is none: what the others convert to an
// interface (mocks, mostly) does not run.
func (p *Program) Running() map[string]bool {
	running := mainPackages(p.pkgs)
	if len(running) == 0 {
		running = p.pkgs
	}
	out := map[string]bool{}
	for _, s := range builtFrom(byPath(p.pkgs), running...) {
		out[s.Path] = true
	}
	return out
}

func (p *Program) addImpl(in *summary.Impl, running bool) {
	t := p.impls[in.Type]
	if t == nil {
		t = &Impl{Methods: map[string]summary.Method{}}
		p.impls[in.Type] = t
	}
	t.used = t.used || in.Used && running
	if in.Iface != "" {
		if t.Outside == nil {
			t.Outside = map[string]bool{}
		}
		t.Outside[in.Iface] = true
	}
	for _, m := range in.Methods {
		t.Methods[m.Name] = m
	}
}

func (p *Program) indexFunc(fn *Fn) {
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		switch n.Op {
		case summary.OpClosure:
			p.closures[n.Str] = append(p.closures[n.Str], Ref{Fn: fn, Node: summary.NodeID(i)})
		case summary.OpStore:
			if e := LastElem(n.Str); e != "" && !summary.IsIndex(e) {
				p.fields[e] = append(p.fields[e], Ref{Fn: fn, Node: n.Args[1], Pos: n.Pos, Block: n.B, Store: summary.NodeID(i)})
			}
		}
	}
	for _, g := range fn.Globals {
		p.globals[g.Global] = append(p.globals[g.Global], Ref{Fn: fn, Node: g.Value, Path: g.Path, Pos: g.Pos, Block: g.Block})
		if e := LastElem(g.Path); e != "" && !summary.IsIndex(e) {
			p.fields[e] = append(p.fields[e], Ref{Fn: fn, Node: g.Value, Pos: g.Pos, Block: g.Block})
		}
	}
}

// LastElem returns the last element of a path, with its end mark.
func LastElem(path string) string {
	last := ""
	for path != "" {
		last, path = summary.First(path)
	}
	return last
}

// Type returns the type of a node.
func (fn *Fn) Type(n summary.NodeID) *summary.Type { return &fn.Pkg.Types[fn.Nodes[n].Type] }
