package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Unverified is a call that decodes a token and verifies nothing.
type Unverified struct {
	Event
	Token *Value   // where the token comes from
	From  *Value   // the leaf of Token that a client sent; nil if there is none
	Parts []string // the fields, keys and methods through which its claims are used; "" is a use of the whole
	By    string   // how it is decoded: "", "option" (verification is switched off, or not asked for), "hand"
	// Verified: the same token is verified too, in a function that runs together with this one.
	Verified bool
	// Elsewhere: a token from the same source is verified in another part of the program.
	Elsewhere bool
}

// Unverified returns the calls that decode tokens without verifying them, in a fixed order.
func (p *Program) Unverified() []Unverified {
	var out []Unverified
	for _, ev := range p.Tokens("") {
		if u, ok := p.decodes(ev); ok {
			out = append(out, u)
		}
	}
	if len(out) == 0 {
		return nil
	}
	v := p.verified()
	for i := range out {
		out[i].judge(p, v)
	}
	return out
}

// decodes tells whether an event decodes a token without verifying it.
func (p *Program) decodes(ev Event) (Unverified, bool) {
	c := ev.call()
	if c == nil || ev.Node == 0 {
		return Unverified{}, false
	}
	u := Unverified{Event: ev, Parts: c.Parts}
	switch ev.Entry.Kind {
	case "unverified":
	case "verify/asked":
		if o := p.Options(&ev); o.Is("verifies") != No {
			return u, false
		}
		u.By = "option"
	case "verify/key", "verify/keyfunc":
		if !p.Options(&ev).Off("signature") {
			return u, false
		}
		u.By = "option"
	case "segment":
		fn, token := p.segment(ev.Fn, ev.Node, 0)
		if token == 0 {
			return u, false
		}
		u.By, u.Token = "hand", p.tokenOrigin(fn, token)
		return u, true
	default:
		return u, false
	}
	u.Token = p.tokenOrigin(ev.Fn, ev.Node)
	return u, true
}

func (p *Program) tokenOrigin(fn *Fn, n summary.NodeID) *Value {
	q := p.Ask(Question{Steps: TraceSteps, Guards: NoGuards})
	v := q.Walk(fn, n, "", nil)
	if t := fn.Type(n); p.Carrier(t) == "secret-header" {
		v = &Value{Kind: Source, Text: t.Name, At: Place{fn, fn.Nodes[n].Pos}, Note: ShortName(t.Name) + " is what the client sent"}
	}
	return v
}

// verified is what is known of the tokens that a program verifies.
type verified struct {
	fns     map[*Fn]bool            // functions that verify something
	exact   map[string]map[*Fn]bool // origins of tokens that are verified, and where they are
	sources map[string]map[*Fn]bool // symbols of sources of tokens that are verified, and where
	above   map[*Fn]map[*Fn]bool
}

func (p *Program) verified() *verified {
	v := &verified{fns: map[*Fn]bool{}, exact: map[string]map[*Fn]bool{}, sources: map[string]map[*Fn]bool{}, above: map[*Fn]map[*Fn]bool{}}
	for _, ev := range p.Tokens("verify/") {
		if ev.call() == nil || ev.Node == 0 {
			continue
		}
		if ev.Entry.Kind == "verify/signature" || ev.Entry.Kind == "verify/context" {
			v.fns[ev.Fn] = true
			continue
		}
		if o := p.Options(&ev); ev.Entry.Kind == "verify/asked" && o.Is("verifies") == No || o.Off("signature") {
			continue
		}
		v.fns[ev.Fn] = true
		origin := p.tokenOrigin(ev.Fn, ev.Node)
		for _, l := range origin.Leaves() {
			record(v.exact, leafKey(l), ev.Fn)
			if l.Kind == Source {
				record(v.sources, p.tokenSource(&ev, origin, l), ev.Fn)
			}
		}
	}
	return v
}

func record(m map[string]map[*Fn]bool, key string, fn *Fn) {
	if m[key] == nil {
		m[key] = map[*Fn]bool{}
	}
	m[key][fn] = true
}

// leads tells whether a function calls one of the verifying ones, by up to maxAbove calls: what it reads of a request is then
// verified there. One that many call to read a token for them does not.
func (v *verified) leads(fn *Fn, verifiers map[*Fn]bool) bool {
	for w := range verifiers {
		if v.callersOf(w)[fn] {
			return true
		}
	}
	return false
}

