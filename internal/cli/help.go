package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/suppress"
)

const schemaURL = config.SchemaID

// help is "apivet help [command|topic]".
func help(a *App, _ context.Context, _ []string, _ io.Reader, stdout, _ io.Writer, args []string) error {
	if len(args) == 0 {
		_, err := io.WriteString(stdout, a.usage())
		return err
	}
	if c, ok := find(args[0]); ok && !c.hidden {
		_, err := io.WriteString(stdout, c.help())
		return err
	}
	text := ""
	switch args[0] {
	case "keys":
		text = keysHelp()
	case "formats":
		text = formatsHelp()
	case "directives":
		return explain(a, nil, nil, nil, stdout, nil, []string{suppress.Rule})
	default:
		var known []string
		for _, c := range commands() {
			if !c.hidden {
				known = append(known, c.name)
			}
		}
		if config.Unknown(a.Rules, args[0]) == "" {
			return explain(a, nil, nil, nil, stdout, nil, args)
		}
		return usagef("there is no help on %q%s", args[0], config.DidYouMean(args[0], append(known, "keys", "formats", "directives")))
	}
	_, err := io.WriteString(stdout, text)
	return err
}

// page writes help in the form of a manual page.
type page struct{ b strings.Builder }

const (
	margin = "    "
	width  = 88
)

func (p *page) section(name string) {
	if p.b.Len() > 0 {
		p.b.WriteString("\n")
	}
	p.b.WriteString(name + "\n")
}

// text writes paragraphs, wrapped.
func (p *page) text(s string) {
	for i, par := range strings.Split(s, "\n\n") {
		if i > 0 {
			p.b.WriteString("\n")
		}
		p.b.WriteString(wrap(par, margin, width))
	}
}

// entry writes a name with what there is to say of it below.
func (p *page) entry(name, text string) {
	p.b.WriteString(margin + name + "\n" + wrap(text, margin+margin, width))
}

// wrap breaks text into lines of a width, each behind an indent.
func wrap(text, indent string, width int) string {
	var b strings.Builder
	line := indent
	for _, w := range strings.Fields(text) {
		if line != indent && len([]rune(line))+len([]rune(w)) > width {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = indent
		}
		line += w + " "
	}
	return b.String() + strings.TrimRight(line, " ") + "\n"
}

// usage is the help of the command itself.
func (a *App) usage() string {
	p := &page{}
	p.section("NAME")
	p.text("apivet - finds the security holes of Go API servers")
	p.section("SYNOPSIS")
	p.b.WriteString(margin + "apivet [flags] [packages]\n" + margin + "apivet COMMAND\n" + margin + "go vet -vettool=$(which apivet) [packages]\n")
	p.section("DESCRIPTION")
	p.text("apivet reads the source of a whole program, follows what clients send, secrets, tokens and settings through it, and reports where a server lets someone in, leaks, or trusts what it must not. It never runs the code. " +
		"Packages are named as for the go command; without any, all modules in the folder are vetted.\n\n" +
		"Findings are written to standard output, everything else to standard error. What is known of unchanged packages is kept in a cache, so that a second run is quick.")
	p.section("COMMANDS")
	for _, c := range commands() {
		if !c.hidden {
			p.entry(strings.TrimSpace("apivet "+c.name+" "+c.args), c.short)
		}
	}
	p.section("FLAGS")
	for _, f := range runFlags {
		p.flag(f.name, f.arg, f.doc, nil)
	}
	group := ""
	for _, k := range config.Keys(output.Names()) {
		if k.Group != group {
			group = k.Group
			p.b.WriteString("\n  " + group + "\n")
		}
		for i, name := range k.Flags {
			doc := k.Doc
			if k.FlagDocs != nil {
				doc = k.FlagDocs[i]
			}
			if name != config.Positional {
				p.flag(name, k.Arg, doc, k.Enum)
			}
		}
	}
	p.ending()
	return p.b.String()
}

