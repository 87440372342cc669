package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/rule"
)

func loader() *config.Loader {
	return &config.Loader{
		Rules: []*rule.Rule{
			{Name: "sqlbuild", Checks: []rule.Check{{Name: "injected"}, {Name: "dynamic"}}},
			{Name: "secretlog", Checks: []rule.Check{{Name: "credential"}}},
		},
		Formats: []string{"json", "sarif", "text"},
	}
}

// load reads a configuration that stands in a folder of its own.
func load(t *testing.T, text string) (*config.Settings, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), ".apivet.yml")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s := config.Default()
	err := loader().File(s, name)
	return s, err
}

// mistakes are configurations with what is said of them: "line:column: message", a line each.
var mistakes = []struct{ name, text, want string }{
	{"unknown key", "sevrity: high\n", `1:1: unknown key "sevrity"; did you mean "severity"?`},
	{"unknown key that is like none", "colour: red\n", `1:1: unknown key "colour"; want packages, tags, .*`},
	{"key in the wrong place", "secrets:\n  severity: low\n", `2:3: unknown key "severity" below secrets; its place is severity`},
	{"nested key at the top", "public-names: [a]\n", `1:1: unknown key "public-names"; its place is secrets.public-names`},
	{"unknown nested key", "secrets:\n  name: [a]\n", `2:3: unknown key "name" below secrets; did you mean "names"\?`},
	{"unknown rule", "rules:\n  sqlbiuld: off\n", `2:3: rules: there is no rule "sqlbiuld"; did you mean "sqlbuild"\?`},
	{"unknown check", "rules:\n  sqlbuild/dynamc: off\n", `2:3: rules: the rule sqlbuild has no check "dynamc"; did you mean "sqlbuild/dynamic"\?`},
	{"unknown check like none", "rules: {secretlog/zz: off}\n", `1:9: rules: the rule secretlog has no check "zz"; its checks are secretlog/credential`},
	{"unknown value", "severity: hihg\n", `1:11: severity: unknown value "hihg"; did you mean "high"\?`},
	{"unknown value like none", "format: excel\n", `1:9: format: unknown value "excel"; want json, sarif, text`},
	{"format without its file", "format: [text, json=]\n", `1:16: format: the file is missing behind json=`},
	{"unknown format in a list", "format: [text, jsn=x]\n", `1:16: format: unknown value "jsn"; did you mean "json"?`},
	{"not true or false", "tests: maybe\n", `1:8: tests: want true or false, not "maybe"`},
	{"list for one value", "precision: [high]\n", `1:12: precision: want one value, not a list`},
	{"mapping for a list", "tags: {a: b}\n", `1:7: tags: want text, not keys and values`},
	{"mapping inside a list", "exclude:\n  - {path: x}\n", `2:5: exclude: want text, not keys and values`},
	{"value for a mapping", "secrets: all\n", `1:10: secrets: want keys and values, not text`},
	{"list for rules", "rules: [sqlbuild]\n", `1:8: rules: want a rule or check and what is said of it, such as sqlbuild: off, not a list`},
	{"unknown word for a rule", "rules:\n  sqlbuild: nope\n", `2:13: rules.sqlbuild: want on, off, or .* not "nope"`},
	{"unknown key of a rule", "rules:\n  sqlbuild: {sevrity: high}\n", `2:14: unknown key "sevrity" below rules.sqlbuild; did you mean "severity"\?`},
	{"bad threshold of a rule", "rules:\n  sqlbuild: {precision: certain}\n", `2:25: rules.sqlbuild.precision: unknown value "certain"; want low, medium, high`},
	{"no value", "severity:\n", `1:10: severity: has no value`},
	{"key twice", "tests: true\ntests: false\n", `2:1: the key "tests" is given twice; the first is in line 1`},
	{"empty pattern", "exclude: [\"\"]\n", `1:11: exclude: the pattern is empty.*`},
	{"malformed pattern", "exclude:\n- internal/[a\n", `2:3: exclude: the pattern "internal/\[a" is malformed.*`},
	{"pattern that leads out", "exclude: [../other]\n", `1:11: exclude: the pattern "../other" leads out.*`},
	{"absolute pattern", "exclude: [/etc]\n", `1:11: exclude: the pattern "/etc" is absolute.*`},
	{"paths without path", "paths:\n  - rules: {sqlbuild: off}\n", `2:5: paths: has no path: say which files are meant`},
	{"paths that say nothing", "paths:\n  - path: cmd\n", `2:5: paths: says nothing of the files.*`},
	{"paths as a mapping", "paths: {path: cmd}\n", `1:8: paths: want a list.*`},
	{"unknown key of paths", "paths:\n  - path: cmd\n    rule: {sqlbuild: off}\n", `3:5: unknown key "rule" below paths; did you mean "rules"\?`},
	{"unknown rule of paths", "paths:\n  - path: cmd\n    rules: {sql: off}\n", `3:13: rules: there is no rule "sql".*`},
	{"type without a package", "secrets: {types: [Key]}\n", `1:19: secrets.types: want a type with its import path.*`},
	{"not a mapping", "- a\n- b\n", `1:1: want keys and values, not a list`},
	{"two documents", "tests: true\n---\ntests: false\n", `3:1: a second document begins here.*`},
	{"not YAML: a list that is not closed", "tags: [a\nseverity: high\n", `2:9: not YAML: did not find expected ',' or ']' \(while parsing a flow sequence that begins in line 1\)`},
	{"not YAML: a tab", "secrets:\n\tnames: [a]\n", `2:1: not YAML: found character that cannot start any token.*`},
	{"not YAML: indented too far", "tests: true\n  tags: [a]\n", `2:7: not YAML: mapping values are not allowed in this context`},
	{"not YAML: an unknown anchor", "tags: *t\n", `1:7: not YAML: unknown anchor 't' referenced`},
	{"several", "sevrity: high\nrules:\n  sqlbuild: off\n  sql: off\ntests: 3\n", `1:1: unknown key.*
4:3: rules: there is no rule.*
5:8: tests: want true or false, not "3"`},
}

