package route

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/setup"
)

// chain is the middleware of a router for what is registered on it at a time.
func (r *router) chain(at int) []*use {
	var out []*use
	if r.parent != nil {
		switch r.order {
		case "copy":
			out = r.parent.chain(r.seq)
		case "live":
			out = r.parent.chain(at)
		}
	}
	out = append(out, expand(r.all)...)
	if r.order == "prefix" {
		return out
	}
	for _, u := range r.later {
		if u.seq < at && u.path == "" {
			out = append(out, expand([]*use{u})...)
		}
	}
	return out
}

// expand puts the middleware of lists in their places.
func expand(uses []*use) []*use {
	var out []*use
	for _, u := range uses {
		if u.from != nil && len(u.from.routes) == 0 && len(u.layers) == 0 {
			for _, in := range u.from.chain(1 << 30) {
				if u.only != "" || u.maybe {
					under := *in
					under.only, under.maybe = u.only, u.maybe || in.maybe
					in = &under
				}
				out = append(out, in)
			}
			continue
		}
		out = append(out, u)
	}
	return out
}

// root is the router that a group belongs to.
func (r *router) root() *router {
	for r.parent != nil {
		r = r.parent
	}
	return r
}

// full is a group's path from its root.
func (r *router) full() string {
	p := r.path
	for r.parent != nil {
		r = r.parent
		p = joinPath(r.path, p)
	}
	return p
}

// place is where a router is served.
type place struct {
	path   string
	uses   []*use // before all of it
	conds  []setup.Cond
	served bool
	maybe  bool
	unsure string
	server int
	reach  Reach
	from   string // package that serves it
}

// flattener makes the routes of routers.
type flattener struct {
	b       *builder
	t       *Table
	mounted map[*router]bool
	onWay   map[*router]bool
	placed  map[*router]map[string]*listed
	sigs    map[string]*listed
	shown   map[*entry]bool // of routers that are common
}

// listed are the rows that a router at a place has in the table.
type listed struct {
	from, to int
	conds    []setup.Cond // under which it is there
}

// flatten makes the table: of what is served, then of what is not seen to be.
func (b *builder) flatten(t *Table) {
	fl := &flattener{b: b, t: t, mounted: map[*router]bool{}, onWay: map[*router]bool{}, placed: map[*router]map[string]*listed{}, sigs: map[string]*listed{}, shown: map[*entry]bool{}}
	b.adopt()
	for _, s := range b.serves {
		at, reach, from := &entry{at: s.at, conds: s.conds, seq: 1 << 30}, b.reachOf(s), s.at.Fn.Pkg.Path
		for _, r := range b.resolve(s.value, at, 0) {
			if r.router == nil {
				fl.single(r, s, reach)
				continue
			}
			root := r.router.root()
			fl.router(root, place{uses: append(expand(s.uses), expand(r.uses)...), conds: s.conds, served: true, maybe: r.maybe, server: root.id, reach: reach, from: from})
		}
	}
	on := fl.mounters()
	for _, r := range b.order {
		waits := slices.ContainsFunc(on[r], func(o *router) bool { return !fl.mounted[o] })
		if r.parent == nil && !fl.mounted[r] && !waits {
			fl.router(r, place{server: r.id})
		}
	}
	fl.left()
	fl.t.merge()
	fl.t.running()
	fl.idle()
}

// handlers takes the handler of a registration apart, once.
func (fl *flattener) handlers(e *entry) []*resolved {
	if e.handler == nil {
		return []*resolved{{name: e.name, kind: e.kind}}
	}
	if e.resolved == nil {
		fl.b.m.Ask()
		e.resolved = fl.b.resolve(e.handler, e, 0)
	}
	return e.resolved
}

// mounters maps routers to the routers that they are mounted on.
func (fl *flattener) mounters() map[*router][]*router {
	out := map[*router][]*router{}
	for _, r := range fl.b.order {
		for _, e := range r.routes {
			for _, h := range fl.handlers(e) {
				if h.router != nil && h.router.root() != r.root() {
					out[h.router.root()] = append(out[h.router.root()], r.root())
				}
			}
		}
	}
	return out
}