func (p *page) flag(name, arg, doc string, words []string) {
	if words != nil {
		doc += ": " + strings.Join(words, ", ")
	}
	p.entry(strings.TrimSpace("-"+name+" "+arg), doc+".")
}

// ending is what stands behind the flags.
func (p *page) ending() {
	p.section("EXIT STATUS")
	for _, e := range []struct{ code, text string }{
		{"0", "Nothing was found."}, {"1", "Not everything could be analysed: what is missing is named on standard error."},
		{"2", "Wrong usage, or a mistake in the configuration."}, {"3", "There are findings."},
	} {
		p.b.WriteString(margin + e.code + "  " + e.text + "\n")
	}
	p.section("FILES")
	p.entry(".apivet.yml", "The configuration, in the folder or above it, within the repository. Every flag above but those before the first headline has a key in it: apivet help keys.")
	p.section("ENVIRONMENT")
	p.entry("APIVET_CACHE", "Folder of the cache where -cache does not name one; off keeps nothing.")
	p.entry(progressName, "How long a step may take before standard error reports it: a duration (off a terminal 2s); off reports nothing.")
	p.entry("NO_COLOR", "Anything in it turns colours off.")
	p.section("EXAMPLES")
	for _, e := range []struct{ command, text string }{
		{"apivet ./...", "Vets the program in this folder."},
		{"apivet -write-baseline .apivet-baseline.json", "Keeps what is found today, so that -baseline shows only what is new."},
		{"apivet -new-from origin/main", "Shows what a branch brings."},
		{"apivet -format sarif=apivet.sarif,text", "Writes a report for code scanning, and the findings to the terminal."},
		{"apivet explain sqlbuild/injected", "Tells about a check."},
	} {
		p.entry(e.command, e.text)
	}
}

// help is the page of a subcommand.
func (c *command) help() string {
	p := &page{}
	p.section("NAME")
	p.text("apivet " + c.name + " - " + c.short)
	p.section("SYNOPSIS")
	p.b.WriteString(margin + strings.TrimSpace("apivet "+c.name+" "+c.args) + "\n")
	if c.long != "" {
		p.section("DESCRIPTION")
		p.text(c.long)
	}
	if len(c.flags) > 0 {
		p.section("FLAGS")
		for _, f := range c.flags {
			p.flag(f.name, f.arg, f.doc, nil)
		}
	}
	return p.b.String()
}

// keysHelp lists the keys of the configuration.
func keysHelp() string {
	p := &page{}
	group := ""
	for _, k := range config.Keys(output.Names()) {
		if k.Group != group {
			group = k.Group
			p.section(strings.ToUpper(group))
		}
		text := k.Doc
		if k.Enum != nil {
			text += ": " + strings.Join(k.Enum, ", ")
		}
		p.entry(k.Path, text+". "+flagsOf(&k))
		for _, line := range strings.Split(k.Example, "\n") {
			p.b.WriteString(margin + margin + "  " + line + "\n")
		}
	}
	return p.b.String()
}

// flagsOf says which flags say the same as a key.
func flagsOf(k *config.Key) string {
	switch {
	case len(k.Flags) == 0:
		return "Flag: -set " + k.Path + "=…"
	case k.Flags[0] == config.Positional:
		return "On the command line: the arguments behind the flags."
	}
	return "Flag: -" + strings.Join(k.Flags, ", -") + "."
}

// formatsHelp lists the output formats.
func formatsHelp() string {
	p := &page{}
	p.section("FORMATS")
	for _, name := range output.Names() {
		p.entry(name, output.Describe(name))
	}
	p.section("SEVERAL")
	p.text("-format takes several, with commas, each with the file that it goes to; one of them may go to standard output: -format sarif=apivet.sarif,html=apivet.html,text. " +
		"The exit code is the same in every format. A kept JSON report can be written in another format later: " + fmt.Sprintf("%q.", "apivet convert -format html findings.json"))
	return p.b.String()
}
