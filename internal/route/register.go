package route

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// addEntry adds a route to its router.
func (b *builder) addEntry(e *entry, ev *setup.Event) *entry {
	e.seq, e.conds, e.at, e.lib = b.seq, ev.Conds, b.written(ev), library(ev.Entry)
	e.router.routes = append(e.router.routes, e)
	return e
}

// written is the place of a registration, or where it is made by generated code, or by a function that is handed both the path
// and the handler, of the call of that.
func (b *builder) written(ev *setup.Event) program.Place {
	at, call := ev.At, ev.Call
	for f := ev.Frame; f != nil; f = f.Parent {
		handed := call >= 0 && at == ev.At && b.handed(f, call, ev) || at != ev.At && !at.Generated() && b.relayed(f, call)
		if !at.Generated() && !handed {
			return at
		}
		if f.Parent == nil || f.Call < 0 {
			break
		}
		call = f.Call
		at = program.Place{Fn: f.Parent.Fn, Pos: f.Parent.Fn.Calls[call].Pos}
	}
	if at.Generated() {
		return ev.At
	}
	return at
}

// handed tells whether a function that registers a route was handed its path and its handler.
func (b *builder) handed(f *setup.Frame, call int32, ev *setup.Event) bool {
	c := &f.Fn.Calls[call]
	path, handler := false, false
	for _, a := range ev.Entry.Args {
		n := a.Index.N
		if c.HasRecv {
			n++
		}
		if n >= len(c.Args) {
			continue
		}
		switch a.Name {
		case "path":
			path = path || b.m.Handed(f, c.Args[n], isText)
		case "handler", "chain":
			handler = handler || b.m.Handed(f, c.Args[len(c.Args)-1], isHandler) || b.m.Handed(f, c.Args[n], isHandler)
		}
	}
	return path && handler
}

// relayed tells whether a call in a function passes on a text and a handler that it was handed itself.
func (b *builder) relayed(f *setup.Frame, call int32) bool {
	text, handler := false, false
	for _, a := range f.Fn.Calls[call].Args {
		text = text || isText(f.Fn.Type(a)) && b.m.Handed(f, a, isText)
		handler = handler || isHandler(f.Fn.Type(a)) && b.m.Handed(f, a, isHandler)
	}
	return text && handler
}

func isText(t *summary.Type) bool { return t.Class == summary.Text }

func isHandler(t *summary.Type) bool {
	return t.Class == summary.Code || strings.HasSuffix(t.Name, ".Handler") || strings.HasSuffix(t.Name, ".HandlerFunc")
}

// route applies the registration of a route.
func (b *builder) route(ev *setup.Event) {
	if ev.Call < 0 {
		return // Have: a field for a fallback handler.
	}
	for _, r := range b.targets(ev) {
		b.routeOn(r, ev)
	}
}

// routeOn adds the route of a registration to a router.
func (b *builder) routeOn(r *router, ev *setup.Event) {
	e := &entry{router: r, methods: b.methods(ev), uses: b.uses(ev, "use")}
	e.paths = b.texts(ev, "path")
	if p := b.texts(ev, "prefix"); p != nil {
		e.paths, e.prefix = p, true
	}
	if handler := b.args(ev, "handler"); len(handler) > 0 {
		e.handler = handler[0]
	}
	if chain := b.chain(ev); len(chain) > 0 {
		e.takeChain(b, chain, ev)
	}
	if list := b.args(ev, "config"); len(list) > 0 {
		b.described(r, e, list, ev)
		return
	}
	b.optional(e, ev)
	b.known(e, ev)
	if slices.Equal(e.methods, []string{"STREAM"}) {
		e.methods, e.stream = []string{"RPC"}, true
	}
	b.addEntry(e, ev)
	if ev.Entry.Returns(0) {
		if k, ok := keyOf(made(ev)); ok {
			b.begun[k] = e
		}
	}
}

// chain is the list of middleware with the handler last.
func (b *builder) chain(ev *setup.Event) []*setup.Value {
	var out []*setup.Value
	for _, v := range b.args(ev, "chain") {
		if v == nil {
			continue
		}
		if list, _, ok := b.m.List(v); ok && (v.Kind == setup.List || v.Kind == setup.Object && v.Type == "") {
			out = append(out, list...)
			continue
		}
		out = append(out, v)
	}
	return out
}

