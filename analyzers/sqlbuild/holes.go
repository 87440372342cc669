package sqlbuild

import (
	"strings"

	"github.com/apivet/apivet/internal/program"
)

// hole is the state behind a hole.
func (s state) hole() state {
	if s.quote == 0 {
		if s.next == Statement {
			s.next = Unknown
		}
		s.word = true
	}
	return s
}

// hole is a value that stands in SQL text, in the piece of text that it is put into; into is nil where the value is all
// of the text.
type hole struct {
	value, into *program.Value
}

// lexed is the result of lexing the texts that a value can be.
type lexed struct {
	holes     []hole // in order of discovery
	positions map[hole][]Position
	done      map[visit][]state
	queued    map[visit]bool
	budget    int
}

type visit struct {
	value *program.Value
	into  *program.Value
	in    state
}

// maxVisits bounds the pairs of value and state that are looked at for one event.
const maxVisits = 30_000

// lex finds the holes in the texts that v can be, and their positions. Texts with loops are run until no new state comes up
// (a least fixed point; the states are finitely many).
func lex(v *program.Value, from state) *lexed {
	l := &lexed{positions: map[hole][]Position{}, budget: maxVisits}
	for before := -1; ; {
		prev := l.done
		l.done, l.queued = map[visit][]state{}, map[visit]bool{}
		l.run(visit{v, nil, from}, prev)
		after := 0
		for _, s := range l.done {
			after += len(s)
		}
		if after == before || l.budget <= 0 {
			return l
		}
		before = after
	}
}

// run returns the states behind v. While v is being run, the states of the round before stand for it.
func (l *lexed) run(at visit, prev map[visit][]state) []state {
	if out, ok := l.done[at]; ok {
		return out
	}
	if l.queued[at] {
		return prev[at]
	}
	if l.budget--; l.budget <= 0 {
		return []state{at.in}
	}
	l.queued[at] = true
	out := l.expand(at, prev)
	l.done[at] = out
	return out
}

func (l *lexed) expand(at visit, prev map[visit][]state) []state {
	v := at.value
	switch v.Kind {
	case program.Const:
		return []state{at.in.feed(v.Text)}
	case program.Object:
		return []state{at.in}
	case program.Alt:
		var out []state
		for _, part := range v.Parts {
			if part != nil {
				out = union(out, l.run(visit{part, at.into, at.in}, prev))
			}
		}
		return out
	case program.Concat:
		into := v
		if at.into != nil && (at.in.quote != 0 || !assembles(v)) {
			into = at.into // Have: within quotes, v makes the value, and at.into the SQL text about it.
		}
		states := []state{at.in}
		for i, part := range v.Parts {
			if part == nil {
				continue
			}
			qualifies := i+1 < len(v.Parts) && qualified(v.Parts[i+1])
			var next []state
			for _, s := range states {
				if qualifies && s.quote == 0 && s.next == Literal {
					s.next = Table
				}
				next = union(next, l.run(visit{part, into, s}, prev))
			}
			states = next
		}
		return states
	}
	l.found(hole{v, at.into}, at.in.position())
	return []state{at.in.hole()}
}

// qualified tells whether text begins with what follows the name of a table or a function.
func qualified(v *program.Value) bool {
	return v != nil && v.Kind == program.Const && (strings.HasPrefix(v.Text, ".") || strings.HasPrefix(v.Text, "("))
}

// assembles tells whether a concatenation puts values into SQL text, rather than joining them with nothing but space and
// commas for another one to put in.
func assembles(v *program.Value) bool {
	if v.Joins {
		return false
	}
	for i, part := range v.Parts {
		if part == nil {
			continue
		}
		if part.Kind == program.Const && !joint(part.Text) || i == 0 && phrase(part, 4) {
			return true
		}
	}
	return false
}

// joint tells whether constant text only joins values: space and commas, or a single letter or mark of a name.
func joint(text string) bool {
	text = strings.Trim(text, ", \t\r\n")
	return text == "" || len(text) == 1 && (isWord(text[0]) || text == ".")
}

// phrase tells whether constant text of more than one word is in v.
func phrase(v *program.Value, depth int) bool {
	switch {
	case v == nil || depth == 0:
		return false
	case v.Kind == program.Const:
		return strings.ContainsAny(v.Text, " \t\n") && strings.Trim(v.Text, ", \t\r\n") != ""
	case v.Kind != program.Alt && v.Kind != program.Concat:
		return false
	}
	for _, part := range v.Parts {
		if phrase(part, depth-1) {
			return true
		}
	}
	return false
}

func (l *lexed) found(h hole, p Position) {
	have, known := l.positions[h]
	if !known {
		l.holes = append(l.holes, h)
	}
	for _, q := range have {
		if p == q {
			return
		}
	}
	l.positions[h] = append(have, p)
}

func union(a, b []state) []state {
	for _, s := range b {
		dup := false
		for _, t := range a {
			dup = dup || s == t
		}
		if !dup {
			a = append(a, s)
		}
	}
	return a
}
