package program

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// text is the text that a modelled function makes.
func (q *Query) text(site Site, e model.Entry, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	at := Place{site.Fn, c.Pos}
	switch e.Kind {
	case "format", "concat":
		return &Value{Kind: Concat, Parts: q.written(site, e, ctx), At: at, Note: "formatted by " + Short(e.Symbol)}
	case "join":
		return q.joined(site, e, ctx)
	case "repeat":
		if len(e.In) == 0 {
			return nil
		}
		elem := q.Walk(site.Fn, ArgOf(c, e.In[0]), "", ctx)
		return repeated(elem, nil, at)
	case "replace":
		return q.replaced(site, e, ctx)
	case "split":
		return q.split(site, e, ctx)
	case cutPrefix, cutSuffix:
		v := q.derived(site, e.In, ctx)
		v.Text = e.Kind
		return v
	case "content", "init":
		if len(e.In) == 0 {
			return &Value{Kind: Const}
		}
		if a := ArgOf(c, e.In[0]); a != 0 {
			return q.Walk(site.Fn, a, "", ctx)
		}
	}
	return nil
}

// repeated is one or more of elem with sep between, put together at a place.
func repeated(elem, sep *Value, at Place) *Value {
	loop := &Value{Kind: Alt, At: at}
	one := &Value{Kind: Concat, At: at, Note: "joined", Joins: true, Parts: []*Value{elem}}
	next := &Value{Kind: Concat, At: at, Note: "joined", Joins: true, Parts: []*Value{loop, sep, elem}}
	loop.Parts = []*Value{one, next}
	return loop
}

// joined is the elements of a list with a separator.
func (q *Query) joined(site Site, e model.Entry, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	if len(e.In) < 2 {
		return nil
	}
	list, sep := ArgOf(c, e.In[0]), ArgOf(c, e.In[1])
	if list == 0 || sep == 0 {
		return nil
	}
	elem := q.Walk(site.Fn, list, summary.Elem+summary.PathEnd, ctx)
	return repeated(elem, q.Walk(site.Fn, sep, "", ctx), Place{site.Fn, c.Pos})
}

// What is cut off a text, as trials know it: the Text of a Derived of the text and of what is cut off, or how much.
const (
	cutPrefix = "cutprefix"
	cutSuffix = "cutsuffix"
	cutFrom   = "from"
)

// exact tells whether an entry says how a text is made where others say only that it is: for trials.
func exact(e model.Entry) bool {
	return e.Role == model.Text && (e.Kind == "split" || e.Kind == cutPrefix || e.Kind == cutSuffix)
}

// split is the elements of a list that is one text, as far as that is constant.
func (q *Query) split(site Site, e model.Entry, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	at := Place{site.Fn, c.Pos}
	sep, ok := q.Walk(site.Fn, ArgOf(c, e.In[1]), "", ctx).Const()
	return q.pieces(q.Walk(site.Fn, ArgOf(c, e.In[0]), "", ctx), sep, ok && sep != "", at, map[*Value]bool{})
}

// pieces splits the constants among what v can be; the rest is made of v in some way.
func (q *Query) pieces(v *Value, sep string, known bool, at Place, seen map[*Value]bool) *Value {
	switch {
	case v == nil || seen[v]:
		return nil
	case v.Kind == Const && known:
		var vs []*Value
		for _, text := range strings.Split(v.Text, sep) {
			vs = append(vs, &Value{Kind: Const, Text: text, At: v.At})
		}
		return Join(vs...)
	case v.Kind == Alt:
		seen[v] = true
		out := *v
		out.Parts = nil
		for _, part := range v.Parts {
			if p := q.pieces(part, sep, known, at, seen); p != nil {
				out.Parts = append(out.Parts, p)
			}
		}
		return &out
	}
	return &Value{Kind: Derived, Parts: []*Value{v}, At: at}
}

// replaced is text in which a part is replaced: a template with a hole filled, where the texts are constants.
func (q *Query) replaced(site Site, e model.Entry, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	at := Place{site.Fn, c.Pos}
	if len(e.In) < 3 {
		return q.derived(site, e.In, ctx)
	}
	in := q.Walk(site.Fn, ArgOf(c, e.In[0]), "", ctx)
	old := q.Walk(site.Fn, ArgOf(c, e.In[1]), "", ctx)
	with := q.Walk(site.Fn, ArgOf(c, e.In[2]), "", ctx)
	mark, ok := old.Const()
	if !ok || mark == "" {
		return &Value{Kind: Derived, Parts: []*Value{in, with}, At: at}
	}
	kept := q.Legible // Have: what is replaced is a constant.
	if to, isConst := with.Const(); isConst {
		if mark == "'" && to == "''" {
			return &Value{Kind: Derived, Parts: []*Value{in}, At: at, Note: "quotes doubled", Legible: kept}
		}
		texts, known := in.Consts()
		if !known {
			return &Value{Kind: Derived, Parts: []*Value{in}, At: at, Legible: kept}
		}
		v := &Value{Kind: Alt, At: at}
		for _, t := range texts {
			v.Parts = append(v.Parts, &Value{Kind: Const, Text: strings.ReplaceAll(t, mark, to)})
		}
		return v
	}
	texts, known := in.Consts()
	if !known {
		return &Value{Kind: Derived, Parts: []*Value{in, with}, At: at, Legible: kept}
	}
	v := &Value{Kind: Alt, At: at}
	for _, t := range texts {
		line := &Value{Kind: Concat, At: at, Note: "replaced by " + Short(e.Symbol)}
		for i, piece := range strings.Split(t, mark) {
			if i > 0 {
				line.Parts = append(line.Parts, with)
			}
			line.Parts = append(line.Parts, &Value{Kind: Const, Text: piece})
		}
		v.Parts = append(v.Parts, line)
	}
	return v
}

