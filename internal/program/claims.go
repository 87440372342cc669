package program

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// claimKeys are the registered names (RFC 7519, section 4.1) of the claims that models call by these words.
var claimKeys = map[string]string{"expiry": "exp", "audience": "aud", "issuer": "iss"}

// ReadsClaim tells whether a claim is read by hand where an event's tokens go: in the function of the event, in those that
// lead there or that these call; for a field of a configuration, anywhere in the program where the same library's tokens are
// read. claim is audience, issuer or expiry.
func (p *Program) ReadsClaim(ev *Event, claim string) bool {
	if ev.Call < 0 {
		return slices.ContainsFunc(p.order, func(fn *Fn) bool { return p.readsClaim(fn, claim, ev.Entry.Package) })
	}
	v := &verified{above: map[*Fn]map[*Fn]bool{}}
	for _, fn := range p.order {
		if p.readsClaim(fn, claim, "") && v.together(fn, map[*Fn]bool{ev.Fn: true}) {
			return true
		}
	}
	return false
}

// readsClaim tells whether a function reads a claim: the field or function of a library, of the given package if there is
// one, or the key of decoded claims.
func (p *Program) readsClaim(fn *Fn, claim, pkg string) bool {
	is := func(entries []model.Entry, kind string) bool {
		return slices.ContainsFunc(entries, func(e model.Entry) bool {
			return e.Role == model.Token && e.Kind == kind && (pkg == "" || e.Package == pkg)
		})
	}
	for _, name := range fn.Reads {
		if is(p.Models.Lookup(model.Field, name), claim) {
			return true
		}
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if pkg == "" && slices.ContainsFunc(c.Parts, func(part string) bool {
			return part == claimKeys[claim] || strings.EqualFold(lastName(part), claimKeys[claim])
		}) {
			return true
		}
		entries := p.Models.Lookup(model.Func, c.Callee)
		if !c.Internal && (is(entries, claim) || claim == "expiry" && is(entries, "validates")) {
			return true
		}
	}
	return false
}

