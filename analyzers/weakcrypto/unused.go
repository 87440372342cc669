package weakcrypto

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

// unused tells whether a function outside tests is of no use but to tests: nobody can call one of an internal package from
// elsewhere, and nobody here does.
func unused(p *program.Program, fn *program.Fn) bool {
	if !strings.Contains("/"+fn.Pkg.Path+"/", "/internal/") || fn.Parent != "" || len(fn.Callers()) > 0 || strings.Contains(fn.Name, ")") || strings.HasPrefix(program.LastName(fn.Name), "init") || program.LastName(fn.Name) == "main" {
		return false
	}
	return !slices.ContainsFunc(p.Funcs(), func(other *program.Fn) bool {
		return slices.ContainsFunc(other.Nodes, func(n summary.Node) bool { return n.Op == summary.OpFunc && n.Str == fn.Name })
	})
}
