package secretlog

import (
	"fmt"
	"slices"
	"strings"

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

// run asks of each value that is written to a log what it holds.
func run(p *rule.Pass) {
	reported := map[string]bool{}
	trace := p.Program.NewTrace(true)
	for _, pr := range p.Program.Prints() {
		if skip(&pr) {
			continue
		}
		for _, f := range findings(p, trace, &pr) {
			k := f.Range.String()
			if reported[k] || f.Line == 0 {
				continue
			}
			reported[k] = true
			p.Report(f)
		}
	}
}

// skip leaves out what prints to its user: standard streams in main packages and in generated code.
func skip(pr *program.Print) bool {
	if pr.At.Generated() || pr.Fn.Pkg.Name == "main" && pr.Stream {
		return true
	}
	return pr.Stream && slices.ContainsFunc(strings.Split(pr.Fn.Pkg.Path, "/"), func(dir string) bool {
		return dir == "cmd" || dir == "cli" || dir == "command" || dir == "commands" || dir == "tools" || dir == "scripts"
	})
}

// findings looks at one value that is written.
func findings(p *rule.Pass, trace *program.Trace, pr *program.Print) []rule.Finding {
	t := pr.Static()
	if t.Class == summary.Scalar || t.Class == summary.Code {
		return nil
	}
	v, own, cut := trace.Printed(pr)
	if cut != "" {
		p.Cut(pr.At, cut)
	}
	if h := nearest(v); h != nil {
		return []rule.Finding{h.finding(p, pr, v)}
	}
	if own || t.Class == summary.Text {
		return nil
	}
	if kind := p.Program.Carrier(&t); kind != "" {
		return []rule.Finding{carried(pr, kind)}
	}
	for _, f := range trace.SecretFields(pr) {
		if live(f.Value) {
			return []rule.Finding{whole(pr, f)}
		}
	}
	return nil
}

// held is a name on the way of a value that says that it is a secret.
type held struct {
	value   *program.Value
	text    bool // the way there leads through an error
	widened int
}

// nearest finds the name that is closest to the log, through all that keeps the text.
func nearest(root *program.Value) *held {
	type state struct {
		v       *program.Value
		widened int
	}
	seen := map[*program.Value]bool{root: true}
	queue := []state{{root, 0}}
	var weak *held
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		v := s.v
		if v == nil {
			continue
		}
		if v.Widened {
			s.widened++
		}
		if v.Strength != secret.None {
			if !live(v) {
				continue
			}
			h := &held{value: v, widened: s.widened}
			if v.Strength == secret.Strong {
				return h
			}
			if weak == nil {
				weak = h
			}
		}
		if v.Kind < program.Concat || v.Kind == program.Derived && !v.Kept {
			continue
		}
		for _, part := range v.Parts {
			if part != nil && !seen[part] {
				seen[part] = true
				queue = append(queue, state{part, s.widened})
			}
		}
	}
	return weak
}

// live tells whether a value that is named a secret can be one: something that is not a constant, a digest or a number.
func live(v *program.Value) bool {
	if v == nil {
		return false
	}
	found, _ := keeps(v, map[*program.Value]bool{})
	return found
}

func keeps(v *program.Value, seen map[*program.Value]bool) (found, all bool) {
	if v == nil || seen[v] {
		return false, true
	}
	seen[v] = true
	switch v.Kind {
	case program.Const, program.Scalar, program.Safe, program.Restricted, program.Function, program.Object:
		return false, true
	case program.Source, program.Stored, program.Operator, program.Unknown:
		return true, true
	case program.Derived:
		return true, true
	}
	for _, part := range v.Parts {
		if ok, _ := keeps(part, seen); ok {
			return true, true
		}
	}
	return false, true
}

