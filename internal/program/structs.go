package program

import (
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

func (st Struct) Field(name string) *summary.Field {
	for i := range st.Fields {
		if st.Fields[i].Name == name {
			return &st.Fields[i]
		}
	}
	return nil
}

// full tells whether all fields of the type are known, not only those of another module's type that have names of secrets.
func (st Struct) Full() bool {
	return st.Name == "" || strings.HasPrefix(st.Name, st.Pkg.Path+".")
}

func (st Struct) FieldNames(yield func(string) bool) {
	for _, f := range st.Fields {
		if !yield(f.Name) {
			return
		}
	}
}
