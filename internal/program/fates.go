package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/summary"
)

// Fate is a place where a value, or what is made of it, gets a name or a use that says what it is for.
type Fate struct {
	Name   string // of a variable, field, parameter, function or key
	Use    string // of a modelled use, the kind of the sink; else ""
	Weight Weight
	At     Place
	Steps  []Place // from the value to here
	Notes  []string
	Field  bool // it is stored in a field of that name
	// Other is what the value is compared with, where Use is Compared.
	Other *Event
}

// Limits of a search for fates: values looked at, and functions that one value is followed through.
const (
	fateSteps = 3_000
	fateDepth = 8
)

// made is a value, or the part of an object at a path, on its way forward.
type made struct {
	fn    *Fn
	node  summary.NodeID
	path  string
	from  *made
	note  string
	at    Place
	depth int
	ctx   *Context // the calls that were entered with it, and so are returned to
}

type madeKey struct {
	fn   *Fn
	node summary.NodeID
	path string
	ctx  *Context
}

// fates is a search forward: for what becomes of a value.
type fates struct {
	p     *Program
	judge Judge
	seen  map[madeKey]bool
	todo  []*made

	contexts *Query // it makes contexts
	found    []Fate
	cut      bool

	contents []Event
}

// Weight is how much a name, or a use, says of a value; 0 is nothing.
type Weight uint8

// Judge says what counts in a search for fates.
type Judge struct {
	Name     func(name string) Weight
	Use      func(e *model.Entry) Weight // of a sink that takes the value
	Equals   func(e *model.Entry) bool   // whether a sink compares its inputs
	Ends     func(e *model.Entry) bool   // whether a function makes something else of the value, which is not followed
	Compared Weight                      // of a comparison with another value
}

// Compared is the Use of a value that is compared with another one.
const Compared = "compare"

// Fates follows what calls make, forward through assignments, text, fields of the same object, calls and returns, and
// returns the names and uses that it is given, nearest first, and the calls that read the content of an object that it is,
// such as a digest. judge tells which names and uses count. cut says that there was more than could be looked at. Unknown functions
// hand nothing on.
func (p *Program) Fates(starts []Ref, judge Judge) (out []Fate, contents []Event, cut bool) {
	f := &fates{p: p, judge: judge, seen: map[madeKey]bool{}, contexts: p.Ask(Question{Steps: 0})}
	for _, s := range starts {
		f.push(&made{fn: s.Fn, node: s.Node, path: s.Path, at: Place{s.Fn, s.Pos}})
	}
	for i := 0; i < len(f.todo); i++ {
		if i >= fateSteps {
			f.cut = true
			break
		}
		f.follow(f.todo[i])
	}
	return f.found, f.contents, f.cut
}

func (f *fates) push(m *made) {
	k := madeKey{m.fn, m.node, m.path, m.ctx}
	if f.seen[k] || m.depth > fateDepth || strings.Count(m.path, summary.PathEnd) > maxElems {
		return
	}
	f.seen[k] = true
	f.todo = append(f.todo, m)
}

// step pushes what a value becomes inside its function.
func (f *fates) step(m *made, node summary.NodeID, path, note string) {
	f.push(&made{fn: m.fn, node: node, path: path, from: m, note: note, at: NodePlace(m.fn, &m.fn.Nodes[node]), depth: m.depth, ctx: m.ctx})
}

// report notes a name or a use.
func (f *fates) report(m *made, name, use string, weight Weight, at Place) {
	if weight == 0 {
		return
	}
	fate := Fate{Name: name, Use: use, Weight: weight, At: at}
	for x := m; x != nil; x = x.from {
		if x.at.Pos.File != 0 {
			fate.Steps = append(fate.Steps, x.at)
			fate.Notes = append(fate.Notes, x.note)
		}
	}
	slices.Reverse(fate.Steps)
	slices.Reverse(fate.Notes)
	f.found = append(f.found, fate)
}

// follow looks at all that uses a value.
func (f *fates) follow(m *made) {
	if Indexes(m.path) {
		for _, b := range append(m.fn.Bases(m.node), m.node) {
			if node := &m.fn.Nodes[b]; node.Name > 0 {
				name := m.fn.Pkg.Names[node.Name-1]
				f.report(m, name, "", f.judge.Name(name), NodePlace(m.fn, node))
				break
			}
		}
	}
	for _, u := range m.fn.Users()[m.node] {
		f.use(m, u)
	}
	// Have: in a field, a value goes by the field's name. Functions that get the object read other fields of it, too.
	if !Indexes(m.path) {
		return
	}
	for _, c := range m.fn.Takers()[m.node] {
		f.call(m, c)
	}
	f.leave(m)
}

