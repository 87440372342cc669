package program

import (
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// Struct is a struct type with the package that speaks of it.
type Struct struct {
	Pkg *summary.Summary
	*summary.Struct
}

// StructOf returns the struct type, or named container, that a type of a package is or points to.
func (p *Program) StructOf(pkg *summary.Summary, t *summary.Type) (Struct, bool) {
	if t.Name == "" && t.Pointer {
		t = &pkg.Types[t.Elem]
	}
	if t.Fields > 0 {
		return Struct{pkg, &pkg.Structs[t.Fields-1]}, true
	}
	st, ok := p.structs[t.Name]
	return st, ok && t.Name != ""
}

// IsError tells whether a type is an error.
func (p *Program) IsError(t *summary.Type) bool {
	if t.Name == "error" {
		return true
	}
	im := p.impls[t.Name]
	return im != nil && t.Name != "" && im.Methods["Error"].Signature == "func() string"
}

// FieldOf takes the element of a path apart: "(pkg.T).F".
func FieldOf(elem string) (typ, field string, ok bool) {
	s := strings.TrimSuffix(elem, summary.PathEnd)
	i := strings.LastIndex(s, ").")
	if i < 0 || s[0] != '(' {
		return "", "", false
	}
	return s[1:i], s[i+2:], true
}

// Field returns a field by its name; nil if there is none.
func (st Struct) Field(name string) *summary.Field {
	for i := range st.Fields {
		if st.Fields[i].Name == name {
			return &st.Fields[i]
		}
	}
	return nil
}

// Full tells whether all fields of the type are known, not only those of another module's type that are of interest.
func (st Struct) Full() bool {
	return st.Name == "" || strings.HasPrefix(st.Name, st.Pkg.Path+".")
}

// FieldNames yields the names of the fields.
func (st Struct) FieldNames(yield func(string) bool) {
	for _, f := range st.Fields {
		if !yield(f.Name) {
			return
		}
	}
}

// Embedded returns the access path's elements of a struct type's embedded fields.
func (st Struct) Embedded() []string {
	if st.Struct == nil {
		return nil
	}
	var out []string
	for _, f := range st.Fields {
		if f.Embedded {
			out = append(out, "("+st.Name+")."+f.Name+summary.PathEnd)
		}
	}
	return out
}

// EmbeddedTypes returns the types of a struct type's embedded fields.
func (st Struct) EmbeddedTypes() []string {
	if st.Struct == nil {
		return nil
	}
	var out []string
	for _, f := range st.Fields {
		if f.Embedded {
			out = append(out, st.Pkg.Types[f.Type].Name)
		}
	}
	return out
}

// Method returns the symbol of a method of a type; "" if the program knows of none.
func (t *Impl) Method(name string) string {
	if t == nil {
		return ""
	}
	return t.Methods[name].Symbol
}

// Exported returns the exported methods of a type of the program, sorted by name.
func (t *Impl) Exported() []summary.Method {
	if t == nil || t.Outside != nil {
		return nil
	}
	return sortedMethods(t.Methods)
}
