package secretlog

import (
	"fmt"
	"slices"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/printed"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
)

// finding words a secret that is logged, and says at which place.
func (s *search) finding(pr *printed.Print, h held) (program.Place, rule.Finding) {
	static := pr.Static()
	inError := s.pass.Program.IsError(&static) || slices.ContainsFunc(h.path, func(v *program.Value) bool { return v.Note == printed.ErrorText })
	if h.field != nil {
		return h.place(pr, inError), s.whole(pr, h.field, &h)
	}
	if h.carrier != "" {
		return h.place(pr, inError), s.carried(pr, h.carrier, printed.Of(h.value).Whole)
	}
	f := rule.Finding{Check: "credential", Severity: rule.High, Precision: rule.Sure}
	mark := credential.Of(h.value)
	name := mark.Name
	what, remedy := name, "log that it is there, its length or a digest, not the text"
	switch {
	case mark.Of == "header":
		f.Check = "header"
		remedy = "log that it is set, not what it holds"
	case mark.Of == "headers":
		f.Check, f.Precision = "header", rule.Likely
		what, remedy = "what "+name+" holds, with the headers that carry credentials,", "log the headers that are needed"
	case address(name):
		f.Check, f.Precision = "url", rule.Likely
		remedy = "log it without the user's part, as url.URL.Redacted does"
	case inError:
		f.Check, f.Severity, f.Precision = "error", rule.Medium, rule.Likely
		remedy = "leave it out of the error's text"
	}
	f.Precision = min(f.Precision, s.precision(pr, h))
	f.Message = fmt.Sprintf("%s is written to the log by %s; %s", what, pr.Name, remedy)
	f.Flow = flow(h.path, pr)
	f.Decider = s.pass.Program.Decider(packages(h.path, pr))
	return h.place(pr, f.Check == "error"), f
}

// precision is how sure it is that a held secret reaches the log as text.
func (s *search) precision(pr *printed.Print, h held) rule.Precision {
	unseen := func(f filter) bool { return f.unknown && f.pkg == pr.Entry.Package }
	if slices.ContainsFunc(s.filters, unseen) {
		return rule.Unsure
	}
	weak := h.strength() == secret.Weak
	switch {
	case h.cut, h.mixed, h.widened > 1, h.widened > 0 && weak, weak && pr.Static().Name == "error", printed.In(s.pass.Program).Behaviour(pr):
		return rule.Unsure
	case weak, pr.Stream, pr.Guessed, h.widened > 0:
		return rule.Likely
	}
	return rule.Sure
}

// address tells whether a name is that of a connection string.
func address(name string) bool {
	words := secret.Words(name)
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return last == "dsn" || last == "string" && len(words) > 1 && words[len(words)-2] == "connection" || last == "url" || last == "uri"
}

// flow is the steps from the secret to the log.
func flow(path []*program.Value, pr *printed.Print) []rule.Step {
	var steps []rule.Step
	for i := len(path) - 1; i >= 0; i-- {
		v := path[i]
		msg := v.Note
		if name := credential.Of(v).Name; name != "" {
			msg = name + " is a secret by its name"
		}
		s := rule.Step{Range: rule.RangeOf(v.At), Message: msg}
		if msg == "" || s.Line == 0 || len(steps) > 0 && steps[len(steps)-1].Range == s.Range {
			continue
		}
		steps = append(steps, s)
	}
	return append(steps, written(pr)...)
}

// written is the last steps of a flow: the call, and what a function of the program calls in its turn.
func written(pr *printed.Print) []rule.Step {
	steps := []rule.Step{{Range: rule.RangeOf(pr.At), Message: "written by " + pr.Name}}
	if pr.InnerName != "" {
		steps = append(steps, rule.Step{Range: rule.RangeOf(pr.Inner), Message: "which calls " + pr.InnerName})
	}
	return steps
}

// carried words a value of a library's type that carries secrets whatever it holds.
func (s *search) carried(pr *printed.Print, kind string, what *printed.Print) rule.Finding {
	f := rule.Finding{Check: "struct", Severity: rule.High, Precision: rule.Likely, Flow: written(pr)}
	inside := "tokens"
	if kind == "secret-header" {
		f.Check, inside = "header", "headers with credentials"
	}
	f.Message = fmt.Sprintf("%s is written to the log whole by %s, and holds %s; log the parts that are needed", program.ShortName(what.Static().Name), pr.Name, inside)
	return f
}

// whole words a struct with a secret field, which is logged as it is or (h) as text made of it.
func (s *search) whole(pr *printed.Print, field *printed.Field, h *held) rule.Finding {
	f := rule.Finding{Check: "struct", Severity: rule.High, Precision: rule.Sure, Flow: written(pr)}
	if h != nil {
		f.Flow = flow(h.path, pr)
		f.Decider = s.pass.Program.Decider(packages(h.path, pr))
		f.Precision = s.precision(pr, *h)
	}
	if field.Strength == secret.Weak || pr.Stream || pr.Guessed {
		f.Precision = min(f.Precision, rule.Likely)
	}
	f.Message = fmt.Sprintf("%s is written to the log with the whole value by %s; log the fields that are needed, or give the type a method that leaves it out", field.Path, pr.Name)
	return f
}

// keyed words a value that is a secret by the key under which it is logged.
func (s *search) keyed(pr *printed.Print) rule.Finding {
	f := rule.Finding{Check: "credential", Severity: rule.High, Precision: rule.Likely, Flow: written(pr)}
	f.Message = fmt.Sprintf("the value of %q is written to the log by %s; log that it is there, its length or a digest, not the text", s.known.Label(pr.Key), pr.Name)
	return f
}
