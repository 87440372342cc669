package policy

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Made returns the places where the program makes the object that a policy is configured with: a literal, new, a variable;
// none if no place is known.
func (pol *Policy) Made() []program.Place {
	if len(pol.args) == 0 {
		return nil
	}
	var out []program.Place
	q := pol.query()
	q.Identity = true
	for _, l := range q.Walk(pol.Fn, pol.args[0], "", pol.way.Ctx).Leaves() {
		if l.Kind == program.Object && l.Type != nil && l.Type.Name == pol.Configured() && l.At.Pos.File != 0 && !slices.Contains(out, l.At) {
			out = append(out, l.At)
		}
	}
	return out
}

// Named is the policy with values that are wrapped in the names which say that they are secrets.
func (pol *Policy) Named() *Policy {
	out := *pol
	out.named = true
	return &out
}

// Default tells whether a server that a policy starts has no handler of its own, and so serves the library's router.
func (pol *Policy) Default() bool {
	for _, s := range pol.Settings("server/handler") {
		for _, l := range s.Value.Leaves() {
			if l.Kind != program.Const {
				return false
			}
		}
	}
	sets := len(pol.p.Models.SettingFields(pol.Configured(), "server/handler")) > 0
	for _, e := range pol.p.Models.Lookup(model.Func, pol.Entry.Symbol) {
		sets = sets || e.Role == model.Setting && e.Kind == "server/handler"
	}
	return sets
}

// Serves tells whether the handler of a server that a policy starts is a package variable of a library.
func (pol *Policy) Serves(variable string) bool {
	for _, s := range pol.Settings("server/handler") {
		for _, l := range s.Value.Leaves() {
			if l.Kind == program.Unknown && l.Text == program.ForeignVariable && l.At.Fn != nil && pol.p.mentions(l.At.Fn, variable) {
				return true
			}
		}
	}
	return false
}

// Configured returns the type of the object that a policy is configured with; "" if there is none.
func (pol *Policy) Configured() string {
	if len(pol.args) == 0 {
		return ""
	}
	return pol.Fn.Type(pol.args[0]).Name
}

// Optional tells whether the policy takes effect only where a setting asks for it, and what that is called.
func (pol *Policy) Optional(accept Accept) (name string, optional bool) {
	block, ok := pol.Fn.Control().BlockOf[pol.call]
	if !ok {
		return "", false
	}
	return pol.p.Optional(pol.Fn, block, 0, accept)
}

func (p *Policies) mentions(fn *program.Fn, variable string) bool {
	return slices.ContainsFunc(fn.Nodes, func(n summary.Node) bool { return n.Op == summary.OpGlobal && n.Str == variable })
}
