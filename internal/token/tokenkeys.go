package token

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// eachKey calls f for each key that tokens are signed or verified with: what key functions return, and what is given, as a
// secret key, to the libraries that models know to be about tokens.
func (p *Tokens) eachKey(f func(ev program.Event, k Key)) {
	for _, ev := range p.Sinks("secret/key") {
		encrypts := p.tokenEntry(ev.Entry.Target, ev.Entry.Symbol, "encrypts")
		if ev.Entry.Kind == "secret/key" && p.Models.AboutTokens(ev.Entry.Package) && ev.Entry.Module != "std" && !encrypts {
			for _, k := range p.keys(ev.Fn, ev.Node, ev.At) {
				f(ev, k)
			}
		}
	}
	for _, kf := range p.KeyFuncs() {
		for _, k := range kf.Keys {
			f(kf.Event, k)
		}
	}
}

// EnvironmentKey is the key of a symmetric signature that is read of a variable of the environment.
type EnvironmentKey struct {
	Variable    string
	At          program.Place // where it is read
	Used        program.Event
	Value, Leaf *program.Value
}

// EnvironmentKeys returns the keys that come from the environment as they are, and that nothing compares with the empty text,
// the library neither, in a fixed order.
func (p *Tokens) EnvironmentKeys() []EnvironmentKey {
	var out []EnvironmentKey
	add := func(ev program.Event, k Key) {
		if k.Type.Class != summary.Text && k.Type.Class != summary.Mixed || k.Value == nil || p.tokenEntry(ev.Entry.Target, ev.Entry.Symbol, "refuses") {
			return
		}
		leaves := k.Value.Leaves()
		for _, l := range leaves {
			if name := p.variable(l); name != "" && (len(leaves) == 1 || k.Listed) && plain(k.Value, l) && !slices.ContainsFunc(out, func(o EnvironmentKey) bool { return o.At == l.At }) {
				out = append(out, EnvironmentKey{name, l.At, ev, k.Value, l})
			}
		}
	}
	p.eachKey(add)
	if len(out) == 0 {
		return nil
	}
	checked := p.checkedVariables()
	return slices.DeleteFunc(out, func(k EnvironmentKey) bool { return checked[k.Variable] })
}

// plain tells whether a value is a leaf as it is: no text around it, and nothing else that is made of it.
func plain(v, leaf *program.Value) bool {
	return !slices.ContainsFunc(program.Path(v, leaf), func(s *program.Value) bool { return s.Kind == program.Concat || s.Kind == program.Derived })
}

// variable is the name of the environment variable that a leaf is the value of; "" if it is none.
func (p *Tokens) variable(l *program.Value) string {
	if l.Kind != program.Operator || l.At.Fn == nil {
		return ""
	}
	fn := l.At.Fn
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Pos != l.At.Pos || c.Internal || len(c.Results) > 1 { // Have: with a second result, whether it is set is asked for.
			continue
		}
		for _, e := range p.Models.Lookup(model.Func, c.Callee) {
			if e.Role == model.Named && e.Kind == "env" {
				return fn.Nodes[program.ArgOf(c, e.In[0])].Str
			}
		}
	}
	return ""
}

// checkedVariables are the environment variables that the program compares with the empty text, or whose length it looks at.
func (p *Tokens) checkedVariables() map[string]bool {
	out := map[string]bool{}
	for _, fn := range p.Funcs() {
		for _, n := range fn.Empties {
			q := p.Ask(program.Question{Guards: program.NoGuards})
			for _, l := range q.Walk(fn, n, "", nil).Leaves() {
				if name := p.variable(l); name != "" {
					out[name] = true
				}
			}
		}
	}
	return out
}

// Passing tells whether the token that an event makes is signed, in the same function, with a key that the program makes itself: it
// holds no longer than the program runs.
func (p *Tokens) Passing(ev *program.Event) bool {
	for _, s := range p.Tokens("sign") {
		if s.Entry.Kind != "sign" || s.Fn != ev.Fn || s.Node == 0 {
			continue
		}
		q := p.Ask(program.Question{Identity: true})
		if slices.ContainsFunc(q.Walk(s.Fn, s.Node, "", nil).Leaves(), func(l *program.Value) bool { return l.Kind == program.Object && size(l) > 0 }) {
			return true
		}
	}
	return false
}

// ShortKey is the key of a symmetric signature that has fewer bytes than the signature.
type ShortKey struct {
	Size int // in bytes
	Used program.Event
	At   program.Place // where it is made
}

// minKey is the number of bytes that a key of the smallest symmetric signature should have (RFC 7518, section 3.2).
const minKey = 32

// ShortKeys returns the keys that are made with a fixed number of bytes that is too small, in a fixed order.
func (p *Tokens) ShortKeys() []ShortKey {
	var out []ShortKey
	p.eachKey(func(ev program.Event, k Key) {
		q := p.Ask(program.Question{Identity: true})
		for _, l := range q.Walk(k.At.Fn, k.Node, "", nil).Leaves() {
			if l.Kind == program.Object && size(l) > 0 && size(l) < minKey && !slices.ContainsFunc(out, func(o ShortKey) bool { return o.At == l.At }) {
				out = append(out, ShortKey{int(size(l)), ev, l.At})
			}
		}
	})
	return out
}

// size is the number of bytes of an object that is an array; 0 if it is none.
func size(v *program.Value) int32 {
	if v.Made.Fn == nil {
		return 0
	}
	if n := &v.Made.Fn.Nodes[v.Made.Node]; n.Op == summary.OpAlloc {
		return n.A
	}
	return 0
}
