package flow

import (
	"slices"

	"github.com/apivet/apivet/internal/program"
)

// Hole is a value that is no constant text in the text of a sink.
type Hole[P comparable] struct {
	Value *program.Value
	// Into is the concatenation that puts the value into the text; nil where the value is all of the text.
	Into *program.Value
	// Positions are those that it can have, in order of discovery.
	Positions []P
}

// Whole is the one hole of a value whose position does not matter.
func Whole[P comparable](_ *program.Event, v *program.Value) []Hole[P] {
	var p P
	return []Hole[P]{{Value: v, Positions: []P{p}}}
}

// Reader says how the text of a sink is read: S is the state between two characters, of which there are finitely many, P
// the position of a hole.
type Reader[S, P comparable] struct {
	// Text returns the state behind constant text.
	Text func(s S, text string) S
	// Hole returns the position of a value, and the state behind it.
	Hole func(s S, v *program.Value) (P, S)
	// Before changes the state before a part of a concatenation by what follows that part; nil changes nothing.
	Before func(s S, next *program.Value) S
	// Outer tells whether the parts of a concatenation belong to the one that it is itself a part of, as it only makes a value of theirs. nil:
	// they belong to the innermost one.
	Outer func(s S, concat *program.Value) bool
}

// Read lists the holes of the texts that v can be, in order of discovery, beginning in a state.
func (r *Reader[S, P]) Read(v *program.Value, from S) []Hole[P] {
	t := &reading[S, P]{Reader: r, index: map[hole]int{}, budget: maxVisits}
	for before := -1; ; {
		prev := t.done
		t.done, t.queued = map[visit[S]][]S{}, map[visit[S]]bool{}
		t.run(visit[S]{v, nil, from}, prev)
		after := 0
		for _, s := range t.done {
			after += len(s)
		}
		if after == before || t.budget <= 0 {
			return t.holes
		}
		before = after
	}
}

// hole is what identifies a Hole.
type hole struct{ value, into *program.Value }

// reading is one run of a Reader: rounds over the graph until no new state comes up (a least fixed point).
type reading[S, P comparable] struct {
	*Reader[S, P]
	holes  []Hole[P]
	index  map[hole]int // into holes
	done   map[visit[S]][]S
	queued map[visit[S]]bool
	budget int
}

type visit[S comparable] struct {
	value, into *program.Value
	in          S
}

// maxVisits bounds the pairs of value and state that are looked at for one event.
const maxVisits = 30_000

// run returns the states behind a value. While a value is being run, the states of the round before are used for it.
func (t *reading[S, P]) run(at visit[S], prev map[visit[S]][]S) []S {
	if out, ok := t.done[at]; ok {
		return out
	}
	if t.queued[at] {
		return prev[at]
	}
	if t.budget--; t.budget <= 0 {
		return []S{at.in}
	}
	t.queued[at] = true
	out := t.expand(at, prev)
	t.done[at] = out
	return out
}

func (t *reading[S, P]) expand(at visit[S], prev map[visit[S]][]S) []S {
	v := at.value
	switch v.Kind {
	case program.Const:
		return []S{t.Text(at.in, v.Text)}
	case program.Object:
		return []S{at.in}
	case program.Alt:
		var out []S
		for _, part := range v.Parts {
			if part != nil {
				out = union(out, t.run(visit[S]{part, at.into, at.in}, prev))
			}
		}
		return out
	case program.Concat:
		return t.concat(at, prev)
	}
	p, behind := t.Hole(at.in, v)
	t.found(hole{v, at.into}, p)
	return []S{behind}
}

// concat runs the parts of a concatenation one after the other.
func (t *reading[S, P]) concat(at visit[S], prev map[visit[S]][]S) []S {
	v, into := at.value, at.value
	if at.into != nil && t.Outer != nil && t.Outer(at.in, v) {
		into = at.into
	}
	states := []S{at.in}
	for i, part := range v.Parts {
		if part == nil {
			continue
		}
		var next []S
		for _, s := range states {
			if t.Before != nil && i+1 < len(v.Parts) {
				s = t.Before(s, v.Parts[i+1])
			}
			next = union(next, t.run(visit[S]{part, into, s}, prev))
		}
		states = next
	}
	return states
}

func (t *reading[S, P]) found(h hole, p P) {
	i, known := t.index[h]
	if !known {
		i = len(t.holes)
		t.index[h] = i
		t.holes = append(t.holes, Hole[P]{Value: h.value, Into: h.into})
	}
	if at := &t.holes[i]; !slices.Contains(at.Positions, p) {
		at.Positions = append(at.Positions, p)
	}
}

func union[S comparable](a, b []S) []S {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
