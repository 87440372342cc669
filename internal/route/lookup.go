package route

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// lookup is an object that a router asks for the handler of a method and a path.
type lookup struct {
	object *setup.Value
	method string // of the object
}

// lookup notes the object that a router's handlers are found by, and the path of the document that describes them.
func (b *builder) lookup(ev *setup.Event) {
	r := b.add(made(ev), ev)
	for _, v := range b.args(ev, "handler") {
		v.Each(func(o *setup.Value) { r.lookups = append(r.lookups, &lookup{o, ev.Entry.Word()}) })
	}
	for _, v := range b.args(ev, "document") {
		if r.path == "" {
			r.path = b.basePath(v, 0)
		}
	}
}

// maxDocument is how many calls a document is looked for through.
const maxDocument = 4

// basePath is the path that an OpenAPI document says all others are below: of the text that a value is, or that what made it was
// handed. "" where there is none.
func (b *builder) basePath(v *setup.Value, depth int) string {
	path := ""
	v.Each(func(a *setup.Value) {
		switch {
		case path != "" || depth > maxDocument:
		case a.Kind == setup.Const && strings.HasPrefix(strings.TrimSpace(a.Text), "{"):
			var doc struct {
				BasePath string `json:"basePath"`
			}
			if json.Unmarshal([]byte(a.Text), &doc) == nil {
				path = strings.TrimSuffix(doc.BasePath, "/")
			}
		case a.Kind == setup.Made && a.Of == nil && a.Frame != nil && a.Call >= 0:
			for _, arg := range a.Frame.Fn.Calls[a.Call].Args {
				if path == "" {
					path = b.basePath(b.m.Eval(a.Frame, arg, ""), depth+1)
				}
			}
		}
	})
	return path
}

// tabled adds the routes of routers that find their handlers by a method of an object, when all of the program has run.
func (b *builder) tabled() {
	b.united()
	for _, r := range b.order {
		for _, l := range r.lookups {
			b.m.Ask()
			find := b.m.Method(l.object, l.method)
			if find == nil || find.Fn == nil {
				continue
			}
			for _, field := range tables(find.Fn) {
				b.table(r, l.object, field)
			}
		}
	}
}

// united makes one router of those that one call made for the same object, each time that it ran: one whose object is known.
func (b *builder) united() {
	var all []*router
	for _, r := range b.order {
		if len(r.lookups) > 0 && r.value.Frame != nil {
			all = append(all, r)
		}
	}
	for i, one := range all {
		if len(one.lookups) == 0 || one.lookups[0].object.Kind != setup.Object {
			continue
		}
		object := one.lookups[0].object
		for j, r := range all {
			if j == i || len(r.lookups) == 0 || r.value.Call != one.value.Call || r.value.Frame.Fn != one.value.Frame.Fn {
				continue
			}
			if o := r.lookups[0].object; o.Kind == setup.Object && !sameObject(o, object) {
				continue
			}
			r.lookups = nil
			for _, w := range b.order {
				if w.parent == r {
					w.parent = one
				}
			}
		}
	}
}

// tables are the fields of the receiver in which a method looks up an element of an element, as path elements.
func tables(fn *program.Fn) []string {
	var out []string
	for n := range fn.Nodes {
		field, depth := "", 0
		for node := &fn.Nodes[n]; node.Op == summary.OpSelect || node.Op == summary.OpGuard; node = &fn.Nodes[node.Args[0]] {
			switch {
			case node.Op == summary.OpGuard:
			case summary.IsIndex(node.Str) && field == "":
				depth++
			default:
				field = node.Str
			}
		}
		if depth == 2 && field != "" && !slices.Contains(out, field) {
			out = append(out, field)
		}
	}
	return out
}

// row is a store to an element of an element of a field, in a frame.
type row struct {
	frame *setup.Frame
	node  *summary.Node
	keys  [2]string
	open  bool // a key is not a constant
}

// table adds the routes that are stored in a field of an object, and the middleware that is put around them there.
func (b *builder) table(r *router, object *setup.Value, field string) {
	var around []row
	seen := map[*summary.Node]*entry{}
	for _, x := range b.rows(r, object, field) {
		if x.open {
			around = append(around, x)
			continue
		}
		if seen[x.node] != nil {
			continue
		}
		method, path := x.keys[0], x.keys[1]
		if !isMethod(method) {
			method, path = path, method
		}
		b.seq++
		at := program.Place{Fn: x.frame.Fn, Pos: x.node.Pos}
		e := &entry{
			router: r, seq: b.seq, methods: []string{method}, paths: []string{path}, at: at, lib: r.lib,
			handler: b.m.Insist(x.frame, x.node.Args[1]), conds: written(b.m.Conds(x.frame, x.node.B)),
		}
		e.at = b.given(e)
		seen[x.node] = e
		r.routes = append(r.routes, e)
	}
	for _, x := range around {
		b.around(r, x)
	}
}

// given is the place of a route: one that generated code registers is where the function was written down that its handler holds.
func (b *builder) given(e *entry) program.Place {
	at := e.at
	if !at.Generated() {
		return at
	}
	e.handler.Each(func(h *setup.Value) {
		for _, f := range b.m.Held(h) {
			where := f.At
			if f.Kind == setup.Func && f.Fn != nil && where.Pos.File == 0 { // Have: a function that captures nothing.
				where = program.Place{Fn: f.Fn, Pos: f.Fn.Pos}
				if f.At.Fn != nil && f.At.Fn.Name == f.Fn.Parent {
					where.Fn = f.At.Fn
				}
			}
			if at.Generated() && where.Fn != nil && where.Pos.File != 0 && !where.Generated() {
				at = where
			}
		}
	})
	return at
}

