package hardcodedsecret

import (
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// kinds says what the kinds of sinks take.
var kinds = map[string]string{
	"key": "a key", "keyfunc": "a key", "password": "a password", "token": "a token", "dsn": "a password in a connection string",
	"users": "a password",
}

// sinks adds the literals that reach places which take credentials.
func (s *search) sinks() {
	prog := s.pass.Program
	trace := credential.NewWholeTrace(prog, false)
	for _, ev := range append(prog.Sinks("secret/"), headerStores(prog)...) {
		u := &use{search: s, ev: &ev, kind: strings.TrimPrefix(ev.Entry.Kind, "secret/")}
		var cut string
		switch u.kind {
		case "keyfunc":
			u.root, cut = returnedBy(prog, trace, &ev)
			u.texts(u.credential)
		case "header", "default":
			var vs []namedValue
			vs, cut = perName(trace, &ev)
			for _, v := range vs {
				u.name, u.root = v.Name, v.Value
				if u.kind == "header" {
					u.texts(u.header)
				} else {
					u.texts(u.setting)
				}
			}
		case "compare", "member": // Have: comparisons looks at both sides.
		case "dsn":
			u.root, cut = trace.Origins(&ev)
			u.texts(u.connection)
		case "users":
			ev.Path = summary.Elem + summary.PathEnd
			u.root, cut = trace.Origins(&ev)
			u.texts(u.credential)
		default:
			u.root, cut = trace.Origins(&ev)
			u.texts(u.credential)
		}
		if cut != "" {
			s.pass.Cut(ev.At, cut)
		}
	}
}

// use is a place that takes a credential, and what it gets.
type use struct {
	*search
	ev   *program.Event
	kind string
	name string // of the header or setting
	root *program.Value
	keys map[string]bool // of maps, under which texts were found
	wide int             // texts found in fields of all objects of a type

	paths *program.Paths // from the root to texts
}

// texts judges each text that the place can get.
func (u *use) texts(judge func(program.Text)) {
	texts, _ := u.root.Texts()
	u.keys, u.wide, u.paths = map[string]bool{}, 0, program.PathsFrom(u.root)
	u.among(texts)
	for _, t := range texts {
		judge(t)
	}
}

// among notes in how many places with names texts were found.
func (u *use) among(texts []program.Text) {
	for _, t := range texts {
		widened := false
		for _, p := range u.path(t.Value) {
			if p.Under != "" && !p.Widened {
				u.keys[p.Under] = true
			}
			widened = widened || p.Under != "" && p.Widened
		}
		if widened {
			u.wide++
		}
	}
}

// path returns the way from the root to a text.
func (u *use) path(text *program.Value) []*program.Value { return u.paths.To(text) }

// maxKeys is the number of keys of a map from which on it is taken for one of settings, and no longer for one of secrets.
const maxKeys = 4

// unlikely tells whether a text was found in a way that says little: in a table of many settings, or in a field of all objects
// of a type, neither of which has the name of a secret.
func (u *use) unlikely(v *program.Value) bool {
	for _, p := range u.path(v) {
		if p.Under == "" || !p.Widened && (len(u.keys) <= maxKeys || u.kind == "users") {
			continue
		}
		words := secret.Words(p.Under)
		if u.known.Setting(p.Under) == secret.None && (len(words) == 0 || !keyWords[words[len(words)-1]]) {
			return true
		}
	}
	return false
}

// keyWords end the names of fields that may hold secrets, though they do not say so.
var keyWords = map[string]bool{"key": true, "keys": true, "salt": true, "pepper": true, "hmac": true, "seed": true, "pass": true}

// credential judges a text that is used as a key, password or token as it is.
func (u *use) credential(t program.Text) {
	if t.Open() || !u.known.Taken(t.Text) || u.enumerated(t.Value) {
		return
	}
	u.take(t, t.Value, t.Text, rule.Critical, rule.Sure, kinds[u.kind]+" for "+u.ev.Name)
}

// enumerated tells whether a constant has a type of its own whose name says nothing of keys: it is a value that the program knows
// another one by.
func (u *use) enumerated(v *program.Value) bool {
	if v.Kind != program.Const || v.Type == nil || v.Type.Name == "" || v.Type.Class != summary.Text || v.Type.Bytes {
		return false
	}
	name := program.ShortName(v.Type.Name)
	words := secret.Words(name[strings.LastIndexByte(name, '.')+1:])
	return u.known.Name(name[strings.LastIndexByte(name, '.')+1:]) == secret.None && len(words) > 0 && !keyWords[words[len(words)-1]]
}

// connection judges a connection string: the password in it, or what the password is made of.
func (u *use) connection(t program.Text) {
	pw, start, ok := secret.InURL(t.Text)
	if !ok {
		return
	}
	what := kinds[u.kind] + " for " + u.ev.Name
	u.part(t, pw, start, u.known.Taken, rule.High, rule.Sure, what)
}

// header judges the value of a header.
func (u *use) header(t program.Text) {
	if !u.known.Header(u.name) || strings.EqualFold(u.name, "Cookie") || strings.EqualFold(u.name, "Set-Cookie") {
		return
	}
	token, start := t.Text, 0
	if rest, ok := secret.Scheme(t.Text); ok {
		token, start = rest, len(t.Text)-len(rest)
	}
	u.part(t, token, start, u.known.Plausible, rule.High, rule.Likely, "the value of the header "+u.name)
}

// setting judges the default of a setting.
func (u *use) setting(t program.Text) {
	strength := u.known.Setting(u.name)
	if t.Open() || strength == secret.None || !u.known.Default(u.name, t.Text) {
		return
	}
	c := candidate{check: "default", rank: byFallback, at: t.Place(), mask: secret.Mask(t.Text), severity: rule.High, precision: rule.Sure, what: "the default of the setting " + u.name}
	c.flow, c.packages = u.flow(t.Value), u.packages(t.Value)
	u.add(c)
}

// part judges a part of a text that begins at an offset: constant, or what the one value holds that it is made of.
func (u *use) part(t program.Text, part string, start int, taken func(string) bool, sev rule.Severity, prec rule.Precision, what string) {
	v := t.Hole(part)
	if v == nil {
		if !program.HasHole(part) && taken(part) {
			u.take(t, t.At(start), part, sev, prec, what)
		}
		return
	}
	texts, _ := v.Texts()
	u.among(texts)
	for _, in := range texts {
		if !in.Open() && taken(in.Text) {
			in.Fallback = in.Fallback || t.Fallback
			u.take(in, in.Value, in.Text, sev, prec, what)
		}
	}
}

// take adds a text that the place takes: the constant of v.
func (u *use) take(t program.Text, v *program.Value, text string, sev rule.Severity, prec rule.Precision, what string) {
	c := candidate{check: "credential", rank: byUse, at: program.ConstPlace(v), mask: secret.Mask(text), severity: sev, precision: prec, what: what}
	if u.kind != "dsn" && u.unlikely(v) {
		if !u.known.Plausible(text) && !u.known.Common(text) || u.wide > maxKeys {
			return
		}
		c.precision = rule.Likely
	}
	if t.Fallback {
		c.check, c.rank, c.what, c.severity = "default", byFallback, "a stand-in for "+c.what, rule.High
	}
	c.flow, c.packages = u.flow(v), u.packages(v)
	for _, p := range u.path(v) {
		c.open = c.open || p.At.Fn != nil && p.At.Fn != u.ev.Fn || p.Widened
	}
	u.add(c)
}

// flow is the steps from the literal to the place that takes it.
func (u *use) flow(text *program.Value) []rule.Step {
	steps := []rule.Step{{Range: rule.RangeOf(program.ConstPlace(text)), Message: "written here"}}
	path := u.path(text)
	for i := len(path) - 1; i >= 0; i-- {
		st := rule.Step{Range: rule.RangeOf(path[i].At), Message: path[i].Note}
		if st.Message != "" && st.Line != 0 {
			steps = append(steps, st)
		}
	}
	return append(steps, rule.Step{Range: rule.RangeOf(u.ev.At), Message: "taken by " + u.ev.Name})
}

func (u *use) packages(text *program.Value) []string {
	out := []string{u.ev.Fn.Pkg.Path}
	for _, v := range u.path(text) {
		if v.At.Fn != nil {
			out = append(out, v.At.Fn.Pkg.Path)
		}
	}
	return out
}
