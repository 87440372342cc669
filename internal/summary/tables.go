package summary

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/apivet/apivet/internal/model"
)

// methodTables records the methods of the package's own types.
func (b *builder) methodTables() {
	var cache typeutil.MethodSetCache
	scope := b.in.Types.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		if _, isIface := tn.Type().Underlying().(*types.Interface); isIface {
			continue
		}
		ms := cache.MethodSet(types.NewPointer(tn.Type()))
		if ms.Len() == 0 {
			continue
		}
		i := b.impl(model.TypeSymbol(tn), "")
		for m := range ms.Methods() {
			b.addMethod(i, m.Obj().(*types.Func))
		}
	}
}

// impl returns the index of the method table of a type, made if there is none.
func (b *builder) impl(typ, iface string) int {
	k := typ + "\x00" + iface
	i, ok := b.impls[k]
	if !ok {
		i = len(b.out.Impls)
		b.impls[k] = i
		b.out.Impls = append(b.out.Impls, Impl{Type: typ, Iface: iface})
	}
	return i
}

func (b *builder) addMethod(impl int, fn *types.Func) {
	b.out.Impls[impl].Methods = append(b.out.Impls[impl].Methods,
		Method{Name: fn.Name(), Signature: b.signature(fn), Symbol: model.Symbol(fn)})
}

// signature renders the parameters and results of fn, to compare methods of different packages.
func (b *builder) signature(fn *types.Func) string {
	if s, ok := b.sigs[fn]; ok {
		return s
	}
	sig := fn.Signature()
	s := types.TypeString(types.NewSignatureType(nil, nil, nil, unnamed(sig.Params()), unnamed(sig.Results()), sig.Variadic()), nil)
	b.sigs[fn] = s
	return s
}

func unnamed(t *types.Tuple) *types.Tuple {
	vars := make([]*types.Var, 0, t.Len())
	for v := range t.Variables() {
		vars = append(vars, types.NewParam(0, nil, "", v.Type()))
	}
	return types.NewTuple(vars...)
}

// iface records an interface that a call goes through and returns its key.
func (b *builder) iface(t types.Type) string {
	key := types.TypeString(t, nil)
	if b.ifaces[key] {
		return key
	}
	b.ifaces[key] = true
	it, ok := t.Underlying().(*types.Interface)
	if !ok {
		return key
	}
	f := Iface{Key: key}
	for m := range it.Methods() {
		f.Methods = append(f.Methods, Method{Name: m.Name(), Signature: b.signature(m)})
	}
	b.out.Ifaces = append(b.out.Ifaces, f)
	return key
}

// converted records that a value of type t is put into an interface.
func (b *builder) converted(t, iface types.Type) {
	named, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return
	}
	name := model.TypeSymbol(named.Obj())
	if b.internal(named.Obj().Pkg()) {
		i := b.impl(name, "")
		b.out.Impls[i].Used = true
		return
	}
	if _, ok := named.Underlying().(*types.Struct); ok {
		b.foreign[name] = named
	}
	it, ok := iface.Underlying().(*types.Interface)
	if !ok || it.NumMethods() == 0 {
		return
	}
	key := types.TypeString(iface, nil)
	if _, done := b.impls[name+"\x00"+key]; done {
		return
	}
	i := b.impl(name, key)
	b.out.Impls[i].Used = true
	for m := range it.Methods() {
		obj, _, _ := types.LookupFieldOrMethod(t, true, m.Pkg(), m.Name())
		if fn, ok := obj.(*types.Func); ok {
			b.addMethod(i, fn)
		}
	}
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// validatorKeys are the struct tag keys that validators read.
var validatorKeys = []string{"validate", "binding", "valid", "enum", "pattern"}

// meta tells whether a field is there for its tag only: it is embedded, and its type has no fields.
func meta(f *types.Var) bool {
	st, ok := f.Type().Underlying().(*types.Struct)
	return ok && f.Embedded() && st.NumFields() == 0
}

// tags records the validator tags of the package's struct types, and those that speak of a type as a whole.
func (b *builder) tags() {
	scope := b.in.Types.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		st, ok := tn.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for i := range st.NumFields() {
			tag := reflect.StructTag(st.Tag(i))
			if tag == "" {
				continue
			}
			if meta(st.Field(i)) {
				b.out.Tags = append(b.out.Tags, Tag{Field: "(" + model.TypeSymbol(tn) + ")", Value: string(tag)})
			}
			for _, key := range validatorKeys {
				if v, ok := tag.Lookup(key); ok && v != "" {
					field := "(" + model.TypeSymbol(tn) + ")." + st.Field(i).Name()
					b.out.Tags = append(b.out.Tags, Tag{Field: field, Key: key, Value: v})
				}
			}
		}
	}
}
