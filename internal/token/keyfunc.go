package token

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// KeyFunc is a function that returns the key by which a token is to be verified.
type KeyFunc struct {
	program.Event             // that takes the function
	Func          *program.Fn // the function
	Options       *Options
	Algorithm     bool     // it, or what takes it, looks at the token's algorithm
	Header        []string // the keys of the token's header that it reads
	Keys          []Key    // what it returns
}

// Key is what a key function returns, or what a token is signed with.
type Key struct {
	At     program.Place
	Node   summary.NodeID
	Value  *program.Value
	Type   summary.Type
	Listed bool   // one of several, each of which verifies
	Public bool   // a public key
	Family string // of a public key: rsa, ecdsa or ed25519; "" if not known
	None   bool   // stands for "no signature"
}

// KeyFuncs returns the program's own functions that are given to what verifies tokens, in a fixed order.
func (p *Tokens) KeyFuncs() []KeyFunc {
	var out []KeyFunc
	for _, ev := range append(p.Tokens("verify/keyfunc"), p.Tokens("keyfunc")...) {
		n, opts := ev.Node, &Options{}
		if c := ev.Record(); c != nil {
			if ev.Entry.By != nil {
				n = program.ArgOf(c, *ev.Entry.By)
			}
			opts = p.Options(&ev)
		} else {
			opts.siblings(p, &ev)
		}
		if n == 0 {
			continue
		}
		for _, t := range p.Functions(ev.Fn, n) {
			if t.Fn != nil {
				out = append(out, p.keyFunc(ev, t.Fn, opts))
			}
		}
	}
	return out
}

// FieldKeys returns the keys that are stored to fields, for any algorithm, in a fixed order: as of functions, of which there are
// none.
func (p *Tokens) FieldKeys() []KeyFunc {
	var out []KeyFunc
	for _, ev := range p.Tokens("key") {
		if ev.Entry.Kind == "key" && ev.Call < 0 {
			k := KeyFunc{Event: ev, Options: &Options{}, Keys: p.keys(ev.Fn, ev.Node, ev.At)}
			k.Options.siblings(p, &ev)
			out = append(out, k)
		}
	}
	return out
}

// siblings reads the options that are stored to other fields of the same struct as an event's.
func (o *Options) siblings(p *Tokens, ev *program.Event) {
	typ, _, _ := strings.Cut(strings.TrimPrefix(ev.Entry.Symbol, "("), ")")
	at := storeOf(ev.Fn, ev)
	if at == 0 {
		return
	}
	root, prefix := ev.Fn.Base(at), strings.TrimSuffix(ev.Fn.Nodes[at].Str, program.LastElem(ev.Fn.Nodes[at].Str))
	for _, e := range p.Models.TokenFields(typ) {
		kind, isOption := strings.CutPrefix(e.Kind, "option/")
		if !isOption && e.Kind != "options" {
			continue
		}
		for i := range ev.Fn.Nodes {
			n := &ev.Fn.Nodes[i]
			if n.Op != summary.OpStore || n.Str != prefix+e.Symbol+summary.PathEnd || ev.Fn.Base(summary.NodeID(i)) != root {
				continue
			}
			if isOption {
				o.all = append(o.all, option{kind: kind, on: Yes})
				continue
			}
			q := p.Ask(program.Question{Identity: true})
			for _, l := range q.Walk(ev.Fn, n.Args[1], summary.Elem+summary.PathEnd, nil).Leaves() {
				o.leaf(p, l, true)
			}
		}
	}
}

// storeOf is the node of an event that is a store; 0 if it is none.
func storeOf(fn *program.Fn, ev *program.Event) summary.NodeID {
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if n.Op == summary.OpStore && n.Args[1] == ev.Node && n.Pos == ev.At.Pos && strings.TrimSuffix(program.LastElem(n.Str), summary.PathEnd) == ev.Entry.Symbol {
			return summary.NodeID(i)
		}
	}
	return 0
}

