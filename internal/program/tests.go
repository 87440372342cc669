package program

import "github.com/apivet/apivet/internal/summary"

// test reads the node of a condition: of a negation the opposite, of a comparison all that it is decided by.
func (q *Query) test(fn *Fn, node *summary.Node, ctx *Context) *Value {
	at := Place{fn, node.Pos}
	switch {
	case node.Str == "!" && len(node.Args) == 1:
		return negated(q.Walk(fn, node.Args[0], "", ctx), at)
	case node.Str == "phi":
		return q.alt(fn, node.Args, "", ctx)
	}
	v := &Value{Kind: Derived, At: at}
	for _, a := range node.Args {
		part := q.Walk(fn, a, "", ctx)
		if part != nil && part.Kind == Const {
			part = &Value{Kind: Scalar, Type: part.Type, At: part.At} // Have: x == "true" is never "true".
		}
		v.Parts = append(v.Parts, part)
	}
	return v
}

// negated is the opposite of a boolean.
func negated(v *Value, at Place) *Value {
	var vs []*Value
	for _, l := range v.Leaves() {
		if l.Kind == Const {
			text := "true"
			if l.Text == "true" {
				text = "false"
			}
			l = &Value{Kind: Const, Text: text, Type: l.Type, At: at}
		}
		vs = append(vs, l)
	}
	return Join(vs...)
}
