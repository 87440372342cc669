package model

import (
	"crypto/sha256"
	"encoding/hex"
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/apivet/apivet/internal/secret"
)

// Role is what a symbol does; see the package comment.
type Role uint8

// The roles.
const (
	Sink Role = iota
	Source
	Confidential // a source that only says that its output is a secret; Kind: secret, or secret-header
	Input
	Decode
	Propagate
	Same
	Text
	Sanitize
	Safe
	Bind
	Guard
	KeyedSet
	KeyedGet
	Validate
	Call
	Driver
	NonNil
	Named
	Shape
	Public
	Token
	Policy
	Setting
	Match
	URL
	Digest
	Random
	Iterate // Kind says what the function that the result is passed gets
	Escape
	Carried
	Wire // of routers and middleware; Kind tells which, see wiring.go
)

// Target is what a symbol names.
type Target uint8

// The targets.
const (
	Func Target = iota
	Field
	Type
	Var
	Import
	Alias  // of a package path, Kind is the original's
	Secret // of package secret: Kind is the class, Symbol the words
	Words  // that name a mode: Kind is the mode, Symbol the words
	Ends   // words of endpoints: Kind is the class, Symbol the words
)

// IndexKind tells arguments, receiver and results apart.
type IndexKind uint8

// The kinds of indexes.
const (
	Arg IndexKind = iota
	Recv
	Result
)

// Index names an argument, the receiver or a result of a function.
type Index struct {
	Kind     IndexKind
	N        int
	Variadic bool // the argument and all that follow
}

// Entry is one line of a model file.
type Entry struct {
	// Symbol is written as types.Func.FullName without type parameters: "(*database/sql.DB).Query"; a field's as
	// "(net/http.Request).Header", a type's or variable's as "os.Args".
	Symbol   string
	Target   Target
	Role     Role
	Kind     string // of the role: "sql/raw", "request", "format"
	Callback bool   // of a Source or Confidential: parameters of the function given are the source
	In, Out  []Index
	By       *Index
	Sibling  string // of a field's Sink: the field beside it that says what it is
	Style    string // of a Sink: how its bind parameters are written

	Attributes []Attribute // of a Policy or Setting

	// Of Wire: the words behind the kind, the arguments by name, and what the order of registration means.
	Words []string
	Args  []NamedIndex
	Order string
	On    string // symbol of the package variable that is the router

	Package, Module, Version string
	Verified                 string // "types", "syntax" or "snapshot"
	Note                     string
	File                     string
	Line                     int
	// Own: a line of the user's, which stands in the place of the body where it speaks of a function of the program.
	Own bool
	// More: other symbols of the package have the lines of other majors of its module.
	More bool
}

// Set is a set of models, ready for look-up.
type Set struct {
	// Secrets judges names and values.
	Secrets *secret.Knowledge

	entries  [9]map[string][]Entry
	wiring   [9]map[string][]Entry
	packages map[string]bool // by import path: whether tokens are spoken of
	mutable  map[string]bool
	own      map[string]Entry     // functions that the user's lines speak of
	methods  map[string][]string  // symbols of methods by name, in order of the entries
	wired    map[string][]string  // the same of Wire entries
	settings map[string][]Entry   // by type symbol: its fields that are settings
	fields   map[string][]Entry   // by type symbol: its fields that say something of tokens
	options  map[[2]string]string // by package and kind: the symbol of the function that makes an option for tokens
	requests map[string]bool      // by type symbol: whether it holds what a client sent
	modes    map[string]Mode      // by word
	partsOf  map[string][]Entry   // Wire entries about fields, by kind, and by type and kind
	ends     endpoints
	hash     string

	lines    []Entry               // in order, copies behind the others
	written  int                   // how many of lines are no copies
	of       map[string][]int32    // by package: its lines
	families map[string][]relative // by what the majors of a module have in common
	named    map[string][]string   // packages by a name that they can have
	ported   sync.Map              // sets with more lines, by the ports that they are of
}

