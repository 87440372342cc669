package printed

import (
	"regexp"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/summary"
)

// printer says that a function writes some of its arguments to a log.
type printer struct {
	entry  model.Entry
	kind   string // format, print, any, json, attr, fields
	format int32  // index in Call.Args of the format string; -1 if there is none
	first  int32  // of the first operand
	all    bool   // and all that follow
	name   string
	guess  bool
	layers int // functions of the program that hand on to the logger

	inner     program.Place // the call of the logger that the outermost function makes
	innerName string
}

func (pr printer) same(o printer) bool {
	return o.kind == pr.kind && o.format == pr.format && o.first == pr.first
}

// maxLayers is how many layers of wrappers round a logger are looked through.
const maxLayers = 5

// printers are the calls that write to logs, and the functions of the program that do.
type printers struct {
	p     *Printed
	own   map[*program.Fn][]printer
	sites map[program.Site][]printer
	todo  []printSite
	by    []bySite // calls that write to what one of their arguments is, if that is a log
}

type printSite struct {
	site program.Site
	pr   printer
}

type bySite struct {
	site program.Site
	e    model.Entry
	name string
}

// findPrinters starts at the loggers that models know, and at methods that are named like a logger's, and goes from each
// function that hands a parameter on to its callers.
func (p *Printed) findPrinters() *printers {
	ps := &printers{p: p, own: map[*program.Fn][]printer{}, sites: map[program.Site][]printer{}}
	for _, fn := range p.Funcs() {
		for i := range fn.Calls {
			site := program.Site{Fn: fn, Call: int32(i)}
			for _, t := range p.Callees(site) {
				if t.Fn == nil {
					ps.outside(site, t.Symbol)
				}
			}
		}
	}
	ps.lift()
	for _, fn := range p.Funcs() {
		if len(ps.own[fn]) == 0 {
			if pr, ok := p.guessedOwn(fn); ok {
				ps.adopt(fn, pr)
			}
		}
	}
	ps.lift()
	for _, b := range ps.by {
		if c := &b.site.Fn.Calls[b.site.Call]; ps.stream(b.site.Fn, program.ArgOf(c, *b.e.By)) {
			ps.modelled(b.site, b.e, b.name)
		}
	}
	ps.lift()
	return ps
}

// add notes that a call writes to a log.
func (ps *printers) add(site program.Site, pr printer) {
	if !slices.ContainsFunc(ps.sites[site], pr.same) {
		ps.sites[site] = append(ps.sites[site], pr)
		ps.todo = append(ps.todo, printSite{site, pr})
	}
}

// outside notes how a call of another module's function, or of a method that nothing implements, writes to logs.
func (ps *printers) outside(site program.Site, symbol string) {
	entries := ps.p.Models.Lookup(model.Func, symbol)
	for _, e := range entries {
		if _, ok := printKind(e); !ok {
			continue
		}
		if e.By != nil {
			ps.by = append(ps.by, bySite{site, e, program.Short(symbol)})
			continue
		}
		ps.modelled(site, e, program.Short(symbol))
	}
	if len(entries) == 0 {
		if pr, ok := ps.p.guessed(site, symbol); ok {
			ps.add(site, pr)
		}
	}
}

