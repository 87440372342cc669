package route_test

import (
	"testing"

	"github.com/apivet/apivet/internal/growth"
	"github.com/apivet/apivet/internal/route"
)

// BenchmarkGrowth is what it costs to run the code that builds a server, by the size of the source.
func BenchmarkGrowth(b *testing.B) {
	growth.Bench(b, func(b *testing.B, s growth.Shape, n int) func() {
		prog := growth.Link(b, s, n)
		return func() { route.Build(prog) }
	})
}
