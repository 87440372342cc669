package noauth_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/noauth"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{noauth.Rule}, "./noauth/...")
}
