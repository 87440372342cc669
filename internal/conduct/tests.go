package conduct

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// strength says what a test is worth against someone without a credential.
type strength uint8

const (
	nothing  strength = iota // it does not ask for a credential
	presence                 // it asks whether there is one
	proof                    // it asks whether it is good, or who asks
)

// judged is what a test of a branch is about.
type judged struct {
	strength strength
	origin
	role bool // asks for what who asks may do
	err  bool // asks whether there was an error
	// proves: 1 if the request is of someone who is known where the test holds, -1 where it does not, 0 if neither is sure.
	proves int8
}

// test judges the condition of a branch.
func (s *slicer) test(n summary.NodeID) judged {
	node := &s.fn.Nodes[n]
	if node.Op == summary.OpGuard {
		return s.test(node.Args[0])
	}
	if node.Op != summary.OpTest {
		o := s.of(n)
		out := judged{origin: o, strength: worth(o, false), proves: 1}
		out.role = s.asksRole(o)
		return out
	}
	switch node.Str {
	case "!":
		out := s.test(node.Args[0])
		out.proves = -out.proves
		return out
	case "phi":
		var out judged
		for _, a := range node.Args {
			x := s.test(a)
			out.strength = max(out.strength, x.strength)
			out.add(x.origin)
			out.role, out.err = out.role || x.role, out.err || x.err
		}
		return out
	case "has":
		return s.lookup(node)
	case "is":
		o := s.of(node.Args[0])
		if identifies(s.fn.Pkg.Types[node.A].Name) && s.leftBehind(node.Args[0]) {
			o.kept = true
		}
		return judged{origin: o, strength: worth(o, false), proves: 1}
	case "==", "!=":
		out := s.comparison(node)
		if node.Str == "!=" {
			out.proves = -out.proves
		}
		return out
	}
	var o origin
	for _, a := range node.Args {
		o.add(s.operand(a))
	}
	return judged{origin: o, strength: worth(o, false), role: o.kept && len(node.Args) == 2}
}

// worth is the strength of a test of a value for being there, or where compared is set, for being equal to another one.
func worth(o origin, compared bool) strength {
	switch {
	case o.kept, o.checked, o.raw && compared:
		return proof
	case o.raw:
		return presence
	}
	return nothing
}

// operand is the origin of an operand of a comparison: of the length of a value, that of the value.
func (s *slicer) operand(n summary.NodeID) origin {
	node := &s.fn.Nodes[n]
	if node.Op == summary.OpTest {
		if node.Str == "at" { // Have: what is found under a credential.
			o := s.of(node.Args[0])
			if key := s.of(node.Args[1]); key.credential() {
				o.add(key)
				o.checked = true
			}
			return o
		}
		var o origin
		for _, a := range node.Args {
			o.add(s.operand(a))
		}
		return o
	}
	return s.of(n)
}

// schemes are the words that an Authorization header begins with.
var schemes = map[string]bool{"bearer": true, "basic": true, "token": true, "apikey": true, "digest": true, "jwt": true}

// comparison judges a test for equality.
func (s *slicer) comparison(node *summary.Node) judged {
	x, y := s.operand(node.Args[0]), s.operand(node.Args[1])
	o := x
	o.add(y)
	out := judged{origin: o}
	constant := -1
	for i, a := range node.Args {
		if s.fn.Nodes[a].Op == summary.OpConst {
			constant = i
		}
	}
	if x.csrf || y.csrf {
		o.kept, o.checked, o.raw = false, false, false // Have: a token against forged requests, which its session holds.
		out.origin = o
	}
	if constant < 0 && s.fromClient(node.Args[0]) && s.fromClient(node.Args[1]) {
		return judged{origin: origin{csrf: true}} // Have: both were sent, so whoever sends them can make them equal.
	}
	if constant < 0 {
		out.strength = worth(o, true)
		out.role = o.kept
		out.proves = 1
		return out
	}
	k := &s.fn.Nodes[node.Args[constant]]
	text := strings.ToLower(strings.TrimSpace(k.Str))
	length := s.fn.Nodes[node.Args[1-constant]].Op == summary.OpTest
	empty := summary.ConstKind(k.A) != summary.ConstString || text == "" || schemes[text] || length
	out.strength = worth(o, !empty)
	out.role = o.kept && summary.ConstKind(k.A) != summary.ConstNil && text != "" && !length
	switch t := s.fn.Type(node.Args[1-constant]); {
	case t.Name == "error":
		out.proves, out.err = 1, true // an error that is nil
	case empty:
		out.proves = -1 // a value that is there
	default:
		out.proves = 1
	}
	return out
}

// fromClient tells whether a value is what a client sent, as it is.
func (s *slicer) fromClient(n summary.NodeID) bool {
	for depth := 0; depth < 6; depth++ {
		node := &s.fn.Nodes[n]
		switch node.Op {
		case summary.OpGuard, summary.OpConvert, summary.OpCut, summary.OpSelect:
			n = node.Args[0]
			continue
		case summary.OpResult:
			c := &s.fn.Calls[node.A]
			if slices.ContainsFunc(s.j.p.Models.Lookup(model.Func, c.Callee), func(e model.Entry) bool { return e.Role == model.Source && e.Kind == "request" }) {
				return true
			}
			if c.HasRecv && !c.Internal && len(c.Args) > 0 && slices.ContainsFunc(s.j.p.Models.Wiring(model.Func, c.Callee), func(e model.Entry) bool { return e.Kind == model.Proof && e.Word() == "header" }) {
				return true
			}
		}
		return false
	}
	return false
}

// lookup judges whether a map has a key: with a credential as the key, whether it is one of those that are known.
func (s *slicer) lookup(node *summary.Node) judged {
	in, key := s.of(node.Args[0]), s.of(node.Args[1])
	o := in
	o.add(key)
	if k := &s.fn.Nodes[node.Args[1]]; k.Op == summary.OpConst && s.fn.Type(node.Args[0]).Name == "net/http.Header" {
		t := &traits{}
		s.j.header(t, k.Str)
		o.raw = o.raw || t.raw
		return judged{origin: o, strength: worth(origin{raw: t.raw}, false)}
	}
	if key.raw {
		return judged{origin: o, strength: proof, proves: 1}
	}
	return judged{origin: o, strength: worth(o, false), proves: 1}
}

// asksRole tells whether a boolean is the outcome of asking what who asks may do.
func (s *slicer) asksRole(o origin) bool {
	for _, c := range o.calls {
		if hasWord(s.fn.Calls[c].Callee, "permission", "permissions", "allowed", "can", "enforce", "role", "roles", "admin", "access", "authorize", "authorized", "owner", "member") {
			return true
		}
	}
	return false
}

// options tells whether a test compares the request's method with one that asks only for what is allowed.
func (s *slicer) options(n summary.NodeID) bool {
	node := &s.fn.Nodes[n]
	for node.Op == summary.OpTest && node.Str == "!" || node.Op == summary.OpGuard {
		node = &s.fn.Nodes[node.Args[0]]
	}
	for _, a := range node.Args {
		if k := &s.fn.Nodes[a]; k.Op == summary.OpConst && k.Str == "OPTIONS" {
			return true
		}
	}
	return false
}
