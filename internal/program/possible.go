package program

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Possible is what a text can be in a trial.
type Possible struct {
	Known   []string // the certain ones first, then those that stand for texts that are not known
	Certain int
	Truth   []Truth    // of each known one: whether the conditions let it be
	tried   bool       // the text that is tried is among them, or a part of it that is known
	host    bool       // it is its host
	part    bool       // something made of the text that is tried is among them, not known which
	Own     bool       // texts that the program, its settings or its data decide
	Sent    bool       // texts that the client decides, other than the one that is tried
	guess   bool       // texts that stand for others are part of those that are known
	mode    model.Mode // what a constant says of the mode in which the program runs
}

// filled leaves out the empty text, which is what holds nothing yet; where nothing else is known, it is not known what comes.
func (x *Possible) filled(stand []string) *Possible {
	i := slices.Index(x.Known, "")
	if i < 0 {
		return x
	}
	out := *x
	out.Known = append(slices.Clone(x.Known[:i]), x.Known[i+1:]...)
	out.Truth = append(slices.Clone(x.Truth[:i]), x.Truth[i+1:]...)
	if i < x.Certain {
		out.Certain--
	}
	if len(out.Known) == 0 {
		out.Own = true
		out.Known = slices.Clone(stand)
		out.Truth = make([]Truth, len(stand))
	}
	return &out
}

func (t *Trial) texts(fn *Fn, n summary.NodeID, ctx *Context) *Possible {
	return t.TextsAt(fn, n, "", ctx)
}

// TextsAt is what the text at a path of a node can be.
func (t *Trial) TextsAt(fn *Fn, n summary.NodeID, at string, ctx *Context) *Possible {
	return t.possible(t.q.Walk(fn, n, at, ctx))
}

func (t *Trial) possible(v *Value) *Possible {
	f := t.find(v)
	out := &Possible{tried: f.tried, host: f.host, part: f.part, Own: f.own, Sent: f.sent, guess: f.guess}
	for _, s := range f.texts {
		if i := slices.Index(out.Known, s.text); i >= 0 {
			out.Truth[i] = max(out.Truth[i], s.truth)
			continue
		}
		if len(out.Known) < maxConsts {
			out.Known, out.Truth = append(out.Known, s.text), append(out.Truth, s.truth)
		}
		if m := t.p.Models.Mode(s.text); m != model.NoMode && !strings.ContainsAny(s.text, ".:/ *") {
			out.mode = m
		}
	}
	out.Certain = len(out.Known)
	if f.own && !f.tried {
		for _, s := range t.Stand {
			if !slices.Contains(out.Known, s) {
				out.Known, out.Truth = append(out.Known, s), append(out.Truth, Maybe)
			}
		}
	}
	return out
}

// possibleText is a text with whether the conditions let it be.
type possibleText struct {
	text  string
	truth Truth
	at    Place
}

// found is what a value can be: texts, the one that is tried in its place, and what is not known; see texts.
type found struct {
	texts                               []possibleText
	tried, host, part, own, sent, guess bool
}

// add joins the alternatives of two.
func (f *found) add(o *found, truth Truth) {
	for _, s := range o.texts {
		if len(f.texts) > 2*maxConsts {
			f.own = true
			break
		}
		s.truth = min(s.truth, truth)
		f.texts = append(f.texts, s)
	}
	f.flags(o)
}

func (f *found) flags(o *found) {
	f.tried, f.host, f.part = f.tried || o.tried, f.host || o.host, f.part || o.part
	f.own, f.sent, f.guess = f.own || o.own, f.sent || o.sent, f.guess || o.guess
}

// find lists what a value can be. What leads back to itself adds nothing.
func (t *Trial) find(v *Value) *found {
	if f, ok := t.finds[v]; ok {
		return f
	}
	c := &finder{t: t, known: map[*Value]*found{}}
	before := t.circles
	f := c.find(v, 0)
	if t.circles == before {
		t.finds[v] = f
	}
	return f
}

type finder struct {
	t     *Trial
	known map[*Value]*found
}

func (c *finder) find(v *Value, depth int) *found {
	if v == nil {
		return &found{}
	}
	if f, ok := c.known[v]; ok {
		return f
	}
	if c.t.steps--; c.t.steps <= 0 || depth > 60 {
		c.t.circles++
		return &found{own: true}
	}
	c.known[v] = &found{}
	f := c.look(v, depth)
	c.known[v] = f
	return f
}

func (c *finder) look(v *Value, depth int) *found {
	switch {
	case c.t.isSubject(v):
		return &found{texts: []possibleText{{text: c.t.text, truth: True}}, tried: true}
	case v.Kind == Const:
		return &found{texts: []possibleText{{v.Text, True, v.At}}}
	case v.Kind == Alt:
		return c.alternatives(v, depth)
	case v.Kind == Concat:
		return c.joined(v, depth)
	case v.Kind == Derived:
		return c.derived(v, depth)
	case v.Kind == Source:
		return &found{sent: true}
	case v.Kind == Object || v.Kind == Function:
		return &found{}
	}
	return &found{own: true}
}

