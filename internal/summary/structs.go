package summary

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
)

// structs records struct types and named containers, as far as they can carry text: those that no symbol names, the
// package's own, and the types of other modules with secret fields that the package puts into interfaces.
func (b *builder) structs() {
	for i := 0; i < len(b.tt.hidden); i++ { // Have: more are found on the way.
		b.out.Structs = append(b.out.Structs, Struct{Fields: b.fields(b.tt.hidden[i])})
	}
	scope := b.in.Types.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || b.tt.class(tn.Type()) == Scalar {
			continue
		}
		out := Struct{Name: model.TypeSymbol(tn)}
		if st, ok := tn.Type().Underlying().(*types.Struct); ok {
			out.Fields, out.Times = b.fields(st), b.times(st)
		} else if elem := elemType(tn.Type()); elem != nil && b.tt.class(tn.Type()) == Mixed {
			out.Fields = []Field{{Name: Elem, Type: b.tt.index(elem)}}
		}
		if len(out.Fields) > 0 {
			b.out.Structs = append(b.out.Structs, out)
		}
	}
	b.foreignStructs()
	b.hiddenFields()
}

// hiddenFields adds the struct types that were found among the fields of others.
func (b *builder) hiddenFields() {
	for n := 0; n < len(b.tt.hidden); n++ {
		if n >= len(b.out.Structs) || b.out.Structs[n].Name != "" {
			b.out.Structs = slices.Insert(b.out.Structs, n, Struct{Fields: b.fields(b.tt.hidden[n])})
		}
	}
}

// foreignStructs records the types of other modules that the package puts into interfaces and that have fields with names of
// secrets: these fields only. Types that decide themselves what is written of them are left out.
func (b *builder) foreignStructs() {
	names := make([]string, 0, len(b.foreign))
	for name := range b.foreign {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		named := b.foreign[name]
		st, ok := named.Underlying().(*types.Struct)
		if !ok || writesItself(named) {
			continue
		}
		fields := slices.DeleteFunc(b.fields(st), func(f Field) bool { return b.in.Models.Secrets.Name(f.Name) == secret.None })
		if len(fields) > 0 {
			b.out.Structs = append(b.out.Structs, Struct{Name: name, Fields: fields})
		}
	}
}

// writesItself tells whether a type has a method that fmt, encoding/json or a logger asks what to write.
func writesItself(named *types.Named) bool {
	for _, name := range []string{"String", "Error", "Format", "GoString", "MarshalJSON", "MarshalText", "LogValue"} {
		if obj, _, _ := types.LookupFieldOrMethod(named, true, named.Obj().Pkg(), name); obj != nil {
			if _, method := obj.(*types.Func); method {
				return true
			}
		}
	}
	return false
}

func (b *builder) fields(st *types.Struct) []Field {
	var out []Field
	for i := range st.NumFields() {
		switch b.tt.class(st.Field(i).Type()) {
		case Scalar, Code:
			continue
		}
		out = append(out, b.field(st, i))
	}
	return out
}

// maxInitial is the length of a default value that is kept, in bytes.
const maxInitial = 200

func (b *builder) field(st *types.Struct, i int) Field {
	v := st.Field(i)
	f := Field{Name: v.Name(), Type: b.tt.index(v.Type()), JSON: v.Name(), Embedded: v.Embedded()}
	tag := reflect.StructTag(st.Tag(i))
	if name, _, _ := strings.Cut(tag.Get("json"), ","); name != "" {
		f.JSON = name
	}
	if d := tagDefault(tag); d != "" && len(d) <= maxInitial && v.Pkg() == b.in.Types && !b.tagNamed(v.Name(), tag, d) {
		f.Initial, f.Pos = d, b.spanPos(span{v.Pos(), v.Pos() + token.Pos(len(v.Name()))})
	}
	return f
}

// times returns the fields without text that can be the time until which something holds, by their names.
func (b *builder) times(st *types.Struct) []Field {
	var out []Field
	for i := range st.NumFields() {
		if b.tt.class(st.Field(i).Type()) == Scalar {
			f := b.field(st, i)
			name := strings.ToLower(f.Name + " " + f.JSON)
			if strings.Contains(name, "exp") || strings.Contains(name, "valid") || strings.Contains(name, "until") {
				out = append(out, f)
			}
		}
	}
	return out
}
