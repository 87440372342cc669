package secretlog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apivet/apivet/analyzers/secretlog"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{secretlog.Rule}, "./secretlog/...")
}

// TestFlow pins the steps of one flow, through a logger's With and two methods to the log, from the secret on.
func TestFlow(t *testing.T) {
	rep := ruletest.Analyze(t, []*rule.Rule{secretlog.Rule}, "./secretlog/...")
	want := []string{
		"secretlog/own/wrappers.go:104:6: password is a secret by its name",
		"secretlog/own/wrappers.go:95:13: formatted by fmt.Sprintf",
		"secretlog/own/wrappers.go:96:2: returned by (*own.logger).With",
		"secretlog/own/wrappers.go:105:24: passed to (*own.logger).Debugf as its receiver",
		"secretlog/own/wrappers.go:80:2: passed to (*own.logger).printf as its receiver",
		"secretlog/own/wrappers.go:84:2: written by (*log.Logger).Printf",
	}
	for _, f := range rep.Findings {
		if f.File != "secretlog/own/wrappers.go" || f.Line != 105 {
			continue
		}
		var have []string
		for _, s := range f.Flow {
			have = append(have, s.Range.String()+": "+s.Message)
		}
		if !slices.Equal(have, want) {
			t.Errorf("the flow is\n%s\nwant\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
		}
		if f.Severity != rule.High || f.Precision != rule.Sure || f.Package != "github.com/apivet/apivet/testdata/secretlog/own" {
			t.Errorf("%s, %s, in %s", f.Severity, f.Precision, f.Package)
		}
		return
	}
	t.Error("the finding is missing")
}
