package model

import (
	"fmt"
	"slices"
	"strings"
)

// NamedIndex is an argument of a Wire entry with the part that it plays: "router", "path", "handler", "use".
type NamedIndex struct {
	Name  string
	Index Index
}

// The kinds of Wire entries.
const (
	NewRouter = "router"
	Group     = "group"
	With      = "with"
	Use       = "use"
	Route     = "route"
	Edit      = "edit"
	Mount     = "mount"
	Strip     = "strip"
	Then      = "then"
	Serve     = "serve"
	Listen    = "listen"
	Fluent    = "fluent"
	Adapt     = "adapt"
	Option    = "option"
	Procedure = "procedure"
	Service   = "service"
	Lookup    = "lookup"
	Around    = "around"
	Control   = "controller"
	Before    = "before"
	Template  = "template"
	Remote    = "remote"
	Inner     = "inner"
	Part      = "part"
	Layer     = "layer"
	Skips     = "skips"
	Endpoint  = "endpoint"
	Next      = "next"
	Abort     = "abort"
	Respond   = "respond"
	Exits     = "exits"
	Proof     = "credential"
	Identity  = "identity"
	Writes    = "writes"
	Asked     = "request"
)

// wireKind says how a line of a kind is read.
type wireKind struct {
	words int      // that follow the kind, at most
	args  []string // names of arguments
	order []string // values of order=; the first one is the default
	need  []string // of the names, one of which must be there
}

var wireKinds = map[string]wireKind{
	NewRouter: {words: 1, args: []string{"of", "use", "opts", "path", "call"}},
	Group:     {words: 1, args: []string{"router", "path", "use", "call", "opts"}, order: []string{"live", "copy", "prefix"}, need: []string{"router", "opts"}},
	With:      {args: []string{"router", "use"}, need: []string{"router"}},
	Use:       {words: 1, args: []string{"router", "path", "use"}, order: []string{"all", "later", "prefix", "pattern"}, need: []string{"use"}},
	Route: {
		words: 1, args: []string{"router", "path", "prefix", "method", "handler", "use", "chain", "config", "opts"},
		need: []string{"router", "path", "prefix", "chain", "handler"},
	},
	Edit:      {words: 1, args: []string{"router", "path", "prefix", "method", "handler", "use", "chain"}, need: []string{"router"}},
	Mount:     {words: 1, args: []string{"router", "path", "handler"}, need: []string{"handler"}},
	Strip:     {args: []string{"path", "handler"}, need: []string{"handler"}},
	Then:      {args: []string{"router", "handler"}, need: []string{"router"}},
	Serve:     {args: []string{"router", "handler", "use", "address"}},
	Listen:    {args: []string{"server", "address"}, need: []string{"address"}},
	Fluent:    {args: []string{"router"}, need: []string{"router"}},
	Adapt:     {words: 1, args: []string{"handler"}, need: []string{"handler"}},
	Option:    {words: 1, args: []string{"use", "path", "opts", "call"}, need: []string{"use", "path", "opts", "call"}},
	Procedure: {words: 1, args: []string{"path", "handler", "opts"}, need: []string{"handler"}},
	Lookup:    {words: 1, args: []string{"handler", "document"}, need: []string{"handler"}},
	Service:   {args: []string{"router", "config", "handler"}, need: []string{"handler"}},
	Control:   {words: 3, args: []string{"router", "path", "handler", "method"}, need: []string{"handler"}},
	Before:    {},
	Around:    {args: []string{"use", "config"}, need: []string{"config"}},
	Template:  {args: []string{"ops", "pool", "verb"}, need: []string{"ops"}},
	Remote:    {args: []string{"path"}, need: []string{"path"}},
	Inner:     {},
	Part:      {words: 1},
	Layer:     {words: 1, args: []string{"handler", "use", "config"}},
	Skips:     {},
	Endpoint:  {words: 2, args: []string{"path", "handler"}},
	Next:      {args: []string{"router"}},
	Abort:     {args: []string{"status"}},
	Respond:   {words: 1, args: []string{"status"}},
	Exits:     {args: []string{"status", "error"}},
	Proof:     {words: 1, args: []string{"name"}},
	Identity:  {args: []string{"name"}},
	Writes:    {},
	Asked:     {words: 1},
}

// wordless are the kinds whose word may be left out.
var wordless = map[string]bool{Group: true, Use: true, Route: true, Edit: true, Mount: true, Option: true, NewRouter: true, Adapt: true, Respond: true}

// Layers are the kinds of layers that a middleware can be.
var Layers = []string{
	"auth", "auth/optional", "authz", "ratelimit", "cors", "csrf", "headers", "bodylimit", "timeout", "validation", "logging", "recover", "none",
}

// parts are the words of a Part: what a field of a configuration object holds.
var parts = []string{"path", "method", "handler", "use", "name", "list", "streams"}

