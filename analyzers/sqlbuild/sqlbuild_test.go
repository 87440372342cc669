package sqlbuild_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/sqlbuild"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{sqlbuild.Rule}, "./sqlbuild/...")
}

func TestServers(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{sqlbuild.Rule}, "./servers/...")
}
