package program

import (
	"reflect"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// Func returns the function of a symbol; nil if it is none of the program.
func (p *Program) Func(symbol string) *Fn { return p.fns[symbol] }

// Callers returns the calls that can reach a function, in a fixed order.
func (fn *Fn) Callers() []Site { return fn.callers }

// ID numbers the functions of a program in the order of Funcs.
func (fn *Fn) ID() int { return fn.id }

// Stores returns the stores to a package variable, in the order in which packages are initialised as far as that is known
// from their names.
func (p *Program) Stores(global string) []Ref { return p.globals[global] }

// FieldStores returns the stores to a field, given as an access path's element, of any object.
func (p *Program) FieldStores(elem string) []Ref { return p.fields[elem] }

// Makers returns the nodes that make a closure.
func (p *Program) Makers(closure string) []Ref { return p.closures[closure] }

// Kept returns the values that are kept under a key anywhere in the program, such as in a context; KeyOf names keys.
func (p *Program) Kept(key string) []Ref { return p.keyed[key] }

// KeyOf names the key that a node is; "" if it is not known.
func (fn *Fn) KeyOf(n summary.NodeID) string { return keyOf(fn, n) }

// Own tells whether a package variable belongs to the program.
func (p *Program) Own(global string) bool { return p.ownSymbol(global) }

// Meta is the struct tag that speaks of a type as a whole: of an embedded field whose type has no fields. "" if there is none.
func (p *Program) Meta(typ string) reflect.StructTag {
	for _, t := range p.tags["("+typ+")"] {
		if t.Key == "" {
			return reflect.StructTag(t.Value)
		}
	}
	return ""
}

// Dispatched returns the symbols of the exported methods of types that the program puts into interfaces, sorted.
func (p *Program) Dispatched() []string {
	var out []string
	for _, id := range p.implIDs {
		t := p.impls[id]
		if !t.used {
			continue
		}
		for _, m := range sortedMethods(t.Methods) {
			out = append(out, m.Symbol)
		}
	}
	return out
}

// Elem returns the field that an access path's element names: "(pkg.T).Field".
func Elem(elem string) string { return strings.TrimSuffix(elem, summary.PathEnd) }

func sortedMethods(in map[string]summary.Method) []summary.Method {
	var out []summary.Method
	for _, m := range in {
		if exportedName(m.Name) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b summary.Method) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Struct returns a struct type, or named container, of the program.
func (p *Program) Struct(name string) (Struct, bool) {
	st, ok := p.structs[name]
	return st, ok
}

// Impl returns a named type with its methods; nil if the program knows of none.
func (p *Program) Impl(name string) *Impl { return p.impls[name] }

// Iface returns an interface; nil if the program knows of none.
func (p *Program) Iface(key string) *summary.Iface { return p.ifaces[key] }

// Outer returns the function that a closure is part of; nil if it is none.
func (fn *Fn) Outer() *Fn { return fn.parent }
