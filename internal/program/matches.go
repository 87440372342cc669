package program

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// outside tells what a function of another module returns, as far as models say so.
func (t *Trial) outside(site Site, symbol string, want summary.Want, ctx *Context, depth int) (holds, fails Truth) {
	fn := site.Fn
	c := &fn.Calls[site.Call]
	for _, e := range t.p.Models.Lookup(model.Func, symbol) {
		if e.Role != model.Match && e.Role != model.Guard || len(e.In) == 0 {
			continue
		}
		if h, f, ok := t.matches(fn, c, e, ctx); ok {
			if want == summary.WantFalse {
				return f, h
			}
			return h, f
		}
	}
	return t.unknown(fn, c, want, ctx)
}

// matches evaluates a modelled comparison; false if the entry says nothing of how it is done.
func (t *Trial) matches(fn *Fn, c *summary.Call, e model.Entry, ctx *Context) (holds, fails Truth, ok bool) {
	if e.By == nil || ArgOf(c, e.In[0]) == 0 || ArgOf(c, *e.By) == 0 {
		return 0, 0, false
	}
	kind, at := e.Kind, ""
	if e.Role == model.Guard {
		switch kind {
		case "list":
			kind, at = "equal", summary.Elem+summary.PathEnd
		case "key":
			kind, at = "equal", summary.Key+summary.PathEnd
		case "equal":
			kind = "fold"
		case "regexp":
		default:
			return 0, 0, false
		}
	}
	x := t.texts(fn, ArgOf(c, e.In[0]), ctx)
	y := t.TextsAt(fn, ArgOf(c, *e.By), at, ctx)
	if kind != "equal" && !y.tried {
		y = y.filled(t.Stand)
	}
	switch {
	case x.tried:
		t.noted(kind, y, x.host)
	case y.tried && kind == "contains":
		t.noted("within", x, y.host)
	}
	if kind == "equal" {
		h, f := t.sameText(x, y)
		return h, f, true
	}
	h, f := t.compared(kind, x, y)
	return h, f, true
}

// compared evaluates a comparison of what two texts can be.
func (t *Trial) compared(kind string, x, y *Possible) (holds, fails Truth) {
	tried := x.tried || y.tried
	for i, a := range x.Known {
		for j, b := range y.Known {
			if kind == "regexp" && j >= y.Certain {
				continue // Have: a pattern that is not known; a text does not stand for one.
			}
			if compare(kind, a, b) {
				holds = True
				if tried && (i >= x.Certain || j >= y.Certain || x.guess || y.guess) {
					t.Guessed = true
				}
			} else {
				fails = True
			}
		}
	}
	switch {
	case tried:
		t.Checked = t.Checked || x.Own || y.Own || x.part || y.part
		if x.part || y.part || kind == "regexp" && y.Own {
			return max(holds, Maybe), True
		}
		return holds, True
	case x.Sent || y.Sent:
		return True, True
	case x.Own && !y.Own && slices.ContainsFunc(y.Known, func(s string) bool { return strings.Contains(s, "*") }):
		return holds, fails // Have: what a setting's own wildcards are; the text that stands for it decides.
	case x.Own || y.Own:
		return Maybe, Maybe
	}
	return holds, fails
}

// compare tells whether a has what b asks for.
func compare(kind, a, b string) bool {
	switch kind {
	case "prefix":
		return strings.HasPrefix(a, b)
	case "suffix":
		return strings.HasSuffix(a, b)
	case "contains":
		return strings.Contains(a, b)
	case "fold":
		return strings.EqualFold(a, b)
	case "path":
		ok, err := path.Match(b, a)
		return ok && err == nil
	case "regexp":
		re, err := regexp.Compile(b)
		return err == nil && re.MatchString(a)
	}
	return a == b
}

// unknown is what a function returns that no model speaks of: not known, if it is given the text that is tried; as the client
// likes it, if it is given another part of the request; a success, if an error is asked for.
func (t *Trial) unknown(fn *Fn, c *summary.Call, want summary.Want, ctx *Context) (holds, fails Truth) {
	sent := false
	for _, a := range c.Args {
		if class := fn.Type(a).Class; class == summary.Scalar || class == summary.Code {
			continue
		}
		x := t.texts(fn, a, ctx)
		if x.tried || x.part {
			if parses := slices.ContainsFunc(t.p.Models.Lookup(model.Func, c.Callee), func(e model.Entry) bool { return e.Role == model.Propagate || e.Role == model.Same }); parses && want == summary.WantNil {
				return True, Maybe
			}
			t.Checked = true
			return Maybe, Maybe
		}
		if (x.Sent && fn.Type(a).Class == summary.Mixed || t.p.Models.Request(fn.Type(a).Name)) && (want == summary.WantTrue || want == summary.WantFalse) {
			t.Checked = true // Have: a request, and with it the text.
			return Maybe, Maybe
		}
		sent = sent || x.Sent
	}
	switch {
	case want == summary.WantNil:
		return True, Maybe
	case want == summary.WantNotNil:
		return Maybe, True
	case sent:
		return True, True
	}
	return Maybe, Maybe
}

// noted keeps what the text is compared with.
func (t *Trial) noted(kind string, with *Possible, host bool) {
	for _, s := range with.Known {
		p := Pattern{Kind: kind, Text: s, Host: host}
		if s != "" && !slices.Contains(t.Patterns, p) && len(t.Patterns) < maxConsts {
			t.Patterns = append(t.Patterns, p)
		}
	}
}
