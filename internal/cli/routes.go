package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
)

// printRoutes lists the endpoints of the program with what runs before each.
func printRoutes(a *App, ctx context.Context, env []string, _ io.Reader, stdout, stderr io.Writer, args []string) error {
	dir := "."
	if len(args) > 1 && args[0] == "-C" {
		dir, args = args[1], args[2:]
	}
	models, err := model.Builtin()
	if err != nil {
		return err
	}
	show := &rule.Rule{Name: "routes", Run: func(p *rule.Pass) {
		t := route.Build(p.Program)
		j := conduct.New(t)
		for _, r := range t.Routes {
			fmt.Fprintf(stdout, "%-7s %-50s %-40s %s:%d", r.Method, r.Path, r.Handler.Name, r.At.File(), r.At.Pos.Line)
			for _, m := range r.Chain {
				c := ""
				if m.Conditional {
					c = "?"
				}
				fmt.Fprintf(stdout, " [%s%s]", m.Name, c)
			}
			st := j.Route(r)
			for _, l := range conduct.Layers {
				if st[l].Verdict != conduct.No {
					fmt.Fprintf(stdout, " %s=%s", l, st[l].Verdict)
				}
			}
			if r.Unsure != "" {
				fmt.Fprintf(stdout, " UNSURE")
			}
			if !r.Served {
				fmt.Fprintf(stdout, " unserved")
			}
			fmt.Fprintln(stdout)
		}
		fmt.Fprintln(stderr, len(t.Routes), "routes", t.Cut)
	}}
	_, err = engine.Run(ctx, engine.Options{Dir: dir, Env: env, Models: models, Rules: []*rule.Rule{show}, Patterns: args, CacheDir: "/tmp/cache-routes"})
	return err
}
