package program

import (
	"regexp"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// Mode says how a logger writes a value that is not text.
type Mode uint8

// The modes. Either writes as one of the others, which one is configured elsewhere.
const (
	Either Mode = iota
	Plain       // as fmt's %v
	JSON
)

// Print is a value that a call writes to a log.
type Print struct {
	Event
	Mode   Mode
	Stream bool // written to the standard output or error
	// Guessed: the logger is known by the names of its type and methods only.
	Guessed bool
}

// printer says that a function writes some of its arguments to a log.
type printer struct {
	entry  model.Entry
	kind   string // format, print, any, json, fields
	format int32  // index in Call.Args of the format string; -1 if there is none
	first  int32  // of the first operand
	all    bool   // and all that follow
	name   string
	guess  bool
}

// wrapRounds is how many layers of wrappers round a logger are looked through.
const wrapRounds = 5

// Prints returns the values that are written to logs and standard streams, in a fixed order. Functions of the program
// that hand their arguments on to a logger are loggers themselves, and their calls are what is returned.
func (p *Program) Prints() []Print {
	wrappers := map[*Fn][]printer{}
	for range wrapRounds {
		if !p.liftPrinters(wrappers) {
			break
		}
	}
	var out []Print
	for _, fn := range p.order {
		for i := range fn.Calls {
			site := Site{fn, int32(i)}
			for _, pr := range p.printers(site, wrappers) {
				out = p.prints(out, site, pr, wrappers)
			}
		}
	}
	return out
}

// printers returns how a call writes to logs.
func (p *Program) printers(site Site, wrappers map[*Fn][]printer) []printer {
	c := &site.Fn.Calls[site.Call]
	var out []printer
	add := func(pr printer) {
		same := func(o printer) bool { return o.kind == pr.kind && o.format == pr.format && o.first == pr.first }
		if !slices.ContainsFunc(out, same) {
			out = append(out, pr)
		}
	}
	recv := int32(0)
	if c.HasRecv {
		recv = 1
	}
	for _, t := range p.callees(site) {
		if t.fn != nil {
			for _, pr := range wrappers[t.fn] {
				add(pr)
			}
			continue
		}
		entries := p.Models.Lookup(model.Func, t.symbol)
		for _, e := range entries {
			if kind, ok := printKind(e); ok && (e.By == nil || p.stream(site.Fn, argOf(c, *e.By))) {
				pr := printer{entry: e, kind: kind, format: -1, first: int32(e.In[0].N) + recv, all: e.In[0].Variadic, name: short(t.symbol)}
				if kind == "format" {
					pr.format, pr.first, pr.all = pr.first, pr.first+1, true
				}
				add(pr)
			}
		}
		if len(entries) == 0 {
			if pr, ok := guessed(t.symbol, recv); ok {
				add(pr)
			}
		}
	}
	return out
}

func printKind(e model.Entry) (string, bool) {
	if e.Role != model.Sink || len(e.In) == 0 {
		return "", false
	}
	if kind, ok := strings.CutPrefix(e.Kind, "log/"); ok {
		return kind, true
	}
	return strings.CutPrefix(e.Kind, "stdout/")
}

// stream tells whether a node is a standard stream of the process.
func (p *Program) stream(fn *Fn, n summary.NodeID) bool {
	node := &fn.Nodes[n]
	if node.Op != summary.OpGlobal {
		return false
	}
	return slices.ContainsFunc(p.Models.Lookup(model.Var, node.Str), func(e model.Entry) bool { return e.Role == model.Sink && e.Kind == "stdout/stream" })
}

var levelName = regexp.MustCompile(`^(?:Trace|Debug|Info|Notice|Warn|Warning|Error|Critical|Fatal|Panic|Print|Log)(f|ln|w|S|Context|Ctx|Contextf|Ctxf|Contextw)?$`)

// guessed takes a method for a logger's that has the name of a level and belongs to a type or package named after logs.
func guessed(symbol string, recv int32) (printer, bool) {
	i := strings.LastIndexByte(symbol, '.')
	m := levelName.FindStringSubmatch(symbol[i+1:])
	if m == nil || i < 0 {
		return printer{}, false
	}
	owner := symbol[strings.LastIndexByte(symbol[:i], '/')+1 : i]
	if !slices.ContainsFunc(secret.Words(owner), func(w string) bool { return w == "log" || w == "logger" || w == "logging" || w == "logs" }) {
		return printer{}, false
	}
	pr := printer{kind: "any", format: -1, first: recv, all: true, name: short(symbol), guess: true}
	if strings.Contains(m[1], "Context") || strings.Contains(m[1], "Ctx") {
		pr.first++
	}
	if strings.HasSuffix(m[1], "f") {
		pr.kind, pr.format, pr.first = "format", pr.first, pr.first+1
	}
	return pr, true
}

// liftPrinters finds functions that hand a parameter on to a printer, and tells whether there are new ones.
func (p *Program) liftPrinters(wrappers map[*Fn][]printer) bool {
	found := false
	for _, fn := range p.order {
		for i := range fn.Calls {
			site := Site{fn, int32(i)}
			for _, pr := range p.printers(site, wrappers) {
				for _, lifted := range p.lift(site, pr) {
					same := func(o printer) bool {
						return o.kind == lifted.kind && o.format == lifted.format && o.first == lifted.first
					}
					if !slices.ContainsFunc(wrappers[fn], same) {
						wrappers[fn] = append(wrappers[fn], lifted)
						found = true
					}
				}
			}
		}
	}
	return found
}

// lift returns the printers that a function is because it passes its parameters on to pr.
func (p *Program) lift(site Site, pr printer) []printer {
	fn := site.Fn
	c := &fn.Calls[site.Call]
	up := pr
	up.name, up.entry.By = ShortName(fn.Name), nil
	var out []printer
	for k := pr.first; int(k) < len(c.Args); k++ {
		arg := c.Args[k]
		last := c.Spread && int(k) == len(c.Args)-1
		if i, ok := p.param(fn, arg); ok && !p.ownSecret(fn, i) {
			up.first, up.all, up.format = i, last && fn.Variadic && int(i) == len(fn.Params)-1, -1
			up.kind = pr.kind
			if pr.kind == "format" {
				up.kind = "print"
				if f, ok := p.paramIn(fn, c.Args[pr.format]); ok && up.all {
					up.kind, up.format = "format", f
				}
			}
			out = append(out, up)
		} else if f, first, ok := p.formatted(fn, arg); ok {
			up.kind, up.format, up.first, up.all = "format", f, first, true
			if f < 0 {
				up.kind = "print"
			}
			out = append(out, up)
		}
		if !pr.all {
			break
		}
	}
	if pr.format >= 0 && int(pr.format) < len(c.Args) && len(out) == 0 {
		if i, ok := p.paramIn(fn, c.Args[pr.format]); ok && !p.ownSecret(fn, i) {
			up.kind, up.format, up.first, up.all = "print", -1, i, false
			out = append(out, up)
		}
	}
	return out
}

// ownSecret tells whether a parameter's own type or name says that it is a secret: then it is the function's logging that
// is wrong, not its callers'.
func (p *Program) ownSecret(fn *Fn, i int32) bool {
	if is, known := p.Models.SecretType(fn.Pkg.Types[fn.Params[i].Type].Name); known {
		return is
	}
	return p.Models.Secrets.Name(fn.Params[i].Name) != secret.None
}

// param returns the parameter that a node passes on unchanged.
func (p *Program) param(fn *Fn, n summary.NodeID) (int32, bool) {
	for range maxElems {
		node := &fn.Nodes[n]
		switch node.Op {
		case summary.OpParam:
			return node.A, true
		case summary.OpConvert, summary.OpGuard:
			n = node.Args[0]
		case summary.OpAppend:
			n = node.Args[len(node.Args)-1]
		case summary.OpPhi:
			for _, a := range node.Args {
				if fn.Nodes[a].Op == summary.OpParam {
					return fn.Nodes[a].A, true
				}
			}
			return 0, false
		default:
			return 0, false
		}
	}
	return 0, false
}

// paramIn is param for a text that the parameter can be a part of.
func (p *Program) paramIn(fn *Fn, n summary.NodeID) (int32, bool) {
	if node := &fn.Nodes[n]; node.Op == summary.OpConcat {
		for _, a := range node.Args {
			if i, ok := p.param(fn, a); ok {
				return i, true
			}
		}
		return 0, false
	}
	return p.param(fn, n)
}

// formatted tells whether a node is the text that a call formats of parameters: of a format string and a variadic
// parameter, or (format < 0) of a variadic parameter alone.
func (p *Program) formatted(fn *Fn, n summary.NodeID) (format, first int32, ok bool) {
	node := &fn.Nodes[n]
	if node.Op != summary.OpResult || !fn.Variadic {
		return 0, 0, false
	}
	c := &fn.Calls[node.A]
	if !c.Spread {
		return 0, 0, false
	}
	for _, e := range p.Models.Lookup(model.Func, c.Callee) {
		if e.Role != model.Text || e.Kind != "format" && e.Kind != "concat" {
			continue
		}
		args, ok := p.param(fn, c.Args[len(c.Args)-1])
		if !ok || int(args) != len(fn.Params)-1 {
			return 0, 0, false
		}
		if e.Kind == "concat" {
			return -1, args, true
		}
		if f, ok := p.paramIn(fn, argOf(c, e.In[0])); ok {
			return f, args, true
		}
	}
	return 0, 0, false
}

// prints adds the values that one call writes. What a function passes on of its parameters is its callers'.
func (p *Program) prints(out []Print, site Site, pr printer, wrappers map[*Fn][]printer) []Print {
	fn := site.Fn
	c := &fn.Calls[site.Call]
	verbs := p.verbs(fn, c, pr)
	add := func(k int32, path string) {
		arg := c.Args[k]
		if i, ok := p.param(fn, arg); ok && !p.ownSecret(fn, i) && slices.ContainsFunc(wrappers[fn], func(w printer) bool { return w.first == i || w.format == i || w.all && i >= w.first }) {
			return
		}
		ev := Print{
			Event:   Event{Fn: fn, At: Place{fn, c.Pos}, Entry: pr.entry, Name: pr.name, Node: arg, Path: path, Args: c.Args, Call: site.Call, Arg: int(k)},
			Mode:    modes[pr.kind],
			Stream:  strings.HasPrefix(pr.entry.Kind, "stdout/"),
			Guessed: pr.guess,
		}
		out = append(out, ev)
	}
	if pr.format >= 0 && int(pr.format) < len(c.Args) {
		add(pr.format, "")
	}
	for k := pr.first; k >= 0 && int(k) < len(c.Args); k++ {
		path := ""
		if c.Spread && int(k) == len(c.Args)-1 || pr.kind == "fields" {
			path = summary.Elem + summary.PathEnd
		}
		if verbs == nil || path != "" || verbs[int(k-pr.first)] {
			add(k, path)
		}
		if !pr.all {
			break
		}
	}
	return out
}

var modes = map[string]Mode{"format": Plain, "print": Plain, "json": JSON}

// verbs tells which operands a constant format string writes as text; nil where it is not known.
func (p *Program) verbs(fn *Fn, c *summary.Call, pr printer) map[int]bool {
	if pr.format < 0 || int(pr.format) >= len(c.Args) {
		return nil
	}
	q := p.newQuery(functionSteps)
	text, ok := q.walk(fn, c.Args[pr.format], "", nil).Const()
	if !ok {
		return nil
	}
	out := map[int]bool{}
	for _, piece := range splitFormat(text) {
		switch piece.verb {
		case 's', 'v', 'q', 'x', 'X', 'w':
			out[piece.arg] = true
		}
	}
	return out
}