// modelled notes a call of which a model says that it writes to a log.
func (ps *printers) modelled(site program.Site, e model.Entry, name string) {
	kind, _ := printKind(e)
	for _, in := range e.In {
		first := int32(in.N)
		if site.Fn.Calls[site.Call].HasRecv {
			first++
		}
		pr := printer{entry: e, kind: kind, format: -1, first: first, all: in.Variadic, name: name}
		if kind == "format" {
			pr.format, pr.first, pr.all = pr.first, pr.first+1, true
		}
		ps.add(site, pr)
		if kind == "format" {
			return
		}
	}
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

// lift goes through the calls to be looked at: the functions that they are in are printers of the parameters that they
// hand on.
func (ps *printers) lift() {
	for len(ps.todo) > 0 {
		s := ps.todo[0]
		ps.todo = ps.todo[1:]
		if s.pr.layers >= maxLayers {
			continue
		}
		for _, up := range ps.p.lifted(s.site, s.pr) {
			ps.adopt(s.site.Fn, up)
		}
	}
}

// adopt notes that a function is a printer, and so are the calls of it.
func (ps *printers) adopt(fn *program.Fn, pr printer) {
	if slices.ContainsFunc(ps.own[fn], pr.same) {
		return
	}
	ps.own[fn] = append(ps.own[fn], pr)
	for _, caller := range fn.Callers() {
		at := pr
		if ps.bound(caller, fn) { // Have: the receiver is not among the call's arguments.
			at.first--
			if at.format > 0 {
				at.format--
			}
		}
		ps.add(caller, at)
	}
}

func (ps *printers) bound(caller program.Site, fn *program.Fn) bool {
	return slices.ContainsFunc(ps.p.Callees(caller), func(t program.Callee) bool { return t.Fn == fn && t.Bound.Fn != nil })
}

// lifted returns the printers that a function is because it passes its parameters on to pr.
func (p *Printed) lifted(site program.Site, pr printer) []printer {
	fn := site.Fn
	c := &fn.Calls[site.Call]
	up := pr
	up.name, up.entry.By, up.layers = program.ShortName(fn.Name), nil, pr.layers+1
	if pr.layers == 0 {
		up.inner, up.innerName = program.Place{Fn: fn, Pos: c.Pos}, pr.name
	}
	var out []printer
	for k := pr.first; k >= 0 && int(k) < len(c.Args); k++ {
		arg := c.Args[k]
		last := c.Spread && int(k) == len(c.Args)-1
		if i, ok := param(fn, arg); ok && p.passes(fn, i) {
			up.first, up.all, up.format = i, last && fn.Variadic && int(i) == len(fn.Params)-1, -1
			up.kind = pr.kind
			if pr.kind == "format" {
				up.kind = "print"
				if f, ok := takenParam(fn, c.Args[pr.format]); ok && up.all {
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
		if i, ok := takenParam(fn, c.Args[pr.format]); ok && p.passes(fn, i) {
			up.kind, up.format, up.first, up.all = "print", -1, i, false
			out = append(out, up)
		}
	}
	return out
}

// param returns the parameter that a node passes on unchanged.
func param(fn *program.Fn, n summary.NodeID) (int32, bool) {
	for range maxHops {
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
func takenParam(fn *program.Fn, n summary.NodeID) (int32, bool) {
	if node := &fn.Nodes[n]; node.Op == summary.OpConcat {
		for _, a := range node.Args {
			if i, ok := param(fn, a); ok {
				return i, true
			}
		}
		return 0, false
	}
	return param(fn, n)
}

// formatted tells whether a node is the text that a call formats of parameters: of a format string and a variadic
// parameter, or (format < 0) of a variadic parameter alone.
func (p *Printed) formatted(fn *program.Fn, n summary.NodeID) (format, first int32, ok bool) {
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
		args, ok := param(fn, c.Args[len(c.Args)-1])
		if !ok || int(args) != len(fn.Params)-1 {
			return 0, 0, false
		}
		if e.Kind == "concat" {
			return -1, args, true
		}
		if f, ok := takenParam(fn, program.ArgOf(c, e.In[0])); ok {
			return f, args, true
		}
	}
	return 0, 0, false
}

var levelName = regexp.MustCompile(`^(?:(?:Trace|Debug|Info|Notice|Warn|Warning|Error|Critical|Fatal|Panic)(f|ln|w|S|Context|Ctx|Contextf|Ctxf|Contextw)?|(?:Print|Log)(f|ln|w)?)$`)

// logWords tells whether a name has the word log in it.
func logWords(name string) bool {
	return slices.ContainsFunc(secret.Words(name), func(w string) bool {
		switch w {
		case "log", "logger", "logging", "logs", "loggers", "zlog", "slog", "clog", "xlog", "applog", "syslog", "logx", "logutil":
			return true
		}
		return false
	})
}

// owner is the type, or package, that a symbol belongs to.
func owner(symbol string) string {
	i := strings.LastIndexByte(symbol, '.')
	return symbol[strings.LastIndexByte(symbol[:max(i, 0)], '/')+1 : max(i, 0)]
}

// guessed takes a function of another module, or a method that nothing implements, for a logger's that has the name of a
// level: where what it belongs to is named after logs, or has several such methods with the parameters of a logger.
func (p *Printed) guessed(site program.Site, symbol string) (printer, bool) {
	c := &site.Fn.Calls[site.Call]
	name := program.LastName(symbol)
	if symbol == "" || !levelName.MatchString(name) || !logWords(owner(symbol)) && !p.likeLogger(c) {
		return printer{}, false
	}
	first := int32(0)
	if c.HasRecv {
		first = 1
	}
	if int(first) < len(c.Args) && p.carriesContext(site.Fn.Type(c.Args[first])) {
		first++
	}
	return guess(name, symbol, first), true
}

// carriesContext tells whether a first argument of a type is what a logger takes its context from: a context or a request.
func (p *Printed) carriesContext(t *summary.Type) bool {
	return t.Name == "context.Context" || t.Name != "" && p.Models.Carries(t.Name) == "secret-header"
}

func guess(name, symbol string, first int32) printer {
	pr := printer{kind: "any", format: -1, first: first, all: true, name: program.ShortName(symbol), guess: true}
	if strings.HasSuffix(name, "f") {
		pr.kind, pr.format, pr.first = "format", first, first+1
	}
	return pr
}

// loggerShape matches the parameters of a logger's methods: text and what belongs to it, and no result but an error.
var loggerShape = regexp.MustCompile(`^func\((?:context\.Context, )?(?:string(?:, \.\.\.\S+)?|\.\.\.(?:any|interface\{\}))\)(?: error)?$`)

// likeLogger tells whether an interface has several methods that are named after levels and have a logger's parameters.
func (p *Printed) likeLogger(c *summary.Call) bool {
	it := p.Iface(c.Iface)
	if it == nil || !c.Internal {
		return false
	}
	n := 0
	for _, m := range it.Methods {
		if levelName.MatchString(m.Name) && loggerShape.MatchString(m.Signature) {
			n++
		}
	}
	return n >= 2
}

// guessedOwn takes a function of the program for a logger that is named so and has a logger's parameters, though what it
// does with them is not seen to reach one.
func (p *Printed) guessedOwn(fn *program.Fn) (printer, bool) {
	name := program.LastName(fn.Name)
	if !fn.Variadic || fn.Parent != "" || !levelName.MatchString(name) || !logWords(owner(fn.Name)) {
		return printer{}, false
	}
	first := int32(0)
	if fn.HasRecv {
		first = 1
	}
	if int(first) < len(fn.Params) && fn.Pkg.Types[fn.Params[first].Type].Name == "context.Context" {
		first++
	}
	last := &fn.Pkg.Types[fn.Params[len(fn.Params)-1].Type]
	if len(fn.Params) > int(first)+2 || last.Elem != 0 && fn.Pkg.Types[last.Elem].Name != "" {
		return printer{}, false
	}
	return guess(name, fn.Name, first), true
}
