// Package policy answers what a program sets of libraries: the policies that take effect (of CORS, cookies, sessions, servers,
// TLS, ciphers) with their settings, one for each way in which their configuration is made; fields of configuration objects
// that are assigned one by one; whether something happens only where a setting asks for it; and which addresses are local.
//
// Which functions, types and fields are policies and settings is said by the models' lines of these roles.
package policy

import (
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Policies is a program with what it sets of libraries.
type Policies struct {
	*program.Program
	assigned map[string][]*Assignment // by kind of setting
}

var shared = program.NewShared(func(p *program.Program) *Policies {
	return &Policies{Program: p, assigned: map[string][]*Assignment{}}
})

// In returns what a program sets of libraries.
func In(p *program.Program) *Policies { return shared.Of(p) }

// Limits: states of an object that are followed back, and callers that are asked.
const (
	maxStates  = 64
	maxCallers = 100
)

// Policy is a place where a library's policy takes effect, with what was set of it until then: in one calling context and
// on one way through the branches that make its configuration, so that what is read of it belongs together.
type Policy struct {
	Fn    *program.Fn
	At    program.Place
	Entry model.Entry
	Name  string // what is called, for messages

	p      *Policies
	call   int32            // -1 for a bound method
	args   []summary.NodeID // the configuration object or the options
	spread bool             // the last one is a slice of them
	named  bool             // values are wrapped in the names that say that they are secrets
	way    way
}

// way is a calling context with the alternatives taken at branches.
type way struct {
	Ctx   *program.Context
	Taken map[program.Ref]int
}

// Setting is something that was set of a policy.
type Setting struct {
	Entry model.Entry
	// Value is what was set; of a list, its elements; of a list in one text, the text.
	Value *program.Value
}

// Option tells whether a function or method set it, not a store to a field.
func (s *Setting) Option() bool { return s.Entry.Target == model.Func }

// maxWays is the number of ways in which the configuration of one policy is looked at.
const maxWays = 24

// Of returns the policies of a kind that take effect in the program, in a fixed order.
func (p *Policies) Of(kind string) []*Policy {
	var out []*Policy
	for _, fn := range p.Funcs() {
		for i := range fn.Calls {
			site := program.Site{Fn: fn, Call: int32(i)}
			for _, t := range p.Callees(site) {
				if t.Fn != nil || t.Symbol == "" {
					continue
				}
				for _, e := range p.Models.Lookup(model.Func, t.Symbol) {
					if e.Role == model.Policy && e.Kind == kind {
						out = append(out, p.policies(site, e)...)
					}
				}
			}
		}
		out = append(out, p.boundPolicies(fn, kind)...)
		out = append(out, p.handedPolicies(fn, kind)...)
		out = append(out, p.fieldPolicies(fn, kind)...)
	}
	return out
}

// fieldPolicies are those of configuration objects that are stored to a field.
func (p *Policies) fieldPolicies(fn *program.Fn, kind string) []*Policy {
	var out []*Policy
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if n.Op != summary.OpStore || n.Str == "" {
			continue
		}
		for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(program.LastElem(n.Str), summary.PathEnd)) {
			if e.Role == model.Policy && e.Kind == kind {
				pol := Policy{Fn: fn, At: program.Place{Fn: fn, Pos: n.Pos}, Entry: e, Name: program.Short(e.Symbol), p: p, call: -1, args: n.Args[1:2]}
				out = append(out, pol.ways()...)
			}
		}
	}
	return out
}

// policies are those of one call.
func (p *Policies) policies(site program.Site, e model.Entry) []*Policy {
	c := &site.Fn.Calls[site.Call]
	pol := Policy{Fn: site.Fn, At: program.Place{Fn: site.Fn, Pos: c.Pos}, Entry: e, Name: program.Short(e.Symbol), p: p, call: site.Call}
	for _, in := range e.In {
		pol.args = append(pol.args, program.ArgsOf(c, in)...)
		if in.Kind == model.Recv && len(pol.args) == 0 {
			return nil // a bound method, which is a policy where it is made
		}
		pol.spread = c.Spread && in.Variadic
	}
	return pol.ways()
}

// boundPolicies are those of methods that are passed on as functions: container.Filter(cors.Filter).
func (p *Policies) boundPolicies(fn *program.Fn, kind string) []*Policy {
	var out []*Policy
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if n.Op != summary.OpClosure || n.A != 1 || len(n.Args) == 0 {
			continue
		}
		for _, e := range p.Models.Lookup(model.Func, strings.TrimSuffix(n.Str, "$bound")) {
			if e.Role == model.Policy && e.Kind == kind && len(e.In) > 0 && e.In[0].Kind == model.Recv {
				pol := Policy{Fn: fn, At: program.Place{Fn: fn, Pos: n.Pos}, Entry: e, Name: program.Short(e.Symbol), p: p, call: -1, args: n.Args[:1]}
				out = append(out, pol.ways()...)
			}
		}
	}
	return out
}