// use follows a value into a node of its function that has it as an operand.
func (f *fates) use(m *made, u summary.NodeID) {
	node := &m.fn.Nodes[u]
	switch node.Op {
	case summary.OpStore:
		if node.Args[0] == m.node {
			f.step(m, u, m.path, "")
		}
		if node.Args[1] == m.node {
			name := pathName(node.Str)
			if weight := f.judgePath(name); weight != 0 {
				f.report(m, name, "", weight, Place{m.fn, node.Pos})
				f.found[len(f.found)-1].Field = true
			}
			f.step(m, u, node.Str+m.path, "")
		}
	case summary.OpSelect:
		if m.path == "" {
			f.step(m, u, "", "")
			return
		}
		elem, rest := summary.First(m.path)
		if may, _ := summary.Meet(elem, node.Str); may || elem == node.Str {
			f.step(m, u, rest, "")
		}
	case summary.OpConcat, summary.OpAppend, summary.OpConvert, summary.OpPhi, summary.OpGuard, summary.OpCallMod:
		f.step(m, u, m.path, "")
	case summary.OpDrawn:
		f.step(m, u, "", "")
	case summary.OpTest:
		if (node.Str == "==" || node.Str == "!=") && len(node.Args) == 2 && m.path == "" {
			other := node.Args[0]
			if other == m.node {
				other = node.Args[1]
			}
			f.compared(m, other, Place{m.fn, node.Pos})
		}
	}
}

// compared notes that a value is compared with another one, which is not a constant.
func (f *fates) compared(m *made, other summary.NodeID, at Place) {
	if m.fn.Nodes[other].Op == summary.OpConst {
		return
	}
	f.report(m, "", Compared, f.judge.Compared, at)
	f.found[len(f.found)-1].Other = &Event{Fn: m.fn, At: at, Node: other, Call: -1, Arg: -1}
}

// judgePath judges the last part of an access path, which is a field or a key; of a field that says nothing by itself, its
// type: the Key of an Account.
func (f *fates) judgePath(name string) Weight {
	if name == "" {
		return 0
	}
	typ, field, ok := strings.Cut(name, ".")
	if !ok {
		return f.judge.Name(name)
	}
	if s := f.judge.Name(field); s != 0 {
		return s
	}
	if s := f.judge.Name(typ + "_" + field); s != 0 {
		return s // Have: the two say it together, as the Code of an Invitation does.
	}
	switch strings.ToLower(field) {
	case "key", "value", "code", "id", "string", "raw", "text":
		return f.judge.Name(typ)
	}
	return 0
}

// pathName is the name of the last element of an access path: "User.Email" of a field, the key of a map.
func pathName(path string) string {
	elem := strings.TrimSuffix(LastElem(path), summary.PathEnd)
	if elem == "" {
		return ""
	}
	if key, err := strconv.Unquote(strings.Trim(elem, "[]")); err == nil {
		return key
	}
	if summary.IsIndex(elem) {
		return ""
	}
	return FieldName(elem)
}

// leave follows a value out of its function: through returns to the callers, and into package variables.
func (f *fates) leave(m *made) {
	for _, r := range m.fn.Returns {
		for i, v := range r.Values {
			if v != m.node {
				continue
			}
			if i == 0 && Indexes(m.path) && m.fn.Parent == "" {
				f.report(m, ShortName(m.fn.Name), "", f.judge.Name(LastName(m.fn.Name)), Place{m.fn, r.Pos})
			}
			f.toCallers(m, int32(i), Place{m.fn, r.Pos})
		}
	}
	for _, g := range m.fn.Globals {
		if g.Value == m.node {
			name := pathName(g.Path)
			if name == "" {
				name = LastName(g.Global)
			}
			f.report(m, name, "", f.judgePath(name), Place{m.fn, g.Pos})
		}
	}
}

// toCallers follows a value to the call that was entered with it, or to all calls.
func (f *fates) toCallers(m *made, result int32, at Place) {
	callers, ctx := m.fn.callers, (*Context)(nil)
	if m.ctx != nil {
		callers, ctx = []Site{m.ctx.Site}, m.ctx.Parent
	}
	for i, site := range callers {
		if i >= maxCallers {
			f.cut = true
			return
		}
		for n := range site.Fn.Nodes {
			node := &site.Fn.Nodes[n]
			if node.Op == summary.OpResult && node.A == site.Call && node.B == result {
				f.push(&made{fn: site.Fn, node: summary.NodeID(n), path: m.path, from: m, note: "returned by " + ShortName(m.fn.Name), at: at, depth: m.depth + 1, ctx: ctx})
			}
		}
	}
}
