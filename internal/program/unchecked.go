package program

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Unchecked is a use of what a token says although it may not have been verified.
type Unchecked struct {
	Verify Event   // the call that verifies
	Uses   []Place // where the results are used
	Calls  []Place // the calls of the program's functions that pass the results on together with the error, from the verification on
	Name   string  // of the function whose error is not looked at
}

// Unchecked returns the calls of verifying functions, and of the program's functions that pass on what those return, whose
// results are used although it is not known that they hold, in a fixed order.
func (p *Program) Unchecked() []Unchecked {
	type passing struct {
		ev    Event
		calls []Place
	}
	wrappers := map[*Fn]passing{}
	var out []Unchecked
	for _, ev := range append(p.Tokens("verify/"), p.Tokens("unverified")...) {
		c := ev.call()
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
	for range maxDepth {
		grown := false
		for _, fn := range p.order {
			for i := range fn.Calls {
				c := &fn.Calls[i]
				if !c.Handed && len(c.Loose) == 0 {
					continue
				}
				for _, t := range p.Callees(Site{fn, int32(i)}) {
					w, ok := wrappers[t.Fn]
					if t.Fn == nil || !ok {
						continue
					}
					at := Place{fn, c.Pos}
					if slices.ContainsFunc(out, func(u Unchecked) bool { return len(u.Calls) > 0 && u.Calls[len(u.Calls)-1] == at }) {
						continue
					}
					calls := append(slices.Clone(w.calls), at)
					if len(c.Loose) > 0 {
						out = append(out, Unchecked{Verify: w.ev, Uses: places(fn, c.Loose), Calls: calls, Name: ShortName(t.Symbol)})
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

func places(fn *Fn, at []summary.Pos) []Place {
	var out []Place
	for _, pos := range at {
		out = append(out, Place{fn, pos})
	}
	return out
}

// serveHTTP is the method by which a middleware calls the handler behind it.
const serveHTTP = "(net/http.Handler).ServeHTTP"

// refuses tells whether the program has a middleware that looks at what another one of a package kept of a token, and refuses
// those that do not hold: that of the package, or one of its own.
func (p *Program) refuses(pkg string) bool {
	for _, fn := range p.order {
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
func (p *Program) authLayer(symbol, pkg string) bool {
	return slices.ContainsFunc(p.Models.Wiring(model.Func, symbol), func(e model.Entry) bool {
		return e.Package == pkg && e.Kind == model.Layer && e.Word() == "auth"
	})
}
