package route_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/conduct"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

// TestStable builds the table of all commands of testdata as one program, twice: it is the same.
func TestStable(t *testing.T) {
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var tables []string
	show := &rule.Rule{Name: "routes", Run: func(p *rule.Pass) {
		var b strings.Builder
		tab := route.Build(p.Program)
		judge := conduct.New(tab)
		for _, r := range tab.Routes {
			fmt.Fprintf(&b, "%s %s %s %s:%d", r.Method, r.Path, r.Handler.Name, r.At.File(), r.At.Pos.Line)
			for _, m := range r.Chain {
				fmt.Fprintf(&b, " %s %t", m.Name, m.Conditional)
			}
			states := judge.Route(r)
			for _, l := range conduct.Layers {
				fmt.Fprint(&b, " ", states[l].Verdict)
			}
			b.WriteByte('\n')
		}
		tables = append(tables, b.String())
	}}
	for range 2 {
		with := engine.Options{Dir: ruletest.Testdata(t), Patterns: []string{"./routes/...", "./servers/..."}, Models: models, Rules: []*rule.Rule{show}}
		if _, err := engine.Run(context.Background(), with); err != nil {
			t.Fatal(err)
		}
	}
	if len(tables) != 2 || tables[0] == "" || tables[0] != tables[1] {
		t.Errorf("two tables of the same program differ, of %d", len(tables))
	}
}
