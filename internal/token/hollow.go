package token

import (
	"slices"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Hollow is a method of claims which says that they hold whatever their expiry is.
type Hollow struct {
	program.Event // that verifies a token with such claims
	Method        *program.Fn
}

// Hollow returns the methods of the program's claims that stand in the place of those which a library asks about the expiry, and
// that do not look at it, in a fixed order. Claims without an expiry are left out, and those whose expiry is looked at elsewhere.
func (p *Tokens) Hollow() []Hollow {
	var out []Hollow
	for _, ev := range p.Tokens("verify/keyfunc") {
		c := ev.Record()
		if c == nil {
			continue
		}
		for _, o := range ev.Entry.Out {
			if a := program.ArgOf(c, o); a != 0 {
				out = p.hollowClaims(out, ev, a)
			}
		}
	}
	return out
}

func (p *Tokens) hollowClaims(out []Hollow, ev program.Event, claims summary.NodeID) []Hollow {
	q := p.Ask(program.Question{Identity: true})
	for _, l := range q.Walk(ev.Fn, claims, "", nil).Leaves() {
		if l.Type == nil || p.Impl(l.Type.Name) == nil || p.Impl(l.Type.Name).Outside != nil {
			continue
		}
		paths := p.expiryPaths(ev.Fn.Pkg, l.Type, "", 0)
		if len(paths) == 0 {
			continue
		}
		for _, m := range p.Impl(l.Type.Name).Exported() {
			fn := p.Func(m.Symbol)
			known := slices.ContainsFunc(out, func(h Hollow) bool { return h.Method == fn })
			if fn != nil && !known && p.hollow(fn, p.asks(ev.Entry.Package, m.Name), paths) && !p.ReadsClaim(&ev, "expiry") {
				out = append(out, Hollow{ev, fn})
			}
		}
	}
	return out
}

// asks is what a library learns by a method of claims: "validates" or "expiry"; "" if it does not ask.
func (p *Tokens) asks(pkg, method string) string {
	for _, symbol := range p.Models.Methods(method) {
		for _, e := range p.Models.Lookup(model.Func, symbol) {
			if e.Role == model.Token && e.Package == pkg && !sets(e) && e.In[0].Kind == model.Recv && (e.Kind == "validates" || e.Kind == "expiry") {
				return e.Kind
			}
		}
	}
	return ""
}

// hollow tells whether a method does not look at the expiry, which is at one of the paths of its receiver.
func (p *Tokens) hollow(fn *program.Fn, asked string, paths []string) bool {
	switch asked {
	case "expiry":
		return len(fn.Returns) > 0 && !slices.ContainsFunc(fn.Returns, func(r summary.Return) bool { return len(r.Values) == 0 || !nothing(fn, r.Values[0]) })
	case "validates":
		return !p.looksAt(fn, paths, 0)
	}
	return false
}

// looksAt tells whether a function, or one that it calls, reads one of the paths, or calls what checks the expiry.
func (p *Tokens) looksAt(fn *program.Fn, paths []string, depth int) bool {
	reads := func(n summary.Node) bool {
		return n.Op == summary.OpSelect && slices.ContainsFunc(paths, func(path string) bool { return program.LastElem(path) == n.Str })
	}
	if p.readsLibrary(fn, "expiry", "") || slices.ContainsFunc(fn.Nodes, reads) {
		return true
	}
	for i := range fn.Calls {
		for _, t := range p.Callees(program.Site{Fn: fn, Call: int32(i)}) {
			if t.Fn != nil && depth < maxReads && p.looksAt(t.Fn, paths, depth+1) {
				return true
			}
		}
	}
	return false
}
