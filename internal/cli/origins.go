package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/printed"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/secret"
	"github.com/apivet/apivet/internal/setup"
	"github.com/apivet/apivet/internal/summary"
	"github.com/apivet/apivet/internal/suppress"
)

// spot is a line of a file.
type spot struct {
	file string
	line int
}

// parseSpot reads "FILE:LINE".
func parseSpot(place string) (spot, error) {
	i := strings.LastIndexByte(place, ':')
	line, err := strconv.Atoi(place[i+1:])
	if i < 0 || err != nil {
		return spot{}, usagef("%q is no place; write it as FILE:LINE", place)
	}
	return spot{filepath.ToSlash(place[:i]), line}, nil
}

// is tells whether the end of a file's name, in whole parts, is that of the spot.
func (s spot) is(o spot) bool {
	return s.line == o.line && (s.file == o.file || strings.HasSuffix(o.file, "/"+s.file))
}

// origins answers what is known of lines: where the values come from that are used there, and where a rule asks for something else, what that
// can be: calls, routes with their chain, literals.
type origins struct {
	p     *program.Program
	known map[string][]known  // by the last part of the file's name
	jobs  map[string][]string // of functions, by their symbols: the routes that they handle or guard
}

// known is one thing that is known of a line.
type known struct {
	at   spot
	tell func(io.Writer)
}

func newOrigins(p *program.Program) *origins {
	o := &origins{p: p, known: map[string][]known{}, jobs: map[string][]string{}}
	o.sinks()
	o.prints()
	o.routes()
	for _, fn := range p.Funcs() {
		o.calls(fn)
		o.nodes(fn)
	}
	for _, s := range p.Packages() {
		o.declared(s)
	}
	return o
}

// add notes something of a place, and of the place in the file that the compiler reads where that is another one.
func (o *origins) add(at program.Place, tell func(io.Writer)) {
	if at.Fn == nil {
		return
	}
	o.addIn(at.Fn.Pkg, at.Pos, tell)
}

func (o *origins) addIn(s *summary.Summary, at summary.Pos, tell func(io.Writer)) {
	if at.File == 0 {
		return
	}
	source := s.Source(at)
	spots := []spot{{source.File, int(source.Line)}, {s.Files[at.File-1], int(at.Line)}}
	for _, sp := range slices.Compact(spots) {
		base := filepath.Base(sp.file)
		o.known[base] = append(o.known[base], known{sp, tell})
	}
}

// tell writes what is known of a line, and returns whether there is something.
func (o *origins) tell(w io.Writer, s spot) bool {
	found := false
	for _, k := range o.known[filepath.Base(s.file)] {
		if s.is(k.at) {
			found = true
			k.tell(w)
		}
	}
	return found
}

// sinks notes what models say that values are used for.
func (o *origins) sinks() {
	for _, ev := range o.p.Sinks("") {
		o.add(ev.At, func(w io.Writer) {
			v, cut := o.p.Origins(&ev)
			fmt.Fprintln(w, strings.TrimSpace(fmt.Sprintf("sink %s of %s %s", ev.Entry.Kind, ev.Name, cut)))
			debugValue(w, v, 1, map[*program.Value]bool{})
		})
	}
}

// prints notes what is written to logs and answers.
func (o *origins) prints() {
	text := printed.In(o.p)
	trace := text.NewTrace()
	for _, pr := range text.Prints() {
		tell := func(w io.Writer) { debugPrint(w, trace, &pr) }
		o.add(pr.At, tell)
		if pr.Inner.Fn != nil && pr.Inner != pr.At {
			o.add(pr.Inner, tell)
		}
	}
}