// NewSet makes a set of lists of entries. Several entries of one symbol all hold.
func NewSet(lists ...[]Entry) *Set {
	s := &Set{Secrets: secret.New(), packages: map[string]bool{}, mutable: map[string]bool{}, methods: map[string][]string{}, wired: map[string][]string{}, settings: map[string][]Entry{}, fields: map[string][]Entry{}, options: map[[2]string]string{}, modes: map[string]Mode{}, partsOf: map[string][]Entry{}, requests: map[string]bool{}, of: map[string][]int32{}, families: map[string][]relative{}, named: map[string][]string{}}
	for i := range s.entries {
		s.entries[i], s.wiring[i] = map[string][]Entry{}, map[string][]Entry{}
	}
	h := sha256.New()
	var all []Entry
	var line []byte
	for _, list := range lists {
		all = append(all, list...)
	}
	s.written = len(all)
	s.lines = append(all[:len(all):len(all)], copies(all)...)
	for i, e := range s.lines {
		if e.Target == Secret {
			_ = s.Secrets.Add(e.Kind, strings.Fields(e.Symbol)) // the parser has tried it
		}
		if e.Target == Words {
			for _, w := range strings.Fields(e.Symbol) {
				s.modes[w] = modes[e.Kind]
			}
		}
		if e.Target == Ends {
			s.ends.add(e.Kind, strings.Fields(e.Symbol))
		}
		line = e.appendTo(line[:0])
		h.Write(line)
		s.relate(&e, int32(i))
		if e.Role == Wire {
			s.wiring[e.Target][e.Symbol] = append(s.wiring[e.Target][e.Symbol], e)
			if name := methodName(e.Symbol); e.Target == Func && name != "" && !slices.Contains(s.wired[name], e.Symbol) {
				s.wired[name] = append(s.wired[name], e.Symbol)
			}
			if e.Target == Field {
				typ := receiver(e.Symbol) + "\x00" + e.Kind
				s.partsOf[typ], s.partsOf[e.Kind] = append(s.partsOf[typ], e), append(s.partsOf[e.Kind], e)
			}
			continue
		}
		s.entries[e.Target][e.Symbol] = append(s.entries[e.Target][e.Symbol], e)
		s.packages[e.Package] = s.packages[e.Package] || e.Role == Token
		if e.Own && e.Target == Func {
			s.addOwn(e)
		}
		if name, symbols := methodName(e.Symbol), s.methods[methodName(e.Symbol)]; e.Target == Func && name != "" && !slices.Contains(symbols, e.Symbol) {
			s.methods[name] = append(symbols, e.Symbol)
		}
		if t := receiver(e.Symbol); t != "" && slices.ContainsFunc(e.Out, func(i Index) bool { return i.Kind == Recv }) {
			s.mutable[t] = true
		}
		if t := receiver(e.Symbol); e.Target == Field && e.Role == Token {
			s.fields[t] = append(s.fields[t], e)
		}
		if e.Target == Func && e.Role == Token && receiver(e.Symbol) == "" {
			s.options[[2]string{e.Package, e.Kind}] = e.Symbol
		}
		if t := receiver(e.Symbol); t != "" && e.Role == Source && e.Kind == "request" {
			s.requests[t] = true
		}
		if t := receiver(e.Symbol); e.Target == Field && e.Role == Setting {
			s.mutable[t] = true
			s.settings[t] = append(s.settings[t], e)
		}
	}
	s.hash = hex.EncodeToString(h.Sum(nil))
	return s
}

