package route

import (
	"strings"

	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// kept adds the routes of a controller that a variable of its library has, which generated code filled: a map from the type to a list of
// objects, each with the name of a method, its methods of HTTP and its path.
func (b *builder) kept(c *setup.Value, ev *setup.Event, add func(methods, paths []string, name string)) {
	if len(ev.Entry.Words) < 2 {
		return
	}
	dot := strings.LastIndexByte(c.Type, '.')
	key := summary.KeyElem(c.Type[:dot] + ":" + c.Type[dot+1:])
	for _, st := range b.p.Stores(ev.Entry.Package + "." + ev.Entry.Words[1]) {
		if st.Path != key {
			continue
		}
		b.m.Ask()
		list, _, _ := b.m.List(b.m.Eval(b.m.Opened(st.Fn), st.Node, ""))
		for _, o := range list {
			b.keptRoute(o, ev, add)
		}
	}
}

// keptRoute adds the route that an object describes.
func (b *builder) keptRoute(o *setup.Value, ev *setup.Event, add func(methods, paths []string, name string)) {
	if o == nil || o.Kind != setup.Object {
		return
	}
	name, path := "", ""
	methods := []string{"*"}
	for _, p := range b.parts(o.Type) {
		v := b.m.Select(o, p.elem)
		switch p.word {
		case "name":
			name = first(v.Texts())
		case "path":
			path = first(v.Texts())
		case "method":
			if list, _, ok := b.m.List(v); ok && len(list) > 0 {
				methods = upper(texts(list))
			}
		}
	}
	add(methods, joinAll(b.texts(ev, "path"), []string{path}), name)
}

func first(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}