// routes notes where routes are registered and their handlers are, and where middleware is attached.
func (o *origins) routes() {
	t := route.Of(o.p)
	for _, r := range t.Routes {
		o.job(r.Handler.Value, fmt.Sprintf("handler of route %s %s", r.Method, r.Path))
		tell := func(w io.Writer) {
			fmt.Fprintf(w, "route %s %s handler %s (%s)", r.Method, r.Path, r.Handler.Name, placeOf(r.Handler.At))
			if r.Unsure != "" {
				fmt.Fprintf(w, " chain not certain: %s", r.Unsure)
			}
			fmt.Fprintln(w)
			for _, m := range r.Chain {
				fmt.Fprintf(w, "  %s (%s)\n", m.Name, placeOf(m.At))
			}
		}
		o.add(r.At, tell)
		if r.Handler.At != r.At {
			o.add(r.Handler.At, tell)
		}
		for _, m := range r.Chain {
			o.job(m.Value, fmt.Sprintf("middleware %s of route %s %s", m.Name, r.Method, r.Path))
			if m.At != r.At && m.At != r.Handler.At {
				o.add(m.At, func(w io.Writer) { fmt.Fprintf(w, "middleware %s of route %s %s\n", m.Name, r.Method, r.Path) })
			}
		}
	}
	for _, i := range t.Idle {
		o.add(i.At, func(w io.Writer) { fmt.Fprintf(w, "middleware %s of no route\n", i.Name) })
	}
	for _, i := range route.Imports(o.p, "") {
		o.add(i.At, func(w io.Writer) { fmt.Fprintf(w, "import that registers %s\n", i.Kind) })
	}
}

// job notes what a function, and with it those around it, is for.
func (o *origins) job(v *setup.Value, what string) {
	if v == nil || v.Fn == nil {
		return
	}
	for fn := v.Fn; fn != nil; fn = o.p.Func(fn.Parent) {
		o.jobs[fn.Name] = append(o.jobs[fn.Name], what)
	}
}

// maxJobs is the number of routes that are listed for a function.
const maxJobs = 5

// in writes what the function that something is in is for.
func (o *origins) in(w io.Writer, fn *program.Fn) {
	jobs := o.jobs[fn.Name]
	for _, j := range jobs[:min(len(jobs), maxJobs)] {
		fmt.Fprintf(w, "  in the %s\n", j)
	}
}

// function writes what a function returns, and where it is called.
func (o *origins) function(w io.Writer, fn *program.Fn) {
	fmt.Fprintf(w, "function %s\n", fn.Name)
	o.in(w, fn)
	for _, r := range fn.Returns {
		for i, v := range r.Values {
			fmt.Fprintf(w, "  result %d (%s)\n", i, placeOf(program.Place{Fn: fn, Pos: r.Pos}))
			o.value(w, fn, v)
		}
	}
}

// calls notes what is called and with what.
func (o *origins) calls(fn *program.Fn) {
	for i := range fn.Calls {
		c := &fn.Calls[i]
		o.add(program.Place{Fn: fn, Pos: c.Pos}, func(w io.Writer) {
			fmt.Fprintf(w, "call of %s in %s\n", cmp.Or(c.Callee, "a function value"), fn.Name)
			o.in(w, fn)
			for _, t := range o.p.Callees(program.Site{Fn: fn, Call: int32(i)}) {
				for _, e := range o.p.Models.Lookup(model.Func, t.Symbol) {
					fmt.Fprintf(w, "  model line %s:%d: %s\n", e.File, e.Line, e.Kind)
				}
			}
			for j, a := range c.Args {
				fmt.Fprintf(w, "  argument %d\n", j)
				o.value(w, fn, a)
			}
		})
		for _, at := range c.Loose {
			o.add(program.Place{Fn: fn, Pos: at}, func(w io.Writer) {
				fmt.Fprintf(w, "used whether or not the call of %s succeeded (%s)\n", cmp.Or(c.Callee, "a function value"), placeOf(program.Place{Fn: fn, Pos: c.Pos}))
			})
		}
	}
}

// value writes what a node can be, as far as that is found near by.
func (o *origins) value(w io.Writer, fn *program.Fn, n summary.NodeID) {
	v := o.p.Ask(program.Question{}).Walk(fn, n, "", nil)
	debugValue(w, v, 2, map[*program.Value]bool{})
}

// nodeWords are the nodes that are listed, with their words: those that code makes, and not what calls return, which is listed with the calls.
var nodeWords = map[summary.Op]string{
	summary.OpAlloc: "object made", summary.OpStore: "stored", summary.OpConcat: "concatenated", summary.OpAppend: "appended",
	summary.OpConvert: "converted", summary.OpTest: "tested", summary.OpClosure: "closure", summary.OpSelect: "read", summary.OpConst: "constant",
	summary.OpCut: "cut", summary.OpFrom: "cut", summary.OpDrawn: "drawn",
}

