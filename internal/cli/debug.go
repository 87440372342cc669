package cli

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/printed"
	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/setup"
)

// inspect prints what the engine knows: "apivet debug [-C dir] summary SYMBOL" of the functions whose symbol contains SYMBOL,
// "apivet debug [-C dir] origins FILE:LINE" of a line: where its values come from, its calls and routes, "... prints FILE:LINE" of what a line writes to logs,
// "... values FILE:LINE" of what the calls on a line are passed where set-up code runs them.
func inspect(a *App, ctx context.Context, env []string, _ io.Reader, stdout, _ io.Writer, args []string) error {
	dir, plain, stdout := ".", stdout, hiding(stdout)
	if len(args) > 1 && args[0] == "-C" {
		dir, args = args[1], args[2:]
	}
	if len(args) != 2 {
		return usagef("want: apivet debug [-C dir] summary SYMBOL, origins FILE:LINE, prints FILE:LINE, or values FILE:LINE")
	}
	models, err := model.Builtin()
	if err != nil {
		return err
	}
	var at spot
	if args[0] == "origins" {
		if at, err = parseSpot(args[1]); err != nil {
			return err
		}
	}
	found := false
	show := &rule.Rule{Name: "debug", Run: func(p *rule.Pass) {
		switch args[0] {
		case "summary":
			debugSummary(stdout, p.Program, args[1])
		case "origins":
			found = newOrigins(p.Program).tell(stdout, at) || found
		case "prints":
			debugPrints(stdout, p.Program, args[1])
		case "conduct":
			debugConduct(plain, p.Program, args[1])
		case "values":
			debugValues(stdout, p.Program, args[1])
		}
	}}
	if _, err = engine.Run(ctx, engine.Options{Dir: dir, Env: env, Models: models, Rules: []*rule.Rule{show}}); err != nil || args[0] != "origins" {
		return err
	}
	if !debugDirectives(stdout, a.Rules, dir, at) && !found {
		fmt.Fprintf(stdout, "nothing is known of line %d of %s: no call, value, route or directive is there\n", at.line, at.file)
	}
	return nil
}

func debugSummary(w io.Writer, p *program.Program, symbol string) {
	for _, fn := range p.Funcs() {
		if !strings.Contains(fn.Name, symbol) {
			continue
		}
		fmt.Fprintf(w, "%s params=%v\n", fn.Name, fn.Params)
		for i := range fn.Nodes {
			n := &fn.Nodes[i]
			fmt.Fprintf(w, "  n%d op=%d %q args=%v a=%d b=%d type=%s line=%d\n", i, n.Op, n.Str, n.Args, n.A, n.B, fn.Pkg.Types[n.Type].Name, n.Pos.Line)
		}
		for i, c := range fn.Calls {
			fmt.Fprintf(w, "  call %d kind=%d %s fn=n%d args=%v internal=%v line=%d\n", i, c.Kind, c.Callee, c.Fn, c.Args, c.Internal, c.Pos.Line)
		}
		for i, g := range fn.Guards {
			fmt.Fprintf(w, "  guard %d %+v\n", i, g)
		}
		for _, r := range fn.Returns {
			fmt.Fprintf(w, "  return %v facts=%v true=%v false=%v nil=%v\n", r.Values, r.Facts, r.True, r.False, r.Nil)
		}
		fmt.Fprintf(w, "  outs=%v freeouts=%v globals=%v\n", fn.Outs, fn.FreeOuts, fn.Globals)
	}
}

func debugPrints(w io.Writer, p *program.Program, place string) {
	file, lineText, _ := strings.Cut(place, ":")
	line, _ := strconv.Atoi(lineText)
	text := printed.In(p)
	trace := text.NewTrace()
	for _, pr := range text.Prints() {
		if !strings.HasSuffix(pr.At.File(), file) || int(pr.At.Pos.Line) != line {
			continue
		}
		debugPrint(w, trace, &pr)
	}
}

func debugPrint(w io.Writer, trace *printed.Trace, pr *printed.Print) {
	v, own, cut := trace.Printed(pr)
	fmt.Fprintf(w, "print %s mode=%d n%d path=%q key=%q holder=%q own=%t %s\n", pr.Name, pr.Mode, pr.Node, pr.Path, pr.Key, pr.Holder, own, cut)
	for _, f := range trace.Fields(pr) {
		fmt.Fprintf(w, "  field %s %d\n", f.Path, f.Strength)
		debugValue(w, f.Value, 2, map[*program.Value]bool{})
	}
	debugValue(w, v, 1, map[*program.Value]bool{})
}

func debugValue(w io.Writer, v *program.Value, depth int, seen map[*program.Value]bool) {
	indent := strings.Repeat("  ", depth)
	if v == nil {
		fmt.Fprintf(w, "%snil\n", indent)
		return
	}
	kind := [...]string{"const", "scalar", "safe", "restricted", "source", "stored", "operator", "unknown", "function", "object", "concat", "alt", "derived"}[v.Kind]
	fmt.Fprintf(w, "%s%s %q %s (%s:%d)\n", indent, kind, v.Text, v.Note, v.At.File(), v.At.Pos.Line)
	if seen[v] {
		return
	}
	seen[v] = true
	for _, part := range v.Parts {
		debugValue(w, part, depth+1, seen)
	}
}

func debugValues(w io.Writer, p *program.Program, place string) {
	file, lineText, _ := strings.Cut(place, ":")
	line, _ := strconv.Atoi(lineText)
	m := setup.New(p)
	m.Run(func(*setup.Event) {})
	for _, fn := range p.Funcs() {
		for _, b := range fn.Blocks {
			n := &fn.Nodes[b.Test]
			if b.Test == 0 || int(n.Pos.Line) != line || !strings.HasSuffix((program.Place{Fn: fn, Pos: n.Pos}).File(), file) {
				continue
			}
			for _, f := range m.Frames(fn) {
				m.Ask()
				fmt.Fprintf(w, "test %s in %s: %s\n", n.Str, fn.Name, m.Eval(f, b.Test, ""))
				for _, a := range n.Args {
					fmt.Fprintf(w, "  node %d: %s\n", a, m.Eval(f, a, ""))
				}
			}
		}
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if int(c.Pos.Line) != line || !strings.HasSuffix((program.Place{Fn: fn, Pos: c.Pos}).File(), file) {
				continue
			}
			fmt.Fprintf(w, "%s in %s, run %d times\n", c.Callee, fn.Name, len(m.Frames(fn)))
			for _, f := range m.Frames(fn) {
				m.Ask()
				for j, a := range c.Args {
					fmt.Fprintf(w, "  %p arg %d node %d: %s\n", f, j, a, m.Eval(f, a, ""))
				}
			}
		}
	}
}

func debugConduct(w io.Writer, p *program.Program, name string) {
	t := route.Build(p)
	j := conduct.New(t)
	name, path, one := strings.Cut(name, "@")
	seen := map[string]bool{}
	for _, r := range t.Routes {
		for _, m := range r.Chain {
			if one && r.Path == path && strings.Contains(m.Name, name) {
				j.ExplainFor(w, m, r)
			}
			if !one && strings.Contains(m.Name, name) && !seen[m.Name] {
				seen[m.Name] = true
				fmt.Fprintln(w, m.Name, m.Value.Kind, m.Value.Text, j.Middleware(m))
				j.Explain(w, m.Value)
			}
		}
		if !one && strings.Contains(r.Handler.Name, name) && !seen[r.Handler.Name] && r.Handler.Value != nil {
			seen[r.Handler.Name] = true
			j.ExplainHandler(w, r)
		}
	}
}
