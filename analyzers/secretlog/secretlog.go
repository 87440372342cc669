package secretlog

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/printed"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Rule is secretlog.
var Rule = &rule.Rule{
	Name:  "secretlog",
	Title: "Secrets in logs",
	Doc:   doc,
	Checks: []rule.Check{
		{Name: "credential", Title: "A password, key or token is logged", Severity: rule.High, Precision: rule.Sure},
		{Name: "header", Title: "A header that carries credentials is logged", Severity: rule.High, Precision: rule.Sure},
		{Name: "struct", Title: "A value with a secret inside is logged whole", Severity: rule.High, Precision: rule.Sure},
		{Name: "url", Title: "An address with a password inside is logged", Severity: rule.High, Precision: rule.Likely},
		{Name: "error", Title: "A secret is part of an error that is logged", Severity: rule.Medium, Precision: rule.Likely},
	},
	CWE:   []string{"CWE-532"},
	OWASP: []string{"API8:2023"},
	ASVS:  []string{"v5.0.0-16.2.5"},
	Since: "0.1.0",
	Run:   run,
}

// search asks of each value that is written to a log what it holds.
type search struct {
	pass     *rule.Pass
	known    *secret.Knowledge
	trace    *printed.Trace
	filters  []filter
	found    []leak
	reported map[string]bool
	asked    bool // by a command, for what is being looked at
}

func run(p *rule.Pass) {
	prog := printed.In(p.Program)
	s := &search{pass: p, known: p.Program.Models.Secrets, trace: prog.NewTrace(), reported: map[string]bool{}, filters: filters(p.Program)}
	for _, pr := range prog.Prints() {
		if meant(&pr) || s.dropped(&pr) {
			continue
		}
		done := s.trace.Exhausted
		s.look(&pr)
		if s.trace.Exhausted && !done {
			p.Cut(pr.At, "too many fields of values that are written whole")
		}
	}
	for _, f := range grouped(s.found) {
		p.Report(f)
	}
}

// meant tells whether a print is for the one who runs the program: on standard streams in main packages, commands and
// generated code.
func meant(pr *printed.Print) bool {
	if pr.At.Generated() || pr.Fn.Pkg.Name == "main" && pr.Stream {
		return true
	}
	return pr.Stream && inCommand(pr.Fn.Pkg.Path)
}

// asks tells whether a print is in a command that is there to show or to change a secret: by its function's name, or because it is a
// small function that a command's description holds.
func (s *search) asks(pr *printed.Print) bool {
	if !inCommand(pr.Fn.Pkg.Path) {
		return false
	}
	name, _, closure := strings.Cut(pr.Fn.Name[strings.LastIndexByte(pr.Fn.Name, '/')+1:], "$")
	name = name[strings.LastIndexByte(name, '.')+1:]
	return s.known.Speaks(name) || closure && name == "init" && len(pr.Fn.Calls) <= maxCommand
}

// maxCommand is the number of calls in a command that does but one thing.
const maxCommand = 8

// inCommand tells whether a package is one of commands.
func inCommand(pkg string) bool {
	return slices.ContainsFunc(strings.Split(pkg, "/"), func(dir string) bool {
		switch dir {
		case "cmd", "cli", "command", "commands", "tool", "tools", "scripts":
			return true
		}
		return false
	})
}

// dropped tells whether the logger is given a function that leaves out what is written under the value's key.
func (s *search) dropped(pr *printed.Print) bool {
	return pr.Key != "" && slices.ContainsFunc(s.filters, func(f filter) bool { return f.pkg == pr.Entry.Package && f.drops(pr.Key) })
}

