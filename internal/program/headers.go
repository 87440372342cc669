package program

import (
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// HeaderWrite is a place where a header of a response is written; its Event's value is what is written.
type HeaderWrite struct {
	Event
	Names []string // that the header can have, in their canonical form
	block int32    // -1 if it is not known
}

// HeaderWrites returns the places that write a header of a constant name, in a fixed order.
func (p *Program) HeaderWrites() []HeaderWrite {
	return p.headerWrites()
}

func (p *Program) headerWrites() []HeaderWrite {
	out := []HeaderWrite{}
	for _, ev := range p.Sinks("header") {
		if ev.Entry.By == nil || ev.Call < 0 {
			continue
		}
		c := &ev.Fn.Calls[ev.Call]
		if c.HasRecv && len(c.Args) > 0 && p.requestHeader(ev.Fn, c.Args[0]) {
			continue
		}
		v := p.Argument(&ev, *ev.Entry.By)
		if v == nil {
			continue
		}
		texts, _ := v.Consts()
		w := HeaderWrite{Event: ev, block: -1}
		for _, t := range texts {
			if name := textproto.CanonicalMIMEHeaderKey(t); name != "" && !slices.Contains(w.Names, name) {
				w.Names = append(w.Names, name)
			}
		}
		if b, ok := ev.Fn.Control().BlockOf[ev.Call]; ok {
			w.block = b
		}
		if len(w.Names) > 0 {
			out = append(out, w)
		}
	}
	for _, fn := range p.order {
		out = p.headerStores(out, fn)
	}
	return out
}

// requestHeader tells whether a header object belongs to a request.
func (p *Program) requestHeader(fn *Fn, n summary.NodeID) bool {
	for range maxStores {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpStore, summary.OpCallMod, summary.OpGuard:
			n = node.Args[0]
			continue
		case summary.OpSelect:
			symbol := strings.TrimSuffix(node.Str, summary.PathEnd)
			return slices.ContainsFunc(p.Models.Lookup(model.Field, symbol), func(e model.Entry) bool { return e.Role == model.Source })
		}
		return false
	}
	return false
}

// headerStores adds the stores under a constant key of a header: w.Header()["Vary"] = ...
func (p *Program) headerStores(out []HeaderWrite, fn *Fn) []HeaderWrite {
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		if n.Op != summary.OpStore || !strings.HasPrefix(n.Str, `["`) {
			continue
		}
		elem, _ := summary.First(n.Str)
		key, err := strconv.Unquote(strings.TrimSuffix(strings.TrimPrefix(elem, "["), "]"+summary.PathEnd))
		if err != nil {
			continue
		}
		keeps := func(e model.Entry) bool { return e.Role == model.Sink && e.Kind == "header/map-key" }
		typed := slices.ContainsFunc(p.Models.Lookup(model.Type, fn.Pkg.Types[n.Type].Name), keeps)
		if !typed && !answerHeader(key) || p.requestHeader(fn, n.Args[0]) {
			continue
		}
		path := ""
		if fn.Type(n.Args[1]).Class != summary.Text {
			path = summary.Elem + summary.PathEnd
		}
		ev := Event{Fn: fn, At: Place{fn, n.Pos}, Name: "header map", Node: n.Args[1], Path: path, Call: -1, Arg: -1}
		out = append(out, HeaderWrite{Event: ev, Names: []string{textproto.CanonicalMIMEHeaderKey(key)}, block: -1})
	}
	return out
}

// answerHeader tells whether a header's name belongs to answers alone, so that a map with such a key is one of headers.
func answerHeader(name string) bool {
	return strings.HasPrefix(textproto.CanonicalMIMEHeaderKey(name), "Access-Control-Allow-")
}

// Writes tells whether a place writes want into the header when the text that is tried is text.
func (t *Trial) Writes(w *HeaderWrite, text, want string) Truth {
	t.Begin(text, nil, -1)
	return min(t.written(w, want), t.runs(w))
}

// WritesToo tells whether a place writes want into the header when the text that is tried is text and another place of the same
// answer is reached.
func (t *Trial) WritesToo(w, other *HeaderWrite, text, want string) Truth {
	if w.Fn.Outermost() != other.Fn.Outermost() {
		return t.Writes(w, text, want)
	}
	t.Begin(text, nil, -1)
	out := t.written(w, want)
	if w.block >= 0 {
		out = min(out, t.Eval(w.Fn, w.Fn.Control().RunsWhen(w.block), nil, 0))
	}
	return out
}

// written tells whether want is among what a place writes.
func (t *Trial) written(w *HeaderWrite, want string) Truth {
	out := False
	v := t.TextsAt(w.Fn, w.Node, w.Path, nil)
	for i, s := range v.Known[:v.Certain] {
		if s == want {
			out = max(out, v.Truth[i])
		}
	}
	return out
}

// Runs tells whether a place is reached when the text that is tried is text.
func (t *Trial) Runs(w *HeaderWrite, text string) Truth {
	t.Begin(text, nil, -1)
	return t.runs(w)
}

func (t *Trial) runs(w *HeaderWrite) Truth {
	out := t.Reached(w.Fn, map[*Fn]bool{}, 0)
	if w.block >= 0 && out != False {
		out = min(out, t.Eval(w.Fn, w.Fn.Control().RunsWhen(w.block), nil, 0))
	}
	return out
}

// Open tells whether what a place writes is not known.
func (t *Trial) Open(w *HeaderWrite) bool {
	t.Begin("", nil, -1)
	v := t.TextsAt(w.Fn, w.Node, w.Path, nil)
	return v.Own || v.Sent
}
