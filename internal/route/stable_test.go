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

// TestStable builds the tables of all commands of testdata, twice: they are the same.
func TestStable(t *testing.T) {
	models, err := model.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	show := &rule.Rule{Name: "routes", Run: func(p *rule.Pass) {
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
	}}
	var tables []string
	for range 2 {
		b.Reset()
		with := engine.Options{Dir: ruletest.Testdata(t), Patterns: []string{"./routes/...", "./servers/..."}, Models: models, Rules: []*rule.Rule{show}}
		if _, err := engine.Run(context.Background(), with); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, b.String())
	}
	if tables[0] == "" || tables[0] != tables[1] {
		t.Error("two tables of the same programs differ")
	}
}
