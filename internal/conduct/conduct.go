// Package conduct tells what the functions of a chain do with a request: whether a middleware authenticates and turns away
// those who cannot, limits the rate, sets headers, and so on, and whether a handler itself checks who asks.
//
// A function of a library does what a model says. One of the program is judged by its behaviour: its control flow is followed from
// its entry to where it passes the request on (calls the next handler, or returns without having stopped the chain). A branch after
// which one side can no longer pass it on is a gate. What a gate tests decides what it is: a credential that is checked, an
// identity that an earlier function of the chain left, a rate; what it answers (401, 403, 429, ...) is evidence too. A function
// authenticates if no way leads around its gates; where the way around them is taken by requests without a credential, it is
// optional, where it is taken by configuration or path, conditional. A test for mere presence of a credential is no gate.
//
// Limits. Conditions are looked at by what they are made of, not solved. Calls inside a test are followed a few levels deep. A
// name is no evidence, except for functions whose code cannot be seen, and then the verdict is Unsure.
package conduct

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/setup"
)

// Layer is something that is done before a handler.
type Layer string

// The layers, in the order in which they are shown.
const (
	Auth       Layer = "auth"
	Authz      Layer = "authz"
	RateLimit  Layer = "ratelimit"
	CORS       Layer = "cors"
	CSRF       Layer = "csrf"
	Headers    Layer = "headers"
	BodyLimit  Layer = "bodylimit"
	Timeout    Layer = "timeout"
	Validation Layer = "validation"
	Logging    Layer = "logging"
	Recover    Layer = "recover"
)

// Layers lists them.
var Layers = []Layer{Auth, Authz, RateLimit, CORS, CSRF, Headers, BodyLimit, Timeout, Validation, Logging, Recover}

// Verdict says whether a layer is there.
type Verdict uint8

// The verdicts, weakest first.
const (
	No Verdict = iota
	Unsure
	Optional
	Conditional
	Yes
)

var verdictNames = [...]string{"no", "unsure", "optional", "conditional", "yes"}

// String returns the lower-case word used in every output.
func (v Verdict) String() string { return verdictNames[v] }

// MarshalText writes the lower-case word.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// Effect is what one function does.
type Effect struct {
	Layer   Layer
	Verdict Verdict
	Why     string // "", or what the verdict rests on
}

// Source is a function that a layer comes from.
type Source struct {
	Name    string
	Verdict Verdict
	At      program.Place // where it is attached, or in a handler, where it checks
	Inside  bool          // the handler itself
}

// State is the verdict on one layer of a route.
type State struct {
	Verdict Verdict
	By      []Source
}

// Judge judges the functions of one program.
type Judge struct {
	m       *setup.Machine
	p       *program.Program
	traits  map[traitKey]*traits
	runs    map[runKey][]Effect
	inside  map[*program.Fn][]Effect
	stopped map[alwaysKey]bool
	holding map[string]bool // see holdsIdentity
	// asking is how many questions are open that lead to each other, open which of those that settle asks; met says that one was met
	// again, doubts takes back what was answered meanwhile.
	asking  int
	open    map[any]bool
	met     bool
	doubts  []func()
	ended   map[*program.Fn]bool // see ends
	endings map[traitKey]bool    // see canEnd
	// throwing are the parameters of functions that panic on them.
	throwing map[*program.Fn]thrown
	told     map[tellKey]bool
	// answering are the kinds of answers that variables and functions were found to make.
	answering map[answersKey]statuses
	trace     func(*body)
	leaks     map[*program.Fn][]program.Place // see Leaks; by function that was analysed
	onward    map[*setup.Frame]bool           // see handsOn
	waived    map[*program.Fn]bool            // see waives
	// asked is the request that functions are judged for; nil for any.
	asked *asked
	// sure are the verdicts for single requests, by function and request.
	sure map[sureKey][]Effect
}

var shared = program.NewShared(func(p *program.Program) *Judge { return New(route.Of(p)) })

// Of returns the judge of a program's routes, which is made once.
func Of(p *program.Program) *Judge {
	return shared.Of(p)
}

// New makes a judge.
func New(t *route.Table) *Judge {
	t.Machine.Rest()
	return &Judge{
		m: t.Machine, p: t.Machine.Program(), traits: map[traitKey]*traits{}, runs: map[runKey][]Effect{},
		inside: map[*program.Fn][]Effect{}, stopped: map[alwaysKey]bool{}, ended: map[*program.Fn]bool{}, holding: map[string]bool{}, open: map[any]bool{}, endings: map[traitKey]bool{}, throwing: map[*program.Fn]thrown{}, told: map[tellKey]bool{}, answering: map[answersKey]statuses{}, leaks: map[*program.Fn][]program.Place{}, onward: map[*setup.Frame]bool{}, waived: map[*program.Fn]bool{}, sure: map[sureKey][]Effect{},
	}
}