// alternatives lists those whose conditions can hold.
func (c *finder) alternatives(v *Value, depth int) *found {
	truth := True
	if v.When != nil {
		if truth = v.When.eval(c.t); truth == False {
			return &found{}
		}
	}
	out := &found{}
	for _, part := range v.Parts {
		out.add(c.find(part, depth+1), truth)
	}
	return out
}

// joined lists concatenations; a part that is not known is each of the texts that stand for it.
func (c *finder) joined(v *Value, depth int) *found {
	out := &found{texts: []possibleText{{truth: True}}}
	for _, part := range v.Parts {
		if part == nil || part.Kind == Object {
			continue // Have: what text is written to, which has none at first.
		}
		f := c.find(part, depth+1)
		pieces := f.texts
		own := out.own
		out.flags(f)
		if len(pieces) == 0 && f.own && !f.part {
			for _, s := range c.t.Stand {
				pieces = append(pieces, possibleText{text: s, truth: Maybe})
			}
			out.own, out.guess = own, true // Have: the part stands as text.
		}
		if len(pieces) == 0 || len(out.texts)*len(pieces) > maxConsts {
			out.texts, out.own = nil, out.own || !out.sent
			return out
		}
		var next []possibleText
		for _, a := range out.texts {
			for _, b := range pieces {
				next = append(next, possibleText{text: a.text + b.text, truth: min(a.truth, b.truth)})
			}
		}
		out.texts = next
	}
	return out
}

// derived lists a part of the address that is tried, if that is what the value is.
func (c *finder) derived(v *Value, depth int) *found {
	switch v.Text {
	case cutPrefix, cutSuffix, cutFrom:
		return c.shortened(v, depth)
	}
	inner := &found{}
	for _, part := range v.Parts {
		inner.flags(c.find(part, depth+1))
	}
	out := &found{own: inner.own, sent: inner.sent}
	if !inner.tried && !inner.part {
		out.own = out.own || !inner.sent
		return out
	}
	u, err := url.Parse(c.t.text)
	if v.Text == "" || err != nil {
		out.part = true
		return out
	}
	out.tried, out.host = true, v.Text == "host" || v.Text == "hostname"
	text := u.Scheme
	switch v.Text {
	case "host":
		text = u.Host
	case "hostname":
		text = u.Hostname()
	case "port":
		text = u.Port()
	}
	out.texts = []possibleText{{text: text, truth: True}}
	return out
}

// isSubject tells whether a value is the text that is tried: the parameter, or what is sent under the key.
func (t *Trial) isSubject(v *Value) bool {
	if v.Kind == Source {
		return v.Key == subjectKey || strings.EqualFold(v.Key, t.Key)
	}
	if v.Kind != Derived || !strings.EqualFold(v.Key, t.Key) {
		return false
	}
	sent, _ := v.Reaches(func(l *Value) bool { return l.Kind == Source })
	return sent
}

// subjectKey is the key of the parameter that holds the text that is tried.
const subjectKey = "\x00subject"

// When is a condition on which a value is what it is.
type When struct {
	fn  *Fn
	f   *Formula
	ctx *Context
}

func (w *When) eval(t *Trial) Truth {
	if t.steps -= 10; t.steps <= 0 {
		return Maybe
	}
	return t.Eval(w.fn, w.f, w.ctx, 3)
}

// shortened lists texts of which a part is cut off.
func (c *finder) shortened(v *Value, depth int) *found {
	if len(v.Parts) != 2 {
		return &found{own: true}
	}
	in, off := c.find(v.Parts[0], depth+1), c.find(v.Parts[1], depth+1)
	out := &found{}
	out.flags(in)
	texts := in.texts
	if len(texts) == 0 && in.own && !in.part {
		for _, s := range c.t.Stand {
			texts = append(texts, possibleText{text: s, truth: Maybe})
		}
		out.own, out.guess = false, true
	}
	if len(off.texts) == 0 || len(texts)*len(off.texts) > maxConsts {
		out.own = true
		return out
	}
	for _, s := range texts {
		for _, o := range off.texts {
			cut := s
			switch v.Text {
			case cutPrefix:
				cut.text = strings.TrimPrefix(s.text, o.text)
			case cutSuffix:
				cut.text = strings.TrimSuffix(s.text, o.text)
			default:
				n, err := strconv.Atoi(o.text)
				if err != nil || n > len(s.text) {
					continue
				}
				cut.text = s.text[n:]
			}
			out.texts = append(out.texts, cut)
		}
	}
	return out
}
