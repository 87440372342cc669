package token

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// claimKeys are the registered names (RFC 7519, section 4.1) of the claims that models call by these words.
var claimKeys = map[string]string{"expiry": "exp", "audience": "aud", "issuer": "iss"}

// Probes tells whether the function of an event that sets up a verification uses it only to tell whether a text is a token at
// all: no signature is verified there, and nothing is done with what the verification returns.
func (p *Tokens) Probes(ev *program.Event) bool {
	unsigned := slices.ContainsFunc(ev.Fn.Nodes, func(n summary.Node) bool {
		return n.Op == summary.OpStore && p.tokenEntry(model.Field, strings.TrimSuffix(program.LastElem(n.Str), summary.PathEnd), "option/no-signature")
	})
	if !unsigned {
		return false
	}
	probes := false
	for i := range ev.Fn.Calls {
		c := &ev.Fn.Calls[i]
		for _, e := range p.Models.Lookup(model.Func, c.Callee) {
			if e.Role != model.Token || !strings.HasPrefix(e.Kind, "verify/") || e.Package != ev.Entry.Package {
				continue
			}
			if len(c.Parts) > 0 {
				return false
			}
			probes = true
		}
	}
	return probes
}

// timed tells whether a call that validates claims is given the time, where the library needs that.
func (p *Tokens) timed(fn *program.Fn, c *summary.Call, entries []model.Entry) bool {
	for _, e := range entries {
		if e.Role != model.Token || e.Kind != "validates" || e.By == nil {
			continue
		}
		n := program.ArgOf(c, *e.By)
		for _, f := range p.Models.TokenFields(fn.Type(n).Name) {
			if f.Kind == "time" && given(p.Ask(program.Question{}).Walk(fn, n, f.Symbol+summary.PathEnd, nil)) == No {
				return false
			}
		}
	}
	return true
}

// sets tells whether an entry is of a function that sets a claim of an object.
func sets(e model.Entry) bool {
	return slices.ContainsFunc(e.Out, func(i model.Index) bool { return i.Kind != model.Result })
}

func (p *Tokens) tokenEntry(target model.Target, symbol, kind string) bool {
	return slices.ContainsFunc(p.Models.Lookup(target, symbol), func(e model.Entry) bool { return e.Role == model.Token && e.Kind == kind })
}

// Pinned tells whether what a function reads of a key of the token's header is restricted where it is used.
func (p *Tokens) Pinned(fn *program.Fn, key string) bool {
	elem := `["` + key + `"]` + summary.PathEnd
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if n.Op != summary.OpGuard || fn.Nodes[n.Args[0]].Op != summary.OpSelect || fn.Nodes[n.Args[0]].Str != elem {
			continue
		}
		if q := p.Ask(program.Question{}); q.Holds(fn, n.A, n.Str, nil, 0) {
			return true
		}
	}
	return false
}

// SameSource tells whether the tokens of two events that verify come from the same source: the same header, say.
func (p *Tokens) SameSource(a, b *program.Event) bool {
	sources := func(ev *program.Event) map[string]bool {
		out := map[string]bool{}
		v := p.tokenOrigin(ev.Fn, ev.Node)
		for _, l := range v.Leaves() {
			if l.Kind == program.Source {
				out[p.tokenSource(ev, v, l)] = true
			}
		}
		return out
	}
	have := sources(a)
	for k := range sources(b) {
		if have[k] {
			return true
		}
	}
	return false
}
