package cookieflags_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/cookieflags"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{cookieflags.Rule}, "./cookieflags/...")
}
