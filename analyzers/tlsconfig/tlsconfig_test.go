package tlsconfig_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/tlsconfig"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{tlsconfig.Rule}, "./tlsconfig/...")
}
