package sqlbuild

import (
	"fmt"
	"slices"
	"strings"

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
	Run:   run,
}

// run asks of each SQL text what it is made of, and reports each place where a foreign value is put into it.
func run(p *rule.Pass) {
	found := map[program.Place]*candidate{}
	var order []program.Place
	for _, ev := range p.Program.Sinks("sql/") {
		if !text(&ev) {
			continue
		}
		v, cut := p.Program.Origins(&ev)
		if cut != "" {
			p.Cut(ev.At, cut)
		}
		for _, c := range candidates(ev, v, bindStyle(p.Program, &ev)) {
			at := c.place()
			if found[at] == nil {
				order = append(order, at)
			}
			if found[at] == nil || c.worse(found[at]) {
				found[at] = c
			}
		}
	}
	for _, at := range order {
		f := found[at].finding()
		f.Decider = p.Program.Decider(found[at].packages())
		p.Report(f)
	}
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

// candidate is a hole with the worst leaf of what fills it.
type candidate struct {
	event    program.Event
	style    string // how bind parameters are written; "" if not known
	root     *program.Value
	hole     hole
	leaf     *program.Value
	position Position
	widened  int // steps that only a field's type connects
}

// candidates finds the holes of one SQL text that foreign values fill.
func candidates(ev program.Event, v *program.Value, style string) []*candidate {
	lexed := lex(v, startState(&ev))
	var out []*candidate
	for _, h := range lexed.holes {
		var worst *candidate
		for _, leaf := range h.value.Leaves() {
			c := &candidate{event: ev, style: style, root: v, hole: h, leaf: leaf, position: worstPosition(lexed.positions[h])}
			if rank(leaf.Kind) > 0 && c.reportable() && !c.generated() && (worst == nil || rank(leaf.Kind) > rank(worst.leaf.Kind)) {
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

// look counts the steps to a client's value that only a field's type connects.
func (c *candidate) look() {
	if c.leaf.Kind != program.Source {
		return
	}
	for _, step := range c.path() {
		if step.Widened {
			c.widened++
		}
	}
}

// rank orders kinds of leaves by how bad they are; 0 for harmless ones.
func rank(k program.Kind) int {
	switch k {
	case program.Source:
		return 4
	case program.Stored:
		return 3
	case program.Unknown:
		return 2
	case program.Operator:
		return 1
	}
	return 0
}

// reportable: a text that is passed on whole and that no one is known to supply is a wrapper, not a finding.
func (c *candidate) reportable() bool {
	if c.leaf.Kind == program.Source {
		return true
	}
	return c.hole.into != nil || c.position != Statement
}

// generated: what a generator assembles is its author's to change; a client's value is reported all the same.
func (c *candidate) generated() bool {
	return c.leaf.Kind != program.Source && c.place().Generated()
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

// place is where the text is assembled with the value, or the sink where the value is passed as it is.
func (c *candidate) place() program.Place {
	switch {
	case c.hole.into != nil && c.hole.into.At.Pos.File != 0:
		return c.hole.into.At
	case c.hole.value.Kind == program.Derived && c.hole.value.At.Pos.File != 0 && mixed(c.hole.value):
		return c.hole.value.At
	}
	return c.event.At
}

// mixed tells whether a value is made of constant text of several words and of something else: a template that was filled.
func mixed(v *program.Value) bool {
	for _, leaf := range v.Leaves() {
		if leaf.Kind == program.Const && phrase(leaf, 1) {
			return true
		}
	}
	return false
}

func (c *candidate) worse(o *candidate) bool {
	if a, b := rank(c.leaf.Kind), rank(o.leaf.Kind); a != b {
		return a > b
	}
	return c.widened < o.widened
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

// path is the way from the text over the piece that it is assembled in to the hole and the leaf.
func (c *candidate) path() []*program.Value {
	stops := []*program.Value{c.root, c.hole.into, c.hole.value, c.leaf}
	path := []*program.Value{c.root}
	for _, to := range stops[1:] {
		if to == nil {
			continue
		}
		if part := program.Path(path[len(path)-1], to); len(part) > 1 {
			path = append(path, part[1:]...)
		}
	}
	return path
}

// packages lists the packages that the flow leads through.
func (c *candidate) packages() []string {
	out := []string{c.event.Fn.Pkg.Path}
	for _, v := range c.path() {
		if v.At.Fn != nil && !slices.Contains(out, v.At.Fn.Pkg.Path) {
			out = append(out, v.At.Fn.Pkg.Path)
		}
	}
	return out
}

// finding words a candidate.
func (c *candidate) finding() rule.Finding {
	f := rule.Finding{Check: "dynamic", Range: rule.RangeOf(c.place()), Package: c.event.Fn.Pkg.Path}
	if at := c.place(); at.Fn != nil {
		f.Package = at.Fn.Pkg.Path
	}
	f.Severity, f.Precision = c.grade()
	if c.leaf.Kind == program.Source {
		f.Check = "injected"
	}
	f.Open = f.Check == "dynamic" // another caller may bring a client's value, or none be left
	f.Message = fmt.Sprintf("%s %s the SQL text of %s; %s", c.subject(), standsAs[c.position], c.event.Name, remedies[c.position](c))
	f.Flow = c.flow()
	f.Propose = c.propose(f.File)
	return f
}

// grade is how bad and how sure the finding is.
func (c *candidate) grade() (rule.Severity, rule.Precision) {
	identifier := c.position != Literal && c.position != Statement && c.position != Condition && c.position != Unknown
	switch c.leaf.Kind {
	case program.Source:
		sev, prec := rule.Critical, rule.Sure
		if identifier {
			sev = rule.High
		}
		switch c.widened {
		case 0:
		case 1:
			prec = rule.Likely
		default:
			prec = rule.Unsure
		}
		return sev, prec
	case program.Operator:
		return rule.Low, rule.Unsure
	}
	if c.position == Literal && c.quotedOrText() {
		return rule.Medium, rule.Likely
	}
	return rule.Medium, rule.Unsure
}

// quotedOrText: the unknown value is known to be a string, so that a bind parameter is the better choice whoever supplies
// it.
func (c *candidate) quotedOrText() bool {
	return c.leaf.Kind == program.Stored || c.leaf.Text == "call" && !strings.Contains(c.leaf.Note, ").String, ") && c.leaf.Type != nil && c.leaf.Type.Class == summary.Text
}

// subject says what the foreign value is.
func (c *candidate) subject() string {
	switch c.leaf.Kind {
	case program.Source:
		return "a value from the client (" + program.ShortName(c.leaf.Text) + ")"
	case program.Stored:
		return "stored data (" + program.ShortName(c.leaf.Text) + ")"
	case program.Operator:
		return "a setting (" + program.ShortName(c.leaf.Text) + ")"
	}
	if c.leaf.Note != "" {
		return "a value that is not proven harmless (" + c.leaf.Note + ")"
	}
	return "a value that is not proven harmless (" + c.leaf.Text + ")"
}

// flow is the steps from the source to the sink.
func (c *candidate) flow() []rule.Step {
	path := c.path()
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
	add(c.event.At, "runs as SQL in "+c.event.Name)
	return steps
}
