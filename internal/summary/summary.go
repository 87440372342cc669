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

// Func is a function, a method, a closure, or the initialisation of a package's variables ("pkg.init").
type Func struct {
	Name    string // symbol: "(*pkg.T).M", "pkg.F", "pkg.F$1" for closures
	Pos     Pos
	Params  []Param // the receiver first
	HasRecv bool
	// Variadic is set when the last parameter is variadic.
	Variadic bool
	Recovers bool     // it calls recover
	FreeVars []string // names of captured variables
	Parent   string   // of a closure
	Nodes    []Node   // Nodes[0] is unused
	Calls    []Call
	Blocks   []Block // the control flow, the entry first
	Merges   []Merge // where control brings the alternatives of nodes from
	Guards   []Guard
	Returns  []Return
	Outs     []NodeID // state of each parameter's object at exit; 0 where it is not changed
	FreeOuts []NodeID // the same of captured variables
	Leaves   []Leave  // states in which local structs leave of which a part is overwritten or checked
	Globals  []GlobalStore
	Compares []Compare
	Empties  []NodeID // values with names of secrets, or of settings, that are compared with the empty text or a length
	Reads    []string // fields of tokens that the function reads, with the constant key where the field is a map; sorted
}

// Block is a stretch of a function's code without branches.
type Block struct {
	Calls  []int32  // in order
	Makes  []NodeID // closures, and objects that hold settings as they are made here, or after a store to a field of theirs
	Succs  []int32  // blocks; of a branch the first is where Test holds
	Test   NodeID   // of a branch; else 0
	Return int32    // where it ends in a return statement, its index in Returns, from 1
	Panics bool
	Panic  NodeID // what it panics with
}

// Merge says from which blocks the alternatives of a node come that is made where control joins.
type Merge struct {
	Node  NodeID // OpPhi, or OpTest "phi"
	Block int32  // where they join
	Ways  []Way
}

// Way is a block from which control brings an alternative.
type Way struct {
	Arg  int32 // index in Node.Args
	From int32
}

// Compare is a comparison of two texts for equality, one of which could be a secret.
type Compare struct {
	X, Y NodeID
	Pos  Pos
	// Tried: nothing here says that it is a secret, but that a function which says yes or no compares a parameter.
	Tried bool
}

