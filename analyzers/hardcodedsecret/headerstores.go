package hardcodedsecret

import (
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// headerStores returns the values that are put into maps under the name of a header which carries a secret, as events of
// the kind secret/header.
func headerStores(p *program.Program) []program.Event {
	var out []program.Event
	add := func(fn *program.Fn, path string, value summary.NodeID, pos summary.Pos) {
		last := program.LastElem(path)
		if !strings.HasPrefix(last, `["`) {
			return
		}
		key, err := strconv.Unquote(strings.Trim(last, "[]"+summary.PathEnd))
		if err != nil || !p.Models.Secrets.Header(key) {
			return
		}
		ev := program.Event{Fn: fn, At: program.Place{Fn: fn, Pos: pos}, Entry: model.Entry{Role: model.Sink, Kind: "secret/header"}, Name: "the header " + key,
			Node: value, Call: -1, Arg: -1, Key: key}
		if fn.Type(value).Class != summary.Text {
			ev.Path = summary.Elem + summary.PathEnd
		}
		out = append(out, ev)
	}
	for _, fn := range p.Funcs() {
		for i := range fn.Nodes {
			if n := &fn.Nodes[i]; n.Op == summary.OpStore {
				add(fn, n.Str, n.Args[1], n.Pos)
			}
		}
		for _, g := range fn.Globals {
			add(fn, g.Path, g.Value, g.Pos)
		}
	}
	return out
}
