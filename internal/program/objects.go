package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// sel reads one path element: of an object that is followed, or of a request, as the models say.
func (q *Query) sel(fn *Fn, node *summary.Node, path string, ctx *Context) *Value {
	if !summary.IsIndex(node.Str) {
		symbol := strings.TrimSuffix(node.Str, summary.PathEnd)
		for _, e := range q.p.Models.Lookup(model.Field, symbol) {
			switch e.Role {
			case model.Source:
				if e.Callback {
					continue
				}
				if q.received(fn, node.Args[0]) {
					return keyed(source(e, Place{fn, node.Pos}, Short(symbol)), path)
				}
			case model.Sanitize, model.Safe:
				return &Value{Kind: Safe, Text: e.Kind, At: Place{fn, node.Pos}}
			case model.URL:
				return &Value{Kind: Derived, Text: e.Kind, Parts: []*Value{q.Walk(fn, node.Args[0], "", ctx)}}
			case model.Propagate, model.Same:
				return &Value{Kind: Derived, Legible: q.Legible && e.Style != "part", Parts: []*Value{q.Walk(fn, node.Args[0], "", ctx)}}
			}
			if e.Product() == model.Mark {
				return &Value{Kind: Object, Text: e.Symbol, At: Place{fn, node.Pos}}
			}
		}
	}
	v := q.Walk(fn, node.Args[0], node.Str+path, ctx)
	if len(q.p.initials) > 0 {
		v = q.initially(v, node.Str, path)
	}
	return v
}

// received tells whether the request object n can be one that a client sent: not one that the program made to send it.
func (q *Query) received(fn *Fn, n summary.NodeID) bool {
	for {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpSelect, summary.OpStore, summary.OpCallMod, summary.OpGuard, summary.OpClosureMod:
			n = node.Args[0]
			continue
		case summary.OpAlloc:
			return false
		case summary.OpResult:
			c := &fn.Calls[node.A]
			known := slices.ContainsFunc(q.p.Models.Lookup(model.Func, c.Callee), func(e model.Entry) bool { return Returns(e, node.B) })
			return c.Kind != summary.Static || c.Internal || known
		}
		return true
	}
}

// source is the leaf of a modelled source.
func source(e model.Entry, at Place, what string) *Value {
	v := &Value{Kind: Source, Text: e.Symbol, At: at}
	switch e.Kind {
	case "operator":
		v.Kind = Operator
		v.Note = what + " is set by who runs the program"
	case "database":
		v.Kind = Stored
		v.Note = what + " reads stored data"
	default:
		v.Note = what + " is what the client sent"
	}
	return v
}

// keyed names the key by which a path reads what a client sent.
func keyed(v *Value, path string) *Value {
	for path != "" {
		var elem string
		elem, path = summary.First(path)
		if k, err := strconv.Unquote(strings.TrimSuffix(strings.TrimPrefix(elem, "["), "]"+summary.PathEnd)); err == nil {
			v.Key = k
			break
		}
	}
	return v
}

// keyOfCall is the first constant text among a call's arguments, which names what is read.
func keyOfCall(fn *Fn, c *summary.Call) string {
	for _, a := range c.Args {
		if n := &fn.Nodes[a]; n.Op == summary.OpConst && summary.ConstKind(n.A) == summary.ConstString {
			return n.Str
		}
	}
	return ""
}

// Short drops the directories of the import path in a symbol, and a major version at its end: "(*net/http.Request).FormValue"
// is "(*http.Request).FormValue", "example.org/store/v5.Parse" is "store.Parse".
func Short(symbol string) string {
	i := strings.LastIndexByte(symbol, '/')
	if i < 0 {
		return symbol
	}
	start := strings.IndexFunc(symbol, func(r rune) bool { return r != '(' && r != '*' })
	last := symbol[i+1:]
	if dot := strings.IndexByte(last, '.'); dot > 1 && last[0] == 'v' && strings.Trim(last[1:dot], "0123456789") == "" && start < i {
		dirs := symbol[start:i]
		last = dirs[strings.LastIndexByte(dirs, '/')+1:] + last[dot:]
	}
	return symbol[:start] + last
}

// store reads path of an object that was stored to.
func (q *Query) store(fn *Fn, n summary.NodeID, path string, ctx *Context) *Value {
	var vs []*Value
	var later []string // paths that are stored to later
	for {
		node := &fn.Nodes[n]
		if node.Op != summary.OpStore {
			vs = append(vs, q.Walk(fn, n, path, ctx))
			break
		}
		m := match(node.Str, path)
		if m.hit && !(q.Identity && longer(node.Str, path)) && !(q.Digests && m.part) {
			part, done := (*Value)(nil), false
			if path == "" && node.Str != "" {
				part, done = q.View.Part(q, fn, n, ctx)
			}
			switch {
			case m.key != "":
				vs = append(vs, &Value{Kind: Const, Text: m.key, At: Place{fn, node.Pos}})
			case done:
				if !slices.Contains(later, node.Str) {
					vs = append(vs, part)
				}
				if !strings.Contains(node.Str, summary.Elem) {
					later = append(later, node.Str)
				}
			default:
				v := q.Walk(fn, node.Args[1], m.rest, ctx)
				if !m.must && otherKey(node.Str, path) {
					v = q.anyKey(v)
				}
				vs = append(vs, q.found(v, m.under))
			}
			if m.must {
				break
			}
		}
		if q.Steps--; q.Steps <= 0 {
			q.Cut = "too many steps"
			break
		}
		n = node.Args[0]
	}
	return Join(vs...)
}