func TestMistakes(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			_, err := load(t, m.text)
			if err == nil {
				t.Fatal("no error")
			}
			var lines []string
			for _, line := range strings.Split(err.Error(), "\n") {
				_, line, _ = strings.Cut(line, ".apivet.yml:")
				lines = append(lines, line)
			}
			if have := strings.Join(lines, "\n"); !regexp.MustCompile("^"+strings.ReplaceAll(m.want, "\"?", "\"\\?")+"$").MatchString(have) && have != m.want {
				t.Errorf("have %s\nwant %s", have, m.want)
			}
		})
	}
}

// TestModelMistakes: bad model lines are told with the line of the file that they stand in.
func TestModelMistakes(t *testing.T) {
	s, err := load(t, "model-lines: |\n  package example.com/a\n  func F sinks sql/raw 0\nmodels: [nowhere.model]\n")
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.ModelSet()
	if err == nil || !strings.Contains(err.Error(), `.apivet.yml:3: unknown role "sinks"`) || !strings.Contains(err.Error(), "nowhere.model: cannot read the models: no such file or directory") {
		t.Errorf("%v", err)
	}
}

// TestSchema: the published schema is fresh, agrees with the decoder on what is wrong, and accepts every example.
func TestSchema(t *testing.T) {
	schema := compile(t)
	for _, m := range mistakes {
		if slices.Contains([]string{"key twice", "malformed pattern", "empty pattern", "pattern that leads out", "absolute pattern", "two documents", "type without a package", "mapping for a list"}, m.name) || strings.HasPrefix(m.name, "not YAML") {
			continue // what a schema does not see
		}
		if err := schema.Validate(decoded(t, m.text)); err == nil {
			t.Errorf("%s: the schema allows %q", m.name, m.text)
		}
	}
	for _, k := range config.Keys([]string{"json", "sarif", "text"}) {
		text := example(k)
		if _, err := load(t, text); err != nil {
			t.Errorf("%s: the example: %v", k.Path, err)
		}
		if err := schema.Validate(decoded(t, text)); err != nil {
			t.Errorf("%s: the schema does not allow its example: %v", k.Path, err)
		}
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := loader().Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

// example is a configuration with one key.
func example(k config.Key) string {
	path := strings.Split(k.Path, ".")
	text := ""
	for i, name := range path {
		text += strings.Repeat("  ", i) + name + ":"
		if i < len(path)-1 {
			text += "\n"
		}
	}
	return text + " " + k.Example + "\n"
}

// TestKeysAndFlags: what a flag says is what its key says, for every key.
func TestKeysAndFlags(t *testing.T) {
	l := loader()
	for _, k := range config.Keys(l.Formats) {
		if k.Path == "paths" {
			if len(k.Flags) != 0 {
				t.Errorf("%s has a flag, which cannot say all that it can hold", k.Path)
			}
		} else if len(k.Flags) == 0 {
			t.Errorf("%s has no flag", k.Path)
		}
		file, err := load(t, example(k))
		if err != nil {
			t.Fatal(err)
		}
		set := config.Default()
		if err := l.Set(set, k.Path+"="+k.Example, filepath.Dir(file.Source)); err != nil {
			t.Errorf("-set %s: %v", k.Path, err)
		}
	}
	file, err := load(t, "severity: high\nprecision: low\ntests: true\ntags: [a, b]\nrules: {sqlbuild: off}\nexclude: [gen]\n")
	if err != nil {
		t.Fatal(err)
	}
	flags := config.Default()
	dir := filepath.Dir(file.Source)
	for _, f := range [][]string{{"severity", "high"}, {"precision", "low"}, {"tests", "true"}, {"tags", "a,b"}, {"disable", "sqlbuild"}, {"exclude", "gen"}} {
		if err := l.Assign(flags, f[0], dir, f[1:]...); err != nil {
			t.Fatal(err)
		}
	}
	if flags.Severity != file.Severity || flags.Precision != file.Precision || flags.Tests != file.Tests || !slices.Equal(flags.Tags, file.Tags) ||
		!slices.Equal(flags.Exclude, file.Exclude) || flags.Rules[0].ID != file.Rules[0].ID || *flags.Rules[0].On != *file.Rules[0].On {
		t.Errorf("flags say %+v, the file says %+v", flags, file)
	}
}

// TestFlagMistakes: what is wrong in a flag is told with its name.
func TestFlagMistakes(t *testing.T) {
	for _, c := range []struct{ flag, value, want string }{
		{"severity", "hihg", `-severity: unknown value "hihg"; did you mean "high"?`},
		{"disable", "sqlbiuld", `-disable: there is no rule "sqlbiuld"; did you mean "sqlbuild"?`},
		{"exclude", "[", `-exclude: the pattern "[" is malformed: see to its brackets and braces`},
	} {
		if err := loader().Assign(config.Default(), c.flag, ".", c.value); err == nil || err.Error() != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	for in, want := range map[string]string{
		"severity": `want KEY=VALUE, not "severity"`, "sevrity=low": `there is no key "sevrity"; did you mean "severity"?`,
		"rules={sql: off}": `rules: there is no rule "sql"; "apivet rules" lists them`, "tags=[a": `tags: not YAML: did not find expected ',' or ']' (while parsing a flow sequence that begins in line 1)`,
	} {
		if err := loader().Set(config.Default(), in, "."); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestVerdict: later and smaller parts win.
func TestVerdict(t *testing.T) {
	s, err := load(t, `
precision: medium
exclude: ["*.pb.go", internal/legacy]
rules:
  sqlbuild: {severity: high}
  sqlbuild/dynamic: {severity: low, precision: high}
  secretlog: off
paths:
  - path: cmd/**
    precision: low
    rules: {secretlog: on, sqlbuild/injected: off}
  - path: [cmd/admin, tools]
    rules: {sqlbuild: on, secretlog: off}
`)
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Dir(s.Source)
	sel := s.Selector(root)
	for _, c := range []struct {
		file, rule, check string
		severity          rule.Severity
		precision         rule.Precision
		want              config.Verdict
	}{
		{"a.go", "sqlbuild", "injected", rule.High, rule.Likely, config.Show},
		{"a.go", "sqlbuild", "injected", rule.Medium, rule.Sure, config.Below},
		{"a.go", "sqlbuild", "injected", rule.High, rule.Unsure, config.Below},
		{"a.go", "sqlbuild", "dynamic", rule.Low, rule.Likely, config.Below},
		{"a.go", "sqlbuild", "dynamic", rule.Low, rule.Sure, config.Show},
		{"a.go", "secretlog", "credential", rule.High, rule.Sure, config.Off},
		{"x/y/a.pb.go", "sqlbuild", "injected", rule.High, rule.Sure, config.Off},
		{"internal/legacy/x/a.go", "sqlbuild", "injected", rule.High, rule.Sure, config.Off},
		{"internal/legacyx/a.go", "sqlbuild", "injected", rule.High, rule.Sure, config.Show},
		{"cmd/a.go", "secretlog", "credential", rule.Low, rule.Unsure, config.Show},
		{"cmd/a.go", "sqlbuild", "injected", rule.High, rule.Sure, config.Off},
		{"cmd/admin/a.go", "sqlbuild", "injected", rule.High, rule.Sure, config.Show},
		{"cmd/admin/a.go", "secretlog", "credential", rule.High, rule.Sure, config.Off},
		{"tools/a.go", "sqlbuild", "injected", rule.High, rule.Sure, config.Show},
		{"/elsewhere/a.go", "sqlbuild", "injected", rule.High, rule.Sure, config.Show},
	} {
		f := rule.Finding{Rule: c.rule, Check: c.check, Severity: c.severity, Precision: c.precision, Range: rule.Range{File: c.file}}
		if have := sel.Verdict(&f); have != c.want {
			t.Errorf("%s of %s, %s, %s: %d, want %d", f.ID(), c.file, c.severity, c.precision, have, c.want)
		}
	}
	if n := len(s.Running(loader().Rules)); n != 2 {
		t.Errorf("%d rules run, want 2", n)
	}
}

// TestFind: the nearest file above is taken, within the repository.
func TestFind(t *testing.T) {
	root := t.TempDir()
	for _, d := range []string{"repo/.git", "repo/a/b", "repo/c"} {
		if err := os.MkdirAll(filepath.Join(root, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{".apivet.yml", "repo/a/.apivet.yaml"} {
		if err := os.WriteFile(filepath.Join(root, f), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for dir, want := range map[string]string{"": ".apivet.yml", "repo/a/b": "repo/a/.apivet.yaml", "repo/c": ""} {
		have, err := config.Find(filepath.Join(root, dir))
		if want != "" {
			want = filepath.Join(root, want)
		}
		if err != nil || have != want {
			t.Errorf("%s: %q, %v, want %q", dir, have, err, want)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "repo/a/.apivet.yml"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Find(filepath.Join(root, "repo/a")); err == nil || !strings.Contains(err.Error(), "stands beside .apivet.yml; keep one of them") {
		t.Errorf("two files: %v", err)
	}
}

// TestMap: settings that were decoded elsewhere are those of a file.
func TestMap(t *testing.T) {
	l := loader()
	l.Plugin = true
	s := config.Default()
	if err := l.Map(s, map[string]any{"severity": "high", "rules": map[string]any{"sqlbuild": false}}, "."); err != nil || s.Severity != rule.High || len(s.Rules) != 1 {
		t.Errorf("%v, %+v", err, s)
	}
	err := l.Map(config.Default(), map[string]any{"sevrity": "high", "format": "text"}, ".")
	if err == nil || err.Error() != "format: golangci-lint decides that; it is no setting of the plugin\nunknown key \"sevrity\"; did you mean \"severity\"?" {
		t.Errorf("%v", err)
	}
}

func TestSuggest(t *testing.T) {
	for in, want := range map[string]string{"sevrity": "severity", "presicion": "precision", "x": "", "zzzzzz": "", "Severity": "severity"} {
		if have := config.Suggest(in, []string{"severity", "precision"}); have != want {
			t.Errorf("%s: %q, want %q", in, have, want)
		}
	}
}

func FuzzFile(f *testing.F) {
	for _, m := range mistakes {
		f.Add(m.text)
	}
	f.Add("a: &a\n  <<: *a\npaths: [*a]\n")
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := load(t, text); err == nil {
			_, _ = s.ModelSet()
			s.Selector(".").On("a.go", "sqlbuild", "injected")
		}
	})
}