// proofs are the words of a Proof: where a credential is read, or what checks one.
var proofs = []string{"header", "cookie", "basic", "session", "token", "certificate", "metadata", "verify"}

// asked are the words of an Asked: what of a request a field or a result is.
var asked = []string{"method", "path", "route", "address"}

// controllers are the words of a Control: how the routes of a controller are told from its methods.
var controllers = []string{"mapped", "auto", "words", "kept", "tagged"}

// parseWire reads what stands behind the kind.
func (e *Entry) parseWire(name string, kind wireKind, words []string) error {
	e.Role, e.Kind = Wire, name
	for kind.words > len(e.Words) && len(words) > 0 && words[0] != "->" && !strings.Contains(words[0], "=") {
		e.Words, words = append(e.Words, words[0]), words[1:]
	}
	if len(e.Words) == 0 && kind.words > 0 && !wordless[name] {
		return fmt.Errorf("a word is missing behind %s", name)
	}
	if err := checkWord(name, e.Word()); err != nil {
		return err
	}
	var rest []string
	for _, w := range words {
		key, value, attr := strings.Cut(w, "=")
		switch {
		case !attr:
			rest = append(rest, w)
		case key == "order":
			if !slices.Contains(kind.order, value) {
				return fmt.Errorf("unknown order %q of %s: want one of %s", value, name, strings.Join(kind.order, ", "))
			}
			e.Order = value
		case key == "on":
			e.On = value
		case !slices.Contains(kind.args, key):
			return fmt.Errorf("%s has no argument %q: want one of %s", name, key, strings.Join(kind.args, ", "))
		default:
			idx, err := parseIndex(value)
			if err != nil {
				return err
			}
			e.Args = append(e.Args, NamedIndex{key, idx})
		}
	}
	if e.Order == "" && len(kind.order) > 0 {
		e.Order = kind.order[0]
	}
	if len(kind.need) > 0 && e.On == "" && e.Target == Func && !slices.ContainsFunc(e.Args, func(a NamedIndex) bool { return slices.Contains(kind.need, a.Name) }) {
		return fmt.Errorf("%s needs an argument %s", name, strings.Join(kind.need, " or "))
	}
	return e.parseOutputs(rest)
}

// checkWord tells whether a kind's word is one of those that it may be.
func checkWord(kind, word string) error {
	known := map[string][]string{Layer: Layers, Part: parts, Proof: proofs, Control: controllers, Asked: asked, Respond: {"", "rpc"}}[kind]
	if known != nil && !slices.Contains(known, word) {
		return fmt.Errorf("unknown %s %q: want one of %s", kind, word, strings.Join(known, ", "))
	}
	return nil
}

func (e *Entry) parseOutputs(words []string) error {
	if len(words) == 0 {
		return nil
	}
	if words[0] != "->" || len(words) != 2 {
		return fmt.Errorf("want \"-> OUTPUT\" at the end, not %q", strings.Join(words, " "))
	}
	for _, part := range strings.Split(words[1], ",") {
		idx, err := parseIndex(part)
		if err != nil {
			return err
		}
		e.Out = append(e.Out, idx)
	}
	return nil
}

// Word returns the first word behind the kind of a Wire entry; "" if there is none.
func (e *Entry) Word() string {
	if len(e.Words) == 0 {
		return ""
	}
	return e.Words[0]
}

// Arg returns the index of a named argument of a Wire entry.
func (e *Entry) Arg(name string) (Index, bool) {
	for _, a := range e.Args {
		if a.Name == name {
			return a.Index, true
		}
	}
	return Index{}, false
}

// Returns tells whether result res is an output of the entry.
func (e *Entry) Returns(res int) bool {
	return slices.ContainsFunc(e.Out, func(i Index) bool { return i.Kind == Result && i.N == res })
}

// appendWire appends what only a Wire entry has.
func (e *Entry) appendWire(b []byte) []byte {
	for _, w := range append([]string{e.Order, e.On}, e.Words...) {
		b = append(append(b, w...), 0)
	}
	for _, a := range e.Args {
		b = append(append(b, a.Name...), '=', byte(a.Index.Kind), byte(a.Index.N))
		if a.Index.Variadic {
			b = append(b, 'v')
		}
	}
	return append(b, '|')
}

// Fields returns the entries of a kind about fields of a type.
func (s *Set) Fields(typ, kind string) []Entry { return s.partsOf[typ+"\x00"+kind] }

// WiredMethods returns the symbols of the methods of a name that Wire entries speak of, in order.
func (s *Set) WiredMethods(name string) []string { return s.wired[name] }

// AllFields returns the entries of a kind about fields, in order.
func (s *Set) AllFields(kind string) []Entry { return s.partsOf[kind] }
