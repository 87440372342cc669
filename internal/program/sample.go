package program

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/summary"
)

// sampleDirs are names of folders whose code is run by no user: examples, tests, and tools for them.
var sampleDirs = []string{
	"demo", "demos", "e2e", "example", "examples", "fake", "fakes", "fixture", "fixtures", "mock", "mocks", "sample", "samples",
	"test", "testhelper", "testhelpers", "testing", "tests", "testutil", "testutils", "hack",
}

// Sample tells whether a place belongs to examples, tests or tools for them: by the folders of its package's path below the
// repository, the name of its file, or because its function, or one around it, takes what tests take.
func (p Place) Sample() bool {
	if p.Fn == nil {
		return false
	}
	for fn := p.Fn; fn != nil; fn = fn.parent {
		if fn.takesTests() {
			return true
		}
	}
	if sampleFile(strings.TrimSuffix(path.Base(p.File()), ".go")) {
		return true
	}
	dirs := strings.Split(p.Fn.Pkg.Path, "/")
	if strings.Contains(dirs[0], ".") {
		dirs = dirs[min(3, len(dirs)):]
	} else {
		dirs = dirs[1:]
	}
	if file := p.File(); !filepath.IsAbs(file) && !strings.HasPrefix(file, "..") { // Have: a module of its own below the analysed folder, perhaps.
		dirs = append(dirs, strings.Split(path.Dir(file), "/")...)
	}
	takes := slices.Contains(p.Fn.Pkg.Imports, "testing") // Have: outside tests only what helps them imports it.
	return slices.ContainsFunc(dirs, func(d string) bool {
		d = strings.TrimPrefix(d, "_")
		if takes && (strings.Contains(d, "test") || d == "suite" || d == "suites") {
			return true // servertesting, dbtestkit
		}
		if first, _, ok := strings.Cut(d, "-"); ok && slices.Contains(sampleDirs, first) {
			return true // test-server, mock-api
		}
		return slices.Contains(sampleDirs, d) || strings.HasSuffix(d, "test") || strings.HasSuffix(d, "mock") || strings.HasSuffix(d, "mocks") || strings.HasSuffix(d, "fixtures")
	})
}

// tests tells whether a function takes what tests take.
func (fn *Fn) takesTests() bool {
	return slices.ContainsFunc(fn.Params, func(param summary.Param) bool {
		t := fn.Pkg.Types[param.Type].Name
		return t == "testing.T" || t == "testing.TB" || t == "testing.B"
	})
}

// sampleFile tells whether the name of a file, without its ending, is or has the name of a folder of samples.
func sampleFile(name string) bool {
	if slices.Contains(sampleDirs, strings.ReplaceAll(name, "_", "")) {
		return true
	}
	words := strings.Split(name, "_")
	return len(words) > 1 && (slices.Contains(sampleDirs, words[0]) || slices.Contains(sampleDirs, words[len(words)-1]))
}
