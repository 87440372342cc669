package sqlbuild_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apivet/apivet/analyzers/sqlbuild"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{sqlbuild.Rule}, "./sqlbuild/...")
}

func TestServers(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{sqlbuild.Rule}, "./servers/...")
}

// TestFlow pins the steps of one flow over packages, an interface and a decoder, from the source to the sink.
func TestFlow(t *testing.T) {
	rep := ruletest.Analyze(t, []*rule.Rule{sqlbuild.Rule}, "./servers/chi/...")
	want := []string{
		"servers/chi/invoice/api.go:53:30: (http.Request).Body is what the client sent",
		"servers/chi/invoice/api.go:53:36: decoded by (*json.Decoder).Decode",
		"servers/chi/invoice/api.go:61:14: passed to (*store.Store).List as q",
		"servers/chi/store/store.go:34:25: formatted by fmt.Sprintf",
		"servers/chi/store/store.go:36:57: joined",
		"servers/chi/store/store.go:36:24: concatenated",
		"servers/chi/store/store.go:36:9: passed to (*store.Store).strings as q",
		"servers/chi/store/store.go:52:15: runs as SQL in (*pgxpool.Pool).Query",
	}
	for _, f := range rep.Findings {
		if f.File != "servers/chi/store/store.go" || f.Line != 34 {
			continue
		}
		var have []string
		for _, s := range f.Flow {
			have = append(have, s.Range.String()+": "+s.Message)
		}
		if !slices.Equal(have, want) {
			t.Errorf("the flow is\n%s\nwant\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
		}
		if f.Severity != rule.Critical || f.Precision != rule.Sure || f.Package != "github.com/apivet/apivet/testdata/servers/chi/store" {
			t.Errorf("%s, %s, in %s", f.Severity, f.Precision, f.Package)
		}
		return
	}
	t.Error("the finding is missing")
}
