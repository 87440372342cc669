package corsorigin_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/corsorigin"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{corsorigin.Rule}, "./corsorigin/...")
}
