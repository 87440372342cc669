package corsorigin

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// verdict is what a check lets through.
type verdict struct {
	kind    kind
	witness string // an origin that passes
	guessed bool   // what it is compared with is not known; example.com stands for it
	unset   bool   // where a setting is not set

	switched bool // where a setting says so
}

type kind int

const (
	closed  kind = iota // nothing foreign is known to pass
	weak                // a foreign origin that is made for it
	nulled              // the origin "null"
	open                // any origin
	unknown             // settings or data decide
)

// newTrial starts trials of origins. Whether a function accepts one is asked for requests other than those with the method OPTIONS:
// their answer says nothing about the requests that follow.
func newTrial(p *program.Program, stand []string) *program.Trial {
	t := p.NewTrial("Origin", stand)
	t.Excluded = []string{"OPTIONS"}
	return t
}

// tried asks of a check what it lets through; passes tells whether it lets an origin through. What only holds where settings are
// not set is asked for last.
func tried(t *program.Trial, passes func(origin string) program.Truth) verdict {
	v := passing(t, passes)
	if v.kind != unknown {
		return v
	}
	t.Defaults = true
	defer func() { t.Defaults = false }()
	if byDefault := passing(t, passes); byDefault.kind == open {
		byDefault.unset = true
		return byDefault
	}
	return v
}

func passing(t *program.Trial, passes func(origin string) program.Truth) verdict {
	maybe := false
	for _, origin := range probes {
		switch passes(origin) {
		case program.True:
			return verdict{kind: open, witness: origin}
		case program.Maybe:
			maybe = true
		}
	}
	if compared(t, null) && passes(null) == program.True {
		return verdict{kind: nulled, witness: null}
	}
	for _, origin := range near(t.Patterns) {
		if passes(origin) == program.True {
			return verdict{kind: weak, witness: origin, guessed: t.Guessed}
		}
	}
	if maybe {
		return verdict{kind: unknown}
	}
	return verdict{}
}

// worst asks of a check what it lets through, with each of the texts that stand for what is not known.
func (s *search) worst(ask func(t *program.Trial) verdict) (verdict, *program.Trial) {
	var out verdict
	var trial *program.Trial
	for i, text := range stand {
		t := newTrial(s.prog, []string{text})
		v := ask(t)
		if i == 0 || v.kind != unknown && (v.kind > out.kind || out.kind == unknown && v.kind != closed) {
			out, trial = v, t
		}
		if v.kind == open {
			break
		}
	}
	return out, trial
}

// compared tells whether the text was compared with another one.
func compared(t *program.Trial, text string) bool {
	return slices.ContainsFunc(t.Patterns, func(p program.Pattern) bool { return p.Text == text })
}

// validator asks of a function that decides about origins what it lets through.
func (s *search) validator(fn program.ChosenFn, subject, result int32) verdict {
	v, _ := s.worst(func(t *program.Trial) verdict {
		return tried(t, func(origin string) program.Truth { return t.Accepts(origin, fn.Fn, subject, result) })
	})
	v.unset = v.unset || fn.Unset
	v.switched = fn.Truth == program.Maybe && !fn.Unset
	return v
}

// grade lowers what is said of a check that settings switch on or off: known where it is off unless they are set.
func (v verdict) grade(i *issue) {
	switch {
	case v.switched:
		i.precision = rule.Unsure
	case v.unset:
		i.precision = min(i.precision, rule.Likely)
	}
}

// where says that nothing has to be set for it.
func (v verdict) where() string {
	if v.unset {
		return " where a setting is not set"
	}
	return ""
}
