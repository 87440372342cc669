package token

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Endless returns the calls that make tokens which never expire: their claims are seen whole, and none of them is an expiry.
// In a fixed order.
func (p *Tokens) Endless() []program.Event {
	var out []program.Event
	for _, ev := range p.Tokens("signs") {
		if ev.Node == 0 || p.Options(&ev).Is("expiry") != No {
			continue
		}
		built := p.lasting(ev.Fn, ev.Node, 0)
		if built == Yes || built == Unclear && (p.endless(ev.Fn, ev.Node, "") || p.expires(ev.Fn.Type(ev.Node)) == No) && !p.completed(&ev) {
			out = append(out, ev)
		}
	}
	return append(out, p.endlessMade()...)
}

// endlessMade returns the calls that make a token without claims, to which only such are given as are no expiry until it is
// signed.
func (p *Tokens) endlessMade() []program.Event {
	made := map[program.Site]bool{} // whether all signings are of tokens that never expire
	for _, ev := range p.Tokens("sign") {
		c := ev.Record()
		if ev.Entry.Kind != "sign" || c == nil || !c.HasRecv {
			continue
		}
		claims := p.claimsField(ev.Fn.Type(c.Args[0]).Name)
		q := p.Ask(program.Question{Identity: true})
		for _, l := range q.Walk(ev.Fn, c.Args[0], "", nil).Leaves() {
			if l.By.Fn == nil || claims == "" || !slices.ContainsFunc(p.Models.Lookup(model.Func, l.By.Fn.Calls[l.By.Call].Callee), bare) {
				continue
			}
			all, seen := made[l.By]
			made[l.By] = (all || !seen) && p.endless(ev.Fn, c.Args[0], claims)
		}
	}
	var out []program.Event
	for _, ev := range p.Tokens("signs") {
		if made[program.Site{Fn: ev.Fn, Call: ev.Call}] {
			out = append(out, ev)
		}
	}
	return out
}

// bare tells whether an entry is of a function that makes a token without claims.
func bare(e model.Entry) bool { return e.Role == model.Token && e.Kind == "signs" && len(e.In) == 0 }

// claimsField is the access path of the field that holds the claims of a token of a type; "" if there is none.
func (p *Tokens) claimsField(typ string) string {
	for _, e := range p.Models.TokenFields(typ) {
		if e.Kind == "claims" {
			return e.Symbol + summary.PathEnd
		}
	}
	return ""
}

// endless tells whether the claims at a path of a node are seen whole and have no expiry.
func (p *Tokens) endless(fn *program.Fn, n summary.NodeID, prefix string) bool {
	some := false
	for _, path := range p.expiries(fn, n, prefix) {
		q := p.Ask(program.Question{})
		v := q.Walk(fn, n, prefix+path, nil)
		if q.Cut != "" || given(v) != No {
			return false
		}
		some = some || len(v.Leaves()) > 0
	}
	return some
}

// mapExpiry is the access path of the expiry in claims that are a map.
const mapExpiry = `["exp"]` + summary.PathEnd

// expiries are the access paths at which the expiry can be in the claims at a path of a node.
func (p *Tokens) expiries(fn *program.Fn, n summary.NodeID, prefix string) []string {
	of := func(t *summary.Type, object bool) []string {
		paths := p.expiryPaths(fn.Pkg, t, "", 0)
		if t.Name == "" && (t.Elem != 0 || object) || p.tokenType(t, "map") {
			paths = append(paths, mapExpiry)
		}
		return paths
	}
	if prefix == "" {
		if paths := of(fn.Type(n), false); len(paths) > 0 {
			return paths
		}
	}
	q := p.Ask(program.Question{Identity: true})
	var types []*summary.Type
	for _, l := range q.Walk(fn, n, prefix, nil).Leaves() {
		switch {
		case l.Kind == program.Const: // Have: a token's claims are an empty map at first.
		case l.Type == nil || l.Type.Name == "" && l.Kind != program.Object:
			return nil
		case !slices.ContainsFunc(types, func(t *summary.Type) bool { return t.Name == l.Type.Name }):
			types = append(types, l.Type)
		}
	}
	switch {
	case len(types) == 0 && prefix != "":
		return []string{mapExpiry}
	case len(types) == 1:
		return of(types[0], true)
	}
	return nil
}

// expiryPaths are the access paths of the fields that hold the expiry in claims of type t.
func (p *Tokens) expiryPaths(pkg *summary.Summary, t *summary.Type, prefix string, depth int) []string {
	var out []string
	for _, e := range p.Models.TokenFields(t.Name) {
		elem := prefix + e.Symbol + summary.PathEnd
		switch of := e.Attr("of"); {
		case e.Kind == "expiry":
			out = append(out, elem)
		case e.Kind == "claims" && of == "map":
			out = append(out, elem+mapExpiry)
		case e.Kind == "claims" && of != "" && depth <= maxNesting:
			out = append(out, p.expiryPaths(pkg, &summary.Type{Name: of}, elem, depth+1)...)
		}
	}
	st, ok := p.Struct(t.Name)
	if !ok || depth > maxNesting {
		return out
	}
	for _, f := range slices.Concat(st.Fields, st.Times) {
		elem := prefix + "(" + st.Name + ")." + f.Name + summary.PathEnd
		switch {
		case f.JSON == "exp":
			out = append(out, elem)
		case f.Embedded:
			out = append(out, p.expiryPaths(st.Pkg, &st.Pkg.Types[f.Type], elem, depth+1)...)
		}
	}
	return out
}

// completed tells whether the claims that an event signs can be given an expiry later, by themselves or through the token.
func (p *Tokens) completed(ev *program.Event) bool {
	fn := ev.Fn
	claims := ""
	if c := ev.Record(); len(c.Results) > 0 {
		claims = p.claimsField(fn.Pkg.Types[c.Results[0]].Name)
	}
	paths := p.expiries(fn, ev.Node, "")
	object := fn.Base(ev.Node)
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if n.Op != summary.OpStore && n.Op != summary.OpCallMod {
			continue
		}
		root := fn.Base(summary.NodeID(i))
		token := claims != "" && fn.Nodes[root].Op == summary.OpResult && fn.Nodes[root].A == ev.Call
		if !token && (root != object || fn.Nodes[root].Op != summary.OpAlloc) || !follows(fn, summary.NodeID(i), ev.Node, token) {
			continue
		}
		path := n.Str
		if token {
			var ok bool
			if path, ok = strings.CutPrefix(path, claims); !ok {
				continue
			}
		}
		if n.Op == summary.OpStore && (slices.Contains(paths, path) || token && path == "") || n.Op == summary.OpCallMod && fn.Calls[n.A].Internal {
			return true
		}
	}
	return false
}

// follows tells whether a state of an object comes after another one; always holds for the states of a token that was made
// later.
func follows(fn *program.Fn, n, before summary.NodeID, always bool) bool {
	if always {
		return true
	}
	for range maxStates {
		if n == before {
			return true
		}
		switch node := &fn.Nodes[n]; node.Op {
		case summary.OpStore, summary.OpCallMod, summary.OpClosureMod, summary.OpGuard, summary.OpPhi:
			if len(node.Args) == 0 {
				return false
			}
			n = node.Args[0]
		default:
			return false
		}
	}
	return false
}
