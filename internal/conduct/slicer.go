package conduct

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// origin is what a value that is tested is made of.
type origin struct {
	raw     bool // a credential as the client sent it
	kept    bool // a session or an identity that the server keeps
	checked bool // the outcome of checking a credential
	rate    bool // the outcome of asking a rate limiter
	csrf    bool
	method  bool // the request's method
	path    bool // the request's path
	answers statuses
	told    statuses // what answers say in their text
	stops   bool     // a call that it is the result of stops the chain, or answers, itself
	calls   []int32  // that it is the result of
}

func (o *origin) add(x origin) {
	o.raw, o.kept, o.checked, o.rate, o.csrf = o.raw || x.raw, o.kept || x.kept, o.checked || x.checked, o.rate || x.rate, o.csrf || x.csrf
	o.method, o.path, o.stops = o.method || x.method, o.path || x.path, o.stops || x.stops
	o.answers, o.told = o.answers|x.answers, o.told|x.told
	for _, c := range x.calls {
		if !slices.Contains(o.calls, c) {
			o.calls = append(slices.Clip(o.calls), c)
		}
	}
}

// credential tells whether the value has to do with who asks.
func (o origin) credential() bool { return o.raw || o.kept || o.checked }

// slicer finds the origin of values of one function.
type slicer struct {
	j    *Judge
	f    *setup.Frame // in which function values are looked up; nil for any
	fn   *program.Fn
	memo map[summary.NodeID]origin
}

func (j *Judge) slicer(f *setup.Frame, fn *program.Fn) *slicer {
	return &slicer{j: j, f: f, fn: fn, memo: map[summary.NodeID]origin{}}
}

// of returns the origin of a node.
func (s *slicer) of(n summary.NodeID) origin {
	if n == 0 {
		return origin{}
	}
	if o, ok := s.memo[n]; ok {
		return o
	}
	s.memo[n] = origin{}
	o := s.find(n)
	s.memo[n] = o
	return o
}

func (s *slicer) find(n summary.NodeID) origin {
	node := &s.fn.Nodes[n]
	var o origin
	switch node.Op {
	case summary.OpSelect:
		return s.field(node)
	case summary.OpResult:
		return s.call(node.A, node.B)
	case summary.OpCallMod:
		o = s.of(node.Args[0])
		if !route.RequestType(s.fn.Type(n).Name) { // Have: what a call reads of a request is not all that is in it then.
			o.add(s.call(node.A, -1))
		}
		return o
	case summary.OpClosureMod:
		o = s.of(node.Args[0])
		if c := &s.fn.Nodes[node.Args[1]]; c.Op == summary.OpClosure {
			if in := s.j.p.Func(c.Str); in != nil {
				t := s.j.of(in, 1)
				o.checked = o.checked || t.checked || t.raw
				o.kept = o.kept || t.kept
			}
		}
		return o
	case summary.OpConst, summary.OpFunc, summary.OpClosure, summary.OpAlloc, summary.OpParam, summary.OpFreeVar, summary.OpGlobal:
		return o
	}
	for _, a := range node.Args {
		o.add(s.of(a))
	}
	return o
}

// field is a field of a request, an element of its headers, or a part of another value.
func (s *slicer) field(node *summary.Node) origin {
	o := s.of(node.Args[0])
	elem := program.Elem(node.Str)
	switch s.j.asksFor(model.Field, elem) {
	case "":
	case "method":
		return origin{method: true}
	default:
		return origin{path: true}
	}
	if i := strings.LastIndex(elem, ")."); i > 0 && identifies(elem[1:i]) && s.leftBehind(node.Args[0]) {
		o.kept = true
	}
	if o.kept && otherWord(elem) {
		return origin{}
	}
	t := &traits{}
	s.j.ofField(t, s.fn, node)
	o.raw, o.kept, o.csrf = o.raw || t.raw, o.kept || t.kept, o.csrf || t.csrf
	return o
}

// asksFor is the word that models have for what of a request a field, or the result of a function, is; "" for none.
func (j *Judge) asksFor(target model.Target, symbol string) string {
	for _, e := range j.p.Models.Wiring(target, symbol) {
		if e.Kind == model.Asked {
			return e.Word()
		}
	}
	return ""
}

// leftBehind tells whether a value is what an earlier function left, such as in a context.
func (s *slicer) leftBehind(n summary.NodeID) bool {
	node := &s.fn.Nodes[n]
	for node.Op == summary.OpGuard || node.Op == summary.OpConvert {
		node = &s.fn.Nodes[node.Args[0]]
	}
	if node.Op != summary.OpResult {
		return false
	}
	for _, e := range s.j.p.Models.Lookup(model.Func, s.fn.Calls[node.A].Callee) {
		if e.Role == model.KeyedGet {
			return true
		}
	}
	return false
}

