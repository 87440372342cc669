package weakcrypto_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/weakcrypto"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{weakcrypto.Rule}, "./weakcrypto/...")
}
