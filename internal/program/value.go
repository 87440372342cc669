package program

import (
	"slices"

	"github.com/apivet/apivet/internal/summary"
)

// Value is what a value can be: an expression over origins. Values form a graph that can be cyclic (a loop's text).
type Value struct {
	Kind  Kind
	Text  string   // see Kind
	Parts []*Value // see Kind; nil ones add nothing
	Note  string   // what happens here, for the steps of a flow; "" is not worth telling
	At    Place    // where it happens
	Type  *summary.Type
	// Key: of what a client sent, the name under which it was sent, as far as it is constant.
	Key string
	// Found says how it was found.
	Found
	// Legible: a Derived that still shows the text of its parts, encoded or wrapped.
	Legible bool
	// Library: a Const that another module declares.
	Library bool
	// Joins: a Concat that puts nothing but a separator between its parts.
	Joins bool
	// Made is the node that makes an Object, or the closure of a Function that is a bound method; By the call that returns an
	// Object of which a model's line speaks.
	Made Ref
	By   Site
	// When: of an Alt of one, the condition on which it is.
	When *When
	// Mark: of an Alt of one, what a view says of it.
	Mark any
}

// Found says how a value was found.
type Found struct {
	// Widened: through all stores to a field of this type anywhere in the program, not through this object.
	Widened bool
	// Mixed: stored with others among which it is not seen to be the one that is read.
	Mixed bool
	// Callers: an Alt of what several callers pass.
	Callers bool
	// Under: found under this key of a map, though another one may be read, or, if Widened, in this field. Keys only in answers of
	// a question with Digests.
	Under string
}

// Kind is the kind of a Value.
type Kind uint8

// The kinds of values. The last three have parts, the others are leaves.
const (
	Const      Kind = iota // Text: a constant's text
	Scalar                 // a number, boolean or other value that carries no text
	Safe                   // text that a sanitizer made; Text: the sanitizer's kind
	Restricted             // text that a check restricts
	Source                 // Text: symbol it comes from; Note says so
	Stored                 // as Source, of data that was stored before (a database)
	Operator               // as Source, of the one who runs the program (environment, flags, configuration)
	Unknown                // Text: why nothing is known
	Function               // Text: symbol
	Object                 // a fresh object; Type says of what
	Concat                 // text: parts in order
	Alt                    // one of the parts
	Derived                // made of the parts in a way that does not keep the text
)

// Place is a stretch of code.
type Place struct {
	Fn  *Fn
	Pos summary.Pos
}

// File returns the name of the place's file; "" if unknown.
func (p Place) File() string {
	if p.Fn == nil || p.Pos.File == 0 {
		return ""
	}
	return p.Fn.Pkg.Files[p.Pos.File-1]
}

// Source returns the file and the line that the place was written in, which line directives can say; File and Pos are those of the file
// that the compiler reads, which is what code is compared by.
func (p Place) Source() (file string, line int) {
	if p.Fn == nil {
		return "", int(p.Pos.Line)
	}
	r := p.Fn.Pkg.Source(p.Pos)
	return r.File, int(r.Line)
}

// Generated tells whether the place is in a generated file, and was not written elsewhere.
func (p Place) Generated() bool {
	return p.Fn != nil && slices.Contains(p.Fn.Pkg.Generated, p.Pos.File) && p.Fn.Pkg.Source(p.Pos).File == p.File()
}

// each calls f for each leaf once, in order.
func (v *Value) each(f func(*Value)) {
	seen := map[*Value]bool{}
	var visit func(*Value)
	visit = func(v *Value) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		if v.Kind < Concat {
			f(v)
			return
		}
		for _, part := range v.Parts {
			visit(part)
		}
	}
	visit(v)
}

// Leaves returns the leaves of v in order.
func (v *Value) Leaves() []*Value {
	var out []*Value
	v.each(func(l *Value) { out = append(out, l) })
	return out
}

// maxSearch is the number of values that Reaches looks at.
const maxSearch = 5_000

// Reaches tells whether a leaf for which is holds is in v. all is false when the search was given up before all was seen.
func (v *Value) Reaches(is func(*Value) bool) (found, all bool) {
	seen := map[*Value]bool{v: true}
	todo := []*Value{v}
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if v == nil {
			continue
		}
		if v.Kind < Concat {
			if is(v) {
				return true, true
			}
			continue
		}
		for _, part := range v.Parts {
			if part != nil && !seen[part] {
				seen[part] = true
				todo = append(todo, part)
			}
		}
		if len(seen) > maxSearch {
			return false, false
		}
	}
	return false, true
}

// Const returns the only text that v can be.
func (v *Value) Const() (string, bool) {
	texts, ok := v.Consts()
	if !ok || len(texts) != 1 {
		return "", false
	}
	return texts[0], true
}

// maxConsts is the number of alternatives that Consts lists at most.
const maxConsts = 64

// Consts returns all texts that v can be, if they are known and few.
func (v *Value) Consts() ([]string, bool) {
	return v.consts(0)
}

func (v *Value) consts(depth int) ([]string, bool) {
	if v == nil || depth > 50 {
		return nil, false
	}
	switch v.Kind {
	case Const:
		return []string{v.Text}, true
	case Alt:
		var out []string
		seen := map[string]bool{}
		for _, part := range v.Parts {
			texts, ok := part.consts(depth + 1)
			if !ok {
				return nil, false
			}
			for _, t := range texts {
				if !seen[t] {
					seen[t] = true
					out = append(out, t)
				}
			}
		}
		return out, len(out) > 0 && len(out) <= maxConsts
	case Concat:
		out := []string{""}
		for _, part := range v.Parts {
			texts, ok := part.consts(depth + 1)
			if !ok || len(out)*len(texts) > maxConsts {
				return nil, false
			}
			var next []string
			for _, a := range out {
				for _, b := range texts {
					next = append(next, a+b)
				}
			}
			out = next
		}
		return out, true
	}
	return nil, false
}

// Path returns the shortest way from one value to another that it is made of, both included; nil if there is none.
func Path(from, to *Value) []*Value { return PathsFrom(from).To(to) }

// Paths are the shortest ways from one value to all that it is made of. They are searched breadth first, as far as was asked for.
type Paths struct {
	parent map[*Value]*Value
	queue  []*Value
}

// PathsFrom returns the ways from a value.
func PathsFrom(from *Value) *Paths {
	return &Paths{parent: map[*Value]*Value{from: nil}, queue: []*Value{from}}
}

// To returns the way to a value, both ends included; nil if there is none.
func (w *Paths) To(to *Value) []*Value {
	_, found := w.parent[to]
	for ; !found && len(w.queue) > 0; w.queue = w.queue[1:] {
		v := w.queue[0]
		if v.Kind < Concat {
			continue
		}
		for _, part := range v.Parts {
			if part == nil {
				continue
			}
			if _, seen := w.parent[part]; !seen {
				w.parent[part] = v
				w.queue = append(w.queue, part)
				found = found || part == to
			}
		}
	}
	if !found {
		return nil
	}
	var path []*Value
	for v := to; v != nil; v = w.parent[v] {
		path = append(path, v)
	}
	slices.Reverse(path)
	return path
}
