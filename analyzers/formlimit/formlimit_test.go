package formlimit_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/formlimit"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{formlimit.Rule}, "./formlimit/...")
}
