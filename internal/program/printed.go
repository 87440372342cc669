package program

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// structType is a struct type with the package that declares it.
type structType struct {
	pkg *summary.Summary
	*summary.Struct
}

// SecretField is a field with a secret inside a value that is written whole.
type SecretField struct {
	Path     string // "Config.Database.Password"
	Strength secret.Strength
	At       Place  // where the value comes from, if that is known
	Value    *Value // what the field holds
}

// Printed returns the text that a print writes of its value: what a method of the value's type makes of it where it has
// one for the mode, else the value itself. own tells that a method decides.
func (t *Trace) Printed(pr *Print) (v *Value, own bool, cut string) {
	q := t.query()
	if pr.Path == "" {
		if fn, found := t.p.writer(pr.Fn.typ(pr.Node), pr.Mode); found {
			return q.firstResult(fn), true, q.cut
		}
	}
	v = q.walk(pr.Fn, pr.Node, pr.Path, nil)
	return v, false, q.cut
}

// firstResult is what a type's own String, Error, MarshalJSON or LogValue returns; nothing where it cannot be seen.
func (q *query) firstResult(fn *Fn) *Value {
	if fn == nil {
		return &Value{Kind: Safe, Text: "own method"}
	}
	var vs []*Value
	for _, r := range fn.Returns {
		if len(r.Values) > 0 {
			vs = append(vs, q.walk(fn, r.Values[0], "", nil))
		}
	}
	return join(vs...)
}

// writers are the methods by which a type decides itself what is written of it, by mode.
var writers = map[Mode][]string{
	Plain:  {"Format", "Error", "String"},
	JSON:   {"MarshalLogObject", "MarshalLogArray", "MarshalZerologObject", "MarshalZerologArray", "MarshalObject", "MarshalJSON", "MarshalText", "Error", "String"},
	Either: {"LogValue", "MarshalLog", "Format", "Error", "String", "MarshalJSON", "MarshalText"},
}

// writer returns the method by which values of a type are written; nil, true where the type has one whose result is not a
// text or that the program does not hold.
func (p *Program) writer(t *summary.Type, mode Mode) (*Fn, bool) {
	im := p.impls[t.Name]
	if t.Name == "" || im == nil {
		return nil, false
	}
	for _, name := range writers[mode] {
		m, ok := im.methods[name]
		if !ok || strings.HasPrefix(m.Symbol, "(*") && !t.Pointer {
			continue
		}
		if mode == JSON && (name == "String" || name == "Error") && t.Class == summary.Mixed && name == "String" {
			continue // JSON does not ask for it
		}
		if name == "Format" && !strings.HasPrefix(m.Signature, "func(fmt.State") {
			continue
		}
		if (name == "String" || name == "Error") && m.Signature != "func() string" {
			continue
		}
		fn := p.fns[m.Symbol]
		if fn != nil && (name == "Format" || strings.HasPrefix(name, "MarshalLog") || strings.HasPrefix(name, "MarshalZero") || name == "MarshalObject") {
			fn = nil // writes through calls that are prints themselves
		}
		return fn, true
	}
	return nil, false
}

// maxNesting is how deep the fields of a value are looked at.
const maxNesting = 4

// SecretFields returns the fields with secrets in a value that a print writes whole, as its logger writes it: fmt follows
// pointers at the top only, JSON writes exported fields.
func (t *Trace) SecretFields(pr *Print) []SecretField {
	s := &fieldSearch{p: t.p, trace: t, pr: pr, seen: map[string]bool{}}
	pkg, typ := pr.Fn.Pkg, pr.Fn.typ(pr.Node)
	path := ""
	if pr.Path != "" && typ.Elem != 0 {
		typ = &pkg.Types[typ.Elem]
		path = summary.Elem + summary.PathEnd
	}
	s.fields(pkg, typ, strings.TrimPrefix(lastName(typ.Name), "*"), path, 0)
	return s.out
}

type fieldSearch struct {
	p     *Program
	trace *Trace
	pr    *Print
	seen  map[string]bool
	out   []SecretField
}

// fields looks at a value of type t at an access path of the printed value.
func (s *fieldSearch) fields(pkg *summary.Summary, t *summary.Type, name, path string, depth int) {
	for t.Name == "" && t.Elem != 0 {
		if t.Pointer && depth > 0 && s.pr.Mode != JSON {
			return // an address is printed
		}
		t = &pkg.Types[t.Elem]
		path += summary.Elem + summary.PathEnd
		if name == "" {
			name = lastName(t.Name)
		}
	}
	if depth > maxNesting || t.Name == "" || s.seen[t.Name] || t.Class == summary.Scalar || t.Class == summary.Code {
		return
	}
	if t.Pointer && (depth > 0 || strings.Contains(path, summary.Elem)) && s.pr.Mode != JSON {
		return
	}
	if _, own := s.p.writer(t, s.pr.Mode); own {
		return
	}
	st, ok := s.p.structs[t.Name]
	if !ok {
		return
	}
	s.seen[t.Name] = true
	defer delete(s.seen, t.Name)
	for i := range st.Fields {
		f := &st.Fields[i]
		if !s.printed(f) {
			continue
		}
		ft := &st.pkg.Types[f.Type]
		if f.Name == summary.Elem {
			s.fields(st.pkg, ft, name, path+summary.Elem+summary.PathEnd, depth+1)
			continue
		}
		s.field(st, f, ft, name, path, depth)
	}
}

func (s *fieldSearch) field(st structType, f *summary.Field, ft *summary.Type, name, path string, depth int) {
	elem := "(" + st.Name + ")." + f.Name + summary.PathEnd
	strength := s.p.Models.Secrets.Name(f.Name)
	for _, e := range s.p.Models.Lookup(model.Field, "("+st.Name+")."+f.Name) {
		if e.Role == model.Source && e.Kind == "secret" {
			strength = secret.Strong
		}
	}
	said, known := s.p.Models.SecretType(ft.Name)
	if known && !said {
		return
	}
	if said {
		strength = secret.Strong
	}
	if strength != secret.None && (said || ft.Class == summary.Text || strength == secret.Strong && textual(st.pkg, ft) && !strings.HasPrefix(ft.Name, "*")) {
		if _, own := s.p.writer(ft, s.pr.Mode); own {
			return
		}
		if ft.Pointer && s.pr.Mode != JSON {
			return
		}
		v := s.trace.query().walk(s.pr.Fn, s.pr.Node, path+elem, nil)
		s.out = append(s.out, SecretField{Path: name + "." + f.Name, Strength: strength, Value: v})
		return
	}
	s.fields(st.pkg, ft, name+"."+f.Name, path+elem, depth+1)
}

// printed tells whether a field is written at all.
func (s *fieldSearch) printed(f *summary.Field) bool {
	exported := f.Name == summary.Elem || f.Name[0] >= 'A' && f.Name[0] <= 'Z'
	switch s.pr.Mode {
	case Plain:
		return true
	case JSON:
		return exported && f.JSON != "-"
	}
	return exported && f.JSON != "-"
}

// Carrier tells whether a library's type holds secrets whatever a value of it holds: "secret", or "secret-header" for
// requests and their headers; "" if not.
func (p *Program) Carrier(t *summary.Type) string {
	for _, e := range p.Models.Lookup(model.Type, t.Name) {
		if e.Role == model.Source && strings.HasPrefix(e.Kind, "secret") {
			return e.Kind
		}
	}
	return ""
}