// methods are the methods of a route.
func (b *builder) methods(ev *setup.Event) []string {
	_, named := ev.Entry.Arg("method")
	if w := ev.Entry.Word(); w != "" && ev.Entry.Kind == model.Route && !(w == "any" && named) {
		if w == "any" {
			return []string{"*"}
		}
		return strings.Split(w, ",")
	}
	var out []string
	for _, m := range b.texts(ev, "method") {
		out = append(out, splitMethods(m)...)
	}
	if len(out) == 0 {
		return []string{"*"}
	}
	return out
}

// splitMethods are the methods that a text names, with commas or spaces between them; an empty text, or one that says so,
// names any.
func splitMethods(text string) []string {
	out := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	if len(out) == 0 || strings.EqualFold(text, "any") || strings.EqualFold(text, "all") {
		return []string{"*"}
	}
	return out
}

// part is a field that holds a part of a route or a service.
type part struct{ elem, word string }

// parts lists the fields of a type that models speak of; of the type "", of any.
func (b *builder) parts(typ string) []part {
	entries := b.p.Models.Fields(typ, model.Part)
	if typ == "" {
		entries = b.p.Models.AllFields(model.Part)
	}
	var out []part
	for _, e := range entries {
		out = append(out, part{e.Symbol + summary.PathEnd, e.Word()})
	}
	return out
}

// known fills in what a model says of an endpoint that the call itself makes, such as files that are served.
func (b *builder) known(e *entry, ev *setup.Event) {
	for _, w := range b.p.Models.Wiring(model.Func, ev.Target.Text) {
		if w.Kind != model.Endpoint {
			continue
		}
		e.kind = w.Word()
		e.name = program.Short(ev.Target.Text)
		e.handler = nil
		if len(w.Words) > 1 {
			e.paths = []string{w.Words[1]}
			continue
		}
		if len(e.paths) == 0 && strings.HasPrefix(e.kind, "debug/") {
			e.paths, e.prefix = []string{"/debug/" + strings.TrimPrefix(e.kind, "debug/")}, true
			if i, ok := w.Arg("path"); ok {
				for _, v := range b.m.Arg(ev.Frame, ev.Call, ev.Target, i) {
					e.paths = v.Texts()
				}
			}
		}
	}
}

// edit says more of a route that was begun.
func (b *builder) edit(ev *setup.Event) {
	for _, v := range b.args(ev, "router") {
		v.Each(func(a *setup.Value) {
			k, ok := keyOf(a)
			if !ok {
				return
			}
			e := b.begun[k]
			if e == nil {
				b.rename(a, ev)
				return
			}
			if again, method, _ := strings.Cut(ev.Entry.Word(), ","); again == "again" {
				e = b.again(e, method, ev)
			}
			if p := b.texts(ev, "path"); p != nil {
				e.paths, e.prefix = joinAll(e.paths, p), false
			}
			if p := b.texts(ev, "prefix"); p != nil {
				e.paths, e.prefix = joinAll(e.paths, p), true
			}
			if b.texts(ev, "method") != nil {
				e.methods = b.methods(ev)
			}
			if h := b.args(ev, "handler"); len(h) > 0 {
				e.handler = h[0]
			}
			if chain := b.chain(ev); len(chain) > 0 {
				e.takeChain(b, chain, ev)
			}
			e.uses = append(e.uses, b.uses(ev, "use")...)
		})
	}
}

// rename gives a router that is an object of the program its path.
func (b *builder) rename(v *setup.Value, ev *setup.Event) {
	if p := b.texts(ev, "path"); v.Kind == setup.Object && len(p) > 0 {
		if r := b.find(v, ev); r != nil {
			r.path = p[0]
		}
	}
}

// again begins another route of the path of one that was begun.
func (b *builder) again(e *entry, method string, ev *setup.Event) *entry {
	other := &entry{router: e.router, paths: e.paths, prefix: e.prefix}
	if method != "" {
		other.methods = []string{method}
	}
	return b.addEntry(other, ev)
}

// takeChain makes the last of a list the handler of a route, and what is before it middleware.
func (e *entry) takeChain(b *builder, chain []*setup.Value, ev *setup.Event) {
	e.handler = chain[len(chain)-1]
	for _, v := range chain[:len(chain)-1] {
		e.uses = append(e.uses, b.usesOf(v, ev)...)
	}
}