// single is a served handler that is no router.
func (fl *flattener) single(r *resolved, s *serve, reach Reach) {
	if r.handler == nil || r.handler.Kind == setup.Unknown || r.handler.Kind == setup.Input || r.handler.Kind == setup.Nil {
		return
	}
	e := &entry{at: s.at, conds: s.conds, methods: []string{"*"}, paths: []string{"/"}, lib: "net/http"}
	fl.add(e, r, place{served: true, server: -1, reach: reach}, "/", "*", nil)
}

// maxPlaces is the number of places at which a router is listed.
const maxPlaces = 24

// router lists the routes of a router and of its groups at a place.
func (fl *flattener) router(root *router, at place) {
	if fl.onWay[root] {
		return
	}
	if fl.placed[root] == nil {
		fl.placed[root] = map[string]*listed{}
	}
	was := fl.placed[root][at.key(root)]
	if was != nil && !at.maybe {
		fl.again(was, at)
	}
	if was != nil && !at.maybe || len(fl.placed[root]) >= maxPlaces {
		return
	}
	now := &listed{from: len(fl.t.Routes), conds: at.conds}
	defer func() { now.to = len(fl.t.Routes) }()
	fl.placed[root][at.key(root)] = now
	if sig := fl.signature(root, at); !at.maybe {
		if was := fl.sigs[sig]; was != nil {
			fl.again(was, at)
			fl.mounted[root] = true
			return
		}
		fl.sigs[sig] = now
	}
	fl.onWay[root], fl.mounted[root] = true, true
	defer delete(fl.onWay, root)
	if root.of != nil {
		under := root.of.root()
		fl.mounted[under] = true
		at.uses = append(slices.Clone(at.uses), root.of.chain(1<<30)...)
		at.path = joinPath(at.path, root.of.full())
		defer fl.router(under, place{path: strings.TrimSuffix(at.path, root.of.full()), conds: at.conds, served: at.served, server: at.server, reach: at.reach, from: at.from})
	}
	for _, r := range fl.b.order {
		if r.root() != root {
			continue
		}
		for _, e := range r.routes {
			if !e.dead && fl.runs(e, at) {
				fl.entry(e, at)
			}
		}
	}
}

// again notes that what is listed is served again, under other conditions, too: on the other side of a branch, or in more cases.
func (fl *flattener) again(was *listed, at place) {
	conds := at.conds
	more := setup.Implied(conds, was.conds)
	for _, r := range fl.t.Routes[was.from:max(was.from, was.to)] {
		r.Reach = min(r.Reach, at.reach)
		r.conds = slices.DeleteFunc(slices.Clone(r.conds), func(c setup.Cond) bool {
			return slices.Contains(was.conds, c) && (more && !slices.Contains(conds, c) || setup.Contradicts([]setup.Cond{c}, conds))
		})
		r.Conditional = r.Conditional && len(r.conds) > 0
	}
}

// entry lists one registration.
func (fl *flattener) entry(e *entry, at place) {
	paths := e.paths
	if len(paths) == 0 {
		paths = []string{""}
	}
	for _, p := range paths {
		method, _, p := splitPattern(p)
		methods := e.methods
		if method != "" {
			methods = []string{method}
		}
		rel := joinPath(e.router.full(), p)
		full := joinPath(at.path, rel)
		uses := append(append(slices.Clone(at.uses), fl.chain(e, rel)...), expand(e.uses)...)
		for _, h := range fl.handlers(e) {
			if h.router != nil {
				fl.mount(e, h, at, full, uses, len(paths) > 1)
				continue
			}
			for _, m := range methods {
				fl.add(e, h, at, e.below(full), m, uses)
			}
		}
	}
}

