package engine_test

import (
	"testing"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/growth"
	"github.com/apivet/apivet/internal/rule"
)

// BenchmarkGrowth is what it costs to run all rules, by the size of the source.
func BenchmarkGrowth(b *testing.B) {
	growth.Bench(b, func(b *testing.B, s growth.Shape, n int) func() {
		prog := growth.Link(b, s, n)
		return func() { rule.Run(prog, analyzers.Suite) }
	})
}
