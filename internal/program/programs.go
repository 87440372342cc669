package program

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// Programs returns the packages of a module by program: a main package with all that it imports. What one program stores, registers
// or calls says nothing of another. Packages that no main package imports, which other modules or tests may use, belong to the
// largest program; without a main package, all are one program.
//
// Where there are several, a program has the functions that it can call, and the largest comes first. Functions that none can call,
// and what the text of a package says by itself, are in the first program that has the package.
func Programs(pkgs []*summary.Summary) [][]*summary.Summary {
	mains := mainPackages(pkgs)
	if len(mains) < 2 {
		return [][]*summary.Summary{pkgs}
	}
	graphs := callGraphs(pkgs, mains)
	called := map[string]bool{}
	for _, g := range graphs {
		for symbol := range g.reached {
			called[symbol] = true
		}
	}
	out := make([][]*summary.Summary, len(graphs))
	first := map[*summary.Summary]bool{}
	for i, g := range graphs {
		for _, s := range g.pkgs {
			for _, fn := range s.Funcs {
				if !first[s] && !called[fn.Name] {
					g.reach(fn.Name)
				}
			}
		}
		g.close()
		for _, s := range g.pkgs {
			part := g.part(s)
			if first[s] {
				part.Literals, part.Issues = nil, nil
			}
			first[s] = true
			out[i] = append(out[i], part)
		}
	}
	return out
}

func mainPackages(pkgs []*summary.Summary) []*summary.Summary {
	return slices.DeleteFunc(slices.Clone(pkgs), func(s *summary.Summary) bool { return s.Name != "main" })
}

// callGraphs returns what main packages are built from and run, the largest first and with it the packages that none is built from.
func callGraphs(pkgs, mains []*summary.Summary) []*callGraph {
	byPath := byPath(pkgs)
	var graphs []*callGraph
	built := map[*summary.Summary]bool{}
	for _, s := range mains {
		g := newCallGraph(builtFrom(byPath, s))
		g.run()
		graphs = append(graphs, g)
		for _, part := range g.pkgs {
			built[part] = true
		}
	}
	slices.SortStableFunc(graphs, func(a, b *callGraph) int {
		return cmp.Or(cmp.Compare(len(b.reached), len(a.reached)), cmp.Compare(a.pkgs[0].Path, b.pkgs[0].Path))
	})
	if rest := slices.DeleteFunc(slices.Clone(pkgs), func(s *summary.Summary) bool { return built[s] }); len(rest) > 0 {
		graphs[0] = newCallGraph(builtFrom(byPath, append(rest, graphs[0].pkgs...)...))
		graphs[0].run()
	}
	return graphs
}

func byPath(pkgs []*summary.Summary) map[string]*summary.Summary {
	out := map[string]*summary.Summary{}
	for _, s := range pkgs {
		out[s.Path] = s
	}
	return out
}

// builtFrom returns packages with all that they import.
func builtFrom(byPath map[string]*summary.Summary, pkgs ...*summary.Summary) []*summary.Summary {
	var out []*summary.Summary
	seen := map[*summary.Summary]bool{}
	for todo := slices.Clone(pkgs); len(todo) > 0; todo = todo[1:] {
		s := todo[0]
		if s == nil || seen[s] {
			continue
		}
		seen[s] = true
		out = append(out, s)
		for _, path := range s.Imports {
			todo = append(todo, byPath[path])
		}
	}
	return out
}

// callGraph is what functions can call, by names (rapid type analysis, Bacon and Sweeney 1996): a method of an interface leads to the
// methods of that name of all types that are converted to interfaces and occur in what is reached. Methods of such types whose names
// no interface of the program has are called by libraries.
type callGraph struct {
	pkgs    []*summary.Summary
	fns     map[string]callable
	methods map[string][]summary.Method // by type
	boxed   map[string]bool             // types that are converted to an interface
	own     map[string]bool             // names of the methods of the program's interfaces
	reached map[string]bool             // symbols of functions
	invoked map[string]bool             // names of methods that are called through interfaces
	live    map[string]bool             // types
	todo    []callable
}

type callable struct {
	*summary.Func
	pkg *summary.Summary
}

func newCallGraph(pkgs []*summary.Summary) *callGraph {
	g := &callGraph{
		pkgs: pkgs, fns: map[string]callable{}, methods: map[string][]summary.Method{}, boxed: map[string]bool{}, own: map[string]bool{},
		reached: map[string]bool{}, invoked: map[string]bool{}, live: map[string]bool{},
	}
	for _, s := range pkgs {
		for _, fn := range s.Funcs {
			g.fns[fn.Name] = callable{fn, s}
		}
		for _, t := range s.Ifaces {
			for _, m := range t.Methods {
				g.own[m.Name] = true
			}
		}
		for _, t := range s.Impls {
			g.methods[t.Type] = t.Methods
			g.boxed[t.Type] = g.boxed[t.Type] || t.Used
		}
	}
	return g
}

// part returns a package with the functions of it that are reached.
func (g *callGraph) part(s *summary.Summary) *summary.Summary {
	out := *s
	out.Funcs = slices.DeleteFunc(slices.Clone(s.Funcs), func(fn *summary.Func) bool { return !g.reached[fn.Name] })
	return &out
}

// run reaches what runs when the program does: its main function and what initialises its packages.
func (g *callGraph) run() {
	for _, s := range g.pkgs {
		for _, fn := range s.Funcs {
			name := strings.TrimPrefix(fn.Name, s.Path+".")
			if name == "init" || strings.HasPrefix(name, "init#") || name == "main" && s.Name == "main" {
				g.reach(fn.Name)
			}
		}
	}
	g.close()
}

func (g *callGraph) reach(symbol string) {
	if fn, ok := g.fns[symbol]; ok && !g.reached[symbol] {
		g.reached[symbol] = true
		g.todo = append(g.todo, fn)
	}
}

// close follows the calls of what is reached.
func (g *callGraph) close() {
	for len(g.todo) > 0 {
		fn := g.todo[len(g.todo)-1]
		g.todo = g.todo[:len(g.todo)-1]
		for i := range fn.Calls {
			c := &fn.Calls[i]
			g.reach(c.Callee)
			if c.Iface != "" {
				g.invoke(c.Callee[strings.LastIndex(c.Callee, ".")+1:])
			}
		}
		for i := range fn.Nodes {
			n := &fn.Nodes[i]
			if n.Op == summary.OpFunc || n.Op == summary.OpClosure {
				g.reach(n.Str)
			}
			g.use(fn.pkg.Types[n.Type].Name)
		}
	}
}

// use notes that a type occurs in what is reached.
func (g *callGraph) use(name string) {
	if g.live[name] || !g.boxed[name] {
		return
	}
	g.live[name] = true
	for _, m := range g.methods[name] {
		if g.invoked[m.Name] || !g.own[m.Name] {
			g.reach(m.Symbol)
		}
	}
}

// invoke notes that a method of a name is called through an interface.
func (g *callGraph) invoke(method string) {
	if g.invoked[method] {
		return
	}
	g.invoked[method] = true
	for name := range g.live {
		for _, m := range g.methods[name] {
			if m.Name == method {
				g.reach(m.Symbol)
			}
		}
	}
}
