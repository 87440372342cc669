package summary

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