// nodes notes values that code makes, and functions.
func (o *origins) nodes(fn *program.Fn) {
	o.add(program.Place{Fn: fn, Pos: fn.Pos}, func(w io.Writer) { o.function(w, fn) })
	for _, r := range fn.Returns {
		o.add(program.Place{Fn: fn, Pos: r.Pos}, func(w io.Writer) {
			fmt.Fprintf(w, "returned by %s\n", fn.Name)
			o.in(w, fn)
			for _, v := range r.Values {
				o.value(w, fn, v)
			}
		})
	}
	for _, g := range fn.Globals {
		o.add(program.Place{Fn: fn, Pos: g.Pos}, func(w io.Writer) {
			fmt.Fprintf(w, "stored in %s: %s %s\n", fn.Name, g.Global, strings.ReplaceAll(g.Path, summary.PathEnd, "."))
			o.value(w, fn, g.Value)
		})
	}
	for i := range fn.Nodes {
		n := &fn.Nodes[i]
		word := nodeWords[n.Op]
		if word == "" {
			continue
		}
		o.add(program.Place{Fn: fn, Pos: n.Pos}, func(w io.Writer) {
			what := strings.ReplaceAll(n.Str, summary.PathEnd, ".")
			if n.Op == summary.OpConst {
				what = "" // its value is listed below
			}
			fmt.Fprintf(w, "%s in %s: %s %s\n", word, fn.Name, fn.Pkg.Types[n.Type].Name, what)
			if n.Op == summary.OpStore {
				o.value(w, fn, n.Args[1])
			} else if n.Op != summary.OpTest {
				o.value(w, fn, summary.NodeID(i))
			}
		})
	}
	for i := range fn.Compares {
		c := &fn.Compares[i]
		o.add(program.Place{Fn: fn, Pos: c.Pos}, func(w io.Writer) {
			fmt.Fprintf(w, "compared in %s\n", fn.Name)
			o.value(w, fn, c.X)
			o.value(w, fn, c.Y)
		})
	}
}

// declared notes what a package has outside of its functions.
func (o *origins) declared(s *summary.Summary) {
	for _, l := range s.Literals {
		o.addIn(s, l.Pos, func(w io.Writer) {
			fmt.Fprintf(w, "literal %s of %s: %s %s\n", l.Format, cmp.Or(l.Name, "no name"), l.Mask, l.File)
		})
	}
	for _, c := range s.Consts {
		o.addIn(s, c.Pos, func(w io.Writer) { fmt.Fprintf(w, "constant %s\n", c.Name) })
	}
	for _, i := range s.Issues {
		o.addIn(s, i.Pos, func(w io.Writer) { fmt.Fprintf(w, "reported by %s: %s\n", i.ID, i.Message) })
	}
	for _, t := range s.Structs {
		for _, f := range t.Fields {
			o.addIn(s, f.Pos, func(w io.Writer) {
				fmt.Fprintf(w, "field %s of %s, by default %s\n", f.Name, t.Name, secret.Mask(f.Initial))
			})
		}
	}
}

func placeOf(at program.Place) string {
	file, line := at.Source()
	return fmt.Sprintf("%s:%d", file, line)
}

// debugDirectives writes the directives on a line of a file, and what is wrong with them; it returns whether there are some.
func debugDirectives(w io.Writer, rules []*rule.Rule, dir string, s spot) bool {
	src, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(s.file)))
	if err != nil {
		return false
	}
	found := false
	f := suppress.Parse(s.file, src, suppress.Options{Rules: rules, NoSec: true, Now: time.Now()})
	for _, d := range f.Directives {
		if d.At.Line == s.line {
			found = true
			fmt.Fprintf(w, "directive %s of %s %s\n", d.By, strings.Join(d.IDs, ", "), d.Reason)
		}
	}
	for _, p := range f.Problems {
		if p.At.Line == s.line {
			found = true
			fmt.Fprintf(w, "directive that does not hold: %s\n", p.Message)
		}
	}
	return found
}