// below is the path of a route: of one that stands for all below it, with an asterisk.
func (e *entry) below(path string) string {
	if !e.prefix || strings.ContainsAny(path, "*") || strings.HasSuffix(path, "...}") {
		return path
	}
	return strings.TrimSuffix(path, "/") + "/*"
}

// chain is the middleware of a route's router at the time of its registration, with what covers its path.
func (fl *flattener) chain(e *entry, rel string) []*use {
	out := slices.DeleteFunc(e.router.chain(e.seq), func(u *use) bool { return !matches(u.pattern, rel) })
	root := e.router.root()
	if e.router.order == "prefix" || root == e.router {
		for _, u := range root.later {
			if u.seq < e.seq && (e.router.order == "prefix" || u.path != "") && below(rel, u.path) {
				out = append(out, expand([]*use{u})...)
			}
		}
	}
	return out
}

// mount lists what a mounted router serves.
func (fl *flattener) mount(e *entry, h *resolved, at place, full string, uses []*use, maybe bool) {
	inner := place{
		uses: append(slices.Clone(uses), expand(h.uses)...), conds: append(slices.Clone(at.conds), e.conds...), served: at.served,
		maybe: at.maybe || h.maybe || maybe, unsure: at.unsure, server: at.server, reach: at.reach, from: at.from,
	}
	switch {
	case e.strip:
		inner.path = strings.TrimSuffix(strings.TrimSuffix(full, "*"), "/")
	case len(h.strip) > 0:
		inner.path = joinPath(at.path, strings.TrimSuffix(h.strip[0], "/"))
	default:
		inner.path = at.path
	}
	fl.router(h.router.root(), inner)
}

// add lists a route.
func (fl *flattener) add(e *entry, h *resolved, at place, full, method string, uses []*use) {
	if method == "fallback" {
		return // Have: what answers where there is no route.
	}
	r := &Route{
		Method: method, Path: clean(full), At: e.at, Kind: h.kind, Served: at.served, Stream: e.stream,
		conds: append(slices.Clone(at.conds), e.conds...), group: e.router, Unsure: at.unsure, Group: -1, Server: at.server, Reach: at.reach, entry: e,
	}
	if e.router != nil {
		r.Group, r.GroupPath, r.Sub = e.router.id, clean(joinPath(at.path, e.router.full())), e.router.parent != nil
	}
	if e.lib != "" {
		r.Router = libName(e.lib)
	}
	if h.path != "" {
		r.Path, r.Method = h.path, h.methods[0]
		if len(h.strip) == 1 {
			r.Path = joinPath(strings.TrimSuffix(h.strip[0], "/"), h.path)
		}
	}
	if e.router != nil && e.router.root().unknown {
		r.Unsure = "the router comes from where nothing is known of it"
	}
	r.Handler = fl.b.handlerOf(h, e.at)
	r.Conditional = len(r.conds) > 0
	for _, u := range innerLast(append(uses, expand(h.uses)...)) {
		if u.only == model.Inner && !h.inner && !fl.b.asksInner(h.handler) || (u.only == "stream" || u.only == "unary") && (u.only == "stream") != e.stream || setup.Contradicts(u.conds, r.conds) {
			continue
		}
		u.covers()
		r.Chain = append(r.Chain, fl.b.middleware(u, r))
	}
	if h.maybe || at.maybe {
		for _, m := range r.Chain {
			m.Conditional = m.Conditional || h.maybe && slices.ContainsFunc(h.uses, func(u *use) bool { return u.value == m.Value })
		}
	}
	fl.t.Routes = append(fl.t.Routes, r)
}

// innerLast puts the middleware that a handler runs itself behind what is around the handler.
func innerLast(uses []*use) []*use {
	return slices.SortedStableFunc(slices.Values(uses), func(a, b *use) int {
		switch {
		case a.only == model.Inner && b.only != model.Inner:
			return 1
		case a.only != model.Inner && b.only == model.Inner:
			return -1
		}
		return 0
	})
}
