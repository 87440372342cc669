package program

import (
	"slices"
	"strings"
)

// OwnTokens tells whether what is verified in an event's function are tokens that the program issues itself: its keys are kept by a
// type of the program. Whom they were made for is the program's own affair then.
func (p *Program) OwnTokens(ev *Event) bool {
	return slices.ContainsFunc(p.Tokens("keyset"), func(set Event) bool {
		if set.Fn != ev.Fn {
			return false
		}
		q := p.Ask(Question{Identity: true})
		return slices.ContainsFunc(q.Walk(set.Fn, set.Node, "", nil).Leaves(), func(l *Value) bool {
			return l.Kind == Object && l.Type != nil && p.impls[l.Type.Name] != nil && p.impls[l.Type.Name].Outside == nil
		})
	})
}

// hint is the parameter by which a client shows a token that it was given before, and which may have expired since (OpenID
// Connect Core 1.0, section 3.1.2.1; RP-Initiated Logout 1.0, section 2).
const hint = "id_token_hint"

// Hint tells whether the tokens that are verified as an event says are hints of who the user is, and nothing else.
func (p *Program) Hint(ev *Event) bool {
	uses := []Event{*ev}
	if ev.Call < 0 {
		uses, _ = p.parses(ev)
	}
	return len(uses) > 0 && !slices.ContainsFunc(uses, func(use Event) bool { return !p.fromHint(&use) })
}

func (p *Program) fromHint(ev *Event) bool {
	if ev.Node == 0 {
		return false
	}
	v := p.tokenOrigin(ev.Fn, ev.Node)
	return slices.ContainsFunc(v.Leaves(), func(l *Value) bool {
		return l.Kind == Source && strings.Contains(p.sourceKey(v, l), hint)
	})
}