// written are the conditions that somebody wrote: generated code asks whether something was made before.
func written(conds []setup.Cond) []setup.Cond {
	return slices.DeleteFunc(slices.Clone(conds), func(c setup.Cond) bool {
		return Generated(c.Frame.Fn)
	})
}

// rows are the stores to elements of elements of a field of an object, in the order in which they happened: those of the frames
// that made the router, if there are any.
func (b *builder) rows(r *router, object *setup.Value, field string) []row {
	var out []row
	for _, fn := range b.p.Funcs() {
		frames := b.m.Frames(fn)
		if len(frames) == 0 {
			continue
		}
		var stores []row
		for n := range fn.Nodes {
			if x, ok := rowOf(fn, summary.NodeID(n), field); ok {
				stores = append(stores, x)
			}
		}
		if len(stores) == 0 {
			continue
		}
		within := slices.DeleteFunc(slices.Clone(frames), func(f *setup.Frame) bool { return r.value.Frame == nil || !r.value.Frame.Within(f) })
		if len(within) == 0 {
			within = frames
		}
		for _, f := range within {
			for _, x := range stores {
				b.m.Ask()
				if sameObject(b.m.Eval(f, x.node.Args[0], ""), object) {
					x.frame = f
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// sameObject tells whether a value can be an object, in whatever state.
func sameObject(v, object *setup.Value) bool {
	same := false
	v.Each(func(a *setup.Value) {
		switch {
		case a.Kind == setup.Object && object.Kind == setup.Object:
			same = same || a.Home == object.Home && a.Alloc == object.Alloc
		case a.Kind == object.Kind:
			same = same || a.Type == object.Type
		}
	})
	return same
}

// rowOf takes apart a store to an element of an element of a field.
func rowOf(fn *program.Fn, n summary.NodeID, field string) (row, bool) {
	node := &fn.Nodes[n]
	if node.Op != summary.OpStore {
		return row{}, false
	}
	path, ok := strings.CutPrefix(node.Str, field)
	if !ok {
		return row{}, false
	}
	x := row{node: node}
	for i := range x.keys {
		if path == "" {
			return row{}, false
		}
		var elem string
		elem, path = summary.First(path)
		if !summary.IsIndex(elem) {
			return row{}, false
		}
		key, err := strconv.Unquote(strings.TrimSuffix(elem, "]"+summary.PathEnd)[1:])
		x.keys[i], x.open = key, x.open || err != nil
	}
	return x, path == ""
}

// around puts middleware before the routes of a table whose elements a function replaces by what a function that it is handed makes
// of them: those of the path that is the key, and of the method that the function is handed, too.
func (b *builder) around(r *router, x row) {
	made := &x.frame.Fn.Nodes[x.node.Args[1]]
	if made.Op != summary.OpResult || x.frame.Fn.Calls[made.A].Kind != summary.Dynamic {
		return
	}
	wrap := b.m.Eval(x.frame, x.frame.Fn.Calls[made.A].Fn, "")
	paths, methods := b.keyTexts(x), b.methodTexts(x.frame)
	if wrap == nil || wrap.Kind == setup.Unknown {
		return
	}
	at := program.Place{Fn: x.frame.Fn, Pos: x.node.Pos}
	if up := x.frame.Parent; up != nil && x.frame.Call >= 0 {
		at = program.Place{Fn: up.Fn, Pos: up.Fn.Calls[x.frame.Call].Pos}
	}
	b.seq++
	for _, e := range r.routes {
		if meets(paths, e.paths[0]) && meets(methods, e.methods[0]) {
			u := &use{value: wrap, seq: b.seq, conds: written(b.m.Conds(x.frame, x.node.B)), at: at, router: r}
			e.uses = append([]*use{u}, e.uses...)
		}
	}
}

// meets tells whether one of several texts is that of a key; without any, whether all are meant.
func meets(texts []string, key string) bool {
	return len(texts) == 0 || slices.ContainsFunc(texts, func(t string) bool { return t == key || strings.HasPrefix(t, "${") || key == "" && t == "/" })
}

// keyTexts are the texts of the key of a store whose key is not a constant.
func (b *builder) keyTexts(x row) []string {
	if key := &x.frame.Fn.Nodes[x.node.Args[0]]; key.Op == summary.OpStore && strings.HasSuffix(key.Str, summary.Key+summary.PathEnd) {
		texts := b.m.Eval(x.frame, key.Args[1], "").Texts()
		if len(texts) > 1 { // Have: the root's path, which is made an empty one.
			texts = slices.DeleteFunc(texts, func(t string) bool { return t == "" })
		}
		return texts
	}
	return nil
}

// methodTexts are the methods of HTTP that a function is handed by name.
func (b *builder) methodTexts(f *setup.Frame) []string {
	var out []string
	for n := range f.Fn.Nodes {
		if f.Fn.Nodes[n].Op != summary.OpParam || !isText(f.Fn.Type(summary.NodeID(n))) {
			continue
		}
		for _, t := range b.m.Eval(f, summary.NodeID(n), "").Texts() {
			if t = strings.ToUpper(t); isMethod(t) {
				out = append(out, t)
			}
		}
	}
	return out
}