// Param is a parameter.
type Param struct {
	Name string
	Type int32 // into Summary.Types
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

// NodeID counts into Func.Nodes; 0 is no node.
type NodeID int32

// Node is a value, or the state of an object.
type Node struct {
	Op   Op
	Type int32  // into Summary.Types
	A, B int32  // see Op
	Str  string // see Op
	Args []NodeID
	Pos  Pos
	// Name is that of the local variable which holds the value, where it can be that of a secret; into Summary.Names.
	Name int32
}

// Op is the kind of a node.
type Op uint8

// The kinds of nodes. "path" is an access path: elements that each end with PathEnd.
const (
	OpNone       Op = iota
	OpConst         // Str: the text or literal; A: ConstKind; B: a named constant's symbol, into Summary.Names
	OpParam         // A: index
	OpFreeVar       // A: index
	OpGlobal        // Str: symbol of a package variable: the object that it is
	OpFunc          // Str: symbol of a function as a value
	OpClosure       // Str: symbol; Args: bindings; A: 1 for a bound method (Args[0] is the receiver)
	OpAlloc         // a new object; fields are zero; A: of an array of bytes, how many; B: 1 for a variable of a pointer's type, nil at first
	OpSelect        // Args[0]: object; Str: one path element; A: 1 for any element where a loop goes from the last to the first
	OpStore         // Args: object before, value; Str: path stored to; B: block, of a store that is a statement
	OpCallMod       // Args[0]: object before; A: call; B: argument index; Str: path of what is passed inside the object
	OpClosureMod    // Args: object before, closure; B: binding index: the closure stores to it
	OpPhi           // Args: alternatives
	OpResult        // A: call; B: result index
	OpConcat        // Args: parts in order
	OpAppend        // Args: slice, elements; A: 1 when Args[1] is a slice itself
	OpConvert       // Args[0]; Str: symbol of the target type where it is a named type of another module; to error: what is asserted to be one
	OpGuard         // Args[0]; A: guard; Str: path; B: 0: Args[0] is the path Str of what is guarded, 1: the path Str of Args[0] is
	OpOpaque        // Str: reason
	OpCut           // Args[0]: a text of which only a few characters are left; A: how many
	OpTest          // a number or boolean of a condition; Str: "==", "!", "len", "has", "at", "is", "phi", ...; Args: operands; A: of "is", the type
	OpFrom          // Args[0]: a text, of which what comes behind the first A bytes is left
	OpDrawn         // Args[0]: the value; Args[1]: the number, of a generator perhaps, that decides which one it is
)

// ConstKind is the kind of a constant.
type ConstKind int32

// The kinds of constants.
const (
	ConstNil ConstKind = iota
	ConstString
	ConstNumber
	ConstBool
)

// PathEnd ends each element of an access path.
const PathEnd = "\x1f"

// Path elements that are not fields.
const (
	Elem = "[]" // any element of a slice, array, map or channel
	Key  = "{}" // any key of a map
)

// Call is a call of a function.
type Call struct {
	Kind   CallKind
	Callee string   // symbol of the function or interface method; "" for a function value
	Iface  string   // Iface.Key of an interface method call
	Fn     NodeID   // the function value
	Args   []NodeID // the receiver first, where there is one; a variadic's elements spread out
	// HasRecv is set when Args[0] is the receiver.
	HasRecv bool
	// Spread is set when the last argument is a slice passed with "...".
	Spread bool
	// Variadic is the index in Args at which a variadic parameter's elements begin; -1 if there are none.
	Variadic int32
	Internal bool // the callee is a function of the program (its package is summarised)
	Later    bool // of a go or defer statement: it does not run at its place
	// TypeArgs are the types of a generic function's instance.
	TypeArgs []int32
	Results  []int32 // types
	// Loose are places where results, or objects that the call fills, are used although it is not known there that the call
	// succeeded; a few at most. Only of calls of the program and of those that models say verify or decode tokens.
	Loose []Pos
	// Handed is set when results are returned together with the error that says whether they hold.
	Handed bool
	// Parts are the fields, keys and methods through which a decoded token is used, sorted; "" is a use of the whole.
	Parts []string
	Pos   Pos
}

// CallKind says how a call finds its callee.
type CallKind uint8

// The kinds of calls.
const (
	Static CallKind = iota
	Dynamic
	Invoke
)

// Guard is a condition that holds for a value where it is used.
type Guard struct {
	Kind GuardKind
	Node NodeID // the other side of an equation, or the map
	Call int32
	Arg  int32 // index in Call.Args of the restricted value
	Res  int32 // result that was tested
	Want Want
	Any  []int32 // alternatives, indexes of guards
	Free int32   // from 1: the value is this variable that the closure Arg captures; 0: it is the argument
}

// GuardKind is the kind of a guard.
type GuardKind uint8

// The kinds of guards.
const (
	GuardEqual  GuardKind = iota // the value equals Node
	GuardKey                     // the value is a key of the map Node
	GuardResult                  // the value is argument Arg of Call, whose result Res is Want
	GuardAny                     // one of Any holds
	GuardWhen                    // the boolean Node is Want; of an alternative, not of a value
)

// Want is what a tested result turned out to be.
type Want uint8

// The outcomes of a test.
const (
	WantTrue Want = iota
	WantFalse
	WantNil
	WantNotNil
)

// Fact says that a guard holds for what is at a path of a parameter.
type Fact struct {
	Param int32 // or, negative, a captured variable: see CapturedParam
	Path  string
	Guard int32
}

// CapturedParam is how a Fact names the captured variable of an index.
func CapturedParam(freeVar int) int { return -1 - freeVar }

// Return is one return statement.
type Return struct {
	Values []NodeID
	Facts  []Fact // what holds there
	True   []Fact // what holds besides when the last boolean result is true
	False  []Fact
	Nil    []Fact // what holds besides when the last error result is nil
	Failed bool   // the last result is an error that is known not to be nil: the others are not for use
	Pos    Pos
}

// Leave is a state in which an object that a function makes is passed on, copied, stored or returned.
type Leave struct{ Object, State NodeID }

// GlobalStore is a store to a package variable.
type GlobalStore struct {
	Global string
	Path   string
	Value  NodeID
	Block  int32
	Pos    Pos
}