// found wraps what was found under a key of a map although another key may be read.
func (q *Query) found(v *Value, key string) *Value {
	if v == nil || key == "" || !q.Digests {
		return v
	}
	return &Value{Kind: Alt, Parts: []*Value{v}, Found: Found{Under: key}}
}

// anyKey wraps what was stored under any key of a map of which a certain one is read.
func (q *Query) anyKey(v *Value) *Value {
	switch {
	case v == nil:
		return nil
	case q.Near:
		return &Value{Kind: Alt, Parts: []*Value{v}, Found: Found{Widened: true, Mixed: true}}
	case q.Digests:
		return &Value{Kind: Alt, Parts: []*Value{v}, Found: Found{Widened: true, Under: summary.Elem}}
	}
	return v
}

// otherKey tells whether a store to any key of a map meets a read of a certain one.
func otherKey(stored, read string) bool {
	for stored != "" && read != "" {
		var s, r string
		s, stored = summary.First(stored)
		r, read = summary.First(read)
		if s == summary.Elem+summary.PathEnd && strings.HasPrefix(r, `["`) {
			return true
		}
	}
	return false
}

// longer tells whether a path has more elements than another one.
func longer(a, b string) bool {
	return strings.Count(a, summary.PathEnd) > strings.Count(b, summary.PathEnd)
}

// matched is how a read of a path meets a store.
type matched struct {
	hit, must bool
	rest      string // path inside the stored value
	key       string // the read is of the map's keys, and this is the constant key stored
	under     string // the constant key of a map of which any element is read
	part      bool   // a field of what is read is stored
}

// match compares the path of a store with a path that is read: a read of more than was stored sees the store as a part.
func match(stored, read string) matched {
	must, under := true, ""
	for stored != "" {
		if read == "" {
			return matched{hit: true, under: under, part: !strings.HasPrefix(stored, "[")}
		}
		var s, r string
		s, stored = summary.First(stored)
		r, read = summary.First(read)
		if r == summary.Key+summary.PathEnd && strings.HasPrefix(s, `["`) {
			if text, err := strconv.Unquote(strings.TrimSuffix(s, "]"+summary.PathEnd)[1:]); err == nil {
				return matched{hit: true, key: text}
			}
		}
		may, same := summary.Meet(s, r)
		if !may {
			return matched{}
		}
		if r == summary.Elem+summary.PathEnd && strings.HasPrefix(s, `["`) {
			under = strings.Trim(s, `[]"`+summary.PathEnd)
		}
		must = must && same
	}
	return matched{hit: true, must: must, rest: read, under: under}
}

// appended reads the result of append: of a byte slice as text, of others by elements.
func (q *Query) appended(fn *Fn, n summary.NodeID, node *summary.Node, path string, ctx *Context) *Value {
	if fn.Type(n).Class == summary.Text && path == "" {
		v := &Value{Kind: Concat, At: Place{fn, node.Pos}, Note: "appended"}
		for _, a := range node.Args {
			v.Parts = append(v.Parts, q.characters(fn, a, ctx))
		}
		return v
	}
	vs := []*Value{q.Walk(fn, node.Args[0], path, ctx)}
	elem, rest := summary.Elem+summary.PathEnd, ""
	if path != "" {
		elem, rest = summary.First(path)
	}
	for _, a := range node.Args[1:] {
		switch {
		case node.A == 1 && path == "":
			vs = append(vs, q.Walk(fn, a, "", ctx))
		case node.A == 1:
			vs = append(vs, q.Walk(fn, a, summary.Elem+summary.PathEnd+rest, ctx))
		case summary.IsIndex(elem):
			vs = append(vs, q.Walk(fn, a, rest, ctx))
		}
	}
	return Join(vs...)
}

// characters reads what is put behind text: text, or one byte or rune.
func (q *Query) characters(fn *Fn, a summary.NodeID, ctx *Context) *Value {
	if n := &fn.Nodes[a]; n.Op == summary.OpConst && summary.ConstKind(n.A) == summary.ConstNumber {
		if c, err := strconv.ParseInt(n.Str, 10, 32); err == nil {
			return &Value{Kind: Const, Text: string(rune(c))}
		}
	}
	return q.Walk(fn, a, "", ctx)
}

func (q *Query) converted(fn *Fn, node *summary.Node, path string, ctx *Context) *Value {
	for _, e := range q.p.Models.Lookup(model.Type, node.Str) {
		if e.Role == model.Sanitize || e.Role == model.Safe || e.Role == model.Bind {
			return &Value{Kind: Safe, Text: e.Kind, At: Place{fn, node.Pos}}
		}
	}
	return q.Walk(fn, node.Args[0], path, ctx)
}
