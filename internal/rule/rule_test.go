package rule_test

import (
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/rule"
)

func TestShorten(t *testing.T) {
	var steps []rule.Step
	for i := range 50 {
		steps = append(steps, rule.Step{Range: rule.Range{File: "f.go", Line: i + 1}})
	}
	got := rule.Shorten(steps)
	if len(got) != rule.MaxSteps || got[0].Line != 1 || got[rule.MaxSteps-1].Line != 50 || got[10].Message != "31 steps left out" {
		t.Errorf("%d steps: %+v", len(got), got)
	}
	if n := len(rule.Shorten(steps[:rule.MaxSteps])); n != rule.MaxSteps {
		t.Errorf("%d steps of %d that fit", n, rule.MaxSteps)
	}
}

func TestContains(t *testing.T) {
	r := rule.Range{File: "f.go", Line: 2, Column: 5, EndLine: 4, EndColumn: 2}
	for _, c := range []struct {
		in   rule.Range
		want bool
	}{
		{rule.Range{File: "f.go", Line: 3, Column: 1, EndLine: 3, EndColumn: 90}, true},
		{r, true},
		{rule.Range{File: "g.go", Line: 3, Column: 1, EndLine: 3, EndColumn: 2}, false},
		{rule.Range{File: "f.go", Line: 2, Column: 4, EndLine: 3, EndColumn: 2}, false},
		{rule.Range{File: "f.go", Line: 3, Column: 1, EndLine: 4, EndColumn: 3}, false},
		{rule.Range{File: "f.go", Line: 3, Column: 1}, false},
	} {
		if got := r.Contains(c.in); got != c.want {
			t.Errorf("%+v contains %+v: %v", r, c.in, got)
		}
	}
}

func TestLevels(t *testing.T) {
	var s rule.Severity
	if err := s.UnmarshalText([]byte("high")); err != nil || s != rule.High {
		t.Errorf("%v, %v", s, err)
	}
	var p rule.Precision
	if err := p.UnmarshalText([]byte("certain")); err == nil || !strings.Contains(err.Error(), "low, medium or high") {
		t.Errorf("a wrong precision: %v", err)
	}
}

func TestDocOf(t *testing.T) {
	doc := rule.DocOf("// Package p finds x.\n//\n// # Why\n//\n// Because.\npackage p\n")
	if doc != "Finds x.\n\n## Why\n\nBecause.\n" {
		t.Errorf("%q", doc)
	}
	if rule.DocOf("not Go") != "" {
		t.Error("what does not parse has no documentation")
	}
}
