package corsorigin

import (
	"fmt"
	"strings"

	"github.com/apivet/apivet/internal/policy"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// websockets looks at who may open websockets. Browsers send cookies with the request that opens one, whatever page asks.
func (s *search) websockets() {
	t := newTrial(s.prog, stand[:1])
	for _, set := range policy.In(s.prog).FieldSettings("websocket/validator") {
		takes := set.Live(t)
		if takes == program.False {
			continue
		}
		switched := takes == program.Maybe // Have: else the library's own check holds.
		fns, _ := t.Functions(set.Value)
		for _, fn := range fns {
			v := s.validator(fn, subject(fn.Fn, &set.Entry), 0)
			v.switched = v.switched || switched
			s.socket(program.Place{Fn: fn.Fn, Pos: fn.Pos}, v, set.At, "the function that checks the origin", program.ShortName(set.Entry.Symbol))
		}
	}
	for _, pol := range policy.In(s.prog).Of("websocket") {
		if pol.Live(t) != program.False {
			s.upgrader(t, pol)
		}
	}
}

// upgrader looks at one use of an upgrader.
func (s *search) upgrader(t *program.Trial, pol *policy.Policy) {
	for _, set := range pol.Settings("websocket/any") {
		choices, _ := t.Choices(set.Value)
		for _, ch := range choices {
			if ch.Text == "true" && ch.Truth != program.False {
				s.socket(pol.At, verdict{kind: open}, pol.At, "the check of the origin is switched off, which", pol.Name)
				return
			}
		}
	}
	for _, set := range pol.Settings("websocket/validator") {
		if !set.Option() {
			continue // Have: a field, whose settings are looked at anywhere.
		}
		fns, _ := t.Functions(set.Value)
		for _, fn := range fns {
			v := s.validator(fn, subject(fn.Fn, &set.Entry), 0)
			s.socket(program.Place{Fn: fn.Fn, Pos: fn.Pos}, v, pol.At, "the function that checks the origin", pol.Name)
		}
	}
	origins := pol.Settings("websocket/origins")
	for _, set := range origins {
		choices, _ := t.Choices(set.Value)
		for _, ch := range choices {
			at := ch.At
			if at.Pos.File == 0 {
				at = pol.At
			}
			v := listed(ch.Text, set.Entry.Attr("match"))
			s.socket(at, v, pol.At, fmt.Sprintf("%q", ch.Text), pol.Name)
		}
	}
	if len(origins) == 0 && pol.Entry.Attr("unset") == "any" && len(pol.Settings("websocket/validator")) == 0 {
		s.socket(pol.At, verdict{kind: open}, pol.At, "nothing checks the origin, which", pol.Name)
	}
}

// listed is what one origin of an upgrader's list lets through.
func listed(text, match string) verdict {
	if text == "*" {
		return verdict{kind: open}
	}
	for _, probe := range probes {
		if allows(match, text, probe, false) {
			return verdict{kind: open}
		}
	}
	for _, origin := range near(patternOf(match, text, false)) {
		if allows(match, text, origin, false) {
			return verdict{kind: weak, witness: origin}
		}
	}
	return verdict{}
}

// socket words what a check of a websocket lets through. How bad it is depends on what the program knows its clients by.
func (s *search) socket(at program.Place, v verdict, set program.Place, what, name string) {
	if at.Fn == nil {
		return
	}
	known := credentials(s.prog, at.Fn.Pkg.Path)
	i := issue{at: at, fns: []*program.Fn{set.Fn}, open: true, severity: rule.High, precision: rule.Likely}
	if at != set {
		i.flow = []rule.Step{step(at, "decides about origins"), step(set, "set here")}
	}
	consequence := "any page can open the websocket as its visitor"
	switch {
	case known.Browser:
	case known.Sent:
		i.severity, i.precision = rule.Low, rule.Unsure
		consequence = "any page can open the websocket, if it has a token"
	default:
		i.severity = rule.Medium
		consequence = "any page can open the websocket"
	}
	switch v.kind {
	case open:
		i.check = "always"
		i.message = fmt.Sprintf("%s lets every origin through%s (%s), so %s; compare with the origins of your own pages", what, v.where(), name, consequence)
	case weak:
		i.check = "weak-match"
		i.message = fmt.Sprintf("%s also lets %s through (%s), so %s; compare whole origins", what, v.shown(), name, strings.Replace(consequence, "any page", "pages there", 1))
	default:
		return
	}
	v.grade(&i)
	s.report(i)
}
