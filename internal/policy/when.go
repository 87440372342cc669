package policy

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// condition is a test that has come out as want where something is done.
type condition struct {
	fn   *program.Fn
	test summary.NodeID
	want bool
}

// maxOptional is how many functions up a switch is looked for.
const maxOptional = 3

// Accept tells whether a setting of a name is one that asks for what is looked at. A mode for development always is.
type Accept func(name string) bool

// Optional tells whether a block of a function runs only when someone has asked for it: under a setting that accept
// agrees with, on all ways that lead there. name is what the setting is called.
func (p *Policies) Optional(fn *program.Fn, block int32, depth int, accept Accept) (name string, ok bool) {
	if name, ok := p.Wished(fn, fn.Control().RunsWhen(block), accept); ok {
		return name, true
	}
	if depth >= maxOptional {
		return "", false
	}
	return p.optionalFunc(fn, depth+1, accept)
}

// Wished tells whether a condition only holds where a setting that accept agrees with asks for it.
func (p *Policies) Wished(fn *program.Fn, f *program.Formula, accept Accept) (name string, ok bool) {
	switch f.Op {
	case program.Holds, program.Fails:
		return p.isSwitch(condition{fn, f.Node, f.Op == program.Holds}, accept)
	case program.All:
		for _, a := range f.Args {
			if name, ok := p.Wished(fn, a, accept); ok {
				return name, true
			}
		}
	case program.AnyOf:
		for _, a := range f.Args {
			n, ok := p.Wished(fn, a, accept)
			if !ok {
				return "", false
			}
			name = n
		}
		return name, len(f.Args) > 0
	}
	return "", false
}

// optionalFunc tells whether all that calls a function, or makes it if it is a closure, is optional.
func (p *Policies) optionalFunc(fn *program.Fn, depth int, accept Accept) (name string, optional bool) {
	all := func(in *program.Fn, block int32, known bool) bool {
		if !known || in == fn {
			return false
		}
		n, ok := p.Optional(in, block, depth, accept)
		if ok && name == "" {
			name = n
		}
		return ok
	}
	if made := p.made(fn); len(made) > 0 {
		for _, made := range made {
			block, known := p.closureBlock(made)
			if !all(made.Fn, block, known) {
				return "", false
			}
			optional = true
		}
		return name, optional
	}
	for i, site := range fn.Callers() {
		block, known := site.Fn.Control().BlockOf[site.Call]
		if i >= maxCallers || !all(site.Fn, block, known) {
			return "", false
		}
		optional = true
	}
	return name, optional
}

// made returns where a closure is made as a value. One that captures nothing is a function that is only mentioned there, or
// called at once, as in a go statement.
func (p *Policies) made(fn *program.Fn) []program.Ref {
	out := p.Makers(fn.Name)
	if parent := p.Func(fn.Parent); len(out) == 0 && fn.Parent != "" && parent != nil {
		for i := range parent.Nodes {
			if n := &parent.Nodes[i]; n.Op == summary.OpFunc && n.Str == fn.Name {
				out = append(out, program.Ref{Fn: parent, Node: summary.NodeID(i)})
			}
		}
	}
	return out
}

// closureBlock finds the block in which a closure is called or passed on, else the one in which it is made.
func (p *Policies) closureBlock(made program.Ref) (int32, bool) {
	for i := range made.Fn.Calls {
		c := &made.Fn.Calls[i]
		uses := c.Fn == made.Node
		for _, a := range c.Args {
			uses = uses || a == made.Node
		}
		if block, ok := made.Fn.Control().BlockOf[int32(i)]; ok && uses {
			return block, true
		}
	}
	return made.Fn.MadeIn(made.Node) // Have: it is passed to a function that is of no other interest.
}

// isSwitch tells whether a condition is a setting that someone turned on: a boolean of a field, parameter or variable that
// is not always so, or the comparison of a text with the name of a mode for development.
func (p *Policies) isSwitch(c condition, accept Accept) (string, bool) {
	node := &c.fn.Nodes[c.test]
	for node.Op == summary.OpTest && node.Str == "!" {
		node, c.test, c.want = &c.fn.Nodes[node.Args[0]], node.Args[0], !c.want
	}
	if node.Op == summary.OpTest {
		if name, ok := p.modeTest(c, node); ok {
			return name, true
		}
		return p.isSet(c, node, accept)
	}
	name := p.switchName(c.fn, node)
	if name == "" || !accept(name) && !p.Models.Secrets.Mode(program.LastName(name)) {
		return "", false
	}
	if p.isDefault(c, node) {
		return "", false
	}
	return name, true
}

