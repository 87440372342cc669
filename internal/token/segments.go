package token

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// second is the access path of the second element of a list.
const second = "[1]" + summary.PathEnd

// segment returns the text that a node is the second of the parts of, cut at dots; 0 if it is not. A parameter is looked up at
// the callers.
func (p *Tokens) segment(fn *program.Fn, n summary.NodeID, depth int) (*program.Fn, summary.NodeID) {
	for range maxHops {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpGuard, summary.OpConvert, summary.OpAppend:
			n = node.Args[0]
		case summary.OpConcat, summary.OpPhi: // padding
			return p.padded(fn, n, depth)
		case summary.OpSelect:
			if node.Str != second {
				return nil, 0
			}
			return p.dotted(fn, node.Args[0])
		case summary.OpResult:
			if token := between(fn, node); token != 0 {
				return fn, token
			}
			if n = p.unchanged(fn, node); n == 0 {
				return nil, 0
			}
		case summary.OpParam:
			return p.passedSegment(fn, node.A, depth)
		default:
			return nil, 0
		}
	}
	return nil, 0
}

// padded looks at the parts, or the alternatives, of a text.
func (p *Tokens) padded(fn *program.Fn, n summary.NodeID, depth int) (*program.Fn, summary.NodeID) {
	for _, a := range fn.Nodes[n].Args {
		if a == n || depth >= maxHops {
			continue
		}
		if f, t := p.segment(fn, a, depth+1); t != 0 {
			return f, t
		}
	}
	return nil, 0
}

// passedSegment looks at what callers pass.
func (p *Tokens) passedSegment(fn *program.Fn, param int32, depth int) (*program.Fn, summary.NodeID) {
	for _, site := range fn.Callers() {
		c := &site.Fn.Calls[site.Call]
		if int(param) >= len(c.Args) || depth >= 2 {
			continue
		}
		if f, t := p.segment(site.Fn, c.Args[param], depth+1); t != 0 {
			return f, t
		}
	}
	return nil, 0
}

// unchanged is the text that another module's function returns as it is, or in another alphabet, or reads from; 0 if it does
// not.
func (p *Tokens) unchanged(fn *program.Fn, node *summary.Node) summary.NodeID {
	c := &fn.Calls[node.A]
	if c.Internal || len(c.Args) == 0 {
		return 0
	}
	same := slices.ContainsFunc(p.Models.Lookup(model.Func, c.Callee), func(e model.Entry) bool {
		text := e.Role == model.Text && (e.Kind == "replace" || e.Kind == "init")
		return (e.Role == model.Same || e.Role == model.Propagate || text) && program.Returns(e, node.B)
	})
	if !same {
		return 0
	}
	return c.Args[0]
}

// dotted returns the text that a node is the list of parts of, cut at dots; 0 if it is not.
func (p *Tokens) dotted(fn *program.Fn, n summary.NodeID) (*program.Fn, summary.NodeID) {
	node := &fn.Nodes[n]
	for node.Op == summary.OpGuard || node.Op == summary.OpStore || node.Op == summary.OpCallMod {
		node = &fn.Nodes[node.Args[0]]
	}
	if token := atDots(fn, node, 0, 1); token != 0 {
		return fn, token
	}
	return nil, 0
}

// between is the text of which a node is what stands between the first two dots: what is before a dot of what is behind one. 0 if
// it is not.
func between(fn *program.Fn, node *summary.Node) summary.NodeID {
	rest := atDots(fn, node, 0, 2)
	if rest == 0 {
		return 0
	}
	return atDots(fn, &fn.Nodes[rest], 1, 2)
}

// atDots is the text that another module's function with at least so many results cuts at dots, of which a node is result res; 0
// if it is none.
func atDots(fn *program.Fn, node *summary.Node, res int32, results int) summary.NodeID {
	if node.Op != summary.OpResult || node.B != res {
		return 0
	}
	c := &fn.Calls[node.A]
	if len(c.Args) < 2 || c.Internal || len(c.Results) < results {
		return 0
	}
	if sep := &fn.Nodes[c.Args[1]]; sep.Op != summary.OpConst || sep.Str != "." {
		return 0
	}
	return c.Args[0]
}