// Route returns the state of each layer of a route.
func (j *Judge) Route(r *route.Route) map[Layer]*State {
	out := map[Layer]*State{}
	for _, l := range Layers {
		out[l] = &State{}
	}
	for _, m := range r.Chain {
		for _, e := range j.before(m, r) {
			out[e.Layer].add(Source{Name: m.Name, Verdict: e.Verdict, At: m.At})
		}
	}
	for _, e := range j.Handler(r) {
		out[e.Layer].add(Source{Name: r.Handler.Name, Verdict: e.Verdict, At: r.Handler.At, Inside: true})
	}
	if r.Unsure != "" {
		for _, s := range out {
			if s.Verdict == No {
				s.Verdict = Unsure
			}
		}
	}
	return out
}

type sureKey struct {
	value        *setup.Value
	method, path string
}

// before returns what a middleware does for a route: where its verdict depends on the request, what it does with one for that route.
func (j *Judge) before(m *route.Middleware, r *route.Route) []Effect {
	any := j.Middleware(m)
	if m.Value == nil || m.Conditional || !slices.ContainsFunc(any, func(e Effect) bool { return e.Verdict == Conditional || e.Verdict == Optional }) {
		return any
	}
	method, path := r.Method, r.Path
	if m.Procedure != "" {
		method, path = "RPC", m.Procedure
	}
	k := sureKey{m.Value, method, path}
	for _, have := range []sureKey{k, {value: m.Value}} {
		if es, ok := j.sure[have]; ok {
			return es
		}
	}
	runs, inside := j.runs, j.inside
	j.runs, j.inside, j.asked = map[runKey][]Effect{}, map[*program.Fn][]Effect{}, j.askFor(method, path)
	only := j.Middleware(m)
	if !j.asked.used {
		k = sureKey{value: m.Value} // Have: no part of the request decides.
	}
	j.runs, j.inside, j.asked = runs, inside, nil
	var out []Effect
	for _, e := range any {
		if e.Verdict != Conditional && e.Verdict != Optional {
			out = append(out, e)
			continue
		}
		if i := slices.IndexFunc(only, func(o Effect) bool { return o.Layer == e.Layer }); i >= 0 {
			out = append(out, only[i])
		}
	}
	j.sure[k] = out
	return out
}

// add notes a source; the strongest one decides.
func (s *State) add(src Source) {
	if src.Verdict == No {
		return
	}
	s.By = append(s.By, src)
	s.Verdict = max(s.Verdict, src.Verdict)
}

// Middleware returns what a middleware of a chain does.
func (j *Judge) Middleware(m *route.Middleware) []Effect {
	var out []Effect
	for _, l := range m.Layer {
		out = append(out, layerEffect(l)...)
	}
	switch {
	case len(out) > 0:
	case m.Wraps && m.Value.Fn != nil:
		out = j.wrapper(m.Value)
	default:
		out = j.value(m.Value)
	}
	if m.Conditional {
		out = slices.Clone(out)
		for i := range out {
			if out[i].Verdict == Yes {
				out[i].Verdict = Conditional
			}
		}
	}
	return out
}

// layerEffect is the effect that a model's word stands for.
func layerEffect(word string) []Effect {
	switch word {
	case "none":
		return nil
	case "auth/optional":
		return []Effect{{Layer: Auth, Verdict: Optional}}
	}
	return []Effect{{Layer: Layer(word), Verdict: Yes}}
}

// value returns what a function, or what another module made, does.
func (j *Judge) value(v *setup.Value) []Effect {
	if v == nil {
		return nil
	}
	if v.Kind == setup.Alt {
		return j.alternatives(v)
	}
	if es, known := j.modelled(v); known {
		return es
	}
	switch v.Kind {
	case setup.Func:
		if v.Fn != nil {
			return j.function(v)
		}
	case setup.Object:
		for _, name := range []string{"ServeHTTP", "WrapUnary", "Handle", "Intercept", "Handler", "Middleware"} {
			if h := j.m.Method(v, name); h != nil && h.Fn != nil {
				return j.function(h)
			}
		}
		return j.held(v)
	case setup.Unknown, setup.Input:
		return byName(v.Text)
	}
	return byName(v.Text)
}

// held is what a function that an object holds in a field does, where it is known as one that runs.
func (j *Judge) held(v *setup.Value) []Effect {
	for _, f := range j.m.Functions(v) {
		if es := j.value(f); len(es) > 0 {
			return es
		}
	}
	return nil
}

// alternatives is what one of several functions does: only what all of them do is sure.
func (j *Judge) alternatives(v *setup.Value) []Effect {
	var out []Effect
	n := 0
	for _, p := range v.Parts {
		if p.Kind == setup.Nil {
			n++
			continue
		}
		n++
		for _, e := range j.value(p) {
			i := slices.IndexFunc(out, func(o Effect) bool { return o.Layer == e.Layer })
			if i < 0 {
				out = append(out, Effect{Layer: e.Layer, Verdict: e.Verdict, Why: "1"})
				continue
			}
			out[i].Why += "1"
			out[i].Verdict = min(out[i].Verdict, e.Verdict)
		}
	}
	for i := range out {
		if len(out[i].Why) < n && out[i].Verdict > Conditional {
			out[i].Verdict = Conditional
		}
		out[i].Why = ""
	}
	return out
}