// written returns the pieces that a formatting, concatenating or appending call writes.
func (q *Query) written(site Site, e model.Entry, ctx *Context) []*Value {
	c := &site.Fn.Calls[site.Call]
	var args []summary.NodeID
	for _, i := range e.In {
		args = append(args, ArgsOf(c, i)...)
	}
	formats := e.Kind == "format" || e.Kind == "appendf"
	if !formats || len(args) == 0 {
		var parts []*Value
		for _, a := range args {
			if e.Kind == "append" && !c.Spread {
				parts = append(parts, q.characters(site.Fn, a, ctx))
			} else {
				parts = append(parts, q.spread(site, a, ctx))
			}
		}
		return parts
	}
	format := q.Walk(site.Fn, args[0], "", ctx)
	text, ok := format.Const()
	if !ok {
		parts := []*Value{format}
		for _, a := range args[1:] {
			parts = append(parts, q.spread(site, a, ctx))
		}
		return parts
	}
	var parts []*Value
	for _, piece := range FormatPieces(text) {
		switch {
		case piece.Verb == 0:
			parts = append(parts, &Value{Kind: Const, Text: piece.Text})
		case !textVerb(piece.Verb):
			parts = append(parts, &Value{Kind: Scalar})
		case c.Spread:
			parts = append(parts, q.Walk(site.Fn, args[len(args)-1], summary.Elem+summary.PathEnd, ctx))
		case piece.Arg+1 < len(args):
			parts = append(parts, q.operand(site, args[piece.Arg+1], piece.Most, ctx))
		}
	}
	return parts
}

// spread reads an operand; the elements of a slice that is passed with "...".
func (q *Query) spread(site Site, a summary.NodeID, ctx *Context) *Value {
	c := &site.Fn.Calls[site.Call]
	if c.Spread && a == c.Args[len(c.Args)-1] {
		return q.Walk(site.Fn, a, summary.Elem+summary.PathEnd, ctx)
	}
	return q.operand(site, a, -1, ctx)
}

// operand reads a formatted value: its own String or Error method's result where the program defines one.
func (q *Query) operand(site Site, a summary.NodeID, most int, ctx *Context) *Value {
	if v, done := q.View.Operand(q, site, a, most, ctx); done {
		return v
	}
	t := site.Fn.Type(a)
	if im := q.p.impls[t.Name]; t.Name != "" && im != nil {
		for _, name := range []string{"Error", "String"} {
			m, ok := im.Methods[name]
			if !ok || m.Signature != "func() string" {
				continue
			}
			if fn := q.p.fns[m.Symbol]; fn != nil && t.Class == summary.Scalar {
				return q.method(fn, ctx)
			}
		}
	}
	return q.Walk(site.Fn, a, "", ctx)
}

// method is what a method of a scalar type returns.
func (q *Query) method(fn *Fn, ctx *Context) *Value {
	var vs []*Value
	for _, r := range fn.Returns {
		if len(r.Values) == 1 {
			vs = append(vs, q.Walk(fn, r.Values[0], "", nil))
		}
	}
	return Join(vs...)
}

func textVerb(verb byte) bool {
	switch verb {
	case 's', 'v', 'q', 'x', 'X', 'w':
		return verb != 'x' && verb != 'X'
	}
	return false
}

// Piece is constant text of a format string, or a verb with the index of its operand.
type Piece struct {
	Text string
	Verb byte
	Arg  int
	Most int // characters that a precision leaves; -1: all
}

// FormatPieces cuts a format string into constant text and verbs, as package fmt reads it: flags, width and precision
// (a "*" takes an operand), and explicit operand indexes.
func FormatPieces(format string) []Piece {
	var out []Piece
	arg := 0
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			out = append(out, Piece{Text: format})
			break
		}
		if i > 0 {
			out = append(out, Piece{Text: format[:i]})
		}
		format = format[i+1:]
		j, precision := 0, -1
		for j < len(format) {
			switch c := format[j]; {
			case c == '.':
				precision = 0
				j++
				continue
			case precision >= 0 && c >= '0' && c <= '9':
				precision = min(precision*10+int(c-'0'), 1000)
				j++
				continue
			case strings.IndexByte("+-# 0123456789", c) >= 0:
				j++
				continue
			case c == '*':
				arg++
				j++
				continue
			case c == '[':
				n, k := 0, j+1
				for k < len(format) && format[k] >= '0' && format[k] <= '9' {
					n = n*10 + int(format[k]-'0')
					k++
				}
				if k < len(format) && format[k] == ']' && n > 0 {
					arg = n - 1
					j = k + 1
					continue
				}
			}
			break
		}
		if j >= len(format) {
			break
		}
		verb := format[j]
		format = format[j+1:]
		if verb == '%' {
			out = append(out, Piece{Text: "%"})
			continue
		}
		out = append(out, Piece{Verb: verb, Arg: arg, Most: precision})
		arg++
	}
	return out
}
