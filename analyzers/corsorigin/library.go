package corsorigin

import (
	"fmt"
	"strings"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// config is what a library's configuration allows.
type config struct {
	*search
	pol   *policy.Policy
	trial *program.Trial
	live  program.Truth

	credentials program.Truth
	authorized  bool   // the Authorization header is allowed by name
	star        string // what the library does with "*" and credentials
	any         bool   // that any origin is allowed was told
}

// library looks at one configuration of a library.
func (s *search) library(pol *policy.Policy) {
	t := newTrial(s.prog, stand[:1])
	c := &config{search: s, pol: pol, trial: t, live: pol.Live(t)}
	if c.live == program.False {
		return
	}
	origins := pol.Settings("cors/origins")
	validators := pol.Settings("cors/validator")
	c.readCredentials(len(origins) > 0)
	c.authorized = c.names("cors/headers", "authorization")
	c.star = pol.Entry.Attr("star")
	if c.flag("cors/reflect") == program.True {
		c.star = "reflect"
	}
	if hosts := pol.Settings("cors/hosts"); len(hosts) > 0 {
		for _, h := range hosts {
			c.origins(h)
		}
		return
	}
	decided := false
	for _, v := range validators {
		decided = c.validated(v) || decided
	}
	if decided && pol.Entry.Attr("validator") == "wins" {
		return
	}
	if c.flag("cors/any") == program.True {
		c.wildcard(pol.At, c.starOf(&pol.Settings("cors/any")[0]), "", false)
		decided = true
	}
	for _, o := range origins {
		decided = c.origins(o) || decided
	}
	if !decided && len(validators) == 0 {
		switch pol.Entry.Attr("unset") {
		case "any":
			c.wildcard(pol.At, c.star, "no origins are set, which means any", false)
		case "reflect":
			c.wildcard(pol.At, "reflect", "no origins are set, which means any", false)
		}
	}
}

// starOf is what the library does with "*" and credentials where a setting says so.
func (c *config) starOf(s *policy.Setting) string {
	if own := s.Entry.Attr("star"); own != "" {
		return own
	}
	return c.star
}

// flag is whether a boolean setting is on.
func (c *config) flag(kind string) program.Truth {
	settings := c.pol.Settings(kind)
	out := program.False
	for _, s := range settings {
		choices, other := c.trial.Choices(s.Value)
		for _, ch := range choices {
			if ch.Text == "true" {
				out = max(out, ch.Truth)
			}
		}
		if other {
			out = max(out, program.Maybe)
		}
	}
	return out
}

// readCredentials finds out whether credentials are allowed.
func (c *config) readCredentials(listed bool) {
	c.credentials = c.flag("cors/credentials")
	if len(c.pol.Settings("cors/credentials")) > 0 {
		return
	}
	switch c.pol.Entry.Attr("credentials") {
	case "true":
		c.credentials = program.True
	case "list":
		if listed {
			c.credentials = program.True
		}
	}
}

// names tells whether a list holds a text, whatever its case.
func (c *config) names(kind, text string) bool {
	for _, s := range c.pol.Settings(kind) {
		choices, _ := c.trial.Choices(s.Value)
		for _, ch := range choices {
			for _, part := range strings.Split(ch.Text, ",") {
				if strings.EqualFold(strings.TrimSpace(part), text) {
					return true
				}
			}
		}
	}
	return false
}

// origins looks at a list of origins, and tells whether there is one.
func (c *config) origins(o policy.Setting) bool {
	choices, other := c.trial.Choices(o.Value)
	match := o.Entry.Attr("match")
	globs := c.flag("cors/patterns") == program.True
	some := other
	for _, ch := range choices {
		entries := []string{ch.Text}
		if o.Entry.Attr("split") == "comma" {
			entries = strings.Split(ch.Text, ",")
		}
		for _, text := range entries {
			text = strings.TrimSpace(text)
			if text == "" {
				continue
			}
			some = true
			at := ch.At
			if at.Pos.File == 0 {
				at = c.pol.At
			}
			c.origin(text, match, c.starOf(&o), globs, at, other)
		}
	}
	return some
}

// origin looks at one origin of a list; star is what the library does with "*" and credentials.
func (c *config) origin(text, match, star string, globs bool, at program.Place, byDefault bool) {
	if text == "*" || text == ".*" && c.pol.Entry.Attr("unset") == "reflect" {
		c.wildcard(at, star, "", byDefault)
		return
	}
	if strings.EqualFold(text, null) {
		c.nulled(at)
		return
	}
	for _, probe := range probes {
		if allows(match, text, probe, globs) {
			c.wildcard(at, "reflect", fmt.Sprintf("%q matches any origin", text), byDefault)
			return
		}
	}
	for _, origin := range near(patternOf(match, text, globs)) {
		if allows(match, text, origin, globs) {
			sev := rule.Medium
			if c.credentials != program.False {
				sev = rule.High
			}
			c.report(issue{
				check: "weak-match", severity: sev, precision: rule.Sure, at: at, fns: []*program.Fn{c.pol.Fn}, flow: c.flow(at),
				message: fmt.Sprintf("%q also matches %s, so pages there may read answers%s (%s); write the origins out", text, origin, withCredentials(c.credentials), c.pol.Name),
			})
			return
		}
	}
}

func (c *config) flow(at program.Place) []rule.Step {
	return []rule.Step{step(at, "set here"), step(c.pol.At, "takes effect in "+c.pol.Name)}
}

// nulled words the origin null in a list.
func (c *config) nulled(at program.Place) {
	if c.credentials == program.False {
		return
	}
	c.report(issue{
		check: "reflected", severity: rule.High, precision: sureIf(c.credentials), at: at, fns: []*program.Fn{c.pol.Fn}, flow: c.flow(at),
		message: fmt.Sprintf("the origin \"null\" is allowed%s (%s), and any page can have it in a sandboxed frame; take it out", withCredentials(c.credentials), c.pol.Name),
	})
}

func sureIf(t program.Truth) rule.Precision {
	if t == program.True {
		return rule.Sure
	}
	return rule.Likely
}

// validated looks at a function that decides about origins, and tells whether there is one.
func (c *config) validated(v policy.Setting) bool {
	fns, other := c.trial.Functions(v.Value)
	for _, fn := range fns {
		result, _ := v.Entry.IndexOf("result")
		c.judge(fn.Fn, c.validator(fn, subject(fn.Fn, &v.Entry), int32(result)))
	}
	return other || len(fns) > 0
}

// judge words what a function lets through.
func (c *config) judge(fn *program.Fn, v verdict) {
	at := program.Place{Fn: fn, Pos: fn.Pos}
	i := issue{
		at: at, fns: []*program.Fn{c.pol.Fn}, precision: rule.Sure,
		flow: []rule.Step{step(at, "decides about origins"), step(c.pol.At, "takes effect in "+c.pol.Name)},
	}
	if c.credentials == program.Maybe || v.guessed {
		i.precision = rule.Likely
	}
	cred := withCredentials(c.credentials)
	switch v.kind {
	case open:
		i.check, i.severity = "always", rule.Critical
		i.message = fmt.Sprintf("the function that decides about origins lets every origin through%s, so any page may read answers%s (%s); compare with a list of origins", v.where(), cred, c.pol.Name)
		if c.credentials == program.False {
			c.uncredentialed(&i)
		}
	case nulled:
		if c.credentials == program.False {
			return
		}
		i.check, i.severity = "reflected", rule.High
		i.message = fmt.Sprintf("the origin \"null\" is allowed%s (%s), and any page can have it in a sandboxed frame; take it out", cred, c.pol.Name)
	case weak:
		i.check, i.severity = "weak-match", rule.High
		i.message = fmt.Sprintf("the function that decides about origins also lets %s through, so pages there may read answers%s (%s); compare whole origins", v.shown(), cred, c.pol.Name)
		if c.credentials == program.False {
			i.severity = rule.Medium
		}
	default:
		return
	}
	v.grade(&i)
	c.report(i)
}

// shown is the witness in words.
func (v verdict) shown() string {
	if v.guessed {
		return v.witness + " (if example.com is meant)"
	}
	return v.witness
}

// wildcard words a configuration that allows any origin; star is what the library does with credentials then.
func (c *config) wildcard(at program.Place, star, why string, byDefault bool) {
	if c.any {
		return
	}
	c.any = true
	i := issue{check: "wildcard", severity: rule.Low, precision: rule.Sure, at: at, fns: []*program.Fn{c.pol.Fn}, flow: c.flow(at)}
	if at == c.pol.At {
		i.flow = nil
	}
	what := `"*" is allowed`
	if why != "" {
		what = why
	}
	if byDefault {
		what += " by default"
		i.precision = rule.Likely
	}
	if c.credentials == program.Maybe {
		i.precision = rule.Likely
	}
	switch {
	case c.credentials != program.False && star == "reflect":
		i.severity = rule.Critical
		i.message = fmt.Sprintf("%s, and %s sends the request's origin back%s, so any page may read answers; list the origins that may", what, c.pol.Name, withCredentials(c.credentials))
	case c.credentials == program.True && star == "literal":
		i.precision = rule.Likely
		i.message = fmt.Sprintf("%s with credentials, which browsers refuse (%s); list the origins that may send credentials, or allow none", what, c.pol.Name)
	case star == "panic" && c.credentials != program.False:
		return // the server does not start
	default:
		c.public(&i, what)
	}
	if i.message != "" {
		c.report(i)
	}
}

// public words a wildcard without credentials: of interest only where clients are known by something.
func (c *config) public(i *issue, what string) {
	known := credentials(c.prog, c.pol.Fn.Pkg.Path)
	if !known.Browser && !known.Sent && !c.authorized {
		return
	}
	i.open, i.precision = true, rule.Unsure
	i.message = fmt.Sprintf("%s (%s) in a server that knows its clients; list the origins that may, if not all of it is public", what, c.pol.Name)
	if c.authorized {
		i.message = fmt.Sprintf("%s together with the Authorization header (%s), so any page may call with a token; list the origins that may", what, c.pol.Name)
	}
}
