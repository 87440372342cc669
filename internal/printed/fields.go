package printed

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Field is a field of a value that is written whole.
type Field struct {
	Path     string          // "Config.Database.Password"
	Strength secret.Strength // how much its name says that it is a secret
	Value    *program.Value  // what the field holds
}

// Limits on the fields of a value that is written whole: how deep they are looked at, how many whose names say nothing, and
// the steps for one and for all of them.
const (
	maxNesting = 4
	maxPlain   = 40
	fieldSteps = 3_000
	wholeSteps = 6_000
	allWhole   = 300_000 // for all values of a program
)

// Fields returns the fields with text in a value that a print writes whole, as its logger writes it: fmt follows pointers at
// the top only and asks no methods of what unexported fields hold, JSON writes exported fields. Those with names of
// secrets come first.
func (t *Trace) Fields(pr *Print) []Field {
	s := &fieldSearch{p: t.p, trace: t, pr: pr, seen: map[*summary.Struct]bool{}, left: wholeSteps}
	pkg, typ := pr.Fn.Pkg, pr.Fn.Type(pr.Node)
	v := printed{pkg: pkg, typ: typ, mode: pr.Mode, name: program.LastName(typ.Name)}
	if pr.Path != "" && typ.Elem != 0 {
		v.typ, v.path = &pkg.Types[typ.Elem], summary.Elem+summary.PathEnd
		v.name = program.LastName(v.typ.Name)
	}
	s.value(v)
	return append(s.out, s.plain...)
}

type fieldSearch struct {
	p     *Printed
	trace *Trace
	pr    *Print
	seen  map[*summary.Struct]bool
	out   []Field
	plain []Field
	left  int // steps
}

// printed is a part of a value that is written.
type printed struct {
	pkg   *summary.Summary
	typ   *summary.Type
	mode  Mode
	name  string // for messages
	path  string // access path inside the whole value
	depth int
	blind bool            // inside an unexported field: no method is asked
	under map[string]bool // fields of what embeds it, which hide its own
}

// value looks at the fields of a part.
func (s *fieldSearch) value(v printed) {
	for v.typ.Name == "" && v.typ.Elem != 0 {
		if v.typ.Pointer && v.depth > 0 && !followed(v.mode) {
			return // an address is printed
		}
		if !v.typ.Pointer {
			v.path += summary.Elem + summary.PathEnd
		}
		v.typ = &v.pkg.Types[v.typ.Elem]
		if v.name == "" {
			v.name = program.LastName(v.typ.Name)
		}
	}
	t := v.typ
	st, ok := s.p.StructOf(v.pkg, t)
	if !ok || v.depth > maxNesting || s.seen[st.Struct] || t.Class == summary.Scalar || t.Class == summary.Code {
		return
	}
	if t.Pointer && (v.depth > 0 || strings.Contains(v.path, summary.Elem)) && !followed(v.mode) {
		return
	}
	if _, own := s.p.writer(t, v.mode); own && !v.blind {
		return
	}
	s.seen[st.Struct] = true
	defer delete(s.seen, st.Struct)
	v.mode = inner(v.mode)
	for i := range st.Fields {
		f := &st.Fields[i]
		if written(f, v.mode) && !(v.under[f.JSON] && followed(v.mode)) {
			s.field(v, st, f)
		}
	}
}

// followed tells whether a mode writes what nested pointers point to.
func followed(m Mode) bool { return m == JSON || m == Attr }

// inner is the mode in which the parts of a value are written.
func inner(m Mode) Mode {
	if m == Attr {
		return JSON
	}
	return m
}

func (s *fieldSearch) field(v printed, st program.Struct, f *summary.Field) {
	ft := &st.Pkg.Types[f.Type]
	next := v
	next.pkg, next.typ, next.depth, next.under = st.Pkg, ft, v.depth+1, nil
	if f.Name == summary.Elem {
		next.path += summary.Elem + summary.PathEnd
		s.value(next)
		return
	}
	elem := "(" + st.Name + ")." + f.Name
	if st.Name == "" {
		elem = "(struct)." + f.Name
		if v.typ.Name != "" { // Have: a type that is declared inside a function.
			elem = "(" + v.typ.Name + ")." + f.Name
		}
	}
	next.path += elem + summary.PathEnd
	next.name = strings.TrimPrefix(v.name+"."+f.Name, ".")
	next.blind = v.blind || v.mode == Plain && !exported(f)
	if strength := s.strength(st, f, ft, elem); strength != secret.None {
		_, own := s.p.writer(ft, v.mode)
		if own && !next.blind || ft.Pointer && !followed(v.mode) {
			return
		}
		s.out = append(s.out, Field{Path: next.name, Strength: strength, Value: s.walk(next)})
		return
	}
	if (ft.Class == summary.Text || f.Type == 0) && len(s.plain) < maxPlain {
		s.plain = append(s.plain, Field{Path: next.name, Value: s.walk(next)})
		return
	}
	if f.Embedded {
		next.under = map[string]bool{}
		for _, o := range st.Fields {
			if !o.Embedded {
				next.under[o.JSON] = true
			}
		}
	}
	s.value(next)
}

// walk is what is at the path of a part.
func (s *fieldSearch) walk(v printed) *program.Value {
	if s.trace.Spent > allWhole {
		s.trace.Exhausted = true
		return nil
	}
	if s.left <= 0 {
		return nil
	}
	steps := min(fieldSteps, s.left)
	q := s.trace.Query()
	q.State, q.Steps = v.mode, steps
	found := q.Walk(s.pr.Fn, s.pr.Node, v.path, s.pr.ctx)
	s.left -= steps - max(q.Steps, 0)
	s.trace.Spent += steps - max(q.Steps, 0)
	return found
}

// strength tells whether a field holds the text of a secret.
func (s *fieldSearch) strength(st program.Struct, f *summary.Field, ft *summary.Type, symbol string) secret.Strength {
	strength := s.p.Models.Secrets.Name(f.Name)
	if s.p.Confidential(model.Field, symbol) {
		strength = secret.Strong
	}
	switch said, known := s.p.Models.SecretType(ft.Name); {
	case said:
		return secret.Strong
	case known:
		return secret.None
	case strength == secret.Weak && (s.p.Models.Secrets.Foreign(symbol) || s.p.Models.Secrets.Handle(f.Name) || s.p.Models.Secrets.Identifies(f.Name, st.FieldNames)):
		return secret.None
	case ft.Class == summary.Text:
		return strength
	case strength == secret.Strong && program.Textual(st.Pkg, ft):
		return strength
	}
	return secret.None
}
