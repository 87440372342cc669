// Package summary reads the types and the SSA of one package and writes down, for every function, what a rule can ask
// for later: the calls it makes, what their arguments, its results and its stores are made of, and which branch
// conditions restrict a value. A Summary needs no types, syntax or SSA any more; it is serialisable (Encode, Decode),
// and package program links the summaries of a whole program.
//
// A function is a graph of nodes in SSA form. Memory is in SSA form too: an object (a local variable whose address is
// taken, a parameter, the result of a call) is a node, and each store, and each call that may change it, makes a new
// node for its changed state (a memory version, as in Chow et al., "Effective Representation of Aliases and Indirect
// Memory Operations in SSA Form", 1996). Pointers and what they point to share one access path: p.a.b stands for
// (*(*p).a).b, so a store of a path through a pointer to another named object is seen through that path only.
package summary

import (
	"github.com/apivet/apivet/internal/lines"
	"github.com/apivet/apivet/internal/model"
)

// Summary is what is known of one package.
type Summary struct {
	Path    string   // import path
	Name    string   // package name; "main" for a program
	Imports []string // import paths of direct imports, sorted
	Files   []string // names as the driver gives them; Pos.File counts from 1 into it
	// Written says of the files with line directives where their lines were written, in order of the files.
	Written []Written
	// Generated are the files that say they are generated, as indexes into Files from 1.
	Generated []int32
	Ports     []model.Port // packages that the package sees, whose lines are taken from others
	Types     []Type       // Node.Type counts into it; Types[0] is the unknown type
	Funcs     []*Func      // in source order, a function's closures behind it
	Impls     []Impl       // method tables of types that can stand behind an interface
	Ifaces    []Iface      // interfaces that calls go through
	Tags      []Tag        // struct tags that restrict a field's values
	Structs   []Struct     // struct and container types: the package's own, and others that it puts into interfaces
	Names     []string     // Node.Name counts into it from 1
	Consts    []Const      // constants of text that the package declares
	Literals  []Literal
	Sentinels []Pos    // of texts that are marks of the program's own, no secrets
	Registers []Import // imports of packages that register handlers by being imported, in source order
	Issues    []Issue  // what reused analyzers reported of the package, by place
	Dropped   []string // functions that could not be summarised, with the reason
	Failed    []string // reused analyzers that could not look at the package, with the reason
}

// Written says where the lines of a file were written.
type Written struct {
	File int32 // index into Summary.Files from 1
	lines.Map
}

// Import is an import of a package.
type Import struct {
	Path string
	Pos  Pos
}

// Issue is what an analyzer that apivet reuses reported.
type Issue struct {
	ID      string // of the analyzer
	Message string
	Pos     Pos
}

// Type is what the engine keeps of a type.
type Type struct {
	Name    string // fully qualified, pointers stripped, without type arguments; "" for an unnamed type
	Pointer bool
	Class   Class
	Elem    int32 // of an unnamed container: the type of its elements
	Bytes   bool  // an array of bytes, or a pointer to one: Scalar, but a key for who asks for keys
	// Fields is of a struct type that its name does not tell: the index of its Struct in Summary.Structs from 1. Such a type is
	// unnamed or declared inside a function.
	Fields int32
}

// Struct is a named struct type, or a named container with one field "[]".
type Struct struct {
	Name   string // as in Type.Name
	Fields []Field
	Times  []Field // that carry no text, and whose name, or that in JSON, can be that of the time until which something holds
}

// Field is a field that can carry text.
type Field struct {
	Name     string
	Type     int32  // into Summary.Types
	JSON     string // its name in JSON; "-" where it is left out
	Embedded bool
	Initial  string // a default value in the field's tag that is none
	Pos      Pos    // of the tag
}

// Const is a constant of text that a package declares.
type Const struct {
	Name string // symbol
	Pos  Pos    // of its value
}

// Literal is a token of a known form in the source text or in an embedded file. The text itself is not kept.
type Literal struct {
	Format   string // secret.Format.ID
	Provider string
	Mask     string // what may be shown
	Hash     string // hexadecimal, to tell tokens apart
	Sure     bool
	File     string // the embedded file; "" for a literal
	Name     string // of the variable or field that it is given to; "" if it is none
	In       string // symbol of the function that it is in; "" outside of functions
	Pos      Pos
}

// Class says what a value of a type can carry.
type Class uint8

// The classes of types.
const (
	Mixed  Class = iota // structs, containers, interfaces: text may be somewhere inside
	Text                // strings, byte and rune slices
	Scalar              // numbers, booleans and what is made of them: carries no text
	Code                // functions
)

// Impl is the method table of a concrete type.
type Impl struct {
	Type    string // Type.Name
	Iface   string // for a type of another module: the interface that it was converted to; else ""
	Methods []Method
	Used    bool // converted to an interface in this package
}

// Iface is the method table of an interface.
type Iface struct {
	Key     string // types.TypeString of the interface
	Methods []Method
}

// Method is a method of a type or an interface.
type Method struct {
	Name, Signature string
	Symbol          string // of the function; "" in an interface
}

// Tag is the part of a struct tag that a validator reads, or a whole one that speaks of the type.
type Tag struct {
	Field string // "(pkg.T).Field", or "(pkg.T)"
	Key   string // "validate", "binding"; "" of a whole one
	Value string
}

// Pos is a stretch of a file; lines and columns count from 1, columns in bytes, the end is exclusive. The zero Pos is
// unknown.
type Pos struct {
	File, Line, Col, EndLine, EndCol int32
}

// Source returns where a stretch of the package's code was written: in most files where it is.
func (s *Summary) Source(p Pos) lines.Range {
	if p.File == 0 {
		return lines.Range{}
	}
	r := lines.Range{File: s.Files[p.File-1], Line: p.Line, Col: p.Col, EndLine: p.EndLine, EndCol: p.EndCol}
	for _, w := range s.Written {
		if w.File == p.File {
			r, _ = w.Map.Source(r)
			return r
		}
	}
	return r
}
