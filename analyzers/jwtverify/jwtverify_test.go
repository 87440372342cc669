package jwtverify_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers/jwtverify"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/ruletest"
)

func TestCases(t *testing.T) {
	ruletest.Run(t, []*rule.Rule{jwtverify.Rule}, "./jwtverify/...")
}

func TestFixes(t *testing.T) {
	ruletest.Fixes(t, []*rule.Rule{jwtverify.Rule}, 2, "./jwtverify/keyfuncs")
}