// call is the result of a call; res is -1 for an object that it fills.
func (s *slicer) call(call, res int32) origin {
	c := &s.fn.Calls[call]
	o := origin{calls: []int32{call}}
	if c.Internal && hasWord(c.Callee[strings.LastIndexByte(c.Callee, '.')+1:], "csrf", "xsrf") {
		o.csrf = true
		return o
	}
	own := &traits{}
	s.j.ofModels(own, s.fn, c)
	o.raw, o.kept, o.checked, o.csrf, o.rate = own.raw, own.kept, own.checked, own.csrf, own.rate
	var args origin
	for _, a := range c.Args {
		args.add(s.of(a))
	}
	o.method, o.path = args.method, args.path
	switch s.j.asksFor(model.Func, c.Callee) {
	case "":
	case "method":
		o.method = true
	default:
		o.path = true
	}
	for _, i := range s.readKeys(call) {
		if int(i) < len(c.Args) && s.j.identity(s.fn, c.Args[i]) {
			o.kept = true
		}
	}
	textual := res >= 0 && int(res) < len(c.Results) && s.fn.Pkg.Types[c.Results[res]].Class == summary.Text
	if o.path && textual && c.HasRecv && carries(s.fn, c) {
		o.raw, o.path = true, false // Have: a token in the query, which is part of the address.
	}
	inside := s.inside(call)
	if inside != nil {
		o.rate, o.csrf = o.rate || inside.rate, o.csrf || inside.csrf
		o.told = inside.told
		o.answers, o.stops = inside.answers&(refused|tooMany), inside.stops || inside.answers&refused != 0
		switch {
		case inside.kept || inside.checked:
			o.kept, o.checked = o.kept || inside.kept, true
		case inside.raw && (textual || s.plain(c)):
			o.raw = true
		case inside.raw:
			o.checked = true // Have: something is made of the credential, such as a user that is looked up.
		}
	}
	if args.kept && s.otherKey(c) {
		args.kept, args.checked, o.kept = false, false, false
	}
	switch {
	case !args.credential():
	case args.kept || args.checked:
		o.kept, o.checked = o.kept || args.kept, o.checked || args.checked
	case textual || s.texts(c):
		o.raw = true
	case !own.raw && !own.kept:
		o.checked = true // Have: a credential is handed to a function that tells something of it.
	}
	o.csrf = o.csrf || args.csrf
	return o
}

// readKeys lists the arguments of a call under which the function that it reaches reads what an earlier one left.
func (s *slicer) readKeys(call int32) []int32 {
	c := &s.fn.Calls[call]
	if c.Kind != summary.Static || !c.Internal {
		return nil
	}
	if t := s.j.p.Func(c.Callee); t != nil {
		return s.j.of(t, 0).keys
	}
	return nil
}

// otherKeys are words of what is kept in a session that says nothing of who asks.
var otherKeys = []string{
	"turnstile", "captcha", "state", "nonce", "flash", "flashes", "cart", "lang", "language", "locale", "csrf", "xsrf", "redirect", "next", "return", "verifier", "challenge",
	"pkce", "step", "message", "error", "errors", "referer", "referrer", "theme", "webauthn", "timezone",
}

// otherKey tells whether a call reads such a value, by the constant that it is handed.
func (s *slicer) otherKey(c *summary.Call) bool {
	for _, a := range c.Args {
		if k := &s.fn.Nodes[a]; k.Op == summary.OpConst && summary.ConstKind(k.A) == summary.ConstString && hasWord(k.Str, otherKeys...) && !hasWord(k.Str, "user", "token") {
			return true
		}
	}
	return false
}

// otherWord tells the same of the key of a map.
func otherWord(elem string) bool {
	return strings.HasPrefix(elem, `["`) && hasWord(elem, otherKeys...) && !hasWord(elem, "user", "token")
}

// inside is the traits of what a call of a function of the program reaches; nil for others.
func (s *slicer) inside(call int32) *traits {
	c := &s.fn.Calls[call]
	if !c.Internal && c.Kind != summary.Dynamic {
		return nil
	}
	targets := s.targets(call)
	if len(targets) > maxTargets {
		return nil
	}
	var out *traits
	for _, fn := range targets {
		if fn == s.fn {
			continue
		}
		if out == nil {
			out = &traits{}
		}
		out.add(s.j.of(fn, maxTraits-1))
	}
	return out
}

// targets are the functions of the program that a call can reach: a function value that was captured or passed on is the one
// of the frame, if that is known.
func (s *slicer) targets(call int32) []*program.Fn {
	var out []*program.Fn
	if s.f != nil && s.fn.Calls[call].Kind == summary.Dynamic {
		for _, t := range s.j.m.Targets(s.f, call) {
			if t.Fn != nil {
				out = append(out, t.Fn)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, t := range s.j.p.Callees(program.Site{Fn: s.fn, Call: call}) {
		if t.Fn != nil {
			out = append(out, t.Fn)
		}
	}
	return out
}

// plain tells whether a call returns text first, as one that takes a token out of a request does.
func (s *slicer) plain(c *summary.Call) bool {
	return len(c.Results) > 0 && s.fn.Pkg.Types[c.Results[0]].Class == summary.Text
}

// texts tells whether a call is of a function that handles text as such: it cuts, joins, compares or converts it.
func (s *slicer) texts(c *summary.Call) bool {
	for _, e := range s.j.p.Models.Lookup(model.Func, c.Callee) {
		switch e.Role {
		case model.Text, model.Same, model.Propagate, model.Match, model.Guard:
			return true
		}
	}
	return strings.HasPrefix(c.Callee, "strings.") || strings.HasPrefix(c.Callee, "fmt.") || strings.HasPrefix(c.Callee, "bytes.") || strings.HasPrefix(c.Callee, "encoding/") || strings.HasPrefix(c.Callee, "(*encoding/")
}
