package token

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/program"
)

// OwnTokens tells whether what is verified in an event's function are tokens that the program issues itself: its keys are kept by a
// type of the program. Whom they were made for is the program's own affair then.
func (p *Tokens) OwnTokens(ev *program.Event) bool {
	return slices.ContainsFunc(p.Tokens("keyset"), func(set program.Event) bool {
		if set.Fn != ev.Fn {
			return false
		}
		q := p.Ask(program.Question{Identity: true})
		return slices.ContainsFunc(q.Walk(set.Fn, set.Node, "", nil).Leaves(), func(l *program.Value) bool {
			return l.Kind == program.Object && l.Type != nil && p.Impl(l.Type.Name) != nil && p.Impl(l.Type.Name).Outside == nil
		})
	})
}

// hint is the parameter by which a client shows a token that it was given before, and which may have expired since (OpenID
// Connect Core 1.0, section 3.1.2.1; RP-Initiated Logout 1.0, section 2).
const hint = "id_token_hint"

// Hint tells whether the tokens that are verified as an event says are hints of who the user is, and nothing else.
func (p *Tokens) Hint(ev *program.Event) bool {
	uses := []program.Event{*ev}
	if ev.Call < 0 {
		uses, _ = p.parses(ev)
	}
	return len(uses) > 0 && !slices.ContainsFunc(uses, func(use program.Event) bool { return !p.fromHint(&use) })
}

func (p *Tokens) fromHint(ev *program.Event) bool {
	if ev.Node == 0 {
		return false
	}
	v := p.tokenOrigin(ev.Fn, ev.Node)
	return slices.ContainsFunc(v.Leaves(), func(l *program.Value) bool {
		return l.Kind == program.Source && strings.Contains(p.sourceKey(v, l), hint)
	})
}
