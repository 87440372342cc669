package token

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// maxBuilders is how many branches a chain of calls that make a token is followed into.
const maxBuilders = 3

// lasting tells whether a node is a token, or what makes one, that was made without claims and was given no expiry since, by
// calls of its methods one after another. Unclear where not all of them are seen.
func (p *Tokens) lasting(fn *program.Fn, n summary.NodeID, depth int) Tri {
	for range maxStates {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpGuard, summary.OpConvert:
			n = node.Args[0]
			continue
		case summary.OpPhi:
			return p.lastingAll(fn, node.Args, depth)
		case summary.OpCallMod, summary.OpResult:
		default:
			return Unclear
		}
		c := &fn.Calls[node.A]
		if node.Op == summary.OpResult && p.tokenEntry(model.Func, c.Callee, "new") && !c.Internal {
			return Yes
		}
		if left := p.leaves(fn, c); left != Yes {
			return left
		}
		switch {
		case node.Op == summary.OpCallMod:
			n = node.Args[0]
		case c.HasRecv:
			n = c.Args[0]
		default:
			return Unclear
		}
	}
	return Unclear
}

func (p *Tokens) lastingAll(fn *program.Fn, nodes []summary.NodeID, depth int) Tri {
	if depth > maxBuilders || len(nodes) == 0 {
		return Unclear
	}
	for _, n := range nodes {
		if t := p.lasting(fn, n, depth+1); t != Yes {
			return t
		}
	}
	return Yes
}

// leaves tells whether a call leaves a token without an expiry.
func (p *Tokens) leaves(fn *program.Fn, c *summary.Call) Tri {
	if c.Internal || c.Kind == summary.Dynamic || !p.Models.AboutTokens(packageOf(c.Callee)) {
		return Unclear
	}
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Token {
			continue
		}
		switch e.Kind {
		case "expiry":
			if sets(e) {
				return No
			}
		case "claim":
			key := &fn.Nodes[program.ArgOf(c, e.In[0])]
			switch {
			case key.Op != summary.OpConst:
				return Unclear
			case key.Str == claimKeys["expiry"]:
				return No
			}
		case "claims":
			if t := p.withoutExpiry(fn, program.ArgOf(c, e.In[0])); t != Yes {
				return t
			}
		}
	}
	return Yes
}

// withoutExpiry tells whether claims have no expiry, or none that is set.
func (p *Tokens) withoutExpiry(fn *program.Fn, n summary.NodeID) Tri {
	paths := p.expiries(fn, n, "")
	if len(paths) == 0 {
		if p.expires(fn.Type(n)) == No {
			return Yes
		}
		return Unclear
	}
	for _, path := range paths {
		q := p.Ask(program.Question{})
		if v := q.Walk(fn, n, path, nil); q.Cut != "" || given(v) != No {
			return Unclear
		}
	}
	return Yes
}

// expires tells whether claims of a struct type of the program have a field that can be an expiry; No where all fields are known
// and none is called anything like that.
func (p *Tokens) expires(t *summary.Type) Tri {
	st, ok := p.Struct(t.Name)
	if !ok || packageOf(t.Name) != st.Pkg.Path || len(st.Times) > 0 {
		return Unclear
	}
	for i := range st.Fields {
		f := &st.Fields[i]
		name := strings.ToLower(f.Name + " " + f.JSON)
		switch {
		case f.Embedded:
			if t := p.expires(&st.Pkg.Types[f.Type]); t != No {
				return t
			}
		case f.Name == summary.Elem, strings.Contains(name, "exp"), strings.Contains(name, "valid"), strings.Contains(name, "until"):
			return Unclear
		}
	}
	return No
}

// packageOf is the import path of a symbol's package.
func packageOf(symbol string) string {
	symbol = strings.TrimLeft(symbol, "(*")
	dir := strings.LastIndexByte(symbol, '/') + 1
	if dot := strings.IndexByte(symbol[dir:], '.'); dot >= 0 {
		return symbol[:dir+dot]
	}
	return symbol
}
