package conduct

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
)

// equal tells whether two texts are equal for the request.
func (a *asked) equal(x, y askedText) truth {
	if y.path {
		x, y = y, x
	}
	switch {
	case x.path && y.path:
		return undecided
	case x.path && y.known:
		return a.isPath(x, y.constant)
	case x.known && y.known:
		return truthOf(x.constant == y.constant)
	}
	return undecided
}

// isPath tells whether the request's path is a text.
func (a *asked) isPath(x askedText, s string) truth {
	switch {
	case a.exact || x.template:
		return truthOf(strings.TrimSuffix(a.path, "/") == strings.TrimSuffix(s, "/"))
	case !strings.HasPrefix(s, a.head), !strings.HasSuffix(s, a.tail), s == a.head && !strings.Contains(a.path, "*"):
		return fails // Have: what a client chooses is not empty.
	}
	return undecided
}

func truthOf(b bool) truth {
	if b {
		return holds
	}
	return fails
}

// affixes are the tests of parts of a text, by the words that models have for them.
var affixes = map[string]func(s, part string) bool{"prefix": strings.HasPrefix, "suffix": strings.HasSuffix, "contains": strings.Contains}

// affix tells whether the request's path has a prefix, a suffix or a part.
func (a *asked) affix(kind string, x askedText, s string) truth {
	if a.exact || x.template {
		return truthOf(affixes[kind](a.path, s))
	}
	switch kind {
	case "prefix":
		switch {
		case strings.HasPrefix(a.head, s):
			return holds
		case !strings.HasPrefix(s, a.head):
			return fails
		}
	case "suffix":
		switch {
		case strings.HasSuffix(a.tail, s) && s != "":
			return holds
		case a.tail != "" && !strings.HasSuffix(s, a.tail):
			return fails
		}
	case "contains":
		if strings.Contains(a.head, s) || strings.Contains(a.tail, s) {
			return holds
		}
	}
	return undecided
}

// matches tells whether a text has a prefix, a suffix or a part.
func (a *asked) matches(kind string, x, y askedText) truth {
	switch {
	case !y.known:
		return undecided
	case x.path:
		return a.affix(kind, x, y.constant)
	case x.known:
		return truthOf(affixes[kind](x.constant, y.constant))
	}
	return undecided
}

// lookup tells whether a map of constants has the request's path or method as a key, and true behind it.
func (a *asked) lookup(f *setup.Frame, node *summary.Node) truth {
	key := a.textOf(f, node.Args[1])
	if !key.known && !key.path {
		return undecided
	}
	in := a.j.m.Eval(f, node.Args[0], "")
	keys := a.j.m.Keys(in)
	if len(keys) == 0 {
		return undecided
	}
	out := fails
	for _, k := range keys {
		t := a.equal(key, askedText{known: true, constant: k.Text})
		if t == holds && node.Str == "at" {
			v := a.j.m.Select(in, `["`+k.Text+`"]`+summary.PathEnd)
			if v == nil || v.Kind != setup.Const && v.Kind != setup.Nil {
				return undecided
			}
			return truthOf(v.Text == "true")
		}
		if t != fails {
			out = t
		}
		if t == holds {
			return holds
		}
	}
	return out
}

// call tells whether a call returns true for the request.
func (a *asked) call(f *setup.Frame, call, res int32) truth {
	c := &f.Fn.Calls[call]
	for _, e := range a.j.p.Models.Lookup(model.Func, c.Callee) {
		if (e.Role != model.Match && e.Role != model.Guard) || len(e.In) != 1 || e.By == nil || res != 0 {
			continue
		}
		x, by := indexed(c, e.In[0]), indexed(c, *e.By)
		switch {
		case e.Role == model.Match && affixes[e.Kind] != nil:
			return a.each(f, by, func(turn *setup.Frame) truth { return a.matches(e.Kind, a.textOf(turn, x), a.textOf(turn, by)) })
		case e.Role == model.Match && e.Kind == "fold":
			return a.equal(a.textOf(f, x), a.textOf(f, by))
		case e.Role == model.Guard && e.Kind == "list":
			return a.member(f, x, by)
		}
	}
	return a.returned(f, call, res)
}

// member tells whether a list of constants has the request's path or method.
func (a *asked) member(f *setup.Frame, n, in summary.NodeID) truth {
	x := a.textOf(f, n)
	list, more, ok := a.j.m.List(a.j.m.Eval(f, in, ""))
	if !ok || !x.known && !x.path {
		return undecided
	}
	out := fails
	if more {
		out = undecided
	}
	for _, e := range list {
		t := undecided
		if e != nil && e.Kind == setup.Const && !e.Open {
			t = a.equal(x, askedText{known: true, constant: e.Text})
		}
		switch t {
		case holds:
			return holds
		case undecided:
			out = undecided
		}
	}
	return out
}

// returned tells whether a function of the program returns true for the request.
func (a *asked) returned(f *setup.Frame, call, res int32) truth {
	if a.depth >= askDepth {
		return undecided
	}
	a.depth++
	defer func() { a.depth-- }()
	out, some := undecided, false
	for _, t := range a.j.m.Targets(f, call) {
		in := a.j.m.Child(f, call, t)
		if in == nil {
			return undecided
		}
		got := a.answer(in, res)
		if got == undecided || some && got != out {
			return undecided
		}
		out, some = got, true
	}
	return out
}

// answer tells whether a frame's function returns true for the request.
func (a *asked) answer(f *setup.Frame, res int32) truth {
	if len(f.Fn.Blocks) == 0 {
		return undecided
	}
	out, some := undecided, false
	for _, b := range a.walk(f).returns() {
		values := f.Fn.Returns[b].Values
		if int(res) >= len(values) {
			return undecided
		}
		got := a.decide(f, values[res])
		if got == undecided || some && got != out {
			return undecided
		}
		out, some = got, true
	}
	return out
}
