package conduct

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// modelled returns what models say of a value; known is false where they say nothing.
func (j *Judge) modelled(v *setup.Value) (out []Effect, known bool) {
	if v.Kind == setup.Func && v.Fn != nil {
		return j.ownModels(v)
	}
	if v.Kind != setup.Made && v.Kind != setup.Func && v.Kind != setup.Global || v.Fn != nil {
		return nil, false
	}
	entries := j.p.Models.Wiring(model.Func, v.Text)
	if v.Kind == setup.Global {
		entries = j.p.Models.Wiring(model.Var, v.Text)
	}
	for _, e := range entries {
		switch e.Kind {
		case model.Layer:
			known = true
			out = append(out, layerEffect(e.Word())...)
		case model.Endpoint, model.Adapt:
			known = true
			if e.Kind == model.Adapt && v.Frame != nil {
				out = append(out, j.adapted(v, &e)...)
			}
		}
	}
	if !known && v.Of != nil {
		return j.modelled(v.Of)
	}
	if !known || v.Kind != setup.Made || len(out) == 0 {
		return out, known
	}
	switch j.skips(v) {
	case holds:
		return nil, true
	case undecided:
		for i := range out {
			if out[i].Verdict == Yes {
				out[i].Verdict = Conditional
			}
		}
	}
	return out, known
}

// ownModels returns what the user's models say of a function of the program, or of the one that it is written in.
func (j *Judge) ownModels(v *setup.Value) (out []Effect, known bool) {
	name, _, _ := strings.Cut(v.Fn.Name, "$")
	if !j.p.Models.Own(name) {
		return nil, false
	}
	for _, e := range j.p.Models.Wiring(model.Func, name) {
		if e.Kind == model.Layer {
			known = true
			out = append(out, layerEffect(e.Word())...)
		}
	}
	return out, known
}

// adapted is what the middleware in another form does.
func (j *Judge) adapted(v *setup.Value, e *model.Entry) []Effect {
	var out []Effect
	for _, in := range j.m.Named(v.Frame, v.Call, nil, e, "handler") {
		for _, x := range j.value(in) {
			if e.Word() == "conditional" && x.Verdict == Yes {
				x.Verdict = Conditional
			}
			out = append(out, x)
		}
	}
	return out
}

// skips tells whether the configuration that a middleware was made with leaves the request out.
func (j *Judge) skips(v *setup.Value) truth {
	c := &v.Frame.Fn.Calls[v.Call]
	out := fails
	for _, a := range c.Args {
		if t := v.Frame.Fn.Type(a); t.Class == summary.Text || t.Class == summary.Scalar {
			continue
		}
		j.m.Eval(v.Frame, a, "").Each(func(o *setup.Value) {
			for _, e := range j.p.Models.Fields(o.Type, model.Skips) {
				set := j.m.Select(o, e.Symbol+summary.PathEnd)
				set.Each(func(s *setup.Value) {
					switch {
					case s.Kind == setup.Const && s.Text == "true":
						out = undecided
					case s.Kind == setup.Func && out != holds:
						out = j.holdsFor(s)
					}
				})
			}
		})
	}
	return out
}

// holdsFor tells whether a function of the program returns true for the request.
func (j *Judge) holdsFor(v *setup.Value) truth {
	f := j.m.Enter(v)
	if f == nil || j.asked == nil {
		return undecided
	}
	j.asked.steps = askSteps
	return j.asked.answer(f, 0)
}

// words of names that say what a function does which cannot be seen.
var layerWords = map[string]Layer{
	"auth": Auth, "authenticate": Auth, "authenticated": Auth, "authentication": Auth, "authenticator": Auth, "jwt": Auth, "login": Auth, "bearer": Auth,
	"authorize": Authz, "authorization": Authz, "rbac": Authz, "casbin": Authz, "permission": Authz, "permissions": Authz,
	"ratelimit": RateLimit, "ratelimiter": RateLimit, "limiter": RateLimit, "throttle": RateLimit,
	"cors": CORS, "csrf": CSRF, "xsrf": CSRF, "helmet": Headers, "timeout": Timeout, "recover": Recover, "recovery": Recover, "recoverer": Recover,
	"logger": Logging, "logging": Logging, "accesslog": Logging,
}

// byName is what a function's name says of it.
func byName(symbol string) []Effect {
	if i := strings.IndexByte(symbol, '$'); i > 0 {
		symbol = symbol[:i]
	}
	name := symbol[strings.LastIndexByte(symbol, '/')+1:]
	words := secret.Words(name)
	for i, w := range words {
		if w == "rate" && i+1 < len(words) && strings.HasPrefix(words[i+1], "limit") {
			return []Effect{{Layer: RateLimit, Verdict: Unsure}}
		}
	}
	for _, w := range words {
		if l, ok := layerWords[w]; ok {
			return []Effect{{Layer: l, Verdict: Unsure}}
		}
	}
	return nil
}

// hasWord tells whether a name has one of several words.
func hasWord(name string, words ...string) bool {
	return slices.ContainsFunc(secret.Words(name), func(w string) bool { return slices.Contains(words, w) })
}
