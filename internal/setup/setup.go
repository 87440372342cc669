// Package setup runs the set-up code of a program symbolically: the code that builds servers, routers and the chains of
// functions around handlers, before the first request is served.
//
// Such code is straight: it is run once, from main or an init function, and the objects that it makes are told apart by
// where they are made and by the calls that led there. So a Machine executes it forwards, function by function from the
// roots of the call graph, as far as calls lead to registrations that the models know (Wire entries); it hands each
// registration to a visitor in the order in which it happens, with the frame that it happens in. The values of arguments are found on
// demand in that frame (Eval), exactly where they can be: a parameter is what this call passes, a closure has the variables of its
// own maker, a loop over a list that is known is run once for each element, a condition on constants is decided.
//
// Limits. What is not known is a value that says so, never a guess: parameters of functions that nothing is seen to call,
// fields of objects of other modules, results of their functions. A branch whose condition is not known is taken both ways,
// one after the other, and what happens there carries the condition. Goroutines and deferred calls run where they are
// started. Aliases of objects are seen as far as summaries see them. Budgets count frames and steps.
package setup

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Machine runs the set-up code of one program.
type Machine struct {
	p        *program.Program
	visit    func(*Event)
	ran      map[*program.Fn][]*Frame
	done     map[*Frame]bool
	open     map[*program.Fn]*Frame
	flows    map[*program.Fn]*flow
	nodes    map[*program.Fn]*nodes
	reaches  map[*Frame]*reached
	targets  map[target][]*Value
	stores   map[string][]bool
	filling  map[filled]bool // see fillsParam
	leads    []bool          // by function: it, or what it can call, registers something
	conds    map[condKey][]Cond
	edgeSets map[componentKey][]Edge
	globals  map[globalPath]*globalStores
	tests    map[condKey]int
	entries  map[entered]*Frame
	wraps    map[entered]*Frame
	turns    map[turnKey][]*Frame
	count    int
	steps    int
	budget   int // steps at which the present question has used up its own
	starved  bool
	guesses  int
	asking   int // questions that are open
	lowest   int // depth of the outermost open question that was met again
	cut      string
	partly   []*program.Fn // see Partly
}

// Event is a registration.
type Event struct {
	Frame  *Frame
	Call   int32 // -1 where a field is stored to
	Target *Value
	Entry  *model.Entry
	Value  *Value // of a field
	Object *Value // that has the field
	Part   string // of the object: the struct that has the field itself
	Conds  []Cond
	At     program.Place
}

// Cond is a condition that is not known: an undecided test of a frame, and the side that was taken (0 where it holds).
type Cond struct {
	Frame *Frame
	Block int32
	Side  int32
}

// registering are the kinds of entries that make a function worth running; where one listens does not.
var registering = map[string]bool{
	model.NewRouter: true, model.Group: true, model.With: true, model.Use: true, model.Route: true, model.Edit: true,
	model.Mount: true, model.Serve: true, model.Service: true, model.Control: true,
}

// New makes a machine.
func New(p *program.Program) *Machine {
	m := &Machine{
		p: p, ran: map[*program.Fn][]*Frame{}, done: map[*Frame]bool{}, open: map[*program.Fn]*Frame{}, flows: map[*program.Fn]*flow{}, nodes: map[*program.Fn]*nodes{},
		reaches: map[*Frame]*reached{}, targets: map[target][]*Value{}, stores: map[string][]bool{}, conds: map[condKey][]Cond{}, edgeSets: map[componentKey][]Edge{}, globals: map[globalPath]*globalStores{}, tests: map[condKey]int{}, entries: map[entered]*Frame{}, wraps: map[entered]*Frame{}, turns: map[turnKey][]*Frame{},
	}
	m.leads = m.leading()
	m.refill()
	return m
}

// Program returns the program that the machine runs.
func (m *Machine) Program() *program.Program { return m.p }

// Cut says why the run is not complete; "" if it is.
func (m *Machine) Cut() string { return m.cut }

// Partly lists the functions of which not all is known of when their code runs: it depends on too many conditions.
func (m *Machine) Partly() []*program.Fn { return m.partly }

// Run executes the program and calls visit for each registration in order: package initialisers first, then main functions,
// then what no call is seen to reach.
func (m *Machine) Run(visit func(*Event)) {
	m.visit = visit
	var mains []*program.Fn
	for _, fn := range m.p.Funcs() {
		if m.leads[fn.ID()] && isInit(fn) {
			m.exec(m.root(fn))
		}
		if isMain(fn) {
			mains = append(mains, fn)
		}
	}
	for _, fn := range mains {
		if m.leads[fn.ID()] {
			m.exec(m.root(fn))
		}
	}
	m.loose()
}

// loose runs what is called by other modules, or by nothing: first what nothing is seen to call, with the closures that are
// made there, then what is called from there only. In a program, what nothing refers to does not run.
func (m *Machine) loose() {
	alive := m.alive()
	waits := func(fn *program.Fn) bool { return m.leads[fn.ID()] && alive[fn.ID()] && len(m.ran[fn]) == 0 }
	closures := func() {
		for again := true; again; {
			again = false
			for _, fn := range m.p.Funcs() {
				if fn.Parent == "" || !waits(fn) {
					continue
				}
				if outer := m.p.Func(fn.Parent); outer != nil && len(m.ran[outer]) > 0 {
					m.execClosure(fn)
					again = again || len(m.ran[fn]) > 0
				}
			}
		}
	}
	closures()
	for _, called := range []bool{false, true} {
		for _, fn := range m.p.Funcs() {
			if fn.Parent == "" && waits(fn) && (called || len(fn.Callers()) == 0) {
				m.exec(m.root(fn))
				closures()
			}
		}
	}
}

