package main

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
	"testing"
)

const config = `version: "2"
run:
  relative-path-mode: wd
linters:
  default: none
  enable: [apivet]
  settings:
    custom:
      apivet: {type: module, description: vets Go API servers, settings: {cache: "off"}}
issues:
  max-issues-per-linter: 0
  max-same-issues: 0
  uniq-by-line: false
`

var id = regexp.MustCompile(`\[([a-z]+/[a-z-]+)\]$`)

// TestSameFindings builds golangci-lint with the plugin and the command, runs both on the samples, and compares.
func TestSameFindings(t *testing.T) {
	tmp := t.TempDir()
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	lint, vet, conf := filepath.Join(tmp, "lint"), filepath.Join(tmp, "apivet"), filepath.Join(tmp, "golangci.yml")
	run(t, ".", 0, "go", "build", "-o", lint, ".")
	run(t, root, 0, "go", "build", "-o", vet, "./cmd/apivet")
	if err := os.WriteFile(conf, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	samples := filepath.Join(root, "testdata")
	t.Setenv("GOLANGCI_LINT_CACHE", filepath.Join(tmp, "cache"))
	var have []string
	for _, module := range []string{".", "tutorial"} {
		have = append(have, issues(t, filepath.Join(samples, module), module, lint, conf)...)
	}
	var own struct {
		Findings []struct {
			Rule, Check, File string
			Line              int
		}
	}
	decode(t, run(t, samples, 3, vet, "-cache", "off", "-format", "json", "./..."), &own)
	var want []string
	for _, f := range own.Findings {
		want = append(want, f.File+":"+strconv.Itoa(f.Line)+" "+f.Rule+"/"+f.Check)
	}
	slices.Sort(have)
	slices.Sort(want)
	if len(want) == 0 || !slices.Equal(have, want) {
		t.Errorf("golangci-lint found\n%q\nand the command\n%q", have, want)
	}
}

// issues runs golangci-lint on a module, and returns what it found, with the names of files as they are from the samples' folder.
func issues(t *testing.T, dir, module, lint, conf string) []string {
	t.Helper()
	var report struct {
		Issues []struct {
			Text string
			Pos  struct {
				Filename string
				Line     int
			}
		}
	}
	decode(t, run(t, dir, 1, lint, "run", "-c", conf, "--output.json.path", "stdout", "--show-stats=false", "./..."), &report)
	var out []string
	for _, i := range report.Issues {
		m := id.FindStringSubmatch(i.Text)
		if m == nil {
			t.Fatalf("an issue without a check: %s", i.Text)
		}
		out = append(out, path.Join(module, filepath.ToSlash(i.Pos.Filename))+":"+strconv.Itoa(i.Pos.Line)+" "+m[1])
	}
	return out
}

// run runs a command that has to end with the exit code, and returns its standard output.
func run(t *testing.T, dir string, code int, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Fatalf("%s ended with %d, want %d: %s", name, got, code, out)
	}
	return out
}

// decode reads the first JSON document of the output.
func decode(t *testing.T, data []byte, v any) {
	t.Helper()
	if i := slices.Index(data, '{'); i > 0 {
		data = data[i:]
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(v); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
}
