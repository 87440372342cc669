package engine_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/ruletest"
)

// TestPrograms: two commands of one module share packages, and what one does says nothing of the other.
func TestPrograms(t *testing.T) { ruletest.Run(t, analyzers.Suite, "./programs/...") }
