package cli

import (
	"context"
	"io"
	"strings"

	"github.com/apivet/apivet/internal/config"
)

// subcommand runs a command with the arguments behind its name.
type subcommand func(a *App, ctx context.Context, env []string, stdin io.Reader, stdout, stderr io.Writer, args []string) error

// command is one subcommand, with its help.
type command struct {
	name   string
	args   string // as in its synopsis
	short  string // what it does, without a period
	long   string // more about it, in paragraphs
	flags  []runFlag
	run    subcommand
	hidden bool // not spoken of
}

// commands are the subcommands, in the order of the help.
func commands() []command {
	return []command{
		{name: "init", args: "[-C folder] [-github] [-gitlab] [-pre-commit] [-golangci] [-force]", short: "write a commented .apivet.yml, and what CI needs", run: initialize, flags: initFlags()},
		{name: "rules", args: "[-json]", short: "list the rules and their checks", run: printRules,
			flags: []runFlag{{"json", "", "Write them as JSON"}}},
		{name: "explain", args: "RULE[/CHECK]", short: "print the page of a rule, or of one of its checks", run: explain},
		{name: "config", args: "verify|schema|path [-C folder] [file]", short: "check a configuration, print its JSON Schema, or say which file is read", run: configure,
			long: "verify reads the file, or the one that is found from the folder on, with the models that it names, and writes a line for each mistake.\n\n" +
				"schema prints the JSON Schema, for editors; it is published at " + schemaURL + ".\n\n" +
				"The keys and what they do: apivet help keys."},
		{name: "convert", args: "-format FORMATS [-o file] [findings.json]", short: "write a report of -format json in another format", run: convert,
			long: "Without a file, or with -, the report is read from standard input. The source that formats show is read from the folder of -C. The exit code tells only whether it worked."},
		{name: "routes", args: "[flags] [packages]", short: "list every endpoint with what runs before its handler", run: printRoutes, flags: routesFlags(),
			long: "For each route there is a verdict on each layer: whether the request is authenticated, authorised, limited and so on before the handler has it. yes holds for every request that the handler gets; conditional depends on configuration or path; optional lets requests without a credential pass; unsure is what cannot be seen. What a middleware of the program does is judged by its code, not its name.\n\n" +
				"With -diff, the exit status is 3 where a route has less before it than it had."},
		{name: "completion", args: "bash|zsh|fish|powershell", short: "print a completion script for a shell", run: completion,
			long: "bash: source <(apivet completion bash)\n\nzsh: source <(apivet completion zsh)\n\nfish: apivet completion fish | source\n\nPowerShell: apivet completion powershell | Out-String | Invoke-Expression"},
		{name: "version", args: "[-json]", short: "print the version", run: printVersion,
			flags: []runFlag{{"json", "", "Write it, with what the binary was built from, as JSON"}}},
		{name: "help", args: "[COMMAND|TOPIC]", short: "print this, or about a command or a topic: keys, directives, formats", run: help},
		{name: "debug", run: inspect, hidden: true},
		{name: completeName, run: complete, hidden: true},
	}
}

// find returns the command of a name.
func find(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

// meantCommand says which command may have been meant by a pattern that matches no package; "" if none.
func meantCommand(patterns []string) string {
	if len(patterns) == 0 || strings.ContainsAny(patterns[0], "./") {
		return ""
	}
	var names []string
	for _, c := range commands() {
		if !c.hidden {
			names = append(names, c.name)
		}
	}
	if s := config.Suggest(patterns[0], names); s != "" {
		return "; did you mean \"apivet " + s + "\"?"
	}
	return ""
}

// wantsHelp tells whether arguments ask for help.
func wantsHelp(args []string) bool {
	for _, a := range args {
		if a == "-h" || a == "-help" || a == "--help" {
			return true
		}
	}
	return false
}
