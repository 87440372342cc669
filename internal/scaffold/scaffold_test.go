package scaffold_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/apivet/apivet/analyzers"
	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/scaffold"
)

var loader = &config.Loader{Rules: analyzers.Suite, Formats: output.Names()}

func load(t *testing.T, text string) *config.Settings {
	t.Helper()
	name := filepath.Join(t.TempDir(), scaffold.ConfigName)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s := config.Default()
	if err := loader.File(s, name); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return s
}

// TestConfig: what is written says nothing, and says everything once the marks are taken off.
func TestConfig(t *testing.T) {
	text := scaffold.Config(output.Names())
	if s := load(t, text); len(s.Rules)+len(s.Paths)+len(s.Models) > 0 || s.Baseline != "" {
		t.Errorf("it says something: %+v", s)
	}
	bare := regexp.MustCompile(`(?m)^#((?:  )?[a-z-]+:.*|  (?:package|func) .*)$`).ReplaceAllString(text, "$1")
	s := load(t, bare)
	if len(s.Rules) == 0 || len(s.Paths) == 0 || len(s.ModelLines) == 0 || len(s.PublicTypes) == 0 || s.Baseline == "" || !s.Verbose {
		t.Errorf("keys are missing: %+v\n%s", s, bare)
	}
	for _, k := range loader.Keys() {
		if name := k.Path[strings.LastIndexByte(k.Path, '.')+1:]; !strings.Contains(text, "\n#"+name+":") && !strings.Contains(text, "\n#  "+name+":") {
			t.Errorf("%s is missing", k.Path)
		}
	}
}

// used finds the flags of commands in a script, and the outputs of -format.
var used = regexp.MustCompile(`(?m)(?:apivet|args\+?=\(|new=")[^\n#]*`)

// checkFlags tells which flags of scripts are none.
func checkFlags(t *testing.T, name, text string) {
	t.Helper()
	var known []string
	for _, k := range loader.Keys() {
		known = append(known, k.Flags...)
	}
	known = append(known, "C", "write-baseline")
	found := 0
	for _, line := range used.FindAllString(text, -1) {
		if strings.Contains(line, "go install") || strings.Contains(line, "go build") || strings.Contains(line, "uses:") {
			continue
		}
		for _, m := range regexp.MustCompile(`(?:^|[\s("])-([a-z][a-z-]*)`).FindAllStringSubmatch(line, -1) {
			if found++; !slices.Contains(known, m[1]) {
				t.Errorf("%s: there is no flag -%s: %s", name, m[1], line)
			}
		}
	}
	if found == 0 {
		t.Errorf("%s: no flags are found, so nothing is tested", name)
	}
}

// TestKinds: the files are YAML, name a version, and use flags that there are.
func TestKinds(t *testing.T) {
	for _, k := range scaffold.Kinds() {
		for version, want := range map[string][]string{
			"v1.2.3":                               {"v1.2.3"},
			"devel":                                {"main", "latest"},
			"v1.2.4-0.20260101000000-abcdefabcdef": {"main", "latest"},
			"v1.2.4-0.20260101000000-abcdefabcdef+dirty": {"main", "latest"},
		} {
			text, err := k.Content(version)
			if err != nil {
				t.Fatal(err)
			}
			var doc map[string]any
			if err := yaml.Unmarshal([]byte(text), &doc); err != nil || len(doc) == 0 {
				t.Errorf("%s: %v", k.Name, err)
			}
			if strings.Contains(text, "VERSION") && !strings.Contains(text, "$") || !slices.ContainsFunc(want, func(w string) bool { return strings.Contains(text, w) }) {
				t.Errorf("%s of %s does not name the version:\n%s", k.Name, version, text)
			}
		}
		if k.Flag == "gitlab" {
			text, _ := k.Content("v1.2.3")
			checkFlags(t, k.Name, text)
		}
	}
}

// repository reads a file of the repository.
func repository(t *testing.T, name string) (string, map[string]any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	m, _ := doc.(map[string]any)
	return string(data), m
}

// TestAction: the action uses each of its inputs, gets none of them into a script but by the environment, and the workflow
// that init writes names inputs that there are.
func TestAction(t *testing.T) {
	text, doc := repository(t, "action.yml")
	inputs := doc["inputs"].(map[string]any)
	for name := range inputs {
		if !strings.Contains(text, "inputs."+name) {
			t.Errorf("the input %s is not used", name)
		}
	}
	for _, step := range doc["runs"].(map[string]any)["steps"].([]any) {
		if run, ok := step.(map[string]any)["run"].(string); ok && strings.Contains(run, "${{") {
			t.Errorf("an expression stands in a script: %s", run)
		}
	}
	checkFlags(t, "action.yml", text)
	for _, k := range scaffold.Kinds() {
		if k.Flag != "github" {
			continue
		}
		text, _ := k.Content("v1.2.3")
		with := text[strings.LastIndex(text, "with:"):]
		for _, m := range regexp.MustCompile(`(?m)^ {10}([a-z-]+):`).FindAllStringSubmatch(with, -1) {
			if inputs[m[1]] == nil {
				t.Errorf("the workflow gives the action an input %s, which it does not take", m[1])
			}
		}
	}
}

// TestHooks: the hooks of pre-commit run flags that there are.
func TestHooks(t *testing.T) {
	text, _ := repository(t, ".pre-commit-hooks.yaml")
	checkFlags(t, ".pre-commit-hooks.yaml", text)
	if !strings.Contains(text, "pass_filenames: false") {
		t.Error("hooks are given names of files, and need the program")
	}
}

// TestRelease: releases are for the platforms that the tests build for.
func TestRelease(t *testing.T) {
	text, _ := repository(t, ".goreleaser.yaml")
	for _, want := range []string{"goos: [linux, darwin, windows]", "goarch: [amd64, arm64]", "checksums.txt", "sboms:", "main: ./cmd/apivet"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}
