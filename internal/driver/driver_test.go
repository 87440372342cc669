package driver_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	modmodule "golang.org/x/mod/module"
	"golang.org/x/mod/zip"
	"golang.org/x/tools/txtar"

	"github.com/apivet/apivet/internal/driver"
)

// fake is a summary that lists a package's functions.
type fake string

func (f fake) Encode() []byte { return []byte("fake " + f) }

// recorder is a driver configuration that records what is summarised.
type recorder struct {
	driver.Config
	mu   sync.Mutex
	made []string
}

func record(dir, cache string) *recorder {
	r := &recorder{}
	r.Config = driver.Config{
		Dir: dir, CacheDir: cache, Env: append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK="),
		Summarize: func(u *driver.Unit) driver.Encoder {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.made = append(r.made, u.Path)
			var names []string
			for name := range u.SSA.Members {
				if fn := u.SSA.Func(name); fn != nil && len(fn.Blocks) > 0 {
					names = append(names, name)
				}
			}
			slices.Sort(names)
			return fake(strings.Join(names, " "))
		},
		Decode: func(data []byte) (driver.Encoder, error) {
			s, ok := strings.CutPrefix(string(data), "fake ")
			if !ok {
				return nil, errors.New("damaged")
			}
			return fake(s), nil
		},
	}
	return r
}

// run runs the driver and returns what was summarised anew, sorted.
func (r *recorder) run(t *testing.T) (*driver.Result, string) {
	t.Helper()
	r.made = nil
	res, err := driver.Run(context.Background(), r.Config)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(r.made)
	return res, strings.Join(r.made, " ")
}

// module writes the files of a txtar archive into a new folder.
func module(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		write(t, dir, f.Name, string(f.Data))
	}
	return dir
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

const app = `
-- go.mod --
module example.com/app

go 1.24
-- main.go --
package main

import "example.com/app/a"

func main() { a.A() }
-- a/a.go --
package a

import (
	"strings"

	"example.com/app/b"
)

func A() { b.B(strings.ToLower("x")) }
-- b/b.go --
package b

func B(s string) {}
-- c/c.go --
package c

func C() {}
`

func TestCache(t *testing.T) {
	dir, cache := module(t, app), t.TempDir()
	r := record(dir, cache)
	res, made := r.run(t)
	if made != "example.com/app example.com/app/a example.com/app/b example.com/app/c" || res.Packages != 4 || res.Files != 4 || res.Modules != 1 || res.CacheHits != 0 {
		t.Fatalf("made %s, %+v", made, res)
	}
	if got := res.Universes[0].Packages[0]; got.Path != "example.com/app/b" || got.Summary != fake("B init") {
		t.Errorf("the first package is %+v", got)
	}
	if res, made := r.run(t); made != "" || res.CacheHits != 4 {
		t.Errorf("nothing changed, and made %s with %d hits", made, res.CacheHits)
	}
	write(t, dir, "a/a.go", "package a\n\nfunc A() {}\n")
	if _, made := r.run(t); made != "example.com/app example.com/app/a" {
		t.Errorf("a changed, and made %s", made)
	}
	write(t, dir, "b/b.go", "package b\n\nfunc B(s string) { _ = s }\n")
	if _, made := r.run(t); made != "example.com/app/b" {
		t.Errorf("b changed, which nothing imports any more, and made %s", made)
	}
	r.Tags = []string{"x"}
	if res, _ := r.run(t); res.CacheHits != 0 {
		t.Error("build tags have to enter the keys")
	}
	r.Tags, r.Salt = nil, "other"
	if res, _ := r.run(t); res.CacheHits != 0 {
		t.Error("the salt has to enter the keys")
	}
}

