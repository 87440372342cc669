package printed

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/credential"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Print is a value that a call writes to a log.
type Print struct {
	program.Event
	Mode   Mode
	Stream bool // written to the standard output or error
	// Guessed: the logger is known by the names of its type and methods only.
	Guessed bool
	// Key is the name under which the value is written, and Holder the name of the variable, field or function that it is
	// taken from; "" where there is none.
	Key, Holder string
	// Inner is the call that writes where Name is a function of the program, and InnerName what is called there.
	Inner     program.Place
	InnerName string

	ctx *program.Context // of a value that is made into text on the way
}

// Prints returns the values that are written to logs and standard streams, in a fixed order. Functions of the program
// that hand their arguments on to a logger are loggers themselves, and their calls are what is returned.
func (p *Printed) Prints() []Print {
	ps := p.findPrinters()
	var out []Print
	for _, fn := range p.Funcs() {
		for i := range fn.Calls {
			site := program.Site{Fn: fn, Call: int32(i)}
			for _, pr := range ps.sites[site] {
				out = ps.prints(out, site, pr)
			}
		}
	}
	return out
}

// prints adds the values that one call writes. What a function passes on of its parameters is its callers'.
func (ps *printers) prints(out []Print, site program.Site, pr printer) []Print {
	fn := site.Fn
	c := &fn.Calls[site.Call]
	pieces, known := ps.p.format(fn, c, pr)
	add := func(k int32, arg summary.NodeID, path, key string) {
		if ps.handedOn(fn, arg) {
			return
		}
		ev := Print{
			Event:   program.Event{Fn: fn, At: program.Place{Fn: fn, Pos: c.Pos}, Entry: pr.entry, Name: pr.name, Node: arg, Path: path, Args: c.Args, Call: site.Call, Arg: int(k)},
			Mode:    modes[pr.kind],
			Stream:  strings.HasPrefix(pr.entry.Kind, "stdout/"),
			Guessed: pr.guess,
			Key:     key,
			Inner:   pr.inner, InnerName: pr.innerName,
		}
		if key != "" && path == "" {
			ev.Holder = holder(fn, arg)
		}
		out = append(out, ev)
	}
	if pr.format >= 0 && int(pr.format) < len(c.Args) {
		add(pr.format, c.Args[pr.format], "", "")
	}
	for k := pr.first; k >= 0 && int(k) < len(c.Args); k++ {
		switch {
		case c.Spread && int(k) == len(c.Args)-1:
			for _, list := range spread(fn, c.Args[k]) {
				add(k, list, summary.Elem+summary.PathEnd, "")
			}
		case pr.kind == "fields":
			add(k, c.Args[k], summary.Elem+summary.PathEnd, "")
		case !known:
			add(k, c.Args[k], "", keyBefore(fn, c, k))
		default:
			if key, shown := operandOf(pieces, int(k-pr.first)); shown {
				add(k, c.Args[k], "", key)
			}
		}
		if !pr.all {
			break
		}
	}
	return out
}

// spread returns the lists that a list passed with "..." is put together of.
func spread(fn *program.Fn, list summary.NodeID) []summary.NodeID {
	if node := &fn.Nodes[list]; node.Op == summary.OpAppend && node.A == 1 {
		return node.Args
	}
	return []summary.NodeID{list}
}

// format returns the pieces of the format string of a call, if that is known.
func (p *Printed) format(fn *program.Fn, c *summary.Call, pr printer) ([]program.Piece, bool) {
	if pr.format < 0 || int(pr.format) >= len(c.Args) {
		return nil, false
	}
	text, ok := fn.Nodes[c.Args[pr.format]].Str, fn.Nodes[c.Args[pr.format]].Op == summary.OpConst
	if !ok {
		text, ok = p.Ask(program.Question{}).Walk(fn, c.Args[pr.format], "", nil).Const()
	}
	if !ok {
		return nil, false
	}
	return program.FormatPieces(text), true
}

// operandOf tells whether an operand is written as text, or is one too many, which fmt writes too, and the text that
// stands before it.
func operandOf(pieces []program.Piece, operand int) (before string, shown bool) {
	most, found := -1, false
	for i, piece := range pieces {
		if piece.Verb == 0 {
			continue
		}
		most = max(most, piece.Arg)
		if piece.Arg != operand {
			continue
		}
		found = true
		if shows(piece) {
			shown = true
			if i > 0 {
				before = pieces[i-1].Text
			}
		}
	}
	return before, shown || !found && operand > most
}

// shows tells whether a verb writes more of a text than a few characters.
func shows(p program.Piece) bool {
	switch p.Verb {
	case 's', 'v', 'q', 'x', 'X', 'w':
		return p.Most < 0 || p.Most > credential.MaxShown
	}
	return false
}

// keyBefore returns the constant text that a call has in front of an argument.
func keyBefore(fn *program.Fn, c *summary.Call, k int32) string {
	first := int32(0)
	if c.HasRecv {
		first = 1
	}
	if k <= first {
		return ""
	}
	if n := &fn.Nodes[c.Args[k-1]]; n.Op == summary.OpConst {
		return n.Str
	}
	return ""
}

