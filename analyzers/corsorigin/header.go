package corsorigin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/header"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// The headers of answers that say who may read them.
const (
	allowOrigin      = "Access-Control-Allow-Origin"
	allowCredentials = "Access-Control-Allow-Credentials"
	allowHeaders     = "Access-Control-Allow-Headers"
)

// written are the headers that the program writes by hand.
type written struct {
	*search
	trial                        *program.Trial
	origins, credentials, others []header.Write
}

// headers looks at the headers that the program writes itself.
func (s *search) headers() {
	w := &written{search: s}
	for _, h := range header.Writes(s.prog) {
		switch {
		case slices.Contains(h.Names, allowOrigin):
			w.origins = append(w.origins, h)
		}
		if slices.Contains(h.Names, allowCredentials) {
			w.credentials = append(w.credentials, h)
		}
		if slices.Contains(h.Names, allowHeaders) {
			w.others = append(w.others, h)
		}
	}
	for i := range w.origins {
		if w.tabled(&w.origins[i]) {
			continue
		}
		w.origin(&w.origins[i])
	}
}

// tabled tells whether a place writes one of several headers, of which a table in the same function is looked at already.
func (w *written) tabled(h *header.Write) bool {
	return len(h.Names) > 1 && slices.ContainsFunc(w.origins, func(o header.Write) bool { return o.Call < 0 && o.Fn.Outermost() == h.Fn.Outermost() })
}

// origin looks at one place that writes Access-Control-Allow-Origin.
func (w *written) origin(h *header.Write) {
	v, trial := w.worst(func(t *program.Trial) verdict {
		return tried(t, func(origin string) program.Truth { return h.Writes(t, origin, origin) })
	})
	w.trial = trial
	i := issue{at: h.At, precision: rule.Sure, flow: w.flow(h)}
	switch {
	case v.kind == unknown && len(w.trial.Patterns) == 0 && !w.trial.Checked:
		v.kind, i.precision = open, rule.Likely // Have: settings say whether it is written, nothing asks for the origin.
	case v.guessed:
		i.precision = rule.Likely
	}
	if v.kind == closed || v.kind == unknown {
		w.constant(h)
		return
	}
	cred, at := w.withCredentials(h, v.witness)
	i.fns = []*program.Fn{at.Fn}
	if cred == program.Maybe {
		i.precision = rule.Likely
	}
	switch v.kind {
	case open:
		i.check, i.severity = "reflected", rule.Critical
		i.message = fmt.Sprintf("the request's origin is sent back in %s without a check%s, so any page may read answers%s; compare it with a list of origins", allowOrigin, v.where(), withCredentials(cred))
		if cred == program.False {
			w.uncredentialed(&i)
		}
	case nulled:
		if cred == program.False {
			return
		}
		i.check, i.severity = "reflected", rule.High
		i.message = fmt.Sprintf("the origin \"null\" is allowed%s, and any page can have it in a sandboxed frame; take it out", withCredentials(cred))
	case weak:
		i.check, i.severity = "weak-match", rule.High
		i.message = fmt.Sprintf("the check of the origin also lets %s through, so pages there may read answers%s; compare whole origins", v.shown(), withCredentials(cred))
		if cred == program.False {
			i.severity = rule.Medium
		}
	}
	v.grade(&i)
	w.report(i)
}

// flow is the steps from the request to the header.
func (w *written) flow(h *header.Write) []rule.Step {
	v, _ := w.prog.Origins(&h.Event)
	var steps []rule.Step
	for _, leaf := range v.Leaves() {
		if leaf.Kind != program.Source {
			continue
		}
		path := program.Path(v, leaf)
		for k := len(path) - 1; k >= 0; k-- {
			if st := step(path[k].At, path[k].Note); st.Message != "" && st.Line != 0 {
				steps = append(steps, st)
			}
		}
		break
	}
	return append(steps, step(h.At, "written by "+h.Name))
}

// withCredentials tells whether Access-Control-Allow-Credentials is written to the same answer when the request comes from
// an origin, and where.
func (w *written) withCredentials(h *header.Write, origin string) (program.Truth, program.Place) {
	out, at := program.False, program.Place{}
	if origin == "" {
		origin = probes[0]
	}
	t := newTrial(w.prog, stand[:1])
	for k := range w.credentials {
		c := &w.credentials[k]
		if !serveTogether(h.Fn, c.Fn) {
			continue
		}
		truth := c.WritesToo(t, h, origin, "true")
		if truth == program.False && c.Runs(t, origin) != program.False && c.Open(t) {
			truth = program.Maybe
		}
		if truth > out {
			out, at = truth, c.At
		}
	}
	return out, at
}

// constant looks at a place that writes "*" or "null".
func (w *written) constant(h *header.Write) {
	star := h.Writes(w.trial, probes[0], "*")
	if star == program.False {
		if h.Writes(w.trial, probes[0], null) == program.True {
			if cred, at := w.withCredentials(h, null); cred != program.False {
				w.report(issue{
					check: "reflected", severity: rule.High, precision: sureIf(cred), at: h.At, fns: []*program.Fn{at.Fn}, flow: w.flow(h),
					message: fmt.Sprintf("the origin \"null\" is allowed%s, and any page can have it in a sandboxed frame; take it out", withCredentials(cred)),
				})
			}
		}
		return
	}
	i := issue{check: "wildcard", severity: rule.Low, precision: rule.Likely, at: h.At, flow: w.flow(h)}
	if len(h.Names) > 1 {
		i.precision = rule.Unsure
	}
	cred, at := w.withCredentials(h, probes[0])
	i.fns = []*program.Fn{at.Fn}
	if cred == program.True {
		i.message = fmt.Sprintf("\"*\" with %s, which browsers refuse; name the origins that may send credentials, or allow none", allowCredentials)
		w.report(i)
		return
	}
	known := credentials(w.prog, h.Fn.Pkg.Path)
	i.open, i.precision = true, rule.Unsure
	switch {
	case w.authorized(h):
		i.message = "\"*\" is allowed together with the Authorization header, so any page may call with a token; name the origins that may"
	case known.Browser || known.Sent:
		i.message = "\"*\" is allowed in a server that knows its clients; name the origins that may, if not all of it is public"
	default:
		return
	}
	w.report(i)
}

// authorized tells whether the same answer allows the Authorization header by name.
func (w *written) authorized(h *header.Write) bool {
	for i := range w.others {
		o := &w.others[i]
		if !serveTogether(h.Fn, o.Fn) {
			continue
		}
		v, _ := w.prog.Origins(&o.Event)
		for _, l := range v.Leaves() {
			if l.Kind == program.Const && strings.Contains(strings.ToLower(l.Text), "authorization") {
				return true
			}
		}
	}
	return false
}
