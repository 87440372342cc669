package route

import (
	"slices"
	"strings"
	"unicode"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/setup"
)

// registered applies an option that makes a route, a controller or a group on what it is given to.
func (b *builder) registered(r *router, v *setup.Value, e model.Entry, ev *setup.Event, depth int) {
	if _, ok := e.Arg("router"); ok || e.On != "" {
		return
	}
	made := &setup.Event{
		Frame: v.Frame, Call: v.Call, Target: &setup.Value{Kind: setup.Func, Text: v.Text}, Entry: &e, At: v.At,
		Conds: append(slices.Clone(ev.Conds), b.m.Conds(v.Frame, b.m.Block(v.Frame, v.Call))...),
	}
	switch e.Kind {
	case model.Route:
		b.routeOn(r, made)
	case model.Control:
		b.controller(r, made)
	case model.Group:
		g := b.add(v, made)
		if g.parent == nil && g != r {
			g.parent, g.order, g.lib, g.path = r, "live", r.lib, b.text(made, "path")
			b.options(g, b.args(made, "opts"), made, depth+1)
		}
	}
}

// verbs are the methods of HTTP that the names of a controller's methods can say.
var verbs = []string{"Get", "Post", "Put", "Delete", "Head", "Patch", "Options", "Trace", "Connect", "Any", "All"}

// controller makes routes of the methods of objects.
func (b *builder) controller(r *router, ev *setup.Event) {
	for _, v := range b.args(ev, "handler") {
		if list, _, ok := b.m.List(v); ok && v.Kind == setup.List {
			for _, c := range list {
				b.controlled(r, c, ev)
			}
			continue
		}
		v.Each(func(c *setup.Value) { b.controlled(r, c, ev) })
	}
}

func (b *builder) controlled(r *router, c *setup.Value, ev *setup.Event) {
	if c == nil || c.Kind != setup.Object || c.Type == "" {
		return
	}
	add := func(methods, paths []string, name string) {
		h := b.m.Method(c, name)
		if h == nil || h.Fn == nil {
			return // Have: a method of the library's own base type.
		}
		e := &entry{router: r, methods: methods, paths: paths, handler: h, uses: b.before(c, ev)}
		b.addEntry(e, ev)
	}
	paths := b.texts(ev, "path")
	switch ev.Entry.Word() {
	case "mapped":
		mapping := strings.Join(b.texts(ev, "method"), ";")
		for _, m := range strings.Split(mapping, ";") {
			if names, name, ok := strings.Cut(m, ":"); ok {
				add(upper(splitMethods(names)), paths, strings.TrimSpace(name))
			}
		}
		if mapping == "" {
			for _, v := range verbs[:7] {
				add([]string{strings.ToUpper(v)}, paths, v)
			}
		}
	case "auto":
		base := strings.ToLower(strings.TrimSuffix(c.Type[strings.LastIndexByte(c.Type, '.')+1:], "Controller"))
		for _, m := range b.p.Impl(c.Type).Exported() {
			if !b.isBefore(m.Name, ev) {
				add([]string{"*"}, joinAll(paths, []string{"/" + base + "/" + strings.ToLower(m.Name)}), m.Name)
			}
		}
	case "kept":
		b.kept(c, ev, add)
	case "words":
		for _, m := range b.p.Impl(c.Type).Exported() {
			if method, path, ok := spoken(m.Name); ok {
				add([]string{method}, joinAll(paths, []string{path}), m.Name)
			}
		}
	}
}

func upper(methods []string) []string {
	var out []string
	for _, m := range methods {
		out = append(out, strings.ToUpper(m))
	}
	return out
}

// spoken reads the name of a controller's method: GetNoteBy is GET /note/{param}.
func spoken(name string) (method, path string, ok bool) {
	words := words(name)
	if len(words) == 0 || !slices.Contains(verbs, words[0]) {
		return "", "", false
	}
	method = strings.ToUpper(words[0])
	if method == "ANY" || method == "ALL" {
		method = "*"
	}
	for _, w := range words[1:] {
		switch w {
		case "By":
			path += "/{param}"
		case "Wildcard":
			path += "/*"
		default:
			path += "/" + strings.ToLower(w)
		}
	}
	if path == "" {
		path = "/"
	}
	return method, path, true
}

// words are the words of an identifier, each of which begins with an upper-case letter.
func words(name string) []string {
	var out []string
	start := 0
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			out = append(out, name[start:i])
			start = i
		}
	}
	return append(out, name[start:])
}

// before are the methods of a controller that run before its handlers.
func (b *builder) before(c *setup.Value, ev *setup.Event) []*use {
	var out []*use
	for _, m := range b.p.Impl(c.Type).Exported() {
		if !b.isBefore(m.Name, ev) {
			continue
		}
		if h := b.m.Method(c, m.Name); h != nil && h.Fn != nil {
			out = append(out, &use{value: h, seq: b.seq, conds: ev.Conds, at: ev.At})
		}
	}
	return out
}

// isBefore tells whether a library runs the methods of a name before the handlers of its controllers.
func (b *builder) isBefore(name string, ev *setup.Event) bool {
	return slices.ContainsFunc(b.p.Models.WiredMethods(name), func(symbol string) bool {
		return slices.ContainsFunc(b.p.Models.Wiring(model.Func, symbol), func(e model.Entry) bool { return e.Kind == model.Before && e.Package == ev.Entry.Package })
	})
}
