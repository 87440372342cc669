package flow

import (
	"fmt"
	"slices"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Candidate is a hole in the text of a sink with a leaf that can fill it: the worst one, once it is graded.
type Candidate[P comparable] struct {
	Event program.Event
	Root  *program.Value // what the sink gets
	Hole  Hole[P]
	// Position is the worst of the hole's, as Table.Worst says.
	Position P
	Leaf     *program.Value
	// Proof is what Try showed, if the rule's Rank asked for it, for its Grade and its words.
	Proof Proof

	pass     *rule.Pass
	subjects map[program.Kind]string
	rank     int
	path     []*program.Value
	paths    paths
	widened  int
}

// paths are the paths that were looked for in the value of one event, by where they begin.
type paths map[*program.Value]*program.Paths

func (ps paths) between(from, to *program.Value) []*program.Value {
	if ps[from] == nil {
		ps[from] = program.PathsFrom(from)
	}
	return ps[from].To(to)
}

// Program returns the program that is asked.
func (c *Candidate[P]) Program() *program.Program { return c.pass.Program }

// Path is the path from the text over the concatenation that it is assembled in to the hole and the leaf, all included.
func (c *Candidate[P]) Path() []*program.Value {
	if c.path != nil {
		return c.path
	}
	c.path = []*program.Value{c.Root}
	for _, to := range []*program.Value{c.Hole.Into, c.Hole.Value, c.Leaf} {
		if to == nil {
			continue
		}
		if part := c.paths.between(c.path[len(c.path)-1], to); len(part) > 1 {
			c.path = append(c.path, part[1:]...)
		}
	}
	return c.path
}

// maxKept is the length of a path that is kept until its candidate is reported; a longer one is looked for again.
const maxKept = 100

// look counts the widened steps.
func (c *Candidate[P]) look() {
	if c.Leaf.Kind != program.Source {
		return
	}
	for _, step := range c.Path() {
		if step.Widened {
			c.widened++
		}
	}
	if len(c.path) > maxKept {
		c.path = nil
	}
}

// Sure lowers the precision of a finding by its widened steps: of one that is sure without them, likely with one, unsure with
// more.
func (c *Candidate[P]) Sure() rule.Precision {
	switch c.widened {
	case 0:
		return rule.Sure
	case 1:
		return rule.Likely
	}
	return rule.Unsure
}

// Subject says what fills the hole.
func (c *Candidate[P]) Subject() string {
	subjects, name := c.subjects, c.Leaf.Note
	if subjects == nil {
		subjects = Subjects
	}
	switch c.Leaf.Kind {
	case program.Source, program.Stored, program.Operator:
		name = program.ShortName(c.Leaf.Text)
	default:
		if name == "" {
			name = c.Leaf.Text
		}
	}
	return fmt.Sprintf(subjects[c.Leaf.Kind], name)
}

// Assembled is where the text is concatenated with the value, or the sink where the value is passed as it is. within tells
// whether a value is itself text with the user's value in it, such as a template that was filled; nil: none is.
func (c *Candidate[P]) Assembled(within func(*program.Value) bool) program.Place {
	switch v := c.Hole.Value; {
	case c.Hole.Into != nil && c.Hole.Into.At.Pos.File != 0:
		return c.Hole.Into.At
	case within != nil && v.Kind == program.Derived && v.At.Pos.File != 0 && within(v):
		return v.At
	}
	return c.Event.At
}

// packages lists the packages that the flow leads through.
func (c *Candidate[P]) packages() []string {
	out := []string{c.Event.Fn.Pkg.Path}
	for _, v := range c.Path() {
		if v.At.Fn != nil && !slices.Contains(out, v.At.Fn.Pkg.Path) {
			out = append(out, v.At.Fn.Pkg.Path)
		}
	}
	return out
}

// steps is the flow from the leaf to the sink, of which ends says what happens there.
func (c *Candidate[P]) steps(ends string) []rule.Step {
	path := c.Path()
	var steps []rule.Step
	add := func(at program.Place, msg string) {
		s := rule.Step{Range: rule.RangeOf(at), Message: msg}
		if msg == "" || s.Line == 0 {
			return
		}
		if n := len(steps); n > 0 && steps[n-1].Line == s.Line && steps[n-1].File == s.File && steps[n-1].Column == s.Column {
			return
		}
		steps = append(steps, s)
	}
	for i := len(path) - 1; i >= 0; i-- {
		add(path[i].At, path[i].Note)
	}
	add(c.Event.At, ends+" "+c.Event.Name)
	return steps
}