// look reports what is wrong with one value that is written.
func (s *search) look(pr *printed.Print) {
	t := pr.Static()
	if t.Class == summary.Scalar || t.Class == summary.Code {
		return
	}
	s.asked = s.asks(pr)
	v, own, cut := s.trace.Printed(pr)
	if cut != "" {
		s.pass.Cut(pr.At, cut)
	}
	if t.Class != summary.Text && !own {
		if kind := s.pass.Program.Models.Carries(t.Name); kind != "" && pr.Path == "" {
			if pr.Guessed && pr.Key == "" {
				return // Have: what a logger takes its context from.
			}
			s.report(pr.At, s.carried(pr, kind, pr), "")
			return
		}
		if f, _ := s.fields(pr); f != nil {
			s.report(pr.At, s.whole(pr, f, nil), "")
			return
		}
	}
	found := s.held(v, pr)
	for _, h := range found {
		if h.field == nil && h.carrier == "" && address(credential.Of(h.value).Name) && (s.known.Local(pr.Fn.Name) || s.known.Local(pr.At.File())) {
			continue
		}
		at, f := s.finding(pr, h)
		s.report(at, f, h.root())
	}
	if len(found) == 0 && s.named(pr, v) {
		s.report(pr.At, s.keyed(pr), "")
	}
}

// report notes a finding at a place, and one secret of a line once, in however many calls it is written. root says which
// secret it is, if that is known.
func (s *search) report(at program.Place, f rule.Finding, root string) {
	f.Range, f.Package = rule.RangeOf(at), at.Fn.Pkg.Path
	f.Open = true // another caller, implementation or filter may say otherwise
	name, _, _ := strings.Cut(f.Message, " is written ")
	place, line := f.Range.String(), fmt.Sprintf("%s:%d %s", f.File, f.Line, name)
	if s.reported[place] || s.reported[line] || f.Line == 0 {
		return
	}
	s.reported[place], s.reported[line] = true, true
	if at.Sample() || s.asked {
		f.Precision = rule.Unsure
	}
	s.found = append(s.found, leak{f, root})
}

// fields returns the first field with a secret of a value that is written whole, and what the fields hold whose names say
// nothing.
func (s *search) fields(pr *printed.Print) (found *printed.Field, plain []*program.Value) {
	for _, f := range s.trace.Fields(pr) {
		switch {
		case f.Strength == secret.None:
			plain = append(plain, f.Value)
		case found == nil && s.live(f.Value, f.Strength):
			found = &f
		}
	}
	return found, plain
}

// held is a secret on the way of a value that is written.
type held struct {
	value   *program.Value
	field   *printed.Field // of a value that is made into text whole
	carrier string         // what such a value of a library's type carries
	widened int
	mixed   bool // one of several callers passes it to what keeps it
	foreign bool // on its way it has a name that means something else there
	isError bool // it was found to be an error: no text of another kind
	cut     bool
	path    []*program.Value // from what is written to the secret
}

// maxHeld is the number of secrets that are looked for in one value.
const maxHeld = 32

