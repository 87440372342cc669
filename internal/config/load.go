package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/apivet/apivet/internal/rule"
)

// Loader reads settings of programs that know some rules and formats.
type Loader struct {
	Rules   []*rule.Rule
	Formats []string
	// Plugin: only keys that golangci-lint's plugin takes are allowed.
	Plugin bool
}

// Keys returns the settings that the loader takes.
func (l *Loader) Keys() []Key { return Keys(l.Formats) }

// Dir returns the settings of a folder: those of the configuration file in it or above it over the defaults.
func (l *Loader) Dir(dir string) (*Settings, error) {
	name, err := Find(dir)
	if err != nil {
		return nil, err
	}
	s := Default()
	if name != "" {
		err = l.File(s, name)
	}
	return s, err
}

// maxFile is the size of a configuration file that is read, in bytes.
const maxFile = 1 << 20

// File reads a configuration file into s. The error is Problems, or that of reading the file.
func (l *Loader) File(s *Settings, name string) error {
	abs, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	st, err := os.Stat(abs)
	if err != nil {
		return fmt.Errorf("cannot read the configuration: %w", err)
	}
	if st.Size() > maxFile {
		return Problems{{File: Shown(abs), Message: "is larger than a configuration can be"}}
	}
	data, err := os.ReadFile(abs)
	if err != nil {
		return fmt.Errorf("cannot read the configuration: %w", err)
	}
	d := &decoder{loader: l, s: s, base: resolved(filepath.Dir(abs)), files: filepath.Dir(abs), file: Shown(abs), lines: true}
	s.Source = abs
	d.document(data)
	return d.problems.asError()
}

// Shown is the name under which a file is spoken of: relative to the working directory where it is below it.
func Shown(abs string) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, abs); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return filepath.ToSlash(rel)
		}
	}
	return abs
}

// resolved is a folder's name with symbolic links followed, as findings have it.
func resolved(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
}

// Map takes over settings that another program has decoded already, such as those of golangci-lint's plugin. Their names of
// files start from dir.
func (l *Loader) Map(s *Settings, settings any, dir string) error {
	if settings == nil {
		return nil
	}
	data, err := json.Marshal(settings)
	if err != nil {
		return fmt.Errorf("reading the settings: %w", err)
	}
	d := &decoder{loader: l, s: s, base: resolved(dir), files: dir}
	d.document(data)
	return d.problems.asError()
}

// Assign gives a key what a flag says. Several values are elements of a list. Names of files start from the working
// directory, patterns of paths from dir.
func (l *Loader) Assign(s *Settings, flag, dir string, values ...string) error {
	key, ok := l.flag(flag)
	if !ok {
		return fmt.Errorf("no key has the flag %s", flag)
	}
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	d := &decoder{loader: l, s: s, base: resolved(dir), files: wd, adds: key.Adds, flag: "-" + flag}
	if key.Path == "rules" {
		d.switches(key.field(s).(*[]Switch), switched(values, flag == "enable"))
	} else {
		d.value(&key, flagNode(&key, values))
	}
	return d.problems.asError()
}

// flag finds the key of a flag.
func (l *Loader) flag(name string) (Key, bool) {
	for _, k := range l.Keys() {
		for _, f := range k.Flags {
			if f == name {
				return k, true
			}
		}
	}
	return Key{}, false
}

// Set gives a key a value as it would stand in the file: "paths=[{path: cmd/**, severity: high}]".
func (l *Loader) Set(s *Settings, assignment, dir string) error {
	path, value, ok := strings.Cut(assignment, "=")
	if !ok {
		return fmt.Errorf("want KEY=VALUE, not %q", assignment)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(value), &doc); err != nil {
		return Problems{{Message: path + ": " + syntaxError(err).Message}}
	}
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	d := &decoder{loader: l, s: s, base: resolved(dir), files: wd}
	for _, k := range l.Keys() {
		if k.Path == path {
			if rules, ok := k.field(s).(*[]Switch); ok {
				*rules = nil
			}
			d.value(&k, content(&doc))
			return d.problems.asError()
		}
	}
	var all []string
	for _, k := range l.Keys() {
		all = append(all, k.Path)
	}
	return Problems{{Message: fmt.Sprintf("there is no key %q%s", path, DidYouMean(path, all))}}
}

// content is what a document holds; a null where it is empty.
func content(doc *yaml.Node) *yaml.Node {
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0]
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}
}

// syntaxError words what the parser says.
func syntaxError(err error) Problem {
	var le *yaml.LoadError
	if errors.As(err, &le) {
		p := Problem{Line: le.Mark.Line, Column: le.Mark.Column, Message: "not YAML: " + le.Message}
		if le.ContextMsg != "" && le.ContextMark.Line > 0 {
			p.Message += fmt.Sprintf(" (%s that begins in line %d)", le.ContextMsg, le.ContextMark.Line)
		}
		return p
	}
	return Problem{Message: "not YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
}

// flagNode makes the YAML of a flag's values.
func flagNode(key *Key, values []string) *yaml.Node {
	if _, list := listField(key); !list {
		last := values[len(values)-1]
		return &yaml.Node{Kind: yaml.ScalarNode, Value: last, Tag: flagTag(last)}
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	for _, v := range values {
		parts := []string{v}
		if key.Split {
			parts = strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' })
		}
		for _, p := range parts {
			list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: p, Tag: "!!str"})
		}
	}
	return list
}

func flagTag(v string) string {
	if v == "true" || v == "false" {
		return "!!bool"
	}
	return "!!str"
}

// switched makes the YAML of -enable and -disable.
func switched(values []string, on bool) *yaml.Node {
	m := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	word := map[bool]string{true: "on", false: "off"}[on]
	for _, v := range values {
		for _, id := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }) {
			m.Content = append(m.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: id, Tag: "!!str"}, &yaml.Node{Kind: yaml.ScalarNode, Value: word, Tag: "!!str"})
		}
	}
	return m
}