// Probes tells whether the function of an event that sets up a verification uses it only to tell whether a text is a token at
// all: no signature is verified there, and nothing is done with what the verification returns.
func (p *Program) Probes(ev *Event) bool {
	unsigned := slices.ContainsFunc(ev.Fn.Nodes, func(n summary.Node) bool {
		return n.Op == summary.OpStore && p.tokenEntry(model.Field, strings.TrimSuffix(lastElem(n.Str), summary.PathEnd), "option/no-signature")
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

func (p *Program) tokenEntry(target model.Target, symbol, kind string) bool {
	return slices.ContainsFunc(p.Models.Lookup(target, symbol), func(e model.Entry) bool { return e.Role == model.Token && e.Kind == kind })
}

// Pinned tells whether what a function reads of a key of the token's header is restricted where it is used.
func (p *Program) Pinned(fn *Fn, key string) bool {
	elem := `["` + key + `"]` + summary.PathEnd
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if n.Op != summary.OpGuard || fn.Nodes[n.Args[0]].Op != summary.OpSelect || fn.Nodes[n.Args[0]].Str != elem {
			continue
		}
		if q := p.newQuery(functionSteps); q.holds(fn, n.A, n.Str, nil, 0) {
			return true
		}
	}
	return false
}

// Endless tells whether the claims that an event signs are seen whole and have no expiry.
func (p *Program) Endless(ev *Event) bool {
	if p.Options(ev).Is("expiry") != No {
		return false
	}
	t := ev.Fn.typ(ev.Node)
	paths := p.expiryPaths(ev.Fn.Pkg, t, "", 0)
	if t.Name == "" || p.tokenType(t, "map") {
		paths = append(paths, `["exp"]`+summary.PathEnd)
	}
	some := false
	for _, path := range paths {
		q := p.newQuery(functionSteps)
		v := q.walk(ev.Fn, ev.Node, path, nil)
		if q.cut != "" || v.given() != No {
			return false
		}
		some = some || len(v.Leaves()) > 0
	}
	return some
}

// expiryPaths are the access paths of the fields that hold the expiry in claims of type t.
func (p *Program) expiryPaths(pkg *summary.Summary, t *summary.Type, prefix string, depth int) []string {
	var out []string
	for _, e := range p.Models.TokenFields(t.Name) {
		if e.Kind == "expiry" {
			out = append(out, prefix+e.Symbol+summary.PathEnd)
		}
	}
	st, ok := p.structs[t.Name]
	if !ok || depth > maxNesting {
		return out
	}
	for i := range st.Fields {
		f := &st.Fields[i]
		elem := prefix + "(" + st.Name + ")." + f.Name + summary.PathEnd
		switch {
		case f.JSON == "exp":
			out = append(out, elem)
		case f.Embedded:
			out = append(out, p.expiryPaths(st.pkg, &st.pkg.Types[f.Type], elem, depth+1)...)
		}
	}
	return out
}

// EnvironmentKey is the key of a symmetric signature that is read of a variable of the environment.
type EnvironmentKey struct {
	Variable    string
	At          Place // where it is read
	Used        Event
	Value, Leaf *Value
}

// EnvironmentKeys returns the keys that come from the environment as they are, and that nothing compares with the empty text, in
// a fixed order.
func (p *Program) EnvironmentKeys() []EnvironmentKey {
	var out []EnvironmentKey
	add := func(ev Event, k Key) {
		if k.Type.Class != summary.Text || k.Value == nil {
			return
		}
		leaves := k.Value.Leaves()
		for _, l := range leaves {
			if name := p.variable(l); name != "" && len(leaves) == 1 && plain(k.Value, l) && !slices.ContainsFunc(out, func(o EnvironmentKey) bool { return o.At == l.At }) {
				out = append(out, EnvironmentKey{name, l.At, ev, k.Value, l})
			}
		}
	}
	for _, ev := range p.Tokens("sign") {
		if ev.Entry.Kind == "sign" {
			for _, k := range p.SigningKeys(&ev) {
				add(ev, k)
			}
		}
	}
	for _, kf := range p.KeyFuncs() {
		for _, k := range kf.Keys {
			add(kf.Event, k)
		}
	}
	if len(out) == 0 {
		return nil
	}
	checked := p.checkedVariables()
	return slices.DeleteFunc(out, func(k EnvironmentKey) bool { return checked[k.Variable] })
}

// plain tells whether a value is a leaf as it is, and no text around it.
func plain(v, leaf *Value) bool {
	return !slices.ContainsFunc(Path(v, leaf), func(s *Value) bool { return s.Kind == Concat })
}

// variable is the name of the environment variable that a leaf is the value of; "" if it is none.
func (p *Program) variable(l *Value) string {
	if l.Kind != Operator || l.At.Fn == nil {
		return ""
	}
	fn := l.At.Fn
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Pos != l.At.Pos || c.Internal {
			continue
		}
		for _, e := range p.Models.Lookup(model.Func, c.Callee) {
			if e.Role == model.Named && e.Kind == "env" {
				return fn.Nodes[argOf(c, e.In[0])].Str
			}
		}
	}
	return ""
}

// checkedVariables are the environment variables that the program compares with the empty text, or whose length it looks at.
func (p *Program) checkedVariables() map[string]bool {
	out := map[string]bool{}
	for _, fn := range p.order {
		for _, n := range fn.Empties {
			q := p.newQuery(functionSteps)
			q.unguarded = true
			for _, l := range q.walk(fn, n, "", nil).Leaves() {
				if name := p.variable(l); name != "" {
					out[name] = true
				}
			}
		}
	}
	return out
}

// SameSource tells whether the tokens of two events that verify come from the same source: the same header, say.
func (p *Program) SameSource(a, b *Event) bool {
	sources := func(ev *Event) map[string]bool {
		out := map[string]bool{}
		v := p.tokenOrigin(ev.Fn, ev.Node)
		for _, l := range v.Leaves() {
			if l.Kind == Source {
				out[p.sourceKey(v, l)] = true
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
