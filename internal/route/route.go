// Package route finds every endpoint of a program with the chain of middleware that runs before its handler.
//
// The set-up code is run symbolically (package setup), and each registration that the models know is applied to the router
// that it is called on: a router is told apart by the call that makes it and the calls that led there; groups, and copies with
// more middleware, are routers of their own that know their parent. What a registration covers is data: the order of a model
// line. When all is registered, the tree is flattened from what is served: handlers that are routers themselves are mounted,
// handlers that wrap others are taken apart into middleware and what they wrap.
//
// Limits. A route whose router's origin is not known, such as a parameter of a function that nothing in the program calls,
// is listed with a chain that is not certain. Paths with parts that are not known show them as ${name}. Registrations under a
// condition that is not known count as conditional.
package route

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
)

// Table is the endpoints of a program.
type Table struct {
	Routes  []*Route
	Machine *setup.Machine
	Cut     string // why the table is not complete; "" if it is
	// Idle is middleware that no route has, although it was attached to a router.
	Idle []*Idle
}

// Gaps reports why the table is not complete, and where not all is known of the conditions under which an endpoint is there.
func (t *Table) Gaps(report func(at program.Place, why string)) {
	if t.Cut != "" && len(t.Routes) > 0 {
		report(t.Routes[0].At, t.Cut)
	}
	for _, fn := range t.Machine.Partly() {
		report(program.Place{Fn: fn, Pos: fn.Pos}, "code that depends on too many conditions")
	}
}

// Idle is middleware that is attached where it covers nothing.
type Idle struct {
	*Middleware
	// Discarded: it was given to a copy or a group of the router which is used for nothing.
	Discarded bool
	// Routes are those of the router that it was perhaps meant for: of before, or where a result is discarded, of after.
	Routes []*Route
}

var shared = program.NewShared(Build)

// Of returns the table of a program, which is built once.
func Of(p *program.Program) *Table {
	return shared.Of(p)
}

// Route is an endpoint.
type Route struct {
	Method  string // "GET", "*" for any
	Path    string // from the root of the server; parts that are not known as ${name}
	Handler Handler
	// Chain is what runs before the handler, in order.
	Chain  []*Middleware
	Router string        // the library, by the last part of its package path
	At     program.Place // of the registration
	// Conditional: the route exists only under a condition that is not known.
	Conditional bool
	// Unsure says why the chain is not certain; "" if it is.
	Unsure string
	// Kind is the kind of endpoint that a model says the handler is: "static", "debug/pprof"; "" for others.
	Kind string

	// Group and Server tell apart the routers or groups that routes are registered on, and what they are served by.
	Group, Server int
	// GroupPath is the path of the group; Sub: it is a group of another router.
	GroupPath string
	Sub       bool

	conds []setup.Cond
	group *router
	entry *entry
	// Reach is from where it can be asked.
	Reach Reach
	// Served: a server is seen to serve the router.
	Served bool
	Stream bool // of a service: a streaming method
}

// Handler is the function that answers.
type Handler struct {
	Name  string // "(*users.Handler).List"
	At    program.Place
	Value *setup.Value
}

// Middleware is one function of a chain.
type Middleware struct {
	Name  string
	At    program.Place // where it is attached
	Value *setup.Value
	Conds []setup.Cond // under which it is attached
	// Conditional: attached only under a condition that the route does not have itself.
	Conditional bool
	// Wraps: a function that was made around the handler, and calls it.
	Wraps bool
	// Layer is what a model says that it does; "" where only its behaviour can tell.
	Layer []string
	// Procedure is the path of the remote procedure that it runs for, where the route is one that calls it; "" for the route's own.
	Procedure string
	// Stream and Unary: of a service, only for methods of that kind.
	Only string
}
