package route

import (
	"reflect"
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// tagged makes routes of functions, and of the methods of objects, whose message says in a tag what they answer:
//
//	type SaveReq struct {
//		g.Meta `path:"/notes" method:"post"`
//	}
//
// Others have the path of the registration: a method of an object, below it, at its name. A map has handlers by their paths.
func (b *builder) tagged(ev *setup.Event) {
	paths := b.texts(ev, "path")
	if len(paths) == 0 {
		paths = []string{"/"}
	}
	for _, v := range b.args(ev, "handler") {
		if keys := b.m.Keys(v); len(keys) > 0 && v.Type == "" {
			for _, k := range keys {
				b.taggedOne(b.m.Select(v, summary.KeyElem(k.Text)), k.Texts(), ev)
			}
			continue
		}
		list := []*setup.Value{v}
		if in, _, ok := b.m.List(v); ok && v.Kind == setup.List {
			list = in
		}
		for _, h := range list {
			b.taggedOne(h, paths, ev)
		}
	}
}

// taggedOne makes the routes of one function or object.
func (b *builder) taggedOne(v *setup.Value, paths []string, ev *setup.Event) {
	if v == nil {
		return
	}
	v.Each(func(h *setup.Value) {
		if h.Kind != setup.Object || h.Type == "" {
			b.taggedRoute(h, paths, ev)
			return
		}
		names := map[string]bool{} // that the registration lists
		for _, t := range b.texts(ev, "method") {
			for _, n := range strings.Split(t, ",") {
				names[strings.TrimSpace(n)] = true
			}
		}
		for _, m := range b.p.Impl(h.Type).Exported() {
			f := b.m.Method(h, m.Name)
			if f == nil || f.Fn == nil || len(names) > 0 && !names[m.Name] || b.metaOf(f.Fn) == "" && !takesRequest(f.Fn) {
				continue
			}
			below := joinAll(paths, []string{"/" + strings.ToLower(strings.Join(words(m.Name), "-"))})
			if len(names) == 1 {
				below = paths
			}
			b.taggedRoute(f, below, ev)
		}
	})
}

// taggedRoute makes the route of a function.
func (b *builder) taggedRoute(h *setup.Value, paths []string, ev *setup.Event) {
	e := &entry{methods: []string{"*"}, paths: paths, handler: h}
	words := ev.Entry.Words
	if len(words) > 2 {
		e.methods = strings.Split(words[2], ",")
	}
	if h.Fn != nil && len(words) > 1 {
		tag := b.metaOf(h.Fn)
		path, method, _ := strings.Cut(words[1], ",")
		if p := tag.Get(path); p != "" {
			e.paths = []string{p}
		}
		if m := tag.Get(method); m != "" {
			e.methods = upper(splitMethods(m))
		}
	}
	for _, r := range b.targets(ev) {
		one := *e
		one.router = r
		b.addEntry(&one, ev)
	}
}

// metaOf is the tag that the message of a function has for itself; "" if there is none.
func (b *builder) metaOf(fn *program.Fn) reflect.StructTag {
	for _, p := range fn.Params {
		if tag := b.p.Meta(fn.Pkg.Types[p.Type].Name); tag != "" {
			return tag
		}
	}
	return ""
}
