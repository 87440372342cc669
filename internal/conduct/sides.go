package conduct

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// side returns what a function does besides deciding whether a request is passed on.
func (j *Judge) side(f *setup.Frame) []Effect {
	var out []Effect
	t := j.of(f.Fn, 1)
	for _, l := range t.inside {
		switch l {
		case Auth, Authz, CSRF: // Have: what decides is its result, which the gates look at.
			if l == CSRF {
				out = append(out, Effect{Layer: l, Verdict: Yes})
			}
		default:
			out = append(out, Effect{Layer: l, Verdict: Yes})
		}
	}
	if j.setsHeader(f.Fn, 2, "access-control-allow-origin") {
		out = append(out, Effect{Layer: CORS, Verdict: Yes})
	}
	if j.setsHeader(f.Fn, 2, "x-frame-options", "x-content-type-options", "content-security-policy", "strict-transport-security", "referrer-policy") {
		out = append(out, Effect{Layer: Headers, Verdict: Yes})
	}
	if j.recovers(f.Fn) {
		out = append(out, Effect{Layer: Recover, Verdict: Yes})
	}
	if t.logs && j.readsRequest(f.Fn) {
		out = append(out, Effect{Layer: Logging, Verdict: Yes})
	}
	return out
}

// setsHeader tells whether a function, or one that it calls, is handed the name of a header as a constant.
func (j *Judge) setsHeader(fn *program.Fn, depth int, names ...string) bool {
	for n := range fn.Nodes {
		node := &fn.Nodes[n]
		if node.Op == summary.OpConst && summary.ConstKind(node.A) == summary.ConstString && slices.Contains(names, strings.ToLower(node.Str)) {
			return true
		}
		if node.Op == summary.OpClosure && node.A == 0 {
			if in := j.p.Func(node.Str); in != nil && j.setsHeader(in, depth, names...) {
				return true
			}
		}
	}
	if depth == 0 {
		return false
	}
	for i := range fn.Calls {
		if c := &fn.Calls[i]; c.Kind == summary.Static && c.Internal {
			if in := j.p.Func(c.Callee); in != nil && in != fn && j.setsHeader(in, depth-1, names...) {
				return true
			}
		}
	}
	return false
}

// readsRequest tells whether a function reads the method or the address of a request, as those that log requests do.
func (j *Judge) readsRequest(fn *program.Fn) bool {
	found := false
	for n := range fn.Nodes {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpSelect:
			found = found || j.asksFor(model.Field, program.Elem(node.Str)) != ""
		case summary.OpClosure:
			if in := j.p.Func(node.Str); in != nil && node.A == 0 {
				found = found || j.readsRequest(in)
			}
		}
	}
	for i := range fn.Calls {
		found = found || j.asksFor(model.Func, fn.Calls[i].Callee) != ""
	}
	return found
}

// recovers tells whether a function, or a function that it defers, calls recover.
func (j *Judge) recovers(fn *program.Fn) bool {
	if fn.Recovers {
		return true
	}
	for n := range fn.Nodes {
		if node := &fn.Nodes[n]; node.Op == summary.OpClosure && node.A == 0 {
			if in := j.p.Func(node.Str); in != nil && in.Recovers {
				return true
			}
		}
	}
	for i := range fn.Calls {
		if c := &fn.Calls[i]; c.Kind == summary.Static && c.Internal {
			if in := j.p.Func(c.Callee); in != nil && in.Recovers {
				return true
			}
		}
	}
	return false
}
