package flow

import (
	"fmt"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
)

// Table is what a rule says of its flows. Fields are optional where that is said.
type Table[P comparable] struct {
	// Sinks is the prefix of the kinds of sinks in the models: "sql/".
	Sinks string
	// More are events besides those of Sinks, such as a header that is written; optional.
	More func(*program.Program) []program.Event
	// Takes tells whether an event counts; optional: all do.
	Takes func(*program.Event) bool
	// Read lists the holes of what reaches a sink; optional: Whole.
	Read func(*program.Program, *program.Event, *program.Value) []Hole[P]
	// Worst picks the position to speak of when a hole can have several; optional: the first.
	Worst func([]P) P
	// Rank says how bad it is that the candidate's leaf fills the hole: 0 is harmless, and of several the greatest is kept.
	// Optional: Sources.
	Rank func(*Candidate[P]) int
	// Grade says which finding a candidate is; nil drops it.
	Grade func(*Candidate[P]) *Grade
	// At is the place to be changed; optional: Candidate.Assembled.
	At func(*Candidate[P]) program.Place

	// Subjects says what a leaf of a kind is, with %s for its name; optional: Subjects.
	Subjects map[program.Kind]string
	// Words says how the hole's position is put, and what to do about it.
	Words map[P]Words[P]
	// Sink says what the text is, with %s for the name of what is called: "the SQL text of %s".
	Sink string
	// Ends is the last step of the flow, in front of the name of what is called: "runs as SQL in".
	Ends string
	// Fix proposes a change of the finding's file; optional, and nil if there is none.
	Fix func(c *Candidate[P], file string) func(src []byte) *rule.Fix
}

// Words are the words of a message about a position.
type Words[P comparable] struct {
	Stands string // between the subject and the sink: "is used as a column name in"
	Remedy string
	// RemedyOf is the remedy where it depends on the candidate.
	RemedyOf func(*Candidate[P]) string
}

// Grade is what a finding is.
type Grade struct {
	Check     string
	Severity  rule.Severity
	Precision rule.Precision
	Open      bool   // see rule.Finding
	Message   string // instead of the one that the table's words make
}

// Subjects are the words for what a leaf is.
var Subjects = map[program.Kind]string{
	program.Source:   "user-controlled value (%s)",
	program.Stored:   "stored data (%s)",
	program.Operator: "a setting (%s)",
	program.Unknown:  "a value of unknown origin (%s)",
}

// Sources ranks user-controlled leaves, and no others.
func Sources[P comparable](c *Candidate[P]) int {
	if c.Leaf.Kind == program.Source {
		return 1
	}
	return 0
}

// Run reports the flows of a table.
func Run[P comparable](p *rule.Pass, t *Table[P]) {
	found := map[program.Place]*Candidate[P]{}
	var order []program.Place
	for _, ev := range t.events(p.Program) {
		v, cut := p.Program.Origins(&ev)
		if cut != "" {
			p.Cut(ev.At, cut)
		}
		for _, c := range t.candidates(p, ev, v) {
			at := t.at(c)
			if found[at] == nil {
				order = append(order, at)
			}
			if found[at] == nil || c.worse(found[at]) {
				found[at] = c
			}
		}
	}
	for _, at := range order {
		if f := t.finding(found[at], at); f != nil {
			p.Report(*f)
		}
	}
}

// events are the places where something reaches a sink.
func (t *Table[P]) events(p *program.Program) []program.Event {
	all := p.Sinks(t.Sinks)
	if t.More != nil {
		all = append(all, t.More(p)...)
	}
	if t.Takes == nil {
		return all
	}
	var out []program.Event
	for _, ev := range all {
		if t.Takes(&ev) {
			out = append(out, ev)
		}
	}
	return out
}

// maxHoles is the number of values in one event's text that are judged: a path is as long as the text.
const maxHoles = 250

// candidates are the holes of one event's text, each with its worst leaf.
func (t *Table[P]) candidates(p *rule.Pass, ev program.Event, v *program.Value) []*Candidate[P] {
	var out []*Candidate[P]
	known := paths{}
	holes := t.holes(p.Program, &ev, v)
	if len(holes) > maxHoles {
		p.Cut(ev.At, "too many values in one text")
		holes = holes[:maxHoles]
	}
	for _, h := range holes {
		var worst *Candidate[P]
		position := h.Positions[0]
		if t.Worst != nil {
			position = t.Worst(h.Positions)
		}
		for _, leaf := range h.Value.Leaves() {
			c := &Candidate[P]{Event: ev, Root: v, Hole: h, Position: position, Leaf: leaf, paths: known, pass: p, subjects: t.Subjects}
			if leaf.Kind != program.Source && t.at(c).Generated() {
				continue // Have: what a generator assembles is its author's to change; a user-controlled value is reported all the same.
			}
			c.rank = t.rank(c)
			if c.rank > 0 && (worst == nil || c.rank > worst.rank) {
				worst = c
			}
		}
		if worst != nil {
			worst.look()
			out = append(out, worst)
		}
	}
	return out
}

func (t *Table[P]) holes(p *program.Program, ev *program.Event, v *program.Value) []Hole[P] {
	switch {
	case v == nil:
		return nil
	case t.Read == nil:
		return Whole[P](ev, v)
	}
	return t.Read(p, ev, v)
}

func (t *Table[P]) rank(c *Candidate[P]) int {
	if t.Rank == nil {
		return Sources(c)
	}
	return t.Rank(c)
}

func (t *Table[P]) at(c *Candidate[P]) program.Place {
	if t.At == nil {
		return c.Assembled(nil)
	}
	return t.At(c)
}

// worse tells whether a candidate is to be reported rather than another one at the same place.
func (c *Candidate[P]) worse(o *Candidate[P]) bool {
	if c.rank != o.rank {
		return c.rank > o.rank
	}
	return c.widened < o.widened
}

// finding words a candidate; nil if it is none.
func (t *Table[P]) finding(c *Candidate[P], at program.Place) *rule.Finding {
	g := t.Grade(c)
	if g == nil {
		return nil
	}
	f := &rule.Finding{
		Check: g.Check, Severity: g.Severity, Precision: g.Precision, Open: g.Open, Message: g.Message,
		Range: rule.RangeOf(at), Package: c.Event.Fn.Pkg.Path, Flow: c.steps(t.Ends), Decider: c.pass.Program.Decider(c.packages()),
	}
	if at.Fn != nil {
		f.Package = at.Fn.Pkg.Path
	}
	if f.Message == "" {
		f.Message = t.message(c)
	}
	if t.Fix != nil {
		f.Propose = t.Fix(c, f.File)
	}
	return f
}

// message is the one that the table's words make.
func (t *Table[P]) message(c *Candidate[P]) string {
	w := t.Words[c.Position]
	remedy := w.Remedy
	if w.RemedyOf != nil {
		remedy = w.RemedyOf(c)
	}
	return c.Subject() + " " + w.Stands + " " + fmt.Sprintf(t.Sink, c.Event.Name) + "; " + remedy
}
