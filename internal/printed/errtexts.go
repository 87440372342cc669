package printed

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// errTexts are the functions whose errors can have the text of a secret in them: errors are logged everywhere, and made of
// secrets in few places.
type errTexts struct {
	p   *Printed
	fns map[*program.Fn]bool
}

// Limits of the search for errors with secrets: calls from where one is made to where it is logged, and values that a text is
// made of.
const (
	maxErrCalls = 8
	maxErrParts = 3
)

// findErrTexts finds the functions that make an error of a secret, and those that call them.
func (p *Printed) findErrTexts() *errTexts {
	e := &errTexts{p: p, fns: map[*program.Fn]bool{}}
	var level []*program.Fn
	add := func(fn *program.Fn) {
		if fn != nil && !e.fns[fn] {
			e.fns[fn] = true
			level = append(level, fn)
		}
	}
	for _, fn := range p.Funcs() {
		if e.makes(fn) {
			add(fn)
		}
		for i := range fn.Calls {
			site := program.Site{Fn: fn, Call: int32(i)}
			if !e.returnsError(fn, &fn.Calls[i]) || !e.passes(fn, &fn.Calls[i]) {
				continue
			}
			add(fn)
			for _, t := range p.Callees(site) {
				add(t.Fn)
			}
		}
	}
	for range maxErrCalls {
		from := level
		level = nil
		for _, fn := range from {
			for _, site := range fn.Callers() {
				add(site.Fn)
			}
		}
	}
	return e
}

// makes tells whether a function puts a secret into a value that is an error, or is the method that writes one.
func (e *errTexts) makes(fn *program.Fn) bool {
	method := program.LastName(fn.Name) == "Error" && fn.HasRecv
	for i := range fn.Nodes {
		node := &fn.Nodes[i]
		switch node.Op {
		case summary.OpStore:
			if t := &fn.Pkg.Types[node.Type]; t.Name != "" && e.p.IsError(t) && e.secret(fn, node.Args[1], 0) {
				return true
			}
		case summary.OpSelect:
			if method && e.p.NameOf(fn, node).Strength != secret.None {
				return true
			}
		}
	}
	return false
}

func (e *errTexts) returnsError(fn *program.Fn, c *summary.Call) bool {
	return slices.ContainsFunc(c.Results, func(t int32) bool { return e.p.IsError(&fn.Pkg.Types[t]) })
}

// passes tells whether a call has a secret among its arguments.
func (e *errTexts) passes(fn *program.Fn, c *summary.Call) bool {
	return slices.ContainsFunc(c.Args, func(a summary.NodeID) bool { return e.secret(fn, a, 0) })
}

// secret tells whether a node has the name of a secret, or is text made of one in the same function.
func (e *errTexts) secret(fn *program.Fn, n summary.NodeID, depth int) bool {
	node := &fn.Nodes[n]
	t := &fn.Pkg.Types[node.Type]
	if t.Class == summary.Scalar && node.Type != 0 || depth > maxErrParts || node.Op == summary.OpConst && node.Name == 0 && node.B == 0 {
		return false
	}
	if e.p.NameOf(fn, node).Strength != secret.None {
		return true
	}
	args := node.Args
	switch node.Op {
	case summary.OpResult:
		c := &fn.Calls[node.A]
		makesText := func(m model.Entry) bool {
			return m.Role == model.Text || m.Role == model.Propagate || m.Role == model.Same
		}
		if !slices.ContainsFunc(e.p.Models.Lookup(model.Func, c.Callee), makesText) {
			return false
		}
		args = c.Args
	case summary.OpConcat, summary.OpConvert, summary.OpGuard, summary.OpAppend, summary.OpPhi:
	case summary.OpStore:
		args = args[1:]
	default:
		return false
	}
	return slices.ContainsFunc(args, func(a summary.NodeID) bool { return e.secret(fn, a, depth+1) })
}

// silent tells whether the error that a call of fn returns can have no secret in its text: not where an error is passed on.
func (e *errTexts) silent(site program.Site, fn *program.Fn) bool {
	if e.fns[fn] {
		return false
	}
	c := &site.Fn.Calls[site.Call]
	return !slices.ContainsFunc(c.Args, func(a summary.NodeID) bool { return e.p.IsError(site.Fn.Type(a)) })
}
