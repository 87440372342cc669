package hardcodedsecret

import (
	"slices"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// fallback is a constant that a function returns where a secret setting is not set.
type fallback struct {
	Setting string
	Text    string
	At      program.Place // of the constant
	Call    program.Place // or of the function
	Name    string        // of the function
	// Seen: the environment or another setting is seen to be read for it.
	Seen bool
}

// fallbacks returns the constants that calls get as defaults of secret settings, and those that functions named like secrets
// return where they read no other, in a fixed order.
func fallbacks(p *program.Program) []fallback {
	var out []fallback
	for _, fn := range p.Funcs() {
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if len(c.Args) < 2 || len(c.Results) == 0 || c.Kind == summary.Dynamic {
				continue
			}
			if t := &fn.Pkg.Types[c.Results[0]]; t.Class != summary.Text && (t.Name != "" || t.Pointer || t.Elem != 0 && !t.Bytes) {
				continue
			}
			if c.Internal {
				out = asked(p, out, program.Site{Fn: fn, Call: int32(i)}, c)
			}
			out = chosen(p, out, program.Site{Fn: fn, Call: int32(i)}, c)
		}
		out = returned(p, out, fn)
	}
	return out
}

// asked adds the constant that a function of the program gets behind the constant name of a secret setting, and returns.
func asked(p *program.Program, out []fallback, site program.Site, c *summary.Call) []fallback {
	fn, known := site.Fn, p.Models.Secrets
	key := slices.IndexFunc(c.Args, func(a summary.NodeID) bool {
		n := &fn.Nodes[a]
		return n.Op == summary.OpConst && n.Str != "" && (known.Env(n.Str) || known.Setting(n.Str) == secret.Strong)
	})
	if key < 0 {
		return out
	}
	name := fn.Nodes[c.Args[key]].Str
	for _, a := range c.Args[key+1:] {
		n := &fn.Nodes[a]
		if n.Op != summary.OpConst || n.A != int32(summary.ConstString) || !known.Default(name, n.Str) || n.Str == name {
			continue
		}
		v := p.Ask(program.Question{}).Result(site, 0, &fn.Pkg.Types[c.Results[0]], "", nil)
		same, read := false, false
		for _, l := range v.Leaves() {
			same = same || l.Kind == program.Const && l.Text == n.Str
			read = read || l.Kind == program.Operator
		}
		if same && (read || known.Env(name) || known.Plausible(n.Str)) {
			out = append(out, fallback{Setting: name, Text: n.Str, At: literalAt(p, fn, a), Call: program.Place{Fn: fn, Pos: c.Pos}, Name: program.Short(c.Callee), Seen: read})
		}
	}
	return out
}

// chosen adds the constant that a function which returns the first of its arguments that is set gets beside a secret.
func chosen(p *program.Program, out []fallback, site program.Site, c *summary.Call) []fallback {
	fn, known := site.Fn, p.Models.Secrets
	last := &fn.Nodes[c.Args[len(c.Args)-1]]
	if last.Op != summary.OpConst || last.A != int32(summary.ConstString) || last.Str == "" {
		return out
	}
	var of credential.Name
	for _, a := range c.Args[:len(c.Args)-1] {
		if n := credential.In(p).NameOf(fn, &fn.Nodes[a]); fn.Nodes[a].Op != summary.OpConst && n.Strength > of.Strength {
			of = n
		}
	}
	if of.Strength != secret.Strong || !known.Taken(last.Str) || !returnsAny(p, site, c) {
		return out
	}
	return append(out, fallback{Setting: of.Text, Text: last.Str, At: literalAt(p, fn, c.Args[len(c.Args)-1]), Call: program.Place{Fn: fn, Pos: c.Pos}, Name: program.Short(c.Callee), Seen: true})
}

// returnsAny tells whether a call returns one of its first arguments, or else its last one, as it is.
func returnsAny(p *program.Program, site program.Site, c *summary.Call) bool {
	for _, t := range p.Callees(site) {
		if t.Fn == nil {
			return slices.ContainsFunc(p.Models.Lookup(model.Func, t.Symbol), func(e model.Entry) bool {
				return e.Role == model.Same && program.Returns(e, 0) && (len(e.In) > 1 || len(e.In) == 1 && e.In[0].Variadic)
			})
		}
	}
	v := p.Ask(program.Question{}).Result(site, 0, &site.Fn.Pkg.Types[c.Results[0]], "", nil)
	last := site.Fn.Nodes[c.Args[len(c.Args)-1]].Str
	texts, _ := v.Texts()
	return slices.ContainsFunc(texts, func(t program.Text) bool { return t.Text == last && t.Fallback })
}

// maxFallbacks is the number of texts that a function which falls back to one returns at most.
const maxFallbacks = 3

// returned adds the constants that a function with the name of a secret returns where it reads the secret elsewhere too.
func returned(p *program.Program, out []fallback, fn *program.Fn) []fallback {
	known := p.Models.Secrets
	name := program.LastName(fn.Name)
	if known.Name(name) != secret.Strong || len(fn.Returns) == 0 || len(fn.Returns[0].Values) == 0 || fn.Type(fn.Returns[0].Values[0]).Class != summary.Text {
		return out
	}
	q := p.Ask(program.Question{Digests: true})
	var vs []*program.Value
	for _, r := range fn.Returns {
		if !p.Failed(fn, &r, 0) {
			vs = append(vs, q.Walk(fn, r.Values[0], "", nil))
		}
	}
	v := program.Join(vs...)
	read, _ := v.Reaches(func(l *program.Value) bool { return l.Kind == program.Operator })
	texts, _ := v.Texts()
	if len(texts) > maxFallbacks {
		return out // Have: a look-up in a table of many things.
	}
	for _, t := range texts {
		if t.Fallback && read && !t.Open() && known.Default(name, t.Text) && t.Value.At.Fn != nil && !foundUnder(v, t.Value) {
			out = append(out, fallback{Setting: name, Text: t.Text, At: t.Value.At, Call: program.Place{Fn: fn, Pos: fn.Pos}, Name: program.ShortName(fn.Name), Seen: true})
		}
	}
	return out
}

// foundUnder tells whether a text was found among others: under a key of a map, or in a field of all objects of a type.
func foundUnder(root, text *program.Value) bool {
	return slices.ContainsFunc(program.Path(root, text), func(v *program.Value) bool { return v.Under != "" })
}

// literalAt is where the text of a constant is written: where it is declared, if it has a name.
func literalAt(p *program.Program, fn *program.Fn, n summary.NodeID) program.Place {
	return p.Ask(program.Question{}).Walk(fn, n, "", nil).At
}