// held finds the names of secrets that are closest to the log, through all that keeps the text: for each place that passes
// a secret, the strongest.
func (s *search) held(root *program.Value, pr *printed.Print) []held {
	type state struct {
		v    *program.Value
		from *state
		held
	}
	seen := map[*program.Value]bool{root: true}
	queue := []*state{{v: root}}
	var out []held
	add := func(st *state, h held) {
		for ; st != nil; st = st.from {
			h.path = append(h.path, st.v)
		}
		slices.Reverse(h.path)
		out = append(out, h)
	}
	for len(queue) > 0 && len(out) < maxHeld {
		st := queue[0]
		queue = queue[1:]
		v := st.v
		if v == nil {
			continue
		}
		if v.Widened {
			st.widened++
		}
		name, text := credential.Of(v), printed.Of(v)
		st.cut = st.cut || name.Cut
		st.foreign = st.foreign || name.Foreign
		st.isError = (st.isError || text.Error) && v.Kind == program.Alt && v.Note != printed.ErrorText
		st.mixed = st.mixed || v.Mixed || text.Fan && st.widened > 0
		if st.isError && text.Whole != nil && !s.errors(text.Whole) {
			continue
		}
		h, parts := held{value: v, widened: st.widened, cut: st.cut, mixed: st.mixed}, v.Parts
		if text.Whole != nil {
			t := text.Whole.Static()
			h.carrier = s.pass.Program.Models.Carries(t.Name)
			var inside []*program.Value
			h.field, inside = s.fields(text.Whole)
			parts = append(slices.Clip(inside), v.Parts...)
			if h.carrier != "" || h.field != nil {
				add(st, h)
				continue
			}
		}
		if name.Strength != secret.None && !(st.foreign && name.Strength == secret.Weak) {
			if st.isError && v.Type != nil && v.Type.Class == summary.Text {
				continue
			}
			if s.live(v, name.Strength) {
				add(st, h)
				continue
			}
			if !address(name.Name) {
				continue
			}
		}
		if v.Kind < program.Concat || v.Kind == program.Derived && !v.Legible {
			continue
		}
		for _, part := range parts {
			if part != nil && !seen[part] {
				seen[part] = true
				queue = append(queue, &state{v: part, from: st, held: held{widened: st.widened, cut: st.cut, mixed: st.mixed, foreign: st.foreign, isError: st.isError}})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b held) int { return int(b.strength()) - int(a.strength()) })
	return out
}

// errors tells whether what is written whole can be an error.
func (s *search) errors(whole *printed.Print) bool {
	t := whole.Static()
	return s.pass.Program.IsError(&t)
}

func (h held) strength() secret.Strength {
	switch {
	case h.carrier != "":
		return secret.Strong
	case h.field != nil:
		return h.field.Strength
	}
	return credential.Of(h.value).Strength
}

// root is the name of the secret with the function, and the place if that is known, where it is read; "" if it is one of the fields of a whole.
func (h held) root() string {
	if h.field != nil || h.carrier != "" || h.value.At.Fn == nil {
		return ""
	}
	at := h.value.At
	return fmt.Sprintf("%s in %s %d:%d", credential.Of(h.value).Name, at.Fn.Name, at.Pos.Line, at.Pos.Col)
}

// live tells whether a value that is named a secret can be one: something that is not a digest or a number, nor a constant,
// but for one that looks like a password where the name leaves no doubt.
func (s *search) live(v *program.Value, strength secret.Strength) bool {
	parts := v != nil && address(credential.Of(v).Name) // Have: what an address is put together of shows whether there is a secret in it.
	seen := map[*program.Value]bool{}
	todo := []*program.Value{v}
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if v == nil || seen[v] {
			continue
		}
		seen[v] = true
		switch v.Kind {
		case program.Source, program.Stored, program.Operator, program.Unknown, program.Derived:
			return true
		case program.Const:
			if strength == secret.Strong && s.known.Plausible(v.Text) && (!s.known.Common(v.Text) || varied(v.Text)) {
				return true
			}
		case program.Concat:
			if !parts {
				todo = append(todo, v.Parts...)
			}
		default:
			todo = append(todo, v.Parts...)
		}
	}
	return false
}

// varied tells whether a text of those that everybody tries can be nothing but a password: it has letters of both cases, digits
// and marks, or three of these.
func varied(text string) bool {
	classes := 0
	for _, of := range []func(r rune) bool{unicode.IsUpper, unicode.IsLower, unicode.IsDigit, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }} {
		if strings.ContainsFunc(text, of) {
			classes++
		}
	}
	return classes >= 3
}

// place is where a secret is given to a log: where the function that logs is there for that, its caller; where it is in the
// text of an error, where that is made.
func (h held) place(pr *printed.Print, inError bool) program.Place {
	at, text := pr.At, inError
	for _, v := range h.path {
		text = text || v.Note == printed.ErrorText
		switch {
		case v.At.Fn == nil || v.At.Pos.File == 0:
		case inError:
			if v.Kind == program.Concat && text {
				at, text = v.At, false
			}
		case printed.Of(v).Asked:
			at = v.At
		case strings.HasPrefix(v.Note, "passed to "), strings.HasPrefix(v.Note, "kept "):
			return at
		}
	}
	return at
}

// packages are those that a flow leads through.
func packages(path []*program.Value, pr *printed.Print) []string {
	out := []string{pr.Fn.Pkg.Path}
	for _, v := range path {
		if v.At.Fn != nil && !slices.Contains(out, v.At.Fn.Pkg.Path) {
			out = append(out, v.At.Fn.Pkg.Path)
		}
	}
	return out
}

// named tells whether the key of a value that is written says that it is a secret, where the name of what it is taken from
// says nothing.
func (s *search) named(pr *printed.Print, v *program.Value) bool {
	if pr.Key == "" || pr.Static().Class != summary.Text || s.known.Key(pr.Key) != secret.Strong || !s.known.Blank(pr.Holder) {
		return false
	}
	return s.live(v, secret.Weak)
}
