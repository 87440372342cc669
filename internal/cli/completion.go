package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
)

// completeName is the hidden command that the scripts ask: "apivet __complete WORD..." writes what the last word can become,
// a line each.
const completeName = "__complete"

// scripts are the completion scripts by shell. They hold nothing that a new version could change.
var scripts = map[string]string{
	"bash": `_apivet() {
	local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
	COMPREPLY=($(apivet __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
	[[ ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$word"))
	[[ ${COMPREPLY[0]} == *[,=/] ]] && compopt -o nospace
}
complete -o filenames -F _apivet apivet
`,
	"zsh": `#compdef apivet
_apivet() {
	local -a found
	found=(${(f)"$(apivet __complete "${(@)words[2,CURRENT]}" 2>/dev/null)"})
	if (( ${#found} )); then
		compadd -Q -- $found
	else
		_files
	fi
}
compdef _apivet apivet
`,
	"fish": `function __apivet_complete
	set -l words (commandline -opc)
	apivet __complete $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c apivet -a '(__apivet_complete)'
`,
	"powershell": `Register-ArgumentCompleter -Native -CommandName apivet -ScriptBlock {
	param($word, $ast, $cursor)
	$words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
	if ($words.Count -eq 0 -or $words[-1] -ne $word) { $words += '' }
	apivet __complete @words 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`,
}

// completion is "apivet completion SHELL".
func completion(_ *App, _ context.Context, _ []string, _ io.Reader, stdout, _ io.Writer, args []string) error {
	if len(args) == 1 && scripts[args[0]] != "" {
		_, err := io.WriteString(stdout, scripts[args[0]])
		return err
	}
	return usagef("want a shell: apivet completion bash|zsh|fish|powershell")
}

// complete writes the completions of the last word.
func complete(a *App, _ context.Context, _ []string, _ io.Reader, stdout, _ io.Writer, args []string) error {
	if len(args) == 0 {
		args = []string{""}
	}
	for _, w := range a.completions(args) {
		fmt.Fprintln(stdout, w)
	}
	return nil
}

// completions lists what the last of some words can become; none leaves it to the shell, which knows files.
func (a *App) completions(words []string) []string {
	last, before := words[len(words)-1], words[:len(words)-1]
	if len(before) > 0 {
		if c, ok := find(before[0]); ok && before[0] != "convert" {
			return matching(last, a.argumentsOf(c, before[1:]))
		}
		flag := before[len(before)-1]
		if strings.HasPrefix(flag, "-") {
			if values, takes := a.valuesOf(strings.TrimLeft(flag, "-")); takes {
				return listed(last, values)
			}
		}
	}
	if strings.HasPrefix(last, "-") {
		if flag, value, ok := strings.Cut(last, "="); ok {
			values, _ := a.valuesOf(strings.TrimLeft(flag, "-"))
			var out []string
			for _, v := range listed(value, values) {
				out = append(out, flag+"="+v)
			}
			return out
		}
		return matching(last, flagNames())
	}
	if len(before) == 0 {
		var names []string
		for _, c := range commands() {
			if !c.hidden {
				names = append(names, c.name)
			}
		}
		return matching(last, names)
	}
	return nil
}

// argumentsOf are the words that can stand behind a subcommand.
func (a *App) argumentsOf(c command, before []string) []string {
	if len(before) > 0 {
		return nil
	}
	switch c.name {
	case "explain":
		return a.ids()
	case "config":
		return []string{"verify", "schema", "path"}
	case "completion":
		return []string{"bash", "zsh", "fish", "powershell"}
	case "help":
		out := []string{"keys", "directives", "formats"}
		for _, other := range commands() {
			if !other.hidden {
				out = append(out, other.name)
			}
		}
		return out
	}
	var out []string
	for _, f := range c.flags {
		out = append(out, "-"+f.name)
	}
	return out
}

// ids are the names of all rules and checks.
func (a *App) ids() []string {
	var out []string
	for _, r := range a.Rules {
		out = append(out, r.Name)
		for _, c := range r.Checks {
			out = append(out, r.Name+"/"+c.Name)
		}
	}
	return out
}

// valuesOf are the words that can be a flag's value, and whether it takes one at all.
func (a *App) valuesOf(flag string) (values []string, takes bool) {
	for _, f := range runFlags {
		if f.name == flag {
			return nil, f.arg != ""
		}
	}
	for _, k := range config.Keys(output.Names()) {
		if !slices.Contains(k.Flags, flag) {
			continue
		}
		if k.Path == "rules" {
			return append([]string{config.All}, a.ids()...), true
		}
		return k.Enum, k.Arg != ""
	}
	return nil, false
}

func flagNames() []string {
	var out []string
	for _, f := range runFlags {
		out = append(out, "-"+f.name)
	}
	for _, k := range config.Keys(output.Names()) {
		for _, f := range k.Flags {
			if f != config.Positional {
				out = append(out, "-"+f)
			}
		}
	}
	return out
}

// listed completes the last element of a list with commas.
func listed(word string, values []string) []string {
	i := strings.LastIndexByte(word, ',') + 1
	var out []string
	for _, v := range matching(word[i:], values) {
		out = append(out, word[:i]+v)
	}
	return out
}

func matching(prefix string, words []string) []string {
	var out []string
	for _, w := range words {
		if strings.HasPrefix(w, prefix) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}
