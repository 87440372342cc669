package hardcodedsecret_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apivet/apivet/analyzers/hardcodedsecret"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{hardcodedsecret.Rule}, "./hardcodedsecret/...")
}

// TestFlow pins the steps of one flow over packages, from the literal to the place that takes it.
func TestFlow(t *testing.T) {
	rep := ruletest.Analyze(t, []*rule.Rule{hardcodedsecret.Rule}, "./hardcodedsecret/...")
	want := []string{
		"hardcodedsecret/settings/settings.go:27:66: written here",
		"hardcodedsecret/settings/settings.go:27:2: returned by settings.Default",
		"hardcodedsecret/settings/settings.go:36:2: returned by settings.Load",
		"hardcodedsecret/jwtkeys/sign.go:143:20: taken by (*jwt.Token).SignedString",
	}
	for _, f := range rep.Findings {
		if f.File != "hardcodedsecret/settings/settings.go" || f.Check != "default" {
			continue
		}
		var have []string
		for _, s := range f.Flow {
			have = append(have, s.Range.String()+": "+s.Message)
		}
		if !slices.Equal(have, want) {
			t.Errorf("the flow is\n%s\nwant\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
		}
		if f.Severity != rule.High || f.Precision != rule.Sure || f.Package != "github.com/apivet/apivet/testdata/hardcodedsecret/settings" || !f.Secret {
			t.Errorf("%s, %s, in %s", f.Severity, f.Precision, f.Package)
		}
		return
	}
	t.Error("the finding is missing")
}

// TestNothingShown makes sure that no finding tells more of a secret than its mask.
func TestNothingShown(t *testing.T) {
	rep := ruletest.Analyze(t, []*rule.Rule{hardcodedsecret.Rule}, "./hardcodedsecret/...")
	for _, f := range rep.Findings {
		for _, planted := range []string{"knot-knot", "avocet", "Tr0ub4dor", "turnstone", "kestrel-golden-eagle", "whimbrel", "capercaillie", "hunter2"} {
			texts := []string{f.Message}
			for _, s := range f.Flow {
				texts = append(texts, s.Message)
			}
			if strings.Contains(strings.Join(texts, " "), planted) {
				t.Errorf("%s:%d tells %s", f.File, f.Line, planted)
			}
		}
	}
}
