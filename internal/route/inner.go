package route

import (
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// inner returns the handlers that a handler function hands its request on to: those that it calls with its own parameters,
// itself or through a function that it makes or calls, where they are values that it was made with.
func (b *builder) inner(v *setup.Value) []*setup.Value {
	k := innerKey{v.Fn, v.Frame, v.Text, v.Recv}
	if in, ok := b.inners[k]; ok {
		return in
	}
	b.inners[k] = nil
	if !b.handsOn(v.Fn) {
		return nil
	}
	f := b.m.Enter(v)
	if f == nil {
		return nil
	}
	b.m.Ask()
	w := &searcher{b: b, root: f, seen: map[*setup.Frame]bool{}}
	w.search(f, 0)
	b.inners[k] = w.found
	return w.found
}

// handsOn tells by their shapes whether calls in a function, or in a closure in it, can be of a handler.
func (b *builder) handsOn(fn *program.Fn) bool {
	if fn == nil {
		return false
	}
	if h, ok := b.hands[fn]; ok {
		return h
	}
	found := false
	for i := range fn.Calls {
		c := &fn.Calls[i]
		found = found || c.Kind == summary.Invoke && strings.HasSuffix(c.Callee, ".ServeHTTP") ||
			c.Kind == summary.Static && strings.HasSuffix(c.Callee, ").ServeHTTP") ||
			c.Kind == summary.Dynamic && CallsHandler(fn, c)
		for _, a := range c.Args {
			t := fn.Type(a)
			found = found || c.Internal && (t.Class == summary.Code || t.Name == "net/http.Handler")
		}
	}
	for n := range fn.Nodes {
		if node := &fn.Nodes[n]; node.Op == summary.OpClosure && node.A == 0 && !found {
			found = b.handsOn(b.p.Func(node.Str))
		}
	}
	b.hands[fn] = found
	return found
}

type innerKey struct {
	fn    *program.Fn
	frame *setup.Frame
	text  string
	recv  *setup.Value
}

// searcher looks for the handlers that a function hands its request on to.
type searcher struct {
	b     *builder
	root  *setup.Frame
	seen  map[*setup.Frame]bool
	found []*setup.Value
}

// maxSearch is how deeply calls are followed.
const maxSearch = 4

func (w *searcher) search(f *setup.Frame, depth int) {
	if w.seen[f] || depth > maxSearch {
		return
	}
	w.seen[f] = true
	b := w.b
	for i := range f.Fn.Calls {
		c := &f.Fn.Calls[i]
		switch {
		case c.Kind == summary.Invoke && strings.HasSuffix(c.Callee, ".ServeHTTP"):
			w.add(b.m.Eval(f, c.Args[0], ""))
		case c.Kind == summary.Static && strings.HasSuffix(c.Callee, ").ServeHTTP") && len(c.Args) == 3:
			w.add(b.m.Eval(f, c.Args[0], ""))
		case c.Kind == summary.Dynamic && CallsHandler(f.Fn, c):
			if v := b.m.Eval(f, c.Fn, ""); v != nil && !local(f, v) {
				w.add(v)
			}
		case c.Kind == summary.Static && c.Internal && w.handsOver(f, c):
			for _, t := range b.m.Targets(f, int32(i)) {
				if in := b.m.Child(f, int32(i), t); in != nil {
					w.search(in, depth+1)
				}
			}
		}
	}
	for n := range f.Fn.Nodes {
		if node := &f.Fn.Nodes[n]; node.Op == summary.OpClosure && node.A == 0 {
			if in := b.m.Sub(f, summary.NodeID(n)); in != nil {
				w.search(in, depth+1)
			}
		}
	}
}

// add notes a handler that is called.
func (w *searcher) add(v *setup.Value) {
	v.Each(func(a *setup.Value) {
		switch a.Kind {
		case setup.Func, setup.Made, setup.Object, setup.Global:
		default:
			return
		}
		if a.Frame.Within(w.root) {
			return // Have: a handler that is made for this one request.
		}
		for _, have := range w.found {
			if have == a || have.Kind == a.Kind && have.Text == a.Text && have.Frame == a.Frame && have.Node == a.Node && have.Call == a.Call {
				return
			}
		}
		w.found = append(w.found, a)
	})
}

// CallsHandler tells by its shape whether a call of a function value is one of a handler: it is handed the request and returns
// nothing, or an error; where the function value is what the caller was made with, and none of that shape is, whatever it
// returns.
func CallsHandler(fn *program.Fn, c *summary.Call) bool {
	if !PassesOn(fn, c) {
		return false
	}
	if HandlerShaped(fn, c) {
		return true
	}
	if fn.Nodes[c.Fn].Op != summary.OpFreeVar || len(c.Results) > 2 || fn.Pkg.Types[c.Results[len(c.Results)-1]].Name != "error" {
		return false
	}
	for i := range fn.Calls {
		other := &fn.Calls[i]
		if other.Kind == summary.Dynamic && HandlerShaped(fn, other) && PassesOn(fn, other) || strings.HasSuffix(other.Callee, ".ServeHTTP") {
			return false
		}
	}
	return true
}

// HandlerShaped tells whether a call is one of a handler: it returns nothing, or an error.
func HandlerShaped(fn *program.Fn, c *summary.Call) bool {
	switch len(c.Results) {
	case 0:
		return true
	case 1:
		return fn.Pkg.Types[c.Results[0]].Name == "error"
	case 2: // of a remote procedure
		return fn.Pkg.Types[c.Results[1]].Name == "error" && len(c.Args) == 2 && fn.Type(c.Args[0]).Name == "context.Context"
	}
	return false
}

// PassesOn tells whether a call is handed a request or a response.
func PassesOn(fn *program.Fn, c *summary.Call) bool {
	if len(c.Results) == 2 {
		return true // Have: a remote procedure's shape.
	}
	for _, a := range c.Args {
		if name := fn.Type(a).Name; RequestType(name) || strings.HasSuffix(strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]), "stream") {
			return true
		}
	}
	return false
}

// RequestType tells whether values of a type stand for one request.
func RequestType(name string) bool {
	switch name {
	case "net/http.ResponseWriter", "net/http.Request":
		return true
	case "context.Context":
		return false
	}
	base := name[strings.LastIndexByte(name, '.')+1:]
	return strings.HasSuffix(base, "Context") || strings.HasSuffix(base, "Ctx") || strings.HasSuffix(base, "Request") || strings.HasSuffix(base, "ResponseWriter") || strings.HasSuffix(base, "Event")
}

// local tells whether a function value is one that the calling function makes itself.
func local(f *setup.Frame, v *setup.Value) bool {
	all := true
	v.Each(func(a *setup.Value) {
		all = all && a.Kind == setup.Func && a.Fn != nil && a.Fn.Parent == f.Fn.Name
	})
	return all
}

// handsOver tells whether a call passes a function or a handler that the caller was made with.
func (w *searcher) handsOver(f *setup.Frame, c *summary.Call) bool {
	for _, a := range c.Args {
		t := f.Fn.Type(a)
		if t.Class != summary.Code && t.Name != "net/http.Handler" && t.Name != "net/http.HandlerFunc" {
			continue
		}
		if v := w.b.m.Eval(f, a, ""); v != nil && (v.Kind == setup.Func || v.Kind == setup.Made) {
			return true
		}
	}
	return false
}
