package openredirect_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/openredirect"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{openredirect.Rule}, "./openredirect/...")
}
