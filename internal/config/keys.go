package config

import (
	"slices"
	"strings"
)

// Key is one setting.
type Key struct {
	Path string // in the file; "secrets.names" is names below secrets
	// Flags are the names of its flags, without dash. Several stand for several values: -enable and -disable.
	Flags []string
	Arg   string // what the flag's value is called in the help; "" for one that needs none
	Doc   string // one sentence, without a period
	// FlagDocs say it of the flags, where they differ.
	FlagDocs []string
	Group    string // headline that it stands below in documentation
	Enum     []string
	// Adds: what a flag says stands beside what the file says.
	Adds bool
	// Split: a flag's value is a list with commas.
	Split bool
	// Plugin: golangci-lint's plugin takes it too.
	Plugin bool
	// Example is a value for documentation, as it stands in a file.
	Example string
	field   func(*Settings) any
}

// groups are the headlines of the documentation, in order.
var groups = [...]string{"What is vetted", "What is reported", "What is known of libraries and secrets", "What is waived, known or not new", "Output"}

// Positional is the flag name of a key whose values are the arguments behind the flags.
const Positional = "packages"

// Keys returns all settings, in the order of the documentation.
func Keys(formats []string) []Key {
	severities, precisions := []string{"low", "medium", "high", "critical"}, []string{"low", "medium", "high"}
	return []Key{
		{Path: "packages", Group: groups[0], Flags: []string{Positional}, Arg: "patterns", Plugin: true, Example: "[./...]", field: func(s *Settings) any { return &s.Packages },
			Doc: "Packages that are vetted as one program; all modules in the folder if there are none"},
		{Path: "tags", Group: groups[0], Flags: []string{"tags"}, Arg: "tags", Split: true, Plugin: true, Example: "[integration]", field: func(s *Settings) any { return &s.Tags },
			Doc: "Build tags"},
		{Path: "tests", Group: groups[0], Flags: []string{"tests"}, Plugin: true, Example: "true", field: func(s *Settings) any { return &s.Tests },
			Doc: "Vet _test.go files too"},
		{Path: "rules", Group: groups[1], Flags: []string{"enable", "disable"}, Arg: "rules", FlagDocs: []string{"Turn rules and checks on; all stands for every rule", "Turn rules and checks off"}, Adds: true, Split: true, Plugin: true, Example: "{sqlbuild/dynamic: off, secretlog: {precision: high}}", field: func(s *Settings) any { return &s.Rules },
			Doc: "Rules and checks that are on or off, or have thresholds of their own; \"all\" stands for every rule"},
		{Path: "severity", Group: groups[1], Flags: []string{"severity"}, Arg: "severity", Enum: severities, Plugin: true, Example: "medium", field: func(s *Settings) any { return &s.Severity },
			Doc: "Report findings of this severity and above"},
		{Path: "precision", Group: groups[1], Flags: []string{"precision"}, Arg: "precision", Enum: precisions, Plugin: true, Example: "high", field: func(s *Settings) any { return &s.Precision },
			Doc: "Report findings of this precision and above: how sure they are"},
		{Path: "exclude", Group: groups[1], Flags: []string{"exclude"}, Arg: "pattern", Adds: true, Plugin: true, Example: "[\"**/*.pb.go\", internal/legacy]", field: func(s *Settings) any { return &s.Exclude },
			Doc: "Files whose findings are not reported: patterns of paths, or folders; the code stays part of the program"},
		{Path: "paths", Group: groups[1], Plugin: true, Example: "[{path: cmd/**, rules: {secretlog: off}}]", field: func(s *Settings) any { return &s.Paths },
			Doc: "Rules and thresholds of some files: path (a pattern or a list), rules, severity, precision"},
		{Path: "models", Group: groups[2], Flags: []string{"models"}, Arg: "file", Adds: true, Plugin: true, Example: "[security/apivet.model]", field: func(s *Settings) any { return &s.Models },
			Doc: "Files with models of libraries and of functions of your own: sources, sinks, sanitizers, guards"},
		{Path: "model-lines", Group: groups[2], Flags: []string{"model-lines"}, Arg: "lines", Adds: true, Plugin: true, Example: "|\n  package example.com/shop/store\n  func (*Store).Raw sink sql/raw 0", field: func(s *Settings) any { return &s.ModelLines },
			Doc: "The same, written here"},
		{Path: "secrets.names", Group: groups[2], Flags: []string{"secret-names"}, Arg: "names", Adds: true, Split: true, Plugin: true, Example: "[vaultPin]", field: func(s *Settings) any { return &s.SecretNames },
			Doc: "Names of variables, fields, settings and headers that hold secrets; a name ends in one of these, compared by words"},
		{Path: "secrets.types", Group: groups[2], Flags: []string{"secret-types"}, Arg: "types", Adds: true, Split: true, Plugin: true, Example: "[example.com/shop/auth.Key]", field: func(s *Settings) any { return &s.SecretTypes },
			Doc: "Types whose values are secrets, with their import path"},
		{Path: "secrets.public-names", Group: groups[2], Flags: []string{"public-names"}, Arg: "names", Adds: true, Split: true, Plugin: true, Example: "[siteToken]", field: func(s *Settings) any { return &s.PublicNames },
			Doc: "Names that hold no secret although they read like it"},
		{Path: "secrets.public-types", Group: groups[2], Flags: []string{"public-types"}, Arg: "types", Adds: true, Split: true, Plugin: true, Example: "[example.com/shop/feed.Token]", field: func(s *Settings) any { return &s.PublicTypes },
			Doc: "Types whose values are no secrets, whatever holds them"},
		{Path: "public-routes", Group: groups[2], Flags: []string{"public-routes"}, Arg: "routes", Adds: true, Split: true, Plugin: true, Example: "[/share/**, price-list]", field: func(s *Settings) any { return &s.PublicRoutes },
			Doc: "Endpoints that everybody may ask: patterns of paths, which begin with a slash, or words of paths and handlers, several in a row with hyphens"},
		{Path: "auth-middleware", Group: groups[2], Flags: []string{"auth-middleware"}, Arg: "functions", Adds: true, Split: true, Plugin: true, Example: "[example.com/shop/web.RequireUser, (*example.com/shop/web.Guard).Handler]", field: func(s *Settings) any { return &s.AuthMiddleware },
			Doc: "Functions with their import path that let only requests pass whose sender is known, or that make such middleware, where their code does not show it"},
		{Path: "nosec", Group: groups[3], Flags: []string{"nosec"}, Plugin: true, Example: "true", field: func(s *Settings) any { return &s.NoSec },
			Doc: "Honour the #nosec and //gosec:disable comments of gosec"},
		{Path: "show-waived", Group: groups[3], Flags: []string{"show-waived"}, Example: "true", field: func(s *Settings) any { return &s.ShowWaived },
			Doc: "List the findings that comments waive, with the reasons"},
		{Path: "baseline", Group: groups[3], Flags: []string{"baseline"}, Arg: "file", Plugin: true, Example: ".apivet-baseline.json", field: func(s *Settings) any { return &s.Baseline },
			Doc: "Report only what this file does not hold, which -write-baseline writes"},
		{Path: "new-from", Group: groups[3], Flags: []string{"new-from"}, Arg: "revision", Example: "origin/main", field: func(s *Settings) any { return &s.NewFrom },
			Doc: "Report only what is new since the branch left this git revision: a line of its flow changed, or it was not there"},
		{Path: "format", Group: groups[4], Flags: []string{"format"}, Arg: "formats", Enum: formats, Split: true, Example: "[sarif=apivet.sarif, text]", field: func(s *Settings) any { return &s.Formats },
			Doc: "Output formats, each with its file where that is not standard output (sarif=apivet.sarif)"},
		{Path: "output", Group: groups[4], Flags: []string{"o"}, Arg: "file", Example: "apivet.txt", field: func(s *Settings) any { return &s.Output },
			Doc: "File that the format without one is written to"},
		{Path: "path-prefix", Group: groups[4], Flags: []string{"path-prefix"}, Arg: "folder", Example: "server", field: func(s *Settings) any { return &s.Prefix },
			Doc: "Folder to put in front of file names in the output, for readers that start from the top of a repository"},
		{Path: "cache", Group: groups[4], Flags: []string{"cache"}, Arg: "folder", Plugin: true, Example: "off", field: func(s *Settings) any { return &s.Cache },
			Doc: "Folder that keeps what is known of unchanged packages; off keeps nothing"},
		{Path: "exit-zero", Group: groups[4], Flags: []string{"exit-zero"}, Example: "true", field: func(s *Settings) any { return &s.ExitZero },
			Doc: "Exit with 0 when there are findings"},
		{Path: "verbose", Group: groups[4], Flags: []string{"v"}, Example: "true", field: func(s *Settings) any { return &s.Verbose },
			Doc: "Tell on standard error what was analysed and where a budget ran out"},
	}
}

// group returns the first part of a dotted path and the rest.
func group(path string) (first, rest string) {
	first, rest, _ = strings.Cut(path, ".")
	return first, rest
}

// below returns the names that may stand in the mapping of a prefix ("" for the top), in order.
func below(keys []Key, prefix string) []string {
	var out []string
	for _, k := range keys {
		rest, ok := strings.CutPrefix(k.Path, prefix)
		if !ok {
			continue
		}
		if name, _ := group(rest); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
