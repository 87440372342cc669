package debugexposed_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/debugexposed"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{debugexposed.Rule}, "./debugexposed/...")
}
