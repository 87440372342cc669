package setup

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
)

// The operations of a compiled path template, as protoc-gen-grpc-gateway writes them: pairs of an operation and its operand,
// which work on a stack of parts.
const (
	opNop      = 0
	opPush     = 1 // one part of any text
	opLitPush  = 2 // the text in the pool
	opPushM    = 3 // any parts
	opConcatN  = 4 // joins the upmost parts
	opCapture  = 5 // the upmost part has the name in the pool
	opMaxValue = opCapture
)

// template is the path that a compiled template stands for, such as /v1/notes/{id}; nil if it is not known.
func (m *Machine) template(f *Frame, call int32, t *Value, e *model.Entry) *Value {
	ops, ok := m.constants(m.Named(f, call, t, e, "ops"))
	pool, known := m.constants(m.Named(f, call, t, e, "pool"))
	if !ok || !known || len(ops)%2 != 0 {
		return nil
	}
	var stack []string
	for i := 0; i < len(ops); i += 2 {
		op, valid := atoi(ops[i])
		n, number := atoi(ops[i+1])
		if !valid || !number || op > opMaxValue {
			return nil
		}
		switch op {
		case opPush:
			stack = append(stack, "*")
		case opPushM:
			stack = append(stack, "**")
		case opLitPush:
			if n >= len(pool) {
				return nil
			}
			stack = append(stack, single(pool[n]))
		case opConcatN:
			if n > len(stack) {
				return nil
			}
			joined := strings.Join(stack[len(stack)-n:], "/")
			stack = append(stack[:len(stack)-n], joined)
		case opCapture:
			if n >= len(pool) || len(stack) == 0 {
				return nil
			}
			top := &stack[len(stack)-1]
			if name := single(pool[n]); *top == "*" {
				*top = "{" + name + "}"
			} else {
				*top = "{" + name + "=" + *top + "}"
			}
		case opNop:
		}
	}
	path := "/" + strings.Join(stack, "/")
	if verb := single(first(m.Named(f, call, t, e, "verb"))); verb != "" && !strings.Contains(verb, "${") {
		path += ":" + verb
	}
	return text(path)
}

// constants are the elements of a list of constants.
func (m *Machine) constants(vs []*Value) ([]*Value, bool) {
	list, open, ok := m.List(first(vs))
	return list, ok && !open
}
