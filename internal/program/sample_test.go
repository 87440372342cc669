package program_test

import (
	"testing"

	"github.com/apivet/apivet/internal/program"
	"github.com/apivet/apivet/internal/summary"
)

func TestSample(t *testing.T) {
	const shop = "github.com/owner/shop"
	for _, c := range []struct {
		name, path, file string
		imports          []string
		want             bool
	}{
		{"a server", shop + "/internal/server", "internal/server/server.go", nil, false},
		{"a folder of examples", shop + "/examples/server", "examples/server/main.go", nil, true},
		{"a folder of examples in a module without a host", "shop/examples/server", "examples/server/main.go", nil, true},
		{"a repository named so", "github.com/owner/examples/server", "server/server.go", nil, false},
		{"a module of its own below the folder", "example.com/a/b", "e2e/b/b.go", nil, true},
		{"what is left out of builds", shop + "/_examples/server", "_examples/server/main.go", nil, true},
		{"a tool for tests", shop + "/cmd/mock-issuer", "cmd/mock-issuer/main.go", nil, true},
		{"a package for tests", shop + "/internal/storetest", "internal/storetest/store.go", nil, true},
		{"a package that has tests in its name", shop + "/internal/servertesting", "internal/servertesting/server.go", []string{"testing"}, true},
		{"the same, of a product that tests something", shop + "/internal/loadtesting", "internal/loadtesting/load.go", nil, false},
		{"suites of tests", shop + "/internal/suites", "internal/suites/const.go", []string{"testing"}, true},
		{"suites of something else", shop + "/internal/suites", "internal/suites/const.go", nil, false},
		{"a server that imports testing", shop + "/internal/server", "internal/server/server.go", []string{"testing"}, false},
		{"a file of mocks", shop + "/internal/server", "internal/server/store_mock.go", nil, true},
		{"a file of a word that ends so", shop + "/internal/server", "internal/server/latest.go", nil, false},
	} {
		at := program.Place{
			Fn:  &program.Fn{Func: &summary.Func{Name: c.path + ".Serve"}, Pkg: &summary.Summary{Path: c.path, Files: []string{c.file}, Imports: c.imports}},
			Pos: summary.Pos{File: 1, Line: 1},
		}
		if have := at.Sample(); have != c.want {
			t.Errorf("%s, %s: %t, want %t", c.name, c.file, have, c.want)
		}
	}
}
