// Package e2e tests the command as its users run it.
package e2e

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// What the tests share: the command, built once, and a cache for those whose point is not how summaries are made.
var binary, shared string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "apivet")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		binary, shared = filepath.Join(dir, "apivet"), filepath.Join(dir, "cache")
		if out, err := exec.Command("go", "build", "-o", binary, "../../cmd/apivet").CombinedOutput(); err != nil {
			panic(string(out))
		}
		return m.Run()
	}())
}

var samples = filepath.Join("..", "..", "testdata")

// modules are those of the samples, as folders below it.
var modules = []string{".", "tutorial"}

type finding struct {
	Rule, Check, File string
	Line              int
}

func (f finding) String() string {
	return f.File + ":" + strconv.Itoa(f.Line) + " " + f.Rule + "/" + f.Check
}

func standalone(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(binary, append([]string{"-C", samples}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, _ := cmd.Output()
	if code := cmd.ProcessState.ExitCode(); code != 3 {
		t.Fatalf("exit code %d, want 3: %s", code, stderr.String())
	}
	return out
}

var diagnostic = regexp.MustCompile(`(?m)^(\S+?):(\d+):\d+: .*\[([a-z]+)/([a-z-]+)\]$`)

// vetOnly are findings of go vet alone: it links a main package with all functions of what it imports, while the command knows that
// only another main package calls these.
var vetOnly = []string{
	"programs/store/store.go:22 sqlbuild/injected", "programs/store/store.go:40 sqlbuild/injected",
	"programs/store/store.go:49 sqlbuild/injected", "programs/store/store.go:57 sqlbuild/injected",
}

// TestVettool compares the findings of go vet with those of the command.
func TestVettool(t *testing.T) {
	var doc struct{ Findings []finding }
	if err := json.Unmarshal(standalone(t, "-cache", shared, "-format", "json"), &doc); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, f := range doc.Findings {
		want = append(want, f.String())
	}
	want = append(want, vetOnly...)
	tool, err := filepath.Abs(binary)
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	var all strings.Builder
	for _, module := range modules {
		cmd := exec.Command("go", "vet", "-vettool="+tool, "./...")
		cmd.Dir = filepath.Join(samples, module)
		out, err := cmd.CombinedOutput()
		if err == nil {
			t.Fatalf("go vet found nothing in %s", module)
		}
		all.Write(out)
		for _, m := range diagnostic.FindAllStringSubmatch(string(out), -1) {
			line, _ := strconv.Atoi(m[2])
			have = append(have, finding{m[3], m[4], path.Join(module, filepath.ToSlash(m[1])), line}.String())
		}
	}
	slices.Sort(have)
	slices.Sort(want)
	have, want = slices.Compact(have), slices.Compact(want)
	if len(want) == 0 || !slices.Equal(have, want) {
		t.Errorf("go vet found\n%q\nand the command\n%q\n%s", have, want, all.String())
	}
}

// TestSameBytes runs the command on one, two and four processors, with and without a cache: on all samples once each, and twenty
// times on the servers.
func TestSameBytes(t *testing.T) {
	t.Run("all", func(t *testing.T) { sameBytes(t, 6, "./...") })
	t.Run("servers", func(t *testing.T) { sameBytes(t, 20, "./servers/...") })
}

func sameBytes(t *testing.T, runs int, pattern string) {
	t.Helper()
	var first []byte
	for i := range runs {
		t.Setenv("GOMAXPROCS", []string{"1", "2", "4"}[i%3])
		args := []string{"-precision", "low", "-format", "json", "-cache", "off", pattern}
		if i%2 == 1 {
			args[len(args)-2] = shared
		}
		out := standalone(t, args...)
		if first == nil {
			first = out
		} else if !bytes.Equal(first, out) {
			t.Fatalf("run %d differs from the first", i)
		}
	}
}

// TestTranscripts runs the scripts of testdata.
func TestTranscripts(t *testing.T) {
	var settings map[string]string
	out, err := exec.Command("go", "env", "-json", "GOMODCACHE", "GOCACHE", "GOPROXY").Output()
	if err == nil {
		err = json.Unmarshal(out, &settings)
	}
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			for name, value := range settings {
				env.Setenv(name, value)
			}
			env.Setenv("APIVET_PROGRESS", "off") // what is on standard error does not depend on the machine
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GOFLAGS", "-buildvcs=false")
			env.Setenv("APIVET_CACHE", filepath.Join(env.WorkDir, ".cache"))
			search := filepath.Dir(binary) + string(os.PathListSeparator) + os.Getenv("PATH")
			env.Setenv("PATH", search)
			env.Setenv("OLDPATH", search)
			env.Setenv("APIVET", binary)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "damage": damage},
	})
}

// exits CODE COMMAND...: the command ends with the exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	code := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		if exit, ok := err.(*exec.ExitError); ok {
			code = strconv.Itoa(exit.ExitCode())
		} else {
			ts.Fatalf("%v", err)
		}
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

// damage FOLDER: overwrites the start of every file in a cache.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage FOLDER")
	}
	files, err := filepath.Glob(filepath.Join(args[0], "*", "*"))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("the cache is empty")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		ts.Check(err)
		ts.Check(os.WriteFile(name, append([]byte("damaged"), data[min(7, len(data)):]...), 0o644))
	}
}