func joinAll(as, bs []string) []string {
	if len(as) == 0 {
		return bs
	}
	var out []string
	for _, a := range as {
		for _, b := range bs {
			out = append(out, joinPath(a, b))
		}
	}
	return out
}

func (b *builder) mount(ev *setup.Event) {
	for _, r := range b.targets(ev) {
		for _, h := range b.args(ev, "handler") {
			b.addEntry(&entry{router: r, methods: []string{"*"}, paths: b.texts(ev, "path"), mount: true, prefix: true, strip: ev.Entry.Word() == "strip", handler: h}, ev)
		}
	}
}

// serve notes what is served.
func (b *builder) serve(ev *setup.Event) {
	s := &serve{at: ev.At, conds: ev.Conds, value: ev.Value}
	if ev.Call < 0 {
		s.server, s.known = serverOf(ev.Object, ev.Part)
	} else {
		s.uses, s.addresses = b.uses(ev, "use"), b.args(ev, "address")
		for _, name := range []string{"handler", "router"} {
			for i, v := range b.args(ev, name) {
				if i == 0 {
					s.value = v
					continue
				}
				b.serves = append(b.serves, &serve{at: ev.At, conds: ev.Conds, value: v, uses: s.uses, addresses: s.addresses})
			}
		}
	}
	if ev.Entry.On != "" {
		s.value = &setup.Value{Kind: setup.Global, Text: ev.Entry.On}
	}
	if s.value == nil || s.value.Kind == setup.Nil {
		s.value = &setup.Value{Kind: setup.Global, Text: "net/http.DefaultServeMux"}
	}
	b.serves = append(b.serves, s)
}

// service makes a route of each method of a described service.
func (b *builder) service(ev *setup.Event) {
	var impl *setup.Value
	if h := b.args(ev, "handler"); len(h) > 0 {
		impl = h[0]
	}
	for _, r := range b.targets(ev) {
		for _, desc := range b.args(ev, "config") {
			desc.Each(func(d *setup.Value) { b.methodsOf(r, d, impl, ev) })
		}
	}
}

// methodsOf adds the methods that a description lists.
func (b *builder) methodsOf(r *router, desc, impl *setup.Value, ev *setup.Event) {
	name := ""
	for _, p := range b.parts(desc.Type) {
		if p.word == "name" {
			if ts := b.m.Select(desc, p.elem).Texts(); len(ts) == 1 {
				name = ts[0]
			}
		}
	}
	for _, p := range b.parts(desc.Type) {
		if p.word != "list" && p.word != "streams" {
			continue
		}
		list, _, _ := b.m.List(b.m.Select(desc, p.elem))
		for _, method := range list {
			b.serviceMethod(r, name, method, impl, p.word == "streams", ev)
		}
	}
}

func (b *builder) serviceMethod(r *router, service string, method, impl *setup.Value, stream bool, ev *setup.Event) {
	for _, p := range b.parts("") {
		if p.word != "method" {
			continue
		}
		v := b.m.Select(method, p.elem)
		if v == nil || v.Kind != setup.Const {
			continue
		}
		e := &entry{router: r, methods: []string{"RPC"}, paths: []string{"/" + service + "/" + v.Text}, stream: stream}
		if impl != nil {
			impl.Each(func(a *setup.Value) {
				if h := b.m.Method(a, v.Text); h != nil && e.handler == nil {
					e.handler = h
				}
			})
		}
		if e.handler == nil {
			e.name = service + "." + v.Text
		}
		b.addEntry(e, ev)
	}
}

// imports adds the endpoints that come with the import of a package.
func (b *builder) imports() {
	for _, reg := range Imports(b.p, "") {
		ev := &setup.Event{Call: -1, Entry: &model.Entry{Package: "net/http"}, At: reg.At}
		r := b.add(&setup.Value{Kind: setup.Global, Text: reg.On}, ev)
		if slices.ContainsFunc(r.routes, func(x *entry) bool {
			return x.kind == reg.Kind && b.p.Together(x.at.Fn.Pkg.Path, reg.At.Fn.Pkg.Path)
		}) {
			continue
		}
		b.seq++
		b.addEntry(&entry{router: r, methods: []string{"*"}, paths: []string{reg.Path}, kind: reg.Kind, name: "import " + reg.Name}, ev)
	}
}
