package flow_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/flow"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

// anywhere is the smallest table: any user-controlled value is bad, wherever it is in the text.
var anywhere = &flow.Table[struct{}]{
	Sinks: "redirect/",
	Grade: func(c *flow.Candidate[struct{}]) *flow.Grade {
		return &flow.Grade{Check: "any", Severity: rule.High, Precision: c.Sure()}
	},
	Sink:  "the URL passed to %s",
	Ends:  "redirects in",
	Words: map[struct{}]flow.Words[struct{}]{{}: {Stands: "is part of", Remedy: "leave it out"}},
}

func TestRun(t *testing.T) {
	r := &rule.Rule{Name: "anywhere", Run: func(p *rule.Pass) { flow.Run(p, anywhere) }}
	rep := ruletest.Analyze(t, []*rule.Rule{r}, "./openredirect/std")
	src, err := os.ReadFile(filepath.Join(ruletest.Testdata(t), "openredirect", "std", "std.go"))
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]rule.Finding{} // by function
	for _, f := range rep.Findings {
		name := ""
		for _, line := range strings.Split(string(src), "\n")[:f.Line] {
			if rest, ok := strings.CutPrefix(line, "func "); ok {
				name, _, _ = strings.Cut(rest, "(")
			}
		}
		at[name] = f
	}
	// The first is in another function than the value, of the second only the position is harmless.
	want := "user-controlled value ((*http.Request).PostFormValue) is part of the URL passed to http.Redirect; leave it out"
	if f := at["leave"]; f.Message != want || f.Precision != rule.Sure {
		t.Errorf("%q, %s, want %q", f.Message, f.Precision, want)
	}
	var steps []string
	for _, s := range at["leave"].Flow {
		steps = append(steps, s.Message)
	}
	if want := []string{"(*http.Request).PostFormValue is what the client sent", "passed to std.leave as to", "redirects in http.Redirect"}; !slices.Equal(steps, want) {
		t.Errorf("the flow is %q, want %q", steps, want)
	}
	if _, found := at["okQueryOfPath"]; !found {
		t.Error("the position counts although the table has none")
	}
	for _, name := range []string{"okConstant", "okNumber", "okSetting", "okRouted"} {
		if f, found := at[name]; found {
			t.Errorf("%s: %s", name, f.Message)
		}
	}
}
