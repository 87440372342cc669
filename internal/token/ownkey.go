package token

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// OwnKey is a verification by what the token itself names: a key, or an algorithm.
type OwnKey struct {
	program.Event                // that verifies, or that is given the key or the algorithm
	What          string         // key or algorithm
	From          *program.Value // where it is read of the token's header
	Value         *program.Value
}

// OwnKeys returns the verifications by keys, and under algorithms, that come from the header of the token and that nothing
// restricts, in a fixed order.
func (p *Tokens) OwnKeys() []OwnKey {
	var out []OwnKey
	add := func(ev program.Event, what string, n summary.NodeID) {
		if n == 0 {
			return
		}
		q := p.Ask(program.Question{Scalars: true}) // Have: public keys are made of numbers.
		v := q.Walk(ev.Fn, n, "", nil)
		for _, l := range v.Leaves() {
			if l.Kind == program.Object && p.ownKind(l.Text) == what {
				out = append(out, OwnKey{ev, what, l, v})
				return
			}
		}
	}
	for _, ev := range p.Tokens("verify/") {
		if c := ev.Record(); ev.Entry.Kind != "verify/keyfunc" && c != nil && ev.Entry.By != nil {
			add(ev, "key", program.ArgOf(c, *ev.Entry.By))
		}
	}
	for _, kind := range []string{"option/verifies", "key"} {
		for _, ev := range p.Tokens(kind) {
			if ev.Entry.Kind == kind {
				add(ev, "key", ev.Node)
			}
		}
	}
	for _, ev := range p.Tokens("under") {
		add(ev, "algorithm", ev.Node)
	}
	return out
}

// ownKind is what a symbol reads of a token's header: key or algorithm; "" if neither.
func (p *Tokens) ownKind(symbol string) string {
	for _, target := range []model.Target{model.Func, model.Field} {
		for _, e := range p.Models.Lookup(target, symbol) {
			if kind, ok := strings.CutPrefix(e.Kind, "own/"); ok && e.Role == model.Token {
				return kind
			}
		}
	}
	return ""
}

// Thumbprint tells whether a function that runs together with an event's makes a digest of a key: a key that a token brings
// along is known by that.
func (p *Tokens) Thumbprint(ev *program.Event) bool {
	return slices.ContainsFunc(p.Tokens("thumbprint"), func(made program.Event) bool { return p.runsWith(ev.Fn, made.Fn) })
}

// UnderNone returns the verifications under a method that means that there is no signature, in a fixed order.
func (p *Tokens) UnderNone() []program.Event {
	var out []program.Event
	for _, ev := range p.Tokens("under") {
		for _, l := range p.Ask(program.Question{}).Walk(ev.Fn, ev.Node, "", nil).Leaves() {
			if l.Kind == program.Object && (p.tokenVar(l.Text) || p.namesNone(l)) {
				out = append(out, ev)
				break
			}
		}
	}
	return out
}

// Untimed returns the verifications of a signature alone, for which nothing checks the times of the claims: no option does,
// no function that validates, and nothing reads the expiry. In a fixed order.
func (p *Tokens) Untimed() []program.Event {
	var out []program.Event
	for _, ev := range p.Tokens("untimed") {
		o := p.Options(&ev)
		asked := p.tokenEntry(model.Func, ev.Entry.Symbol, "verify/asked")
		switch {
		case program.LastName(ev.Fn.Name) == program.LastName(ev.Entry.Symbol): // Have: a method that stands for the one that it calls.
		case o.Is("claims") != No, o.Off("claims"), asked && o.Is("verifies") != Yes, p.ReadsClaim(&ev, "expiry"):
		default:
			out = append(out, ev)
		}
	}
	return out
}