// holder returns the name of the parameter, variable, field or function that a value is taken from; "" if it has none.
func holder(fn *program.Fn, n summary.NodeID) string {
	for range maxHops {
		node := &fn.Nodes[n]
		if node.Name > 0 {
			return fn.Pkg.Names[node.Name-1]
		}
		switch node.Op {
		case summary.OpParam:
			return fn.Params[node.A].Name
		case summary.OpFreeVar:
			return fn.FreeVars[node.A]
		case summary.OpGlobal:
			return program.LastName(node.Str)
		case summary.OpSelect:
			if elem := strings.TrimSuffix(node.Str, summary.PathEnd); !summary.IsIndex(elem) {
				return program.LastName(elem)
			}
			n = node.Args[0]
		case summary.OpResult:
			c := &fn.Calls[node.A]
			for _, a := range c.Args {
				if key := &fn.Nodes[a]; key.Op == summary.OpConst && key.Str != "" {
					return key.Str
				}
			}
			return program.LastName(c.Callee)
		case summary.OpConvert, summary.OpGuard, summary.OpCut, summary.OpFrom:
			n = node.Args[0]
		default:
			return ""
		}
	}
	return ""
}

// handedOn tells whether an argument is a parameter, or text formatted of parameters, that the function's callers are
// asked for.
func (ps *printers) handedOn(fn *program.Fn, arg summary.NodeID) bool {
	own := ps.own[fn]
	if len(own) == 0 || len(fn.Callers()) == 0 {
		return false
	}
	if i, ok := param(fn, arg); ok && ps.p.passes(fn, i) {
		return slices.ContainsFunc(own, func(w printer) bool { return w.first == i || w.format == i || w.all && i >= w.first })
	}
	if _, first, ok := ps.p.formatted(fn, arg); ok {
		return slices.ContainsFunc(own, func(w printer) bool { return w.first == first })
	}
	return false
}

// passes tells whether a function that logs a parameter passes on what its callers are to answer for: not where the
// parameter's own name or type says that it is, or has in it, a secret.
func (p *Printed) passes(fn *program.Fn, i int32) bool {
	t := &fn.Pkg.Types[fn.Params[i].Type]
	said, known := p.Models.SecretType(t.Name)
	if said || !known && p.Models.Secrets.Name(fn.Params[i].Name) != secret.None {
		return false
	}
	if _, whole := p.StructOf(fn.Pkg, t); whole || p.Models.Carries(t.Name) != "" || sends(fn, i) {
		return false
	}
	return logs(fn) || t.Class != summary.Text && (len(fn.Calls) <= maxForward || p.IsError(t) || fn.Variadic && int(i) == len(fn.Params)-1)
}

// sends tells whether a function sends a parameter to a channel, or keeps it in an object, that it is given: it is not there to log.
func sends(fn *program.Fn, i int32) bool {
	return slices.ContainsFunc(fn.Nodes, func(n summary.Node) bool {
		if n.Op != summary.OpStore || fn.Nodes[n.Args[1]].Op != summary.OpParam || fn.Nodes[n.Args[1]].A != i {
			return false
		}
		switch to := fn.Nodes[n.Args[0]]; to.Op {
		case summary.OpParam, summary.OpFreeVar, summary.OpGlobal:
			return true
		case summary.OpSelect:
			op := fn.Nodes[to.Args[0]].Op
			return op == summary.OpParam || op == summary.OpGlobal
		}
		return false
	})
}

// maxForward is the number of calls in a function that only hands on what it is given.
const maxForward = 2

// maxHelper is the number of calls in a function that is taken to be there to log.
const maxHelper = 6

// logs tells whether a function that logs is there for that: by its name, as a writer, or because it does little else and
// returns nothing.
func logs(fn *program.Fn) bool {
	name := fn.Name
	if i := strings.IndexByte(name, '$'); i > 0 {
		name = name[:i]
	}
	if program.LastName(name) == "Write" || levelName.MatchString(program.LastName(name)) || logWords(owner(name)) || logWords(program.LastName(name)) {
		return true
	}
	return len(fn.Calls) <= maxHelper && !slices.ContainsFunc(fn.Returns, func(r summary.Return) bool { return len(r.Values) > 0 })
}

// stream tells whether a node is a standard stream of the process, or a writer that hands what it is given to a logger.
func (ps *printers) stream(fn *program.Fn, n summary.NodeID) bool {
	isStream := func(e model.Entry) bool { return e.Role == model.Sink && e.Kind == "stdout/stream" }
	for range maxHops {
		node := &fn.Nodes[n]
		if im := ps.p.Impl(fn.Type(n).Name); im != nil {
			if w := ps.p.Func(im.Methods["Write"].Symbol); w != nil && len(ps.own[w]) > 0 {
				return true
			}
		}
		switch node.Op {
		case summary.OpGlobal:
			return slices.ContainsFunc(ps.p.Models.Lookup(model.Var, node.Str), isStream)
		case summary.OpResult:
			return slices.ContainsFunc(ps.p.Models.Lookup(model.Func, fn.Calls[node.A].Callee), isStream)
		case summary.OpSelect, summary.OpConvert, summary.OpGuard:
			n = node.Args[0]
		default:
			return false
		}
	}
	return false
}
