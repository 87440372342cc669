package token

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Unchecked is a use of what a token says although it may not have been verified.
type Unchecked struct {
	Verify program.Event   // the call that verifies
	Uses   []program.Place // where the results are used
	Calls  []program.Place // the calls of the program's functions that pass the results on together with the error, from the verification on
	Name   string          // of the function whose error is not looked at
}

// Unchecked returns the calls of verifying functions, and of the program's functions that pass on what those return, whose
// results are used although it is not known that they hold, in a fixed order.
func (p *Tokens) Unchecked() []Unchecked {
	type passing struct {
		ev    program.Event
		calls []program.Place
	}
	wrappers := map[*program.Fn]passing{}
	var out []Unchecked
	for _, ev := range append(p.Tokens("verify/"), p.Tokens("unverified")...) {
		c := ev.Record()
		if c == nil || ev.Entry.Kind == "verify/signature" || ev.Entry.Kind == "verify/context" && p.refuses(ev.Entry.Package) {
			continue
		}
		if len(c.Loose) > 0 && ev.Entry.Kind != "unverified" {
			out = append(out, Unchecked{Verify: ev, Uses: places(ev.Fn, c.Loose), Name: ev.Name})
		}
		if _, known := wrappers[ev.Fn]; c.Handed && !known {
			wrappers[ev.Fn] = passing{ev, nil}
		}
	}
	for range maxWrappers {
		grown := false
		for _, fn := range p.Funcs() {
			for i := range fn.Calls {
				c := &fn.Calls[i]
				if !c.Handed && len(c.Loose) == 0 {
					continue
				}
				for _, t := range p.Callees(program.Site{Fn: fn, Call: int32(i)}) {
					w, ok := wrappers[t.Fn]
					if t.Fn == nil || !ok {
						continue
					}
					at := program.Place{Fn: fn, Pos: c.Pos}
					if slices.ContainsFunc(out, func(u Unchecked) bool { return len(u.Calls) > 0 && u.Calls[len(u.Calls)-1] == at }) {
						continue
					}
					calls := append(slices.Clone(w.calls), at)
					if len(c.Loose) > 0 {
						out = append(out, Unchecked{Verify: w.ev, Uses: places(fn, c.Loose), Calls: calls, Name: program.ShortName(t.Symbol)})
					}
					if _, known := wrappers[fn]; c.Handed && !known {
						wrappers[fn] = passing{w.ev, calls}
						grown = true
					}
				}
			}
		}
		if !grown {
			break
		}
	}
	return out
}

func places(fn *program.Fn, at []summary.Pos) []program.Place {
	var out []program.Place
	for _, pos := range at {
		out = append(out, program.Place{Fn: fn, Pos: pos})
	}
	return out
}

// serveHTTP is the method by which a middleware calls the handler behind it.
const serveHTTP = "(net/http.Handler).ServeHTTP"

// refuses tells whether the program has a middleware that looks at what another one of a package kept of a token, and refuses
// those that do not hold: that of the package, or one of its own.
func (p *Tokens) refuses(pkg string) bool {
	for _, fn := range p.Funcs() {
		looks, serves := false, false
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if p.authLayer(c.Callee, pkg) {
				return true
			}
			serves = serves || c.Callee == serveHTTP
			looks = looks || len(c.Loose) == 0 && len(c.Parts) > 0 && p.tokenEntry(model.Func, c.Callee, "verify/context")
		}
		if looks && serves {
			return true
		}
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op == summary.OpFunc && p.authLayer(n.Str, pkg) {
				return true
			}
		}
	}
	return false
}

// authLayer tells whether a function of a package is a middleware that lets in only those who may.
func (p *Tokens) authLayer(symbol, pkg string) bool {
	return slices.ContainsFunc(p.Models.Wiring(model.Func, symbol), func(e model.Entry) bool {
		return e.Package == pkg && e.Kind == model.Layer && e.Word() == "auth"
	})
}
