package token

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Unverified is a call that decodes a token and verifies nothing.
type Unverified struct {
	program.Event
	Token *program.Value // where the token comes from
	From  *program.Value // the leaf of Token that a client sent; nil if there is none
	Parts []string       // the fields, keys and methods through which its claims are used; "" is a use of the whole
	By    string         // how it is decoded: "", "option" (verification is switched off, or not asked for), "hand"
	// Verified: the same token is verified too, in a function that runs together with this one.
	Verified bool
	// Elsewhere: a token from the same source is verified in another part of the program.
	Elsewhere bool
}

// Unverified returns the calls that decode tokens without verifying them, in a fixed order.
func (p *Tokens) Unverified() []Unverified {
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
func (p *Tokens) decodes(ev program.Event) (Unverified, bool) {
	c := ev.Record()
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

func (p *Tokens) tokenOrigin(fn *program.Fn, n summary.NodeID) *program.Value {
	q := p.Ask(program.Question{Steps: credential.TraceSteps, Guards: program.NoGuards})
	v := q.Walk(fn, n, "", nil)
	if t := fn.Type(n); p.Models.Carries(t.Name) == "secret-header" {
		v = &program.Value{Kind: program.Source, Text: t.Name, At: program.Place{Fn: fn, Pos: fn.Nodes[n].Pos}, Note: program.ShortName(t.Name) + " is what the client sent"}
	}
	return v
}

// verified is what is known of the tokens that a program verifies.
type verified struct {
	fns     map[*program.Fn]bool            // functions that verify something
	exact   map[string]map[*program.Fn]bool // origins of tokens that are verified, and where they are
	sources map[string]map[*program.Fn]bool // symbols of sources of tokens that are verified, and where
	above   map[*program.Fn]map[*program.Fn]bool
}

func (p *Tokens) verified() *verified {
	v := &verified{fns: map[*program.Fn]bool{}, exact: map[string]map[*program.Fn]bool{}, sources: map[string]map[*program.Fn]bool{}, above: map[*program.Fn]map[*program.Fn]bool{}}
	for _, ev := range p.Tokens("verify/") {
		if ev.Record() == nil || ev.Node == 0 {
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
			if l.Kind == program.Source {
				record(v.sources, p.tokenSource(&ev, origin, l), ev.Fn)
			}
		}
	}
	return v
}

func record(m map[string]map[*program.Fn]bool, key string, fn *program.Fn) {
	if m[key] == nil {
		m[key] = map[*program.Fn]bool{}
	}
	m[key][fn] = true
}

// leads tells whether a function calls one of the verifying ones, by up to maxAbove calls: what it reads of a request is then
// verified there. One that many call to read a token for them does not.
func (v *verified) leads(fn *program.Fn, verifiers map[*program.Fn]bool) bool {
	for w := range verifiers {
		if v.callersOf(w)[fn] {
			return true
		}
	}
	return false
}

func leafKey(l *program.Value) string {
	if l.At.Fn == nil || l.Kind == program.Const {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d:%s", l.At.File(), l.At.Pos.Line, l.At.Pos.Col, l.Note)
}

// sourceKey names what a client's text is read from: the symbol and the constant name that is asked for, such as a header's.
func (p *Tokens) sourceKey(v, leaf *program.Value) string {
	path := program.Path(v, leaf)
	for i := len(path) - 1; i >= 0; i-- {
		step := path[i]
		if step.Kind != program.Source && step.Kind != program.Derived || step.At.Fn == nil {
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
func (p *Tokens) tokenSource(ev *program.Event, v, leaf *program.Value) string {
	key := p.sourceKey(v, leaf)
	c := ev.Record()
	if c == nil || p.Models.Carries(ev.Fn.Type(ev.Node).Name) != "secret-header" {
		return key
	}
	key += constants(ev.At)
	for _, a := range c.Args {
		if n := &ev.Fn.Nodes[a]; n.Op == summary.OpResult && p.tokenEntry(model.Func, ev.Fn.Calls[n.A].Callee, "option/source") {
			key += constants(program.Place{Fn: ev.Fn, Pos: ev.Fn.Calls[n.A].Pos})
		}
	}
	return key
}

// constants are the texts that the calls at a place are given as arguments, in small letters.
func constants(at program.Place) string {
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
func (v *verified) callersOf(fn *program.Fn) map[*program.Fn]bool {
	if a, ok := v.above[fn]; ok {
		return a
	}
	a := map[*program.Fn]bool{fn: true}
	level := []*program.Fn{fn}
	for range maxAbove {
		var next []*program.Fn
		for _, f := range level {
			for _, site := range f.Callers() {
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
func (v *verified) together(fn *program.Fn, verifiers map[*program.Fn]bool) bool {
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

func (u *Unverified) judge(p *Tokens, v *verified) {
	for _, l := range u.Token.Leaves() {
		if k := leafKey(l); k != "" && v.leads(l.At.Fn, v.exact[k]) {
			u.Verified = true
		}
		if l.Kind != program.Source {
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
func (u *Unverified) Plain(p *Tokens) bool {
	for _, part := range u.Parts {
		switch part {
		case "exp", "iat", "nbf", "iss", "kid", "alg", "typ", "jti":
			continue
		}
		field := slices.ContainsFunc(append(p.Models.Lookup(model.Field, part), p.Models.Lookup(model.Func, part)...), func(e model.Entry) bool {
			return e.Role == model.Token && (e.Kind == "expiry" || e.Kind == "issuer" || e.Kind == "header" || e.Kind == "method" || e.Kind == "validates")
		})
		name := strings.ToLower(program.LastName(part))
		if !field && name != "exp" && name != "expiresat" && name != "expiry" && name != "issuer" && name != "iss" && name != "kid" {
			return false
		}
	}
	return true
}
