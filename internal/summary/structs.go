package summary

import (
	"go/types"
	"reflect"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
)

// structs records the package's own struct types and named containers, as far as they can carry text.
func (b *builder) structs() {
	scope := b.in.Types.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || b.tt.class(tn.Type()) == Scalar {
			continue
		}
		out := Struct{Name: model.TypeSymbol(tn)}
		if st, ok := tn.Type().Underlying().(*types.Struct); ok {
			out.Fields = b.fields(st)
		} else if elem := elemType(tn.Type()); elem != nil && b.tt.class(tn.Type()) == Mixed {
			out.Fields = []Field{{Name: Elem, Type: b.tt.index(elem)}}
		}
		if len(out.Fields) > 0 {
			b.out.Structs = append(b.out.Structs, out)
		}
	}
}

// defaultKeys are the struct tag keys from which libraries read a field's default value.
var defaultKeys = []string{"default", "envDefault", "env-default", "usage-default"}

func (b *builder) fields(st *types.Struct) []Field {
	var out []Field
	for i := range st.NumFields() {
		v := st.Field(i)
		switch b.tt.class(v.Type()) {
		case Scalar, Code:
			continue
		}
		f := Field{Name: v.Name(), Type: b.tt.index(v.Type()), JSON: v.Name(), Embedded: v.Embedded()}
		tag := reflect.StructTag(st.Tag(i))
		if name, _, _ := strings.Cut(tag.Get("json"), ","); name != "" {
			f.JSON = name
		}
		for _, key := range defaultKeys {
			if d := tag.Get(key); f.Default == "" && b.in.Models.Secrets.Taken(d) && b.in.Models.Secrets.Name(v.Name()) != secret.None {
				f.Default = secret.Mask(d) + " " + digest(d)
				f.Pos = b.spanPos(span{v.Pos(), v.Pos()})
			}
		}
		out = append(out, f)
	}
	return out
}