func leafKey(l *Value) string {
	if l.At.Fn == nil || l.Kind == Const {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d:%s", l.At.File(), l.At.Pos.Line, l.At.Pos.Col, l.Note)
}

// sourceKey names what a client's text is read from: the symbol and the constant name that is asked for, such as a header's.
func (p *Program) sourceKey(v, leaf *Value) string {
	path := Path(v, leaf)
	for i := len(path) - 1; i >= 0; i-- {
		step := path[i]
		if step.Kind != Source && step.Kind != Derived || step.At.Fn == nil {
			continue
		}
		if name := constants(step.At); name != "" {
			return leaf.Text + name
		}
	}
	return leaf.Text
}

// tokenSource names what the token of an event is read from. Of a request that is passed as a whole, the names of the header
// or cookie are among the arguments of the call, and in the options that these are.
func (p *Program) tokenSource(ev *Event, v, leaf *Value) string {
	key := p.sourceKey(v, leaf)
	c := ev.call()
	if c == nil || p.Carrier(ev.Fn.Type(ev.Node)) != "secret-header" {
		return key
	}
	key += constants(ev.At)
	for _, a := range c.Args {
		if n := &ev.Fn.Nodes[a]; n.Op == summary.OpResult && p.tokenEntry(model.Func, ev.Fn.Calls[n.A].Callee, "option/source") {
			key += constants(Place{ev.Fn, ev.Fn.Calls[n.A].Pos})
		}
	}
	return key
}

// constants are the texts that the calls at a place are given as arguments, in small letters.
func constants(at Place) string {
	names := ""
	for i := range at.Fn.Calls {
		c := &at.Fn.Calls[i]
		if c.Pos != at.Pos || c.Internal {
			continue
		}
		for _, a := range c.Args {
			if n := &at.Fn.Nodes[a]; n.Op == summary.OpConst && summary.ConstKind(n.A) == summary.ConstString {
				names += " " + strings.ToLower(n.Str)
			}
		}
	}
	return names
}

// maxAbove is how many calls up functions are looked at to tell whether they run together.
const maxAbove = 5

// callersOf returns the functions that lead to fn by calls, itself included.
func (v *verified) callersOf(fn *Fn) map[*Fn]bool {
	if a, ok := v.above[fn]; ok {
		return a
	}
	a := map[*Fn]bool{fn: true}
	level := []*Fn{fn}
	for range maxAbove {
		var next []*Fn
		for _, f := range level {
			for _, site := range f.callers {
				if !a[site.Fn] {
					a[site.Fn] = true
					next = append(next, site.Fn)
				}
			}
		}
		level = next
	}
	v.above[fn] = a
	return a
}

// together tells whether a function runs together with one that verifies: one of those that call it leads there too.
func (v *verified) together(fn *Fn, verifiers map[*Fn]bool) bool {
	up := v.callersOf(fn)
	for w := range verifiers {
		for f := range v.callersOf(w) {
			if up[f] && f.Name != f.Pkg.Path+".main" {
				return true
			}
		}
	}
	return false
}

func (u *Unverified) judge(p *Program, v *verified) {
	for _, l := range u.Token.Leaves() {
		if k := leafKey(l); k != "" && v.leads(l.At.Fn, v.exact[k]) {
			u.Verified = true
		}
		if l.Kind != Source {
			continue
		}
		if u.From == nil {
			u.From = l
		}
		if fns := v.sources[p.tokenSource(&u.Event, u.Token, l)]; fns != nil {
			u.Elsewhere = true
			u.Verified = u.Verified || v.together(u.Fn, fns)
		}
	}
	if !u.Verified {
		u.Verified = v.together(u.Fn, v.fns)
	}
}

// Plain tells whether the claims are used through nothing but what says who issued the token, with which key, and how long
// it holds.
func (u *Unverified) Plain(p *Program) bool {
	for _, part := range u.Parts {
		switch part {
		case "exp", "iat", "nbf", "iss", "kid", "alg", "typ", "jti":
			continue
		}
		field := slices.ContainsFunc(append(p.Models.Lookup(model.Field, part), p.Models.Lookup(model.Func, part)...), func(e model.Entry) bool {
			return e.Role == model.Token && (e.Kind == "expiry" || e.Kind == "issuer" || e.Kind == "header" || e.Kind == "method" || e.Kind == "validates")
		})
		name := strings.ToLower(LastName(part))
		if !field && name != "exp" && name != "expiresat" && name != "expiry" && name != "issuer" && name != "iss" && name != "kid" {
			return false
		}
	}
	return true
}
