package summary_test

import (
	"testing"

	"github.com/apivet/apivet/internal/growth"
	"github.com/apivet/apivet/internal/summary"
)

// BenchmarkGrowth is what it costs to summarise, by the size of the source.
func BenchmarkGrowth(b *testing.B) {
	growth.Bench(b, func(b *testing.B, s growth.Shape, n int) func() {
		in := growth.Input(b, s, n)
		return func() { summary.Summarize(in).Encode() }
	})
}
