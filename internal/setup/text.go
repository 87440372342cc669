package setup

import (
	"path"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(v *Value) (int, bool) {
	if v == nil || v.Kind != Const || v.Open || v.Soft {
		return 0, false
	}
	n, err := strconv.Atoi(v.Text)
	return n, err == nil
}

// unquoted is the constant key that a path element names.
func unquoted(elem string) (string, bool) {
	s := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(elem, summary.PathEnd), "["), "]")
	if t, err := strconv.Unquote(s); err == nil {
		return t, true
	}
	return s, s != ""
}

// formatted is the text that a formatting or concatenating call makes.
func (m *Machine) formatted(f *Frame, call int32, e *model.Entry) *Value {
	var args []*Value
	for _, i := range e.In {
		args = append(args, m.Arg(f, call, nil, i)...)
	}
	v := &Value{Kind: Concat}
	if e.Kind == "concat" {
		v.Parts = args
		return v
	}
	if len(args) == 0 || args[0] == nil || args[0].Kind != Const {
		return nil
	}
	for _, piece := range program.FormatPieces(args[0].Text) {
		switch {
		case piece.Verb == 0:
			v.Parts = append(v.Parts, text(piece.Text))
		case piece.Arg+1 < len(args):
			v.Parts = append(v.Parts, args[piece.Arg+1])
		default:
			v.Parts = append(v.Parts, unknown("?"))
		}
	}
	return v
}

// function is one of the standard library that makes a path of text; of less than arity arguments it is not asked.
type function struct {
	arity int
	make  func(args []string) string
}

// functions can be told from their arguments even where these have unknown parts.
var functions = map[string]function{
	"path.Join":          {1, func(a []string) string { return path.Join(a...) }},
	"path.Clean":         {1, func(a []string) string { return path.Clean(a[0]) }},
	"strings.ToLower":    {1, func(a []string) string { return changeKnown(a[0], strings.ToLower) }},
	"strings.ToUpper":    {1, func(a []string) string { return changeKnown(a[0], strings.ToUpper) }},
	"strings.TrimSpace":  {1, func(a []string) string { return strings.TrimSpace(a[0]) }},
	"strings.TrimSuffix": {2, func(a []string) string { return strings.TrimSuffix(a[0], a[1]) }},
	"strings.TrimPrefix": {2, func(a []string) string { return strings.TrimPrefix(a[0], a[1]) }},
	"strings.TrimRight":  {2, func(a []string) string { return strings.TrimRight(a[0], a[1]) }},
	"strings.TrimLeft":   {2, func(a []string) string { return strings.TrimLeft(a[0], a[1]) }},
	"strings.Trim":       {2, func(a []string) string { return strings.Trim(a[0], a[1]) }},
	"strings.ReplaceAll": {3, func(a []string) string { return strings.ReplaceAll(a[0], a[1], a[2]) }},
	"strconv.Itoa":       {1, func(a []string) string { return a[0] }},
	"net/url.JoinPath":   {1, func(a []string) string { return strings.TrimSuffix(a[0], "/") + path.Join("/", path.Join(a[1:]...)) }},
}

// changeKnown changes text that has no unknown parts.
func changeKnown(s string, change func(string) string) string {
	if strings.Contains(s, "${") {
		return s
	}
	return change(s)
}

// pure is the result of a function of the standard library that makes paths of text; nil if it is none.
func (m *Machine) pure(f *Frame, call, res int32, t *Value) *Value {
	fn, ok := functions[t.Text]
	if !ok || res != 0 {
		return nil
	}
	c := &f.Fn.Calls[call]
	var args []string
	for i := range c.Args {
		v := m.Eval(f, c.Args[i], "")
		if c.Spread && i == len(c.Args)-1 {
			elems, more, ok := m.List(v)
			if !ok || more {
				return nil
			}
			for _, e := range elems {
				args = append(args, single(e))
			}
			continue
		}
		args = append(args, single(v))
	}
	if len(args) < fn.arity {
		return nil
	}
	return text(fn.make(args))
}

// single is the one text that a value is.
func single(v *Value) string {
	ts := v.Texts()
	if len(ts) != 1 {
		return "${?}"
	}
	return ts[0]
}
