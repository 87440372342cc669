package program

import (
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// fieldStore is a store of a value to a path of an object: of one that a node is a version of, or of a package variable.
type fieldStore struct {
	fn    *Fn
	path  string
	value summary.NodeID
	at    summary.NodeID // the store's node; 0 of a package variable
	pos   summary.Pos
}

// fieldSinks adds the events of a store to a field that a model calls a sink.
func (p *Program) fieldSinks(out []Event, st fieldStore, prefix string) []Event {
	last := LastElem(st.path)
	if last == "" || summary.IsIndex(last) {
		return out
	}
	for _, e := range p.Models.Lookup(model.Field, strings.TrimSuffix(last, summary.PathEnd)) {
		if e.Role != model.Sink || !strings.HasPrefix(e.Kind, prefix) {
			continue
		}
		ev := Event{Fn: st.fn, At: Place{st.fn, st.pos}, Entry: e, Name: Short(e.Symbol), Node: st.value, Call: -1, Arg: -1}
		if e.Sibling != "" {
			ev.By = st.beside(e.Sibling)
		}
		out = append(out, ev)
	}
	return out
}

// beside returns the node that is stored to another field of the struct; 0 if none is in the same function.
func (st *fieldStore) beside(field string) summary.NodeID {
	last := LastElem(st.path)
	path := strings.TrimSuffix(st.path, last) + last[:strings.LastIndexByte(last, '.')+1] + field + summary.PathEnd
	if st.at == 0 {
		for _, g := range st.fn.Globals {
			if g.Path == path && g.Pos.File == st.pos.File {
				return g.Value
			}
		}
		return 0
	}
	root := st.fn.Base(st.at)
	for i := range st.fn.Nodes {
		n := &st.fn.Nodes[i]
		if n.Op == summary.OpStore && n.Str == path && st.fn.Base(summary.NodeID(i)) == root {
			return n.Args[1]
		}
	}
	return 0
}