// finding words a named secret that is logged.
func (h *held) finding(p *rule.Pass, pr *program.Print, root *program.Value) rule.Finding {
	path := program.Path(root, h.value)
	f := rule.Finding{Check: "credential", Severity: rule.High, Precision: rule.Sure, Package: pr.Fn.Pkg.Path}
	at := pr.At
	for _, v := range path {
		if v.Note != "" && strings.HasPrefix(v.Note, "passed to ") && v.At.Fn != nil {
			at = v.At // the logging function is not at fault, its caller is
		}
	}
	f.Range = rule.RangeOf(at)
	if at.Fn != nil {
		f.Package = at.Fn.Pkg.Path
	}
	name := h.value.Name
	known := p.Program.Models.Secrets
	what, remedy := name, "log that it is there, its length or a digest, not the text"
	static := pr.Static()
	switch {
	case known.Header(name):
		f.Check = "header"
		what, remedy = "the header "+name, "log that it is set, not what it holds"
	case address(name):
		f.Check, f.Precision = "url", rule.Likely
		remedy = "log it without the user's part, as url.URL.Redacted does"
	case static.Name == "error":
		f.Check, f.Severity, f.Precision = "error", rule.Medium, rule.Likely
		remedy = "leave it out of the error's text"
	}
	if h.value.Strength == secret.Weak && f.Precision > rule.Likely {
		f.Precision = rule.Likely
	}
	if pr.Stream || pr.Guessed || h.widened > 0 {
		f.Precision = min(f.Precision, rule.Likely)
	}
	if h.widened > 1 || h.widened > 0 && h.value.Strength == secret.Weak {
		f.Precision = rule.Unsure
	}
	f.Message = fmt.Sprintf("%s is written to the log by %s; %s", what, pr.Name, remedy)
	f.Flow = flow(path, pr)
	f.Decider = p.Program.Decider(packages(path, pr))
	return f
}

// address tells whether a name is that of a connection string.
func address(name string) bool {
	words := secret.Words(name)
	last := words[len(words)-1]
	return last == "dsn" || last == "string" && len(words) > 1 && words[len(words)-2] == "connection" || last == "url"
}

// flow is the steps from the secret to the log.
func flow(path []*program.Value, pr *program.Print) []rule.Step {
	var steps []rule.Step
	for i := len(path) - 1; i >= 0; i-- {
		v := path[i]
		msg := v.Note
		if v.Name != "" {
			msg = v.Name + " is a secret by its name"
		}
		s := rule.Step{Range: rule.RangeOf(v.At), Message: msg}
		if msg == "" || s.Line == 0 || len(steps) > 0 && steps[len(steps)-1].Range == s.Range {
			continue
		}
		steps = append(steps, s)
	}
	return append(steps, rule.Step{Range: rule.RangeOf(pr.At), Message: "written by " + pr.Name})
}

func packages(path []*program.Value, pr *program.Print) []string {
	out := []string{pr.Fn.Pkg.Path}
	for _, v := range path {
		if v.At.Fn != nil && !slices.Contains(out, v.At.Fn.Pkg.Path) {
			out = append(out, v.At.Fn.Pkg.Path)
		}
	}
	return out
}

// carried words a value of a library's type that carries secrets whatever it holds.
func carried(pr *program.Print, kind string) rule.Finding {
	f := rule.Finding{Check: "struct", Severity: rule.High, Precision: rule.Likely, Range: rule.RangeOf(pr.At), Package: pr.Fn.Pkg.Path}
	what := "tokens"
	if kind == "secret-header" {
		f.Check, what = "header", "headers with credentials"
	}
	f.Message = fmt.Sprintf("%s is written to the log whole by %s, and holds %s; log the parts that are needed", program.ShortName(pr.Static().Name), pr.Name, what)
	f.Flow = []rule.Step{{Range: f.Range, Message: "written by " + pr.Name}}
	return f
}

// whole words a struct with a secret field.
func whole(pr *program.Print, field program.SecretField) rule.Finding {
	f := rule.Finding{Check: "struct", Severity: rule.High, Precision: rule.Sure, Range: rule.RangeOf(pr.At), Package: pr.Fn.Pkg.Path}
	if field.Strength == secret.Weak || pr.Stream || pr.Guessed {
		f.Precision = rule.Likely
	}
	f.Message = fmt.Sprintf("%s is written to the log with the whole value by %s; log the fields that are needed, or give the type a method that leaves it out", field.Path, pr.Name)
	f.Flow = []rule.Step{{Range: f.Range, Message: "written by " + pr.Name}}
	return f
}
