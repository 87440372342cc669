package sqlbuild

import (
	"strings"

	"github.com/apivet/apivet/internal/flow"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/summary"
)

// Rule is sqlbuild.
var Rule = &rule.Rule{
	Name:  "sqlbuild",
	Title: "SQL text built from values",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "injected", Title: "A value that a client controls stands in SQL text", Severity: rule.Critical, Precision: rule.Sure},
		{Name: "dynamic", Title: "SQL text is assembled from a value that is not proven harmless", Severity: rule.Medium, Precision: rule.Likely},
	},
	CWE:   []string{"CWE-89"},
	OWASP: []string{"API8:2023"},
	ASVS:  []string{"v5.0.0-1.2.4"},
	Since: "0.1.0",
	Run:   func(p *rule.Pass) { flow.Run(p, table) },
}

// candidate is a hole in SQL text with what fills it.
type candidate = flow.Candidate[Position]

var table = &flow.Table[Position]{
	Sinks: "sql/",
	Takes: text,
	Read: func(_ *program.Program, ev *program.Event, v *program.Value) []flow.Hole[Position] {
		return reader.Read(v, startState(ev))
	},
	Worst: worstPosition,
	Rank:  rank,
	Grade: grade,
	At:    func(c *candidate) program.Place { return c.Assembled(mixed) },
	Subjects: map[program.Kind]string{
		program.Source:   "a value from the client (%s)",
		program.Stored:   "stored data (%s)",
		program.Operator: "a setting (%s)",
		program.Unknown:  "a value that is not proven harmless (%s)",
	},
	Words: words,
	Sink:  "the SQL text of %s",
	Ends:  "runs as SQL in",
	Fix:   propose,
}

// text tells whether an event's argument is SQL text: always for most sinks; for some only where its type is a string.
func text(ev *program.Event) bool {
	_, kind, _ := strings.Cut(ev.Entry.Kind, "/")
	switch kind {
	case "fragment-if-string", "raw-if-string", "inline-cond":
		return ev.Static().Class == summary.Text
	}
	return true
}

// ranks orders kinds of leaves by how bad they are; others are harmless.
var ranks = map[program.Kind]int{program.Source: 4, program.Stored: 3, program.Unknown: 2, program.Operator: 1}

// rank: a text that is passed on whole and that no one is known to supply is a wrapper, not a finding.
func rank(c *candidate) int {
	if c.Leaf.Kind != program.Source && c.Hole.Into == nil && c.Position == Statement {
		return 0
	}
	return ranks[c.Leaf.Kind]
}

// worstPosition picks the position to speak of when a hole can stand in several: one where no bind parameter can stand.
func worstPosition(ps []Position) Position {
	worst := ps[0]
	for _, p := range ps {
		if p != Literal && (p > worst || worst == Literal) && p != Unknown {
			worst = p
		}
	}
	return worst
}

// mixed tells whether a value is made of constant text of several words and of something else: a template that was filled.
func mixed(v *program.Value) bool {
	for _, leaf := range v.Leaves() {
		if leaf.Kind == program.Const && phrase(leaf, 1, new(int)) {
			return true
		}
	}
	return false
}

// grade is how bad and how sure a finding is.
func grade(c *candidate) *flow.Grade {
	identifier := c.Position != Literal && c.Position != Statement && c.Position != Condition && c.Position != Unknown
	// Open: another caller may bring a client's value, or none be left.
	g := &flow.Grade{Check: "dynamic", Severity: rule.Medium, Precision: rule.Unsure, Open: true}
	switch {
	case c.Leaf.Kind == program.Source:
		g = &flow.Grade{Check: "injected", Severity: rule.Critical, Precision: c.Sure()}
		if identifier {
			g.Severity = rule.High
		}
	case c.Leaf.Kind == program.Operator:
		g.Severity = rule.Low
	case c.Position == Literal && quotedOrText(c.Leaf):
		g.Precision = rule.Likely
	}
	return g
}

// quotedOrText: the unknown value is known to be a string, so that a bind parameter is the better choice whoever supplies
// it.
func quotedOrText(leaf *program.Value) bool {
	return leaf.Kind == program.Stored || leaf.Text == "call" && !strings.Contains(leaf.Note, ").String, ") && leaf.Type != nil && leaf.Type.Class == summary.Text
}

// startState is the state in which a sink's text begins: a fragment's follows from what the sink is called.
func startState(ev *program.Event) state {
	_, kind, _ := strings.Cut(ev.Entry.Kind, "/")
	if strings.HasPrefix(kind, "raw") {
		return start
	}
	name := ev.Entry.Symbol[strings.LastIndexByte(ev.Entry.Symbol, '.')+1:]
	for _, c := range clauses {
		if strings.Contains(name, c.word) {
			return c.state
		}
	}
	if kind == "inline-cond" {
		return state{next: Condition}
	}
	return state{next: Column}
}

// clauses maps a word in the name of a function that takes a fragment to the state in which the fragment begins.
var clauses = []struct {
	word  string
	state state
}{
	{"Order", state{next: OrderBy, order: true}},
	{"Group", state{next: Column}},
	{"Join", state{next: Table}},
	{"Table", state{next: Table}},
	{"From", state{next: Table}},
	{"Into", state{next: Table}},
	{"Where", state{next: Condition}},
	{"Having", state{next: Condition}},
	{"Not", state{next: Condition}},
	{"Or", state{next: Condition}},
	{"Limit", state{next: Limit}},
	{"Offset", state{next: Limit}},
	{"Expr", state{next: Condition}},
}
