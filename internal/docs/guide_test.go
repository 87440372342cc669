package docs_test

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
	"github.com/apivet/apivet/internal/suppress"
)

// pages are the pages that people read, by name.
func pages(t *testing.T) map[string]string {
	t.Helper()
	root := filepath.Join("..", "..")
	names, err := filepath.Glob(filepath.Join(root, "docs", "guide", "*.md"))
	if err != nil || len(names) < 10 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	out := map[string]string{}
	for _, name := range append(names, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md")) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(data)
	}
	return out
}

var block = regexp.MustCompile("(?s)```(\\w+)\n(.*?)```")

// TestExamples: every example in the guide is right: configurations are read, YAML is YAML, flags of commands and directives
// are known.
func TestExamples(t *testing.T) {
	loader := &config.Loader{Rules: analyzers.Suite, Formats: output.Names()}
	checked := map[string]int{}
	for name, text := range pages(t) {
		for _, m := range block.FindAllStringSubmatch(text, -1) {
			lang, code := m[1], m[2]
			switch {
			case lang == "yaml" && strings.HasPrefix(code, "# .apivet.yml"):
				file := filepath.Join(t.TempDir(), ".apivet.yml")
				if err := os.WriteFile(file, []byte(code), 0o644); err != nil {
					t.Fatal(err)
				}
				s := config.Default()
				if err := loader.File(s, file); err != nil {
					t.Errorf("%s: %v\n%s", name, err, code)
				}
				s.Models = nil // files that are not there
				if _, err := s.ModelSet(); err != nil {
					t.Errorf("%s: %v\n%s", name, err, code)
				}
			case lang == "yaml":
				var v any
				if err := yaml.Unmarshal([]byte(code), &v); err != nil {
					t.Errorf("%s: %v\n%s", name, err, code)
				}
			case lang == "sh":
				commands(t, name, code, loader)
			case lang == "go" && strings.Contains(code, "apivet:ignore"):
				for _, p := range suppress.Parse("a.go", []byte("package a\n\nfunc f() {\n"+strings.ReplaceAll(code, "func seed() { … }", "x()")+"}\n"), suppress.Options{Rules: analyzers.Suite}).Problems {
					t.Errorf("%s: %s\n%s", name, p.Message, code)
				}
			}
			checked[lang]++
		}
		commands(t, name, strings.Join(regexp.MustCompile("`(apivet [^`]*)`").FindAllString(text, -1), "\n"), loader)
	}
	if checked["yaml"] < 20 || checked["sh"] < 10 || checked["go"] < 3 {
		t.Errorf("only %v examples are checked", checked)
	}
}

// commands tells which flags of commands are none.
func commands(t *testing.T, name, code string, loader *config.Loader) {
	t.Helper()
	known := []string{"C", "config", "set", "fix", "diff", "write-baseline", "prune-baseline", "json", "force", "h"}
	for _, k := range loader.Keys() {
		known = append(known, k.Flags...)
	}
	for _, k := range scaffold.Kinds() {
		known = append(known, k.Flag)
	}
	for _, line := range strings.Split(code, "\n") {
		line, _, _ = strings.Cut(line, "|")
		i := strings.Index(line, "apivet ")
		if i < 0 || strings.Contains(line[:i], "go ") {
			continue
		}
		for _, m := range regexp.MustCompile(`\s-([a-z][a-z-]*|C)\b`).FindAllStringSubmatch(line[i:], -1) {
			if !slices.Contains(known, m[1]) {
				t.Errorf("%s: there is no flag -%s: %s", name, m[1], line)
			}
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#]+)(?:#[^)]*)?\)`)

// TestLinks: what pages link to in the repository is there.
func TestLinks(t *testing.T) {
	checked := 0
	for name, text := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			checked++
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d links are checked", checked)
	}
}

// TestEverythingIsDocumented: the guide names every format.
func TestEverythingIsDocumented(t *testing.T) {
	text := pages(t)[filepath.Join("..", "..", "docs", "guide", "output.md")]
	for _, f := range output.Names() {
		if !strings.Contains(text, "`"+f+"`") {
			t.Errorf("output.md does not speak of the format %s", f)
		}
	}
}
