package token

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// ReadsClaim tells whether a claim is read by hand where an event's tokens go: in the function of the event, in those that
// lead there or that these call; for a field of a parser, where that parser verifies; for a field of a configuration, anywhere
// in the program where the same library's tokens are read. claim is audience, issuer or expiry.
func (p *Tokens) ReadsClaim(ev *program.Event, claim string) bool {
	if ev.Call < 0 {
		near, far := p.parses(ev)
		reads := func(use program.Event) bool { return p.ReadsClaim(&use, claim) }
		switch {
		case len(near) > 0:
			return !slices.ContainsFunc(near, func(use program.Event) bool { return !reads(use) })
		case len(far) > 0:
			return slices.ContainsFunc(far, reads)
		}
		return slices.ContainsFunc(p.Funcs(), func(fn *program.Fn) bool { return p.readsLibrary(fn, claim, ev.Entry.Package) })
	}
	return slices.ContainsFunc(p.readers(claim), func(fn *program.Fn) bool { return p.runsWith(fn, ev.Fn) })
}

// parses returns the calls that verify with an option that an event stores: near ones run together with it.
func (p *Tokens) parses(ev *program.Event) (near, far []program.Event) {
	kind := strings.TrimPrefix(ev.Entry.Kind, "option/")
	for _, use := range p.Tokens("verify/") {
		switch {
		case use.Call < 0 || use.Entry.Package != ev.Entry.Package || p.Options(&use).Is(kind) == No:
		case p.runsWith(ev.Fn, use.Fn):
			near = append(near, use)
		default:
			far = append(far, use)
		}
	}
	return near, far
}

// runsWith tells whether two functions run together: some function leads to both.
func (p *Tokens) runsWith(a, b *program.Fn) bool {
	v := &verified{above: p.leading}
	return v.together(a, map[*program.Fn]bool{b: true})
}

// readers are the functions that read a claim, in the program's order.
func (p *Tokens) readers(claim string) []*program.Fn {
	if fns, ok := p.claimReaders[claim]; ok {
		return fns
	}
	elems := p.claimFields(claim)
	var out []*program.Fn
	for _, fn := range p.Funcs() {
		if p.readsClaim(fn, claim, elems) {
			out = append(out, fn)
		}
	}
	p.claimReaders[claim] = out
	return out
}

// claimFields are the access path's elements of the fields of the program's structs that hold a claim.
func (p *Tokens) claimFields(claim string) map[string]bool {
	out := map[string]bool{}
	for _, s := range p.Packages() {
		for _, st := range s.Structs {
			for _, f := range slices.Concat(st.Fields, st.Times) {
				if st.Name != "" && f.JSON == claimKeys[claim] {
					out["("+st.Name+")."+f.Name+summary.PathEnd] = true
				}
			}
		}
	}
	return out
}

// readsClaim tells whether a function reads a claim: the field or function of a library, one of the given fields of the program, or
// the key of decoded claims.
func (p *Tokens) readsClaim(fn *program.Fn, claim string, elems map[string]bool) bool {
	if p.readsLibrary(fn, claim, "") {
		return true
	}
	for i := range fn.Calls {
		if slices.ContainsFunc(fn.Calls[i].Parts, func(part string) bool {
			return part == claimKeys[claim] || strings.EqualFold(program.LastName(part), claimKeys[claim]) || elems[part+summary.PathEnd]
		}) {
			return true
		}
	}
	return slices.ContainsFunc(fn.Nodes, func(n summary.Node) bool { return n.Op == summary.OpSelect && elems[n.Str] })
}

// readsLibrary tells whether a function reads a claim by the field or the function of a library, of the given package if there
// is one, or has it check the claim.
func (p *Tokens) readsLibrary(fn *program.Fn, claim, pkg string) bool {
	is := func(entries []model.Entry, kind string) bool {
		return slices.ContainsFunc(entries, func(e model.Entry) bool {
			return e.Role == model.Token && e.Kind == kind && (pkg == "" || e.Package == pkg) && !sets(e)
		})
	}
	for _, name := range fn.Reads {
		if is(p.Models.Lookup(model.Field, name), claim) {
			return true
		}
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		entries := p.Models.Lookup(model.Func, c.Callee)
		if !c.Internal && (is(entries, claim) || is(entries, "option/"+claim) && claim != "expiry" || claim == "expiry" && is(entries, "validates") && p.timed(fn, c, entries)) {
			return true
		}
	}
	return false
}
