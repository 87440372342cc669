// Package scaffold makes the files with which a project takes apivet up: a configuration in which every key stands as a
// comment, and what CI systems, pre-commit and golangci-lint need.
package scaffold

import (
	"embed"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/apivet/apivet/internal/config"
)

//go:embed files
var files embed.FS

// Kind is a file that can be asked for.
type Kind struct {
	Flag string
	Name string // in the project, with "/"
	Doc  string
	Next string // what is to be done then
	from string
}

// Kinds returns what can be written beside the configuration.
func Kinds() []Kind {
	return []Kind{
		{"github", ".github/workflows/apivet.yml", "Write a workflow for GitHub Actions, with upload to code scanning", "commit it; findings annotate pull requests", "github.yml"},
		{"gitlab", ".gitlab/apivet.gitlab-ci.yml", "Write a job for GitLab CI", "add to .gitlab-ci.yml:  include: [{local: .gitlab/apivet.gitlab-ci.yml}]", "gitlab.yml"},
		{"pre-commit", ".pre-commit-config.yaml", "Write a hook for pre-commit", "run: pre-commit install", "pre-commit.yml"},
		{"golangci", ".custom-gcl.yml", "Write what golangci-lint needs to be built with the plugin", "run: golangci-lint custom", "custom-gcl.yml"},
	}
}

// Content returns the text of a kind's file for a version of apivet; a version that is none is the newest one.
func (k *Kind) Content(version string) (string, error) {
	data, err := files.ReadFile("files/" + k.from)
	if err != nil {
		return "", err
	}
	return strings.ReplaceAll(string(data), "VERSION", k.ref(version)), nil
}

// ref is how the file names a version: the action and the hook are taken from git, the command and the plugin from the
// module proxy.
func (k *Kind) ref(version string) string {
	if strings.HasPrefix(version, "v") && !strings.ContainsAny(version, "+") && strings.Count(version, "-") < 2 {
		return version
	}
	if k.Flag == "github" || k.Flag == "pre-commit" {
		return "main"
	}
	return "latest"
}

// ConfigName is the name of the configuration.
const ConfigName = ".apivet.yml"

// Config returns a configuration that says nothing yet: each key is a comment with what it does and an example.
func Config(formats []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n", config.SchemaID)
	b.WriteString("# The configuration of apivet. Nothing is set yet: take the # off a line to set a key. \"apivet config verify\" checks\n# the file, \"apivet help keys\" tells more. Names of files and patterns of paths start from this folder.\n")
	group, parent := "", ""
	for _, k := range config.Keys(formats) {
		if k.Group != group {
			group = k.Group
			fmt.Fprintf(&b, "\n# --- %s ---\n", group)
		}
		first, rest, nested := strings.Cut(k.Path, ".")
		name, indent := first, ""
		if nested {
			name, indent = rest, "  "
			if parent != first {
				parent = first
				fmt.Fprintf(&b, "\n#%s:\n", first)
			}
		}
		doc := k.Doc
		if k.Enum != nil {
			doc += ": " + strings.Join(k.Enum, ", ")
		}
		b.WriteString("\n" + comment(doc+".", "# "+indent))
		fmt.Fprintf(&b, "#%s%s: %s\n", indent, name, strings.ReplaceAll(k.Example, "\n", "\n#"+indent))
	}
	return b.String()
}

// comment wraps text into lines behind a mark.
func comment(text, mark string) string {
	const width = 110
	var b strings.Builder
	line := mark
	for _, w := range strings.Fields(text) {
		if line != mark && len(line)+len(w) > width {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = mark
		}
		line += w + " "
	}
	return b.String() + strings.TrimRight(line, " ") + "\n"
}

// Path is the place of a file in a folder.
func Path(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