// handedPolicies are those of functions that are middleware themselves, and are handed on: server.Use(ghttp.MiddlewareCORS).
func (p *Policies) handedPolicies(fn *program.Fn, kind string) []*Policy {
	var out []*Policy
	passed := map[summary.NodeID]bool{} // to a call, one by one or in the list that it makes of them
	of := func(n summary.NodeID) []model.Entry {
		if fn.Nodes[n].Op != summary.OpFunc {
			return nil
		}
		return p.Models.Lookup(model.Func, fn.Nodes[n].Str)
	}
	handed := func(n summary.NodeID, pos summary.Pos, call int32) {
		for _, e := range of(n) {
			if e.Role == model.Policy && e.Kind == kind && len(e.In) == 0 {
				out = append(out, &Policy{Fn: fn, At: program.Place{Fn: fn, Pos: pos}, Entry: e, Name: program.Short(e.Symbol), p: p, call: call})
			}
		}
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		for _, a := range c.Args {
			passed[a] = true
			handed(a, c.Pos, int32(i))
		}
	}
	for i := range fn.Nodes {
		if n := &fn.Nodes[i]; n.Op == summary.OpStore && len(of(n.Args[1])) > 0 && !passed[n.Args[1]] { // Have: one of several, or of a call that is of no other interest.
			pos := n.Pos
			if root := fn.Base(summary.NodeID(i)); fn.Nodes[root].Op == summary.OpAlloc {
				pos = fn.Nodes[root].Pos
			}
			handed(n.Args[1], pos, -1)
		}
	}
	return out
}

// Settings returns what was set of a kind, in order of the models; nil if nothing was.
func (pol *Policy) Settings(kind string) []Setting {
	var out []Setting
	for i, a := range pol.args {
		base := ""
		if pol.spread && i == len(pol.args)-1 {
			base = summary.Elem + summary.PathEnd
		}
		typ := pol.Fn.Type(a).Name
		if base != "" && typ == "" {
			typ = pol.Fn.Pkg.Types[pol.Fn.Type(a).Elem].Name
		}
		if !pol.p.Models.Configures(typ) {
			out = append(out, pol.options(a, base, kind)...)
			continue
		}
		out = append(out, pol.fields(a, base, typ, kind)...)
		family, _, _ := strings.Cut(kind, "/")
		for _, e := range pol.p.Models.SettingFields(typ, family+"/config") {
			out = append(out, pol.fields(a, base+fieldElem(e), e.Attr("of"), kind)...)
		}
	}
	return append(out, pol.own(kind)...)
}

// fieldElem is the path element of the field that an entry names.
func fieldElem(e model.Entry) string { return e.Symbol + summary.PathEnd }

// settingOf is the model of the function that a value is set by, and by it alone; nil if there is none.
func settingOf(v *program.Value) *model.Entry {
	for v != nil {
		if e, ok := v.Mark.(*model.Entry); ok {
			return e
		}
		if v.Kind != program.Alt || len(v.Parts) != 1 {
			break
		}
		v = v.Parts[0]
	}
	return nil
}

// fields reads the settings of a kind in the fields of a configuration object.
func (pol *Policy) fields(a summary.NodeID, base, typ, kind string) []Setting {
	var out []Setting
	for _, e := range pol.p.Models.SettingFields(typ, kind) {
		path := base + fieldElem(e)
		if e.List() {
			path += summary.Elem + summary.PathEnd
		}
		if v := pol.query().Walk(pol.Fn, a, path, pol.way.Ctx); set(v) {
			if from := settingOf(v); from != nil {
				e = *from
			}
			out = append(out, Setting{e, v})
		}
	}
	return out
}

// options reads the settings of a kind of an option, a list of options, or an object that methods set up.
func (pol *Policy) options(a summary.NodeID, base, kind string) []Setting {
	v := pol.query().Walk(pol.Fn, a, base+program.SettingElem(kind), pol.way.Ctx)
	var out []Setting
	seen := map[*program.Value]bool{}
	var visit func(v *program.Value)
	visit = func(v *program.Value) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		if e, ok := v.Mark.(*model.Entry); ok {
			if set(v.Parts[0]) {
				out = append(out, Setting{*e, v})
			}
			return
		}
		if v.Kind == program.Alt {
			for _, part := range v.Parts {
				visit(part)
			}
		}
	}
	visit(v)
	return out
}

// own reads the settings that are arguments of the call that makes the policy.
func (pol *Policy) own(kind string) []Setting {
	if pol.call < 0 {
		return nil
	}
	var out []Setting
	c := &pol.Fn.Calls[pol.call]
	for _, e := range pol.p.Models.Lookup(model.Func, pol.Entry.Symbol) {
		if e.Role != model.Setting || e.Kind != kind || len(e.Out) > 0 {
			continue
		}
		if v := pol.query().SetTo(program.Site{Fn: pol.Fn, Call: pol.call}, e, c, "", pol.way.Ctx); set(v) {
			out = append(out, Setting{e, v})
		}
	}
	return out
}

func (pol *Policy) query() *program.Query {
	q := program.Question{Scalars: true, Conditions: true, Taken: pol.way.Taken}
	if pol.named {
		return credential.Named(pol.p.Program, q)
	}
	return pol.p.Ask(q)
}

// set tells whether a value is more than what a field holds that nothing was stored to.
func set(v *program.Value) bool {
	if v == nil {
		return false
	}
	for _, l := range v.Leaves() {
		if l.Kind != program.Const || l.Text != "" {
			return true
		}
	}
	return false
}
