package sqlbuild

import (
	"strings"

	"github.com/apivet/apivet/internal/flow"
	"github.com/apivet/apivet/internal/program"
)

// reader reads SQL text.
var reader = flow.Reader[state, Position]{
	Text: state.feed,
	Hole: func(s state, _ *program.Value) (Position, state) { return s.position(), s.hole() },
	Before: func(s state, next *program.Value) state {
		if s.quote == 0 && s.next == Literal && qualified(next) {
			s.next = Table
		}
		return s
	},
	// Have: within quotes, a concatenation makes the value, and the one around it the SQL text about it.
	Outer: func(s state, concat *program.Value) bool { return s.quote != 0 || !assembles(concat) },
}

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
		if part.Kind == program.Const && !joint(part.Text) || i == 0 && phrase(part, 4, new(int)) {
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

// maxPhrase is the number of values in which phrase looks for constant text.
const maxPhrase = 500

// phrase tells whether constant text of more than one word is in v; seen counts the values that were looked at.
func phrase(v *program.Value, depth int, seen *int) bool {
	*seen++
	switch {
	case v == nil || depth == 0 || *seen > maxPhrase:
		return false
	case v.Kind == program.Const:
		return strings.ContainsAny(v.Text, " \t\n") && strings.Trim(v.Text, ", \t\r\n") != ""
	case v.Kind != program.Alt && v.Kind != program.Concat:
		return false
	}
	for _, part := range v.Parts {
		if phrase(part, depth-1, seen) {
			return true
		}
	}
	return false
}