// isDefault tells whether a boolean is as wanted unless it is set: by its default, or because it is set so somewhere. A variable that is
// set under a condition is set by whoever decides that.
func (p *Policies) isDefault(c condition, node *summary.Node) bool {
	if node.Op == summary.OpGlobal && c.want {
		return slices.ContainsFunc(p.Stores(node.Str), p.turnsOn)
	}
	wanted := func(l *program.Value) bool { return l.Kind == program.Const && (l.Text == "true") == c.want }
	leaves := p.Ask(program.Question{Scalars: true}).Walk(c.fn, c.test, "", nil).Leaves()
	if node.Op == summary.OpResult { // Have: what a function finds out, such as from the environment.
		return len(leaves) > 0 && !slices.ContainsFunc(leaves, func(l *program.Value) bool { return !wanted(l) })
	}
	return slices.ContainsFunc(leaves, wanted)
}

// turnsOn tells whether a store to a variable sets it to true, whatever the settings are: as a constant, or as the default of a flag.
func (p *Policies) turnsOn(st program.Ref) bool {
	node := &st.Fn.Nodes[st.Node]
	switch node.Op {
	case summary.OpConst:
		_, optional := p.Optional(st.Fn, st.Block, 0, func(string) bool { return true })
		return node.Str == "true" && !optional
	case summary.OpCallMod:
		return slices.ContainsFunc(st.Fn.Calls[node.A].Args, func(a summary.NodeID) bool {
			k := &st.Fn.Nodes[a]
			return k.Op == summary.OpConst && summary.ConstKind(k.A) == summary.ConstBool && k.Str == "true"
		})
	}
	return slices.ContainsFunc(p.Ask(program.Question{Scalars: true}).Walk(st.Fn, st.Node, "", nil).Leaves(), func(l *program.Value) bool {
		return l.Kind == program.Const && l.Text == "true"
	})
}

// modeTest tells whether a comparison asks for a mode such as "development", or for another one than "production".
func (p *Policies) modeTest(c condition, node *summary.Node) (string, bool) {
	if len(node.Args) != 2 || node.Str != "==" && node.Str != "!=" {
		return "", false
	}
	equal := (node.Str == "==") == c.want
	for _, a := range node.Args {
		k := &c.fn.Nodes[a]
		if k.Op != summary.OpConst || summary.ConstKind(k.A) != summary.ConstString {
			continue
		}
		if equal && p.Models.Secrets.Mode(k.Str) || !equal && p.Models.Secrets.Production(k.Str) {
			return k.Str, true
		}
	}
	return "", false
}

// isSet tells whether a comparison asks whether a setting of text or a number is set at all, or has one of its values; a
// setting that always has it, and what a client sends, is none.
func (p *Policies) isSet(c condition, node *summary.Node, accept Accept) (string, bool) {
	if len(node.Args) != 2 {
		return "", false
	}
	value, k := node.Args[0], &c.fn.Nodes[node.Args[1]]
	if inner := &c.fn.Nodes[value]; inner.Op == summary.OpTest && inner.Str == "len" && len(inner.Args) == 1 {
		value = inner.Args[0]
	}
	if k.Op != summary.OpConst || summary.ConstKind(k.A) == summary.ConstNil {
		return "", false
	}
	zero := k.Str == "" || k.Str == "0" || k.Str == "false"
	switch node.Str {
	case "!=", ">":
		if zero != c.want { // x != "", or not x != "on"
			return "", false
		}
	case "==":
		if zero == c.want {
			return "", false
		}
	default:
		return "", false
	}
	name := p.switchName(c.fn, &c.fn.Nodes[value])
	if name == "" || !accept(name) {
		return "", false
	}
	q := p.Ask(program.Question{Scalars: true})
	for _, l := range q.Walk(c.fn, value, "", nil).Leaves() {
		if l.Kind == program.Const && (l.Text == k.Str) != zero || l.Kind == program.Source {
			return "", false
		}
	}
	return name, true
}

// switchName is the name of what a boolean node reads; "" if it is nothing that someone sets.
func (p *Policies) switchName(fn *program.Fn, node *summary.Node) string {
	switch node.Op {
	case summary.OpSelect:
		if summary.IsIndex(node.Str) {
			return ""
		}
		return program.FieldName(node.Str)
	case summary.OpParam:
		return fn.Params[node.A].Name
	case summary.OpFreeVar:
		return fn.FreeVars[node.A]
	case summary.OpGlobal:
		return program.ShortName(node.Str)
	case summary.OpGuard, summary.OpStore, summary.OpCallMod:
		return p.switchName(fn, &fn.Nodes[node.Args[0]])
	case summary.OpResult:
		c := &fn.Calls[node.A]
		switch {
		case c.Callee == "":
		case p.reads(c):
			for _, a := range c.Args { // the name of the setting
				if k := &fn.Nodes[a]; k.Op == summary.OpConst && k.Str != "" {
					return k.Str
				}
			}
			return program.ShortName(c.Callee)
		case c.Internal:
			return program.ShortName(c.Callee)
		}
	}
	return ""
}

// reads tells whether a model says that a call reads what the operator sets.
func (p *Policies) reads(c *summary.Call) bool {
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role == model.Source && strings.HasPrefix(e.Kind, "operator") {
			return true
		}
	}
	return false
}
