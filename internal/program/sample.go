package program

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// sampleDirs are names of folders whose code is run by no user: examples, tests, and tools for them.
var sampleDirs = []string{
	"demo", "demos", "e2e", "example", "examples", "fake", "fakes", "fixture", "fixtures", "mock", "mocks", "sample", "samples",
	"test", "testhelper", "testhelpers", "testing", "tests", "testutil", "testutils",
}

// Sample tells whether a place belongs to examples, tests or tools for them: by the folders of its package's path below the
// repository, the name of its file, or because its function takes what tests take.
func (p Place) Sample() bool {
	if p.Fn == nil {
		return false
	}
	for _, param := range p.Fn.Params {
		if t := p.Fn.Pkg.Types[param.Type].Name; t == "testing.T" || t == "testing.TB" || t == "testing.B" {
			return true
		}
	}
	file := strings.TrimSuffix(path.Base(p.File()), ".go")
	if i := strings.LastIndexByte(file, '_'); slices.Contains(sampleDirs, strings.ReplaceAll(file, "_", "")) || i > 0 && slices.Contains(sampleDirs, file[i+1:]) {
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
	return slices.ContainsFunc(dirs, func(d string) bool {
		d = strings.TrimPrefix(d, "_")
		return slices.Contains(sampleDirs, d) || strings.HasSuffix(d, "test") || strings.HasSuffix(d, "mock") || strings.HasSuffix(d, "mocks")
	})
}
