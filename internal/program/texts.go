package program

import (
	"slices"
	"strings"
)

// Text is constant text that a value can be.
type Text struct {
	Text  string // with a hole's rune for each part that is not constant
	Value *Value // the constant, or what is concatenated
	// Fallback: at a place where the values of one call meet, there is one that is not constant, in whose place the text
	// stands. What several callers pass does not stand in for one another.
	Fallback bool
	pieces   []textPiece
}

// textPiece is a part of a Text: constant text, or a hole.
type textPiece struct {
	end   int // in the text, in bytes
	value *Value
}

// Limits: of the texts that Texts lists, and of the parts of one.
const (
	maxTexts  = 64
	maxPieces = 1000
	hole      = '\U000F0000' // of the first part; private use
)

// Open tells whether not all of the text is constant.
func (t *Text) Open() bool { return HasHole(t.Text) }

// HasHole tells whether a part of a Text's text holds a hole.
func HasHole(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= hole && r < hole+maxPieces })
}

// Hole returns the value of a part of a Text's text that is one hole; nil if it is not.
func (t *Text) Hole(part string) *Value {
	rs := []rune(part)
	if len(rs) != 1 || rs[0] < hole || int(rs[0]-hole) >= len(t.pieces) {
		return nil
	}
	return t.pieces[rs[0]-hole].value
}

// At returns the constant, or the hole's value, in which the byte at offset i stands.
func (t *Text) At(i int) *Value {
	for _, p := range t.pieces {
		if i < p.end {
			return p.value
		}
	}
	return t.Value
}

// Place is where a text stands in the source: its own place, or that of its first piece that has one.
func (t *Text) Place() Place { return ConstPlace(t.Value) }

// ConstPlace is where the first constant of a value that has a place stands.
func ConstPlace(v *Value) Place {
	if v.Kind == Const {
		return v.At
	}
	for _, l := range v.Leaves() {
		if l.Kind == Const && l.At.Pos.File != 0 {
			return l.At
		}
	}
	return v.At
}

// Texts lists the constant texts of the program among what v can be. other tells whether it can be something else too.
func (v *Value) Texts() (texts []Text, other bool) {
	c := textCollector{done: map[*Value]*collected{}}
	got := c.collect(v)
	return got.texts, got.other
}

type textCollector struct{ done map[*Value]*collected }

// collected are the texts of one value.
type collected struct {
	texts []Text
	other bool
}

func (c *textCollector) collect(v *Value) *collected {
	if v == nil {
		return &collected{}
	}
	if got, ok := c.done[v]; ok {
		return got // of a value that is being looked at, nothing yet: a cycle adds nothing
	}
	got := &collected{}
	c.done[v] = got
	switch v.Kind {
	case Const:
		if v.Library {
			break
		}
		got.texts = []Text{{Text: v.Text, Value: v}}
	case Concat:
		got.texts = []Text{concatenated(v)}
	case Alt:
		got.join(v, c)
	case Derived:
		if v.Legible {
			got.join(v, c)
		} else {
			got.other = true
		}
	case Scalar, Object, Function:
	default:
		got.other = true
	}
	return got
}

// join adds the texts of the parts of v. A text can stand in for what is not constant in another part.
func (got *collected) join(v *Value, c *textCollector) {
	parts := make([]*collected, 0, len(v.Parts))
	others := 0
	for _, p := range v.Parts {
		part := c.collect(p)
		parts = append(parts, part)
		if part.other {
			others++
		}
	}
	got.other = others > 0
	for _, part := range parts {
		rest := others
		if part.other {
			rest--
		}
		for _, t := range part.texts {
			t.Fallback = t.Fallback || rest > 0 && !v.Callers
			i := slices.IndexFunc(got.texts, func(o Text) bool { return o.Value == t.Value })
			switch {
			case i >= 0:
				got.texts[i].Fallback = got.texts[i].Fallback && t.Fallback
			case len(got.texts) < maxTexts:
				got.texts = append(got.texts, t)
			}
		}
	}
}

// concatenated is the text of a concatenation.
func concatenated(v *Value) Text {
	t := Text{Value: v}
	var b strings.Builder
	for i, part := range v.Parts {
		text, ok := part.Const()
		if !ok || i >= maxPieces {
			text = string(hole + rune(min(i, maxPieces-1)))
		}
		b.WriteString(text)
		t.pieces = append(t.pieces, textPiece{b.Len(), part})
	}
	t.Text = b.String()
	return t
}