func TestDamagedCache(t *testing.T) {
	dir, cache := module(t, app), t.TempDir()
	r := record(dir, cache)
	r.run(t)
	files, err := filepath.Glob(filepath.Join(cache, "*", "*-d"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no entries: %v", err)
	}
	for _, f := range files {
		if err := os.WriteFile(f, []byte("rubbish"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if res, made := r.run(t); strings.Count(made, "example.com") != 4 || len(res.Incomplete) > 0 {
		t.Errorf("made %s, %+v", made, res.Incomplete)
	}
}

func TestTypeError(t *testing.T) {
	dir := module(t, app)
	write(t, dir, "b/b.go", "package b\n\nfunc B(s string) { missing() }\n")
	res, made := record(dir, "").run(t)
	if made != "example.com/app example.com/app/a example.com/app/c" {
		t.Errorf("made %s", made)
	}
	if len(res.Incomplete) != 1 || res.Incomplete[0].Package != "example.com/app/b" || !strings.Contains(res.Incomplete[0].Reason, "b.go:3:20: undefined: missing") {
		t.Errorf("incomplete: %+v", res.Incomplete)
	}
}

func TestSyntaxError(t *testing.T) {
	dir := module(t, app)
	write(t, dir, "c/c.go", "package c\n\nfunc {\n")
	res, _ := record(dir, "").run(t)
	if len(res.Incomplete) == 0 || res.Incomplete[0].Package != "example.com/app/c" || !strings.Contains(res.Incomplete[0].Reason, "c.go:3:6") {
		t.Errorf("incomplete: %+v", res.Incomplete)
	}
}

func TestPanic(t *testing.T) {
	r := record(module(t, app), "")
	summarize := r.Summarize
	r.Summarize = func(u *driver.Unit) driver.Encoder {
		if u.Path == "example.com/app/b" {
			panic("oops")
		}
		return summarize(u)
	}
	res, made := r.run(t)
	if made != "example.com/app example.com/app/a example.com/app/c" || len(res.Incomplete) != 1 || !strings.Contains(res.Incomplete[0].Reason, "oops") {
		t.Errorf("made %s, incomplete %+v", made, res.Incomplete)
	}
}

func TestPartOfAModule(t *testing.T) {
	r := record(module(t, app), "")
	r.Patterns = []string{"./a"}
	if _, made := r.run(t); made != "example.com/app/a example.com/app/b" {
		t.Errorf("a and what it imports are the program, and made %s", made)
	}
	r.Patterns = []string{"./nothing"}
	if _, err := driver.Run(context.Background(), r.Config); !errors.Is(err, driver.ErrNoPackages) {
		t.Errorf("no packages: %v", err)
	}
}

func TestCgo(t *testing.T) {
	dir := module(t, app)
	write(t, dir, "d/cgo.go", "package d\n\n// int one() { return 1; }\nimport \"C\"\n\nfunc One() int { return int(C.one()) }\n")
	r := record(dir, "")
	r.Env = append(r.Env, "CGO_ENABLED=1")
	res, made := r.run(t)
	if len(res.Incomplete) > 0 || !strings.Contains(made, "example.com/app/d") {
		t.Errorf("made %s, incomplete %+v", made, res.Incomplete)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := driver.Run(ctx, record(module(t, app), "").Config); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestDeterminism(t *testing.T) {
	dir := module(t, app)
	var first string
	for _, n := range []int{1, 2, 4, 1} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		res, _ := record(dir, "").run(t)
		var b strings.Builder
		for _, p := range res.Universes[0].Packages {
			b.WriteString(p.Path + " " + string(p.Summary.Encode()) + "\n")
		}
		if first == "" {
			first = b.String()
		}
		if b.String() != first {
			t.Errorf("%d processors: %s, want %s", n, b.String(), first)
		}
	}
}

// TestImportsBack checks a program that imports a module which imports a package of the program: a version of one from elsewhere, whose
// types come from its export data, and one from a folder, which belongs to the program.
func TestImportsBack(t *testing.T) {
	const program = "example.com/main example.com/main/conf example.com/main/deep example.com/main/load"
	dir := module(t, importsBack)
	main := filepath.Join(dir, "main")
	r := record(main, "")
	r.Env = append(r.Env, "GOPROXY=file://"+filepath.ToSlash(proxy(t, filepath.Join(dir, "other"), "example.com/other", "v1.0.0")), "GONOSUMDB=*", "GONOSUMCHECK=1", "GOFLAGS=-mod=mod -modcacherw", "GOMODCACHE="+t.TempDir())
	if res, made := r.run(t); len(res.Incomplete) > 0 || made != program {
		t.Errorf("from elsewhere: made %q, with %v", made, res.Incomplete)
	}
	write(t, main, "go.mod", "module example.com/main\n\ngo 1.24\n\nrequire example.com/other v1.0.0\n\nreplace example.com/other => ../other\n")
	if res, made := record(main, "").run(t); len(res.Incomplete) > 0 || made != program+" example.com/other" {
		t.Errorf("from a folder: made %q, with %v", made, res.Incomplete)
	}
}

// proxy makes a module proxy in a folder that has one version of one module, and returns the folder.
func proxy(t *testing.T, dir, path, version string) string {
	t.Helper()
	root := t.TempDir()
	at := path + "/@v/"
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	if err := zip.CreateFromDir(&archive, modmodule.Version{Path: path, Version: version}, dir); err != nil {
		t.Fatal(err)
	}
	write(t, root, at+"list", version+"\n")
	write(t, root, at+version+".info", `{"Version": "`+version+`"}`)
	write(t, root, at+version+".mod", string(mod))
	write(t, root, at+version+".zip", archive.String())
	return root
}

const importsBack = `
-- main/go.mod --
module example.com/main

go 1.24

require example.com/other v1.0.0
-- main/main.go --
package main

import (
	"example.com/main/conf"
	"example.com/main/load"
	"example.com/other"
)

func main() { other.Start(load.Conf(), conf.Conf{}) }
-- main/conf/conf.go --
package conf

import "example.com/main/deep"

type Conf struct{ deep.Part }
-- main/deep/deep.go --
package deep

type Part struct{ Name string }
-- main/load/load.go --
package load

import (
	"example.com/main/conf"
	"example.com/main/deep"
)

func Conf() conf.Conf { return conf.Conf{Part: deep.Part{Name: "a"}} }
-- other/go.mod --
module example.com/other

go 1.24

require example.com/main v0.0.0
-- other/other.go --
package other

import "example.com/main/conf"

func Start(...conf.Conf) {}
`
