package setup

import (
	"fmt"
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Value is what an expression of set-up code can be.
type Value struct {
	Kind  Kind
	Text  string      // see Kind
	Fn    *program.Fn // of a Func, unless it is one of another module
	Recv  *Value      // of a Func that is a bound method
	Of    *Value      // of a Made: the value that was called, where it was a function that another module made
	Frame *Frame      // where the value is made
	Node  summary.NodeID
	// Home and Alloc are the frame and the node that made an Object, whatever state of it Node is.
	Home  *Frame
	Alloc summary.NodeID
	Path  string // of an Object: the part of the object at Node that it is
	Call  int32
	Res   int32
	// Type is the named type of an object, or the one that a function was converted to; see summary.Type.Name.
	Type  string
	Parts []*Value
	// Open: of a List, there may be more; of a Const, Text has unknown parts, written as ${name}.
	Open bool
	// Soft: data that a field of an object, or a package variable, was seen to be given, which can be changed by what is not
	// seen, such as a configuration that is read. It decides no condition.
	Soft bool
	// Row: an element of a list that a loop goes through; its fields are not soft.
	Row bool
	At  program.Place
}

// softened is data that can be changed by what is not seen.
func (v *Value) softened() *Value {
	if v == nil {
		return nil
	}
	switch v.Kind {
	case Const, Nil, Concat:
		if v.Soft {
			return v
		}
		soft := *v
		soft.Soft = true
		return &soft
	case Alt:
		out := &Value{Kind: Alt}
		for _, p := range v.Parts {
			out.Parts = append(out.Parts, p.softened())
		}
		return out
	}
	return v
}

// row is an object as an element of a list that a loop goes through.
func (v *Value) row() *Value {
	if v == nil || v.Kind != Object || v.Row {
		return v
	}
	out := *v
	out.Row = true
	return &out
}

// Kind is the kind of a Value.
type Kind uint8

// The kinds of values.
const (
	Unknown Kind = iota // Text: a name for what is not known
	Const               // Text
	Nil                 // nil, or a zero value that is not text
	Concat              // text: Parts in order
	Func                // Text: symbol; a closure has the frame and the node that make it
	Object              // an object of the program: its state at Node
	Made                // what result Res of a call of another module's function Text is
	Global              // Text: a variable of another module
	Input               // a parameter whose caller is not known; Text: its name
	List                // Parts in order
	Alt                 // one of Parts
	Next                // what a middleware is asked to call; see Machine.Wrap
)

// join makes an alternative of values; nil ones add nothing, equal ones count once.
func join(vs ...*Value) *Value {
	var parts []*Value
	var add func(v *Value)
	add = func(v *Value) {
		if v == nil {
			return
		}
		if v.Kind == Alt {
			for _, p := range v.Parts {
				add(p)
			}
			return
		}
		for _, have := range parts {
			if have == v || same(have, v) {
				return
			}
		}
		if len(parts) < maxAlternatives {
			parts = append(parts, v)
		}
	}
	for _, v := range vs {
		add(v)
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return &Value{Kind: Alt, Parts: parts}
}

const maxAlternatives = 64

// same tells whether two values are equal although they are not the same node.
func same(a, b *Value) bool {
	if a.Kind != b.Kind || a.Text != b.Text {
		return false
	}
	switch a.Kind {
	case Const:
		return a.Open == b.Open
	case Nil, Global, Unknown, Next:
		return true
	case Func:
		return a.Frame == b.Frame && a.Node == b.Node && a.Type == b.Type && a.Recv == b.Recv
	case Object:
		return a.Frame == b.Frame && a.Node == b.Node && a.Path == b.Path
	case Made:
		return a.Frame == b.Frame && a.Call == b.Call && a.Res == b.Res
	}
	return false
}

// Has tells whether one of the alternatives of a value is so.
func (v *Value) Has(is func(*Value) bool) bool {
	has := false
	v.Each(func(a *Value) { has = has || is(a) })
	return has
}

// Each calls f for each alternative of v.
func (v *Value) Each(f func(*Value)) {
	if v == nil {
		return
	}
	if v.Kind != Alt {
		f(v)
		return
	}
	for _, p := range v.Parts {
		p.Each(f)
	}
}

// unknown names what is not known.
func unknown(name string) *Value { return &Value{Kind: Unknown, Text: name} }

// maxTexts is the number of texts that a value is said to be at most.
const maxTexts = 8

// Texts returns the texts that v can be; unknown parts are written as ${name}. Where some alternatives are known and others
// are not, only what is not known is told.
func (v *Value) Texts() []string {
	texts, open := v.texts(0)
	if len(texts) > 1 && open {
		for _, t := range texts {
			if strings.Contains(t, "${") {
				return []string{t}
			}
		}
	}
	return texts
}

func (v *Value) texts(depth int) (texts []string, open bool) {
	if v == nil || depth > 20 {
		return []string{"${?}"}, true
	}
	switch v.Kind {
	case Const:
		return []string{v.Text}, v.Open
	case Nil:
		return []string{""}, false
	case Concat:
		out := []string{""}
		for _, p := range v.Parts {
			ts, o := p.texts(depth + 1)
			if o && len(ts) > 1 {
				ts = p.Texts()
			}
			open = open || o
			var next []string
			for _, a := range out {
				for _, b := range ts {
					if len(next) < maxTexts {
						next = append(next, a+b)
					}
				}
			}
			out = next
		}
		return out, open
	case Alt:
		seen := map[string]bool{}
		for _, p := range v.Parts {
			ts, o := p.texts(depth + 1)
			open = open || o
			for _, t := range ts {
				if !seen[t] && len(texts) < maxTexts {
					seen[t] = true
					texts = append(texts, t)
				}
			}
		}
		return texts, open
	}
	return []string{"${" + v.name() + "}"}, true
}

// name is a short name of a value that is not known.
func (v *Value) name() string {
	name := v.Text
	if i := strings.LastIndexAny(name, "./)"); i >= 0 {
		name = name[i+1:]
	}
	if i := strings.IndexByte(name, '$'); i >= 0 {
		name = name[:i]
	}
	if name == "" {
		return "?"
	}
	return name
}

// text makes a Const of what is known of a text.
func text(s string) *Value {
	return &Value{Kind: Const, Text: s, Open: strings.Contains(s, "${")}
}

// String renders a value for people who look at what the machine knows.
func (v *Value) String() string {
	if v == nil {
		return "nothing"
	}
	kind := [...]string{"unknown", "const", "nil", "concat", "func", "object", "made", "global", "input", "list", "alt", "next"}[v.Kind]
	s := kind + " " + v.Text
	if v.Type != "" {
		s += " " + v.Type
	}
	if v.Frame != nil {
		s += fmt.Sprintf(" at %s node %d call %d of %p", v.Frame.Fn.Name, v.Node, v.Call, v.Frame)
	}
	if len(v.Parts) > 0 {
		s += "("
		for i, p := range v.Parts {
			if i > 0 {
				s += ", "
			}
			s += p.String()
		}
		s += ")"
	}
	return s
}
