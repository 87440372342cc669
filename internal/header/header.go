// Package header answers where a program writes headers of responses, and whether it writes a certain text there when a client sends a
// certain one. Which calls and maps write headers is said by the models' lines of the sink kind header.
package header

import (
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// Write is a place where a header of a response is written; its Event's value is what is written.
type Write struct {
	program.Event
	Names []string // that the header can have, in their canonical form
	block int32    // -1 if it is not known
}

var writes = program.NewShared(findWrites)

// Writes returns the places that write a header of a constant name, in a fixed order.
func Writes(p *program.Program) []Write { return writes.Of(p) }

func findWrites(p *program.Program) []Write {
	out := []Write{}
	for _, ev := range p.Sinks("header") {
		if ev.Entry.By == nil || ev.Call < 0 {
			continue
		}
		c := &ev.Fn.Calls[ev.Call]
		if c.HasRecv && len(c.Args) > 0 && requestHeader(p, ev.Fn, c.Args[0]) {
			continue
		}
		v := ev.Argument(p, *ev.Entry.By)
		if v == nil {
			continue
		}
		texts, _ := v.Consts()
		w := Write{Event: ev, block: -1}
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
	for _, fn := range p.Funcs() {
		out = stores(p, out, fn)
	}
	return out
}

// requestHeader tells whether a header object belongs to a request.
func requestHeader(p *program.Program, fn *program.Fn, n summary.NodeID) bool {
	for range maxStates {
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

// stores adds the stores under a constant key of a header: w.Header()["Vary"] = ...
func stores(p *program.Program, out []Write, fn *program.Fn) []Write {
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
		if !typed && !answerHeader(key) || requestHeader(p, fn, n.Args[0]) {
			continue
		}
		path := ""
		if fn.Type(n.Args[1]).Class != summary.Text {
			path = summary.Elem + summary.PathEnd
		}
		ev := program.Event{Fn: fn, At: program.Place{Fn: fn, Pos: n.Pos}, Name: "header map", Node: n.Args[1], Path: path, Call: -1, Arg: -1}
		out = append(out, Write{Event: ev, Names: []string{textproto.CanonicalMIMEHeaderKey(key)}, block: -1})
	}
	return out
}

// maxStates is how many states of an object are followed back.
const maxStates = 64

// answerHeader tells whether a header's name belongs to answers alone, so that a map with such a key is one of headers.
func answerHeader(name string) bool {
	return strings.HasPrefix(textproto.CanonicalMIMEHeaderKey(name), "Access-Control-Allow-")
}

// Writes tells whether a place writes want into the header when the text that is tried is text.
func (w *Write) Writes(t *program.Trial, text, want string) program.Truth {
	t.Begin(text, nil, -1)
	return min(w.written(t, want), w.runs(t))
}

// WritesToo tells whether a place writes want into the header when the text that is tried is text and another place of the same
// answer is reached.
func (w *Write) WritesToo(t *program.Trial, other *Write, text, want string) program.Truth {
	if w.Fn.Outermost() != other.Fn.Outermost() {
		return w.Writes(t, text, want)
	}
	t.Begin(text, nil, -1)
	out := w.written(t, want)
	if w.block >= 0 {
		out = min(out, t.Eval(w.Fn, w.Fn.Control().RunsWhen(w.block), nil, 0))
	}
	return out
}

// written tells whether want is among what a place writes.
func (w *Write) written(t *program.Trial, want string) program.Truth {
	out := program.False
	v := t.TextsAt(w.Fn, w.Node, w.Path, nil)
	for i, s := range v.Known[:v.Certain] {
		if s == want {
			out = max(out, v.Truth[i])
		}
	}
	return out
}

// Runs tells whether a place is reached when the text that is tried is text.
func (w *Write) Runs(t *program.Trial, text string) program.Truth {
	t.Begin(text, nil, -1)
	return w.runs(t)
}

func (w *Write) runs(t *program.Trial) program.Truth { return t.Runs(w.Fn, w.block) }

// Open tells whether what a place writes is not known.
func (w *Write) Open(t *program.Trial) bool {
	t.Begin("", nil, -1)
	v := t.TextsAt(w.Fn, w.Node, w.Path, nil)
	return v.Own || v.Sent
}
