package program

import (
	"reflect"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// Ref is a node of a function.
type Ref struct {
	Fn   *Fn
	Node summary.NodeID
	Path string // of a store: where in the variable or object
	Pos  summary.Pos
}

// Callee is what a call can reach: a function of the program, or the symbol of one outside.
type Callee struct {
	Fn     *Fn // nil for one outside
	Symbol string
}

// Func returns the function of a symbol; nil if it is none of the program.
func (p *Program) Func(symbol string) *Fn { return p.fns[symbol] }

// Callees returns what a call can reach from anywhere, in a fixed order.
func (p *Program) Callees(site Site) []Callee {
	var out []Callee
	for _, t := range p.callees(site) {
		out = append(out, Callee{t.fn, t.symbol})
	}
	return out
}

// Callers returns the calls that can reach a function, in a fixed order.
func (fn *Fn) Callers() []Site { return fn.callers }

// ID numbers the functions of a program in the order of Funcs.
func (fn *Fn) ID() int { return fn.id }

// Type returns the type of a node.
func (fn *Fn) Type(n summary.NodeID) *summary.Type { return fn.typ(n) }

// Stores returns the stores to a package variable, in the order in which packages are initialised as far as that is known
// from their names.
func (p *Program) Stores(global string) []Ref { return refs(p.globals[global]) }

// FieldStores returns the stores to a field, given as an access path's element, of any object.
func (p *Program) FieldStores(elem string) []Ref { return refs(p.fields[elem]) }

// Makers returns the nodes that make a closure.
func (p *Program) Makers(closure string) []Ref { return refs(p.closures[closure]) }

// Kept returns the values that are kept under a key anywhere in the program, such as in a context; KeyOf names keys.
func (p *Program) Kept(key string) []Ref { return refs(p.keyed[key]) }

// KeyOf names the key that a node is; "" if it is not known.
func (fn *Fn) KeyOf(n summary.NodeID) string { return keyOf(fn, n) }

// Own tells whether a package variable belongs to the program.
func (p *Program) Own(global string) bool { return p.ownSymbol(global) }

// Method returns the symbol of a method of a type, given as in summary.Type; "" if the program knows of none.
func (p *Program) Method(typ, name string) string {
	if t := p.impls[typ]; t != nil {
		return t.methods[name].Symbol
	}
	return ""
}

// Methods returns the exported methods of a type of the program, sorted by name.
func (p *Program) Methods(typ string) []summary.Method {
	t := p.impls[typ]
	if t == nil || t.outside != nil {
		return nil
	}
	return sortedMethods(t.methods)
}

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
		for _, m := range sortedMethods(t.methods) {
			out = append(out, m.Symbol)
		}
	}
	return out
}

// Failed tells whether a return is that of an error: its other values, such as res, are not for use.
func (p *Program) Failed(fn *Fn, r *summary.Return, res int32) bool { return p.failed(fn, r, res) }

// Embedded returns the access path's elements of a struct type's embedded fields.
func (p *Program) Embedded(typ string) []string {
	st, ok := p.structs[typ]
	if !ok {
		return nil
	}
	var out []string
	for _, f := range st.Fields {
		if f.Embedded {
			out = append(out, "("+typ+")."+f.Name+summary.PathEnd)
		}
	}
	return out
}

// EmbeddedTypes returns the types of a struct type's embedded fields.
func (p *Program) EmbeddedTypes(typ string) []string {
	st, ok := p.structs[typ]
	if !ok {
		return nil
	}
	var out []string
	for _, f := range st.Fields {
		if f.Embedded {
			out = append(out, st.pkg.Types[f.Type].Name)
		}
	}
	return out
}

// Short drops the directories of the import path in a symbol.
func Short(symbol string) string { return short(symbol) }

// Elem returns the field that an access path's element names: "(pkg.T).Field".
func Elem(elem string) string { return strings.TrimSuffix(elem, summary.PathEnd) }

func refs(in []ref) []Ref {
	out := make([]Ref, 0, len(in))
	for _, r := range in {
		out = append(out, Ref{r.fn, r.node, r.path, r.pos})
	}
	return out
}

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

// Piece is constant text of a format string, or a verb with the index of its operand.
type Piece struct {
	Text string
	Verb byte // 0 for text
	Arg  int
}

// FormatPieces cuts a format string into text and verbs, as package fmt reads it.
func FormatPieces(format string) []Piece {
	var out []Piece
	for _, p := range splitFormat(format) {
		out = append(out, Piece{p.text, p.verb, p.arg})
	}
	return out
}
