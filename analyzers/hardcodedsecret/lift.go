package hardcodedsecret

import (
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// namedValue is what the value of an event can be where the name that decides about it is known.
type namedValue struct {
	Name  string
	Value *program.Value
}

// Limits of perName: calls up from the event, and calls looked at in all.
const (
	maxLift  = 3
	maxLifts = 200
)

// perName returns what the value of an event can be for each name that Event.By or Event.Key gives it. Where the name is a parameter, each caller
// is looked at by itself, so that the value goes with its own name; where names and values are the keys and elements of
// one map, each key; where the value is a map of settings, each of its keys.
func perName(t *program.Trace, ev *program.Event) (vs []namedValue, cut string) {
	q := t.Query()
	if ev.Key != "" {
		return []namedValue{{ev.Key, q.Walk(ev.Fn, ev.Node, ev.Path, nil)}}, q.Cut
	}
	l := &lift{q: q, ev: ev}
	switch {
	case ev.By != 0:
		l.at(nil, ev.Fn, 0)
	case ev.Fn.Type(ev.Node).Class == summary.Mixed:
		l.keys(ev.Node, "", nil)
	}
	return l.out, q.Cut
}

type lift struct {
	q   *program.Query
	ev  *program.Event
	n   int
	out []namedValue
}

// at adds the value in a calling context that begins at a call of fn's caller.
func (l *lift) at(ctx *program.Context, outermost *program.Fn, depth int) {
	if l.n++; l.n > maxLifts {
		l.q.Cut = "too many callers of " + program.ShortName(l.ev.Fn.Name)
		return
	}
	ev := l.ev
	name, ok := l.q.Walk(ev.Fn, ev.By, "", ctx).Const()
	if ok {
		l.out = append(l.out, namedValue{name, l.q.Walk(ev.Fn, ev.Node, ev.Path, ctx)})
		if t := ev.Fn.Type(ev.Node); t.Class == summary.Mixed && t.Name == "" {
			l.keys(ev.Node, name+".", ctx)
		}
		return
	}
	if m := l.pairs(); m != 0 {
		l.keys(m, "", ctx)
		return
	}
	if depth >= maxLift {
		return
	}
	for _, site := range outermost.Callers() {
		if inner := l.q.Outer(ctx, site); inner != nil {
			l.at(inner, site.Fn, depth+1)
		}
	}
}

// keys adds the elements of a map with their keys behind a prefix.
func (l *lift) keys(m summary.NodeID, prefix string, ctx *program.Context) {
	keys, _ := l.q.Walk(l.ev.Fn, m, summary.Key+summary.PathEnd, ctx).Texts()
	for _, k := range keys {
		if !k.Open() {
			l.out = append(l.out, namedValue{prefix + k.Text, l.q.Walk(l.ev.Fn, m, summary.KeyElem(k.Text), ctx)})
		}
	}
}

// pairs returns the map whose keys and elements the name and the value are; 0 if they are not.
func (l *lift) pairs() summary.NodeID {
	fn := l.ev.Fn
	by, v := &fn.Nodes[l.ev.By], &fn.Nodes[l.ev.Node]
	for v.Op == summary.OpConvert || v.Op == summary.OpGuard {
		v = &fn.Nodes[v.Args[0]]
	}
	if by.Op == summary.OpSelect && by.Str == summary.Key+summary.PathEnd && v.Op == summary.OpSelect && v.Str == summary.Elem+summary.PathEnd && by.Args[0] == v.Args[0] {
		return by.Args[0]
	}
	return 0
}