func (p *Tokens) keyFunc(ev program.Event, fn *program.Fn, opts *Options) KeyFunc {
	k := KeyFunc{Event: ev, Func: fn, Options: opts, Algorithm: ev.Entry.Kind == "keyfunc/pinned"}
	for _, name := range p.Reads(fn) {
		symbol, key, isKey := strings.Cut(name, `["`)
		for _, e := range p.Models.Lookup(model.Field, symbol) {
			switch {
			case e.Role != model.Token:
			case e.Kind == "method":
				k.Algorithm = true
			case e.Kind == "header" && isKey:
				k.Header = append(k.Header, strings.TrimSuffix(key, `"]`))
			}
		}
	}
	k.Algorithm = k.Algorithm || slices.Contains(k.Header, "alg")
	for _, r := range fn.Returns {
		if len(r.Values) > 0 && !nothing(fn, r.Values[0]) && !p.Failed(fn, &r, 0) {
			k.Keys = append(k.Keys, p.keys(fn, r.Values[0], program.Place{Fn: fn, Pos: r.Pos})...)
		}
	}
	return k
}

// nothing tells whether a node is nil.
func nothing(fn *program.Fn, n summary.NodeID) bool {
	return fn.Nodes[n].Op == summary.OpConst && summary.ConstKind(fn.Nodes[n].A) == summary.ConstNil
}

// SigningKeys are what the token of an event that signs is signed with.
func (p *Tokens) SigningKeys(ev *program.Event) []Key { return p.keys(ev.Fn, ev.Node, ev.At) }

// keys are what a node, or an element of a list of keys, can be as a key, one for each type that it can have.
func (p *Tokens) keys(fn *program.Fn, n summary.NodeID, at program.Place) []Key {
	typ, path := fn.Type(n), ""
	for typ.Elem != 0 { // Have: a list; first a pointer to an array, where it is a literal.
		typ, path = &fn.Pkg.Types[typ.Elem], summary.Elem+summary.PathEnd
	}
	q := p.Ask(program.Question{Guards: program.NoGuards})
	v := q.Walk(fn, n, path, nil)
	types := map[string]bool{}
	var out []Key
	add := func(t *summary.Type) {
		if t != nil && !types[t.Name] {
			types[t.Name] = true
			k := Key{At: at, Node: n, Value: v, Type: *t, Listed: path != "", Public: p.tokenType(t, "public"), None: p.tokenType(t, "none")}
			for _, family := range []string{"rsa", "ecdsa", "ed25519"} {
				if p.tokenType(t, "public/"+family) {
					k.Public, k.Family = true, family
				}
			}
			out = append(out, k)
		}
	}
	add(typ)
	for _, l := range v.Leaves() {
		add(l.Type)
	}
	return out
}

// tokenType tells whether a model says that a type is of a kind.
func (p *Tokens) tokenType(t *summary.Type, kind string) bool {
	return p.tokenEntry(model.Type, t.Name, kind)
}

// NoneMethod tells whether a value can be a signing method that means that there is no signature.
func (p *Tokens) NoneMethod(ev *program.Event) bool {
	v := p.By(ev)
	return v != nil && slices.ContainsFunc(v.Leaves(), func(l *program.Value) bool { return l.Kind == program.Object && (p.tokenVar(l.Text) || p.namesNone(l)) })
}

// namesNone tells whether a value is the signing method that is called "none", or made by a function for that.
func (p *Tokens) namesNone(l *program.Value) bool {
	if l.By.Fn == nil {
		return false
	}
	c := &l.By.Fn.Calls[l.By.Call]
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		switch {
		case e.Role == model.Token && e.Kind == "none":
			return true
		case e.Role != model.Token || e.Kind != "method" || len(e.In) == 0:
			continue
		}
		names, _ := p.Ask(program.Question{}).Walk(l.By.Fn, program.ArgOf(c, e.In[0]), "", nil).Consts()
		if slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, "none") }) {
			return true
		}
	}
	return false
}

// tokenVar tells whether a package variable is a signing method that means that there is no signature.
func (p *Tokens) tokenVar(symbol string) bool { return p.tokenEntry(model.Var, symbol, "none") }

// maxReads is how deep functions are looked into for what they read of a token.
const maxReads = 4

// Reads returns the fields of tokens that a function, its closures and the functions that it calls read, sorted.
func (p *Tokens) Reads(fn *program.Fn) []string {
	var out []string
	seen := map[*program.Fn]bool{}
	var visit func(fn *program.Fn, depth int)
	visit = func(fn *program.Fn, depth int) {
		if fn == nil || seen[fn] || depth > maxReads {
			return
		}
		seen[fn] = true
		out = append(out, fn.Reads...)
		for i := range fn.Calls {
			for _, t := range p.Callees(program.Site{Fn: fn, Call: int32(i)}) {
				visit(t.Fn, depth+1)
			}
		}
	}
	visit(fn, 0)
	slices.Sort(out)
	return slices.Compact(out)
}