// alive finds the functions that a program can run, from its main and init functions over calls, function values and the
// methods of types that it puts into interfaces; of packages without a main function, all.
func (m *Machine) alive() []bool {
	fns := m.p.Funcs()
	out := make([]bool, len(fns))
	var todo []*program.Fn
	mark := func(fn *program.Fn) {
		if fn != nil && !out[fn.ID()] {
			out[fn.ID()] = true
			todo = append(todo, fn)
		}
	}
	main := false
	for _, fn := range fns {
		if isMain(fn) {
			main = true
			mark(fn)
		}
		if isInit(fn) {
			mark(fn)
		}
	}
	if !main {
		for i := range out {
			out[i] = true
		}
		return out
	}
	for _, symbol := range m.p.Dispatched() {
		mark(m.p.Func(symbol))
	}
	for len(todo) > 0 {
		fn := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for i := range fn.Calls {
			for _, t := range m.p.Callees(program.Site{Fn: fn, Call: int32(i)}) {
				mark(t.Fn)
			}
		}
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op == summary.OpClosure || n.Op == summary.OpFunc {
				mark(m.p.Func(n.Str))
			}
		}
	}
	return out
}

// Frames returns the frames in which a function ran, in order.
func (m *Machine) Frames(fn *program.Fn) []*Frame { return m.ran[fn] }

func isMain(fn *program.Fn) bool { return fn.Name == fn.Pkg.Path+".main" && fn.Pkg.Name == "main" }

func isInit(fn *program.Fn) bool {
	name, ok := cutPrefix(fn.Name, fn.Pkg.Path+".init")
	return ok && (name == "" || name[0] == '#') && fn.Parent == ""
}

func cutPrefix(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return "", false
}

// execClosure runs a closure that nothing is seen to call, where it is made.
func (m *Machine) execClosure(fn *program.Fn) {
	makers := m.p.Makers(fn.Name)
	if len(makers) == 0 { // Have: a function that captures nothing, such as that of a command in a package variable.
		m.exec(m.root(fn))
	}
	for _, made := range makers {
		for _, maker := range m.ran[made.Fn] {
			if c := m.closure(maker, made.Node); c != nil {
				m.exec(c)
			}
		}
	}
}

// leading finds the functions that register something, or from which a call or a function value leads to one.
func (m *Machine) leading() []bool {
	fns := m.p.Funcs()
	out := make([]bool, len(fns))
	users := make([][]int, len(fns)) // by function: those that call it or hold it as a value
	var todo []int
	for i, fn := range fns {
		use := func(symbol string) {
			if t := m.p.Func(symbol); t != nil {
				users[t.ID()] = append(users[t.ID()], i)
			}
		}
		for _, site := range fn.Callers() {
			users[i] = append(users[i], site.Fn.ID())
		}
		for j := range fn.Nodes {
			if n := &fn.Nodes[j]; n.Op == summary.OpClosure || n.Op == summary.OpFunc {
				use(n.Str)
			}
		}
		if m.registers(fn) {
			out[i] = true
			todo = append(todo, i)
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, u := range users[i] {
			if !out[u] {
				out[u] = true
				todo = append(todo, u)
			}
		}
	}
	return out
}

// registers tells whether a function registers something itself.
func (m *Machine) registers(fn *program.Fn) bool {
	models := m.p.Models
	if len(models.Wiring(model.Func, fn.Name)) > 0 {
		return false // Have: a library's function; the model speaks for it.
	}
	is := func(es []model.Entry) bool {
		return slices.ContainsFunc(es, func(e model.Entry) bool { return registering[e.Kind] })
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Callee != "" && is(models.Wiring(model.Func, c.Callee)) {
			return true
		}
		if c.Kind == summary.Invoke && c.Internal && m.mayRegister(fn, c) {
			return true
		}
	}
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		switch n.Op {
		case summary.OpStore:
			if is(models.Wiring(model.Field, lastField(n.Str))) {
				return true
			}
		case summary.OpClosure:
			if is(models.Wiring(model.Func, n.Str)) {
				return true // a method that registers, as a value
			}
		}
	}
	return false
}

// mayRegister tells whether a call of a method of an interface of the program's own can be one of a router: models speak of a
// method of that name, and the call is handed, or returns, something of its library, or a handler.
func (m *Machine) mayRegister(fn *program.Fn, c *summary.Call) bool {
	symbols := m.p.Models.WiredMethods(c.Callee[strings.LastIndexByte(c.Callee, '.')+1:])
	if len(symbols) == 0 {
		return false
	}
	var names []string
	for _, a := range c.Args[1:] {
		names = append(names, fn.Type(a).Name)
	}
	for _, r := range c.Results {
		names = append(names, fn.Pkg.Types[r].Name)
	}
	return slices.ContainsFunc(symbols, func(symbol string) bool {
		for _, e := range m.p.Models.Wiring(model.Func, symbol) {
			if registering[e.Kind] && slices.ContainsFunc(names, func(n string) bool {
				return strings.HasPrefix(n, e.Package+".") || strings.HasPrefix(n, "net/http.Handler")
			}) {
				return true
			}
		}
		return false
	})
}

// partOf is a path without the field that it ends in.
func partOf(path string) string {
	whole, last := path, ""
	for path != "" {
		last, path = summary.First(path)
	}
	return strings.TrimSuffix(whole, last)
}

// lastField is the field that a path ends in.
func lastField(path string) string {
	last := ""
	for path != "" {
		last, path = summary.First(path)
	}
	return program.Elem(last)
}
