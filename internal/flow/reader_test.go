package flow_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/flow"
	"github.com/apivet/apivet/internal/program"
)

// count reads text as a number of slashes, up to two.
var count = flow.Reader[int, int]{
	Text: func(s int, text string) int { return min(s+strings.Count(text, "/"), 2) },
	Hole: func(s int, _ *program.Value) (int, int) { return s, s },
}

func text(s string) *program.Value { return &program.Value{Kind: program.Const, Text: s} }

func concat(parts ...*program.Value) *program.Value {
	return &program.Value{Kind: program.Concat, Parts: parts}
}

func alt(parts ...*program.Value) *program.Value {
	return &program.Value{Kind: program.Alt, Parts: parts}
}

func TestRead(t *testing.T) {
	hole := &program.Value{Kind: program.Source, Text: "x"}
	loop := alt()
	loop.Parts = []*program.Value{hole, concat(loop, text("/"), hole)}
	inner := concat(text("/"), hole)
	for name, c := range map[string]struct {
		value *program.Value
		want  [][]int // the positions of each hole
	}{
		"whole":        {hole, [][]int{{0}}},
		"constant":     {text("/a/"), nil},
		"behind":       {concat(text("/a"), hole), [][]int{{1}}},
		"alternatives": {concat(alt(text(""), text("/"), text("//")), hole), [][]int{{0, 1, 2}}},
		"object":       {concat(&program.Value{Kind: program.Object}, hole), [][]int{{0}}},
		"nothing":      {concat(nil, hole), [][]int{{0}}},
		"nested":       {concat(text("/"), inner), [][]int{{2}}},
		// The first turn's hole is all of the text, those of the others are put into it, at its start too.
		"loop": {loop, [][]int{{0}, {0, 1, 2}}},
	} {
		var got [][]int
		for _, h := range count.Read(c.value, 0) {
			got = append(got, h.Positions)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: holes at %v, want %v", name, got, c.want)
		}
	}
}

func TestReadOuter(t *testing.T) {
	hole := &program.Value{Kind: program.Source}
	inner := concat(hole, text(","))
	outer := concat(text("/"), inner)
	r := count
	if h := r.Read(outer, 0); len(h) != 1 || h[0].Into != inner {
		t.Errorf("a hole belongs to the innermost concatenation: %v", h)
	}
	r.Outer = func(int, *program.Value) bool { return true }
	if h := r.Read(outer, 0); len(h) != 1 || h[0].Into != outer {
		t.Errorf("a hole belongs to the outer concatenation: %v", h)
	}
	r.Before = func(s int, next *program.Value) int {
		if next.Kind == program.Const && next.Text == "," {
			return 9
		}
		return s
	}
	if h := r.Read(outer, 0); len(h) != 1 || h[0].Positions[0] != 9 {
		t.Errorf("what follows a hole changes the state before it: %v", h)
	}
}