// appendTo appends all that the engine reads of an entry.
func (e *Entry) appendTo(b []byte) []byte {
	b = append(b, byte(e.Target), byte(e.Role))
	for _, text := range []string{e.Symbol, e.Kind, e.Style, e.Sibling} {
		b = append(append(b, text...), 0)
	}
	if e.Callback {
		b = append(b, 1)
	}
	indexes := [][]Index{e.In, e.Out}
	if e.By != nil {
		indexes = append(indexes, []Index{*e.By})
	}
	for _, list := range indexes {
		for _, i := range list {
			b = append(b, byte(i.Kind), byte(i.N))
			if i.Variadic {
				b = append(b, 'v')
			}
		}
		b = append(b, '|')
	}
	for _, a := range e.Attributes {
		b = append(append(append(append(b, a.Key...), '='), a.Value...), 0)
	}
	if e.Role == Wire {
		b = e.appendWire(b)
	}
	return b
}

// copies returns the entries of the packages that are copies of others.
func copies(all []Entry) []Entry {
	var out []Entry
	for _, a := range all {
		if a.Target != Alias {
			continue
		}
		for _, e := range all {
			if e.Target < Alias && (e.Package == a.Kind || strings.HasPrefix(e.Package, a.Kind+"/")) {
				out = append(out, e.moved(a.Kind, a.Symbol))
			}
		}
	}
	return out
}

// receiver returns the type symbol of a method's receiver: "strings.Builder" of "(*strings.Builder).Write".
func receiver(symbol string) string {
	rest, ok := strings.CutPrefix(symbol, "(")
	if !ok {
		return ""
	}
	t, _, _ := strings.Cut(strings.TrimPrefix(rest, "*"), ")")
	return t
}

// Lookup returns the entries of a symbol; nil if there are none.
func (s *Set) Lookup(t Target, symbol string) []Entry { return s.entries[t][symbol] }

// Wiring returns the entries of a symbol that are about routers and middleware; nil if there are none.
func (s *Set) Wiring(t Target, symbol string) []Entry { return s.wiring[t][symbol] }

// HasPackage tells whether a package has entries.
func (s *Set) HasPackage(path string) bool {
	_, ok := s.packages[path]
	return ok
}

// AboutTokens tells whether a package has entries of role Token.
func (s *Set) AboutTokens(path string) bool { return s.packages[path] }

// Methods returns the symbols of the modelled methods of a name.
func (s *Set) Methods(name string) []string { return s.methods[name] }

// TokenFields returns the entries of role Token of the fields of a type, given by its symbol.
func (s *Set) TokenFields(typ string) []Entry { return s.fields[typ] }

// TokenOption returns the symbol of the function of a package that makes an option of a kind ("option/algorithms"); "" if there is
// none.
func (s *Set) TokenOption(pkg, kind string) string { return s.options[[2]string{pkg, kind}] }

// methodName returns the name of a method's symbol; "" for a function.
func methodName(symbol string) string {
	if !strings.HasPrefix(symbol, "(") {
		return ""
	}
	return symbol[strings.LastIndexByte(symbol, '.')+1:]
}

// Mutable tells whether a method of the type, given by its symbol, changes its receiver.
func (s *Set) Mutable(typ string) bool { return s.mutable[typ] }

// Request tells whether values of a type, given by its symbol, hold what a client sent.
func (s *Set) Request(typ string) bool { return s.requests[typ] }

// Hash identifies the content of the set: hexadecimal SHA-256 over all that the engine reads of the entries, in order.
func (s *Set) Hash() string { return s.hash }

// Symbol returns the symbol of a function or method: of its generic origin, without type parameters.
func Symbol(fn *types.Func) string { return stripTypeParams(fn.Origin().FullName()) }

// TypeSymbol returns the symbol of a type.
func TypeSymbol(t *types.TypeName) string {
	if t.Pkg() == nil {
		return t.Name()
	}
	return t.Pkg().Path() + "." + t.Name()
}

// FieldSymbol returns the symbol of a field of a named struct type.
func FieldSymbol(named *types.Named, field string) string {
	return "(" + TypeSymbol(named.Obj()) + ")." + field
}

// stripTypeParams removes bracketed type parameters.
func stripTypeParams(s string) string {
	if !strings.Contains(s, "[") {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}
