package sqlbuild_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/sqlbuild"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestFixes(t *testing.T) {
	ruletest.Fixes(t, []*rule.Rule{sqlbuild.Rule}, 5, "./sqlbuild/...", "./servers/...")
}
