package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/driver"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/listing"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/route"
	"github.com/apivet/apivet/internal/rule"
)

// routesKeys are the flags with keys that "apivet routes" takes, too.
var routesKeys = []string{"tags", "tests", "models", "model-lines", "auth-middleware", "cache", "v"}

// routesFlags are the flags of "apivet routes".
func routesFlags() []runFlag {
	names, short := listing.Formats()
	var formats []string
	for i, n := range names {
		formats = append(formats, n+" ("+short[i]+")")
	}
	flags := []runFlag{
		{"C", "folder", "Folder of the program; names of files in the output are relative to it"},
		{"format", "formats", "Formats, separated by commas, each with the file that it goes to, as in html=routes.html,text: " + strings.Join(formats, ", ")},
		{"o", "file", "File for the format that names none; standard output without it"},
		{"diff", "file", "Say what changed since this table, which -format json wrote: routes that are new, are gone, or have more or less before them"},
		{"config", "file", "Configuration to read, in place of the .apivet.yml in the folder or above it; off reads none"},
	}
	for _, k := range config.Keys(output.Names()) {
		for _, name := range k.Flags {
			if slices.Contains(routesKeys, name) {
				flags = append(flags, runFlag{name, k.Arg, k.Doc})
			}
		}
	}
	return flags
}

// routesLine is the command line of "apivet routes".
type routesLine struct {
	commandLine
	outputs []config.Output
	before  string // a table to compare with; "" for none
}

func parseRoutes(args []string) (*routesLine, error) {
	c := &routesLine{commandLine: commandLine{options: options{dir: "."}}}
	formats, file := "text", ""
	fs := flag.NewFlagSet("apivet routes", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&c.dir, "C", c.dir, "")
	fs.StringVar(&c.config, "config", "", "")
	fs.StringVar(&formats, "format", formats, "")
	fs.StringVar(&file, "o", "", "")
	fs.StringVar(&c.before, "diff", "", "")
	for _, k := range config.Keys(output.Names()) {
		for _, name := range k.Flags {
			note := func(value string) error {
				c.said = append(c.said, said{name, value})
				return nil
			}
			switch {
			case !slices.Contains(routesKeys, name):
			case k.Arg == "":
				fs.BoolFunc(name, "", note)
			default:
				fs.Func(name, "", note)
			}
		}
	}
	if err := fs.Parse(args); err != nil {
		return nil, usagef("%s", flagError(err, fs))
	}
	c.packages = fs.Args()
	for _, p := range c.packages {
		if strings.HasPrefix(p, "-") {
			return nil, usagef("flags come before packages: %s", p)
		}
	}
	return c, c.readFormats(formats, file)
}

// readFormats reads a list of formats with their files.
func (c *routesLine) readFormats(formats, file string) error {
	names, _ := listing.Formats()
	at := map[string]string{}
	for _, f := range strings.Split(formats, ",") {
		name, to, named := strings.Cut(f, "=")
		switch {
		case listing.Writer(name) == nil:
			return usagef("there is no format %q for routes%s; there are %s", name, config.DidYouMean(name, names), strings.Join(names, ", "))
		case c.before != "" && listing.DiffWriter(name) == nil:
			return usagef("what changed cannot be written as %s", name)
		case named && to == "":
			return usagef("a file is missing behind %s", f)
		case !named:
			to = file
		}
		if other, ok := at[to]; ok {
			return usagef("%s and %s would both go to the same place; name a file for one: -format %s=file", other, name, name)
		}
		at[to] = name
		c.outputs = append(c.outputs, config.Output{Format: name, File: config.File(to)})
	}
	if _, used := at[file]; file != "" && !used {
		return usagef("-o has nothing to write: every format has its file")
	}
	return nil
}

// printRoutes is "apivet routes": every endpoint of the program with what runs before its handler.
func printRoutes(a *App, ctx context.Context, env []string, _ io.Reader, stdout, stderr io.Writer, args []string) error {
	c, err := parseRoutes(args)
	if err != nil {
		return err
	}
	o, err := a.settings(&c.commandLine)
	if err != nil {
		return err
	}
	var before *listing.Document
	if c.before != "" {
		if before, err = readRoutes(c.before); err != nil {
			return &ExitError{exitUsage, err}
		}
	}
	doc, rep, err := a.routes(ctx, env, stderr, o)
	switch {
	case errors.Is(err, driver.ErrNoPackages):
		return &ExitError{exitUsage, err}
	case err != nil:
		return &ExitError{exitIncomplete, err}
	}
	diff := &listing.Diff{}
	if before != nil {
		diff = listing.Compare(before, doc)
	}
	for _, out := range c.outputs {
		write := func(w io.Writer) error {
			if before != nil {
				return listing.DiffWriter(out.Format)(w, diff)
			}
			return listing.Writer(out.Format)(w, doc)
		}
		if out.File == "" {
			err = write(stdout)
		} else {
			err = writeWhole(string(out.File), write)
		}
		if err != nil {
			return &ExitError{exitIncomplete, fmt.Errorf("cannot write the routes: %w", err)}
		}
	}
	return a.endRoutes(stderr, rep, diff, o)
}

func readRoutes(name string) (*listing.Document, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	doc, err := listing.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.ToSlash(name), err)
	}
	return doc, nil
}

// minPathSecret is the length of the shortest part of a path that can be a secret: shorter ones are names with numbers (e2eSetup).
const minPathSecret = 16

// routes finds the routes.
func (a *App) routes(ctx context.Context, env []string, stderr io.Writer, o *options) (*listing.Document, *engine.Report, error) {
	models, err := o.ModelSet()
	if err != nil {
		return nil, nil, err
	}
	hide := func(text string) string {
		if len(text) < minPathSecret || !strings.ContainsAny(text, "0123456789") {
			return text // Have: a name, however it is written.
		}
		return strings.Trim(models.Secrets.Redact(`"`+text+`"`, false), `"`)
	}
	doc := listing.New()
	find := &rule.Rule{Name: "routes", Run: func(p *rule.Pass) {
		t := route.Build(p.Program)
		doc.Add(t, hide)
		t.Gaps(p.Cut)
	}}
	progress, err := newProgress(stderr, env)
	if err != nil {
		return nil, nil, err
	}
	rep, err := engine.Run(ctx, engine.Options{
		Dir: o.dir, Patterns: o.Patterns(o.dir), Tags: o.Tags, Tests: o.Tests, Env: env, CacheDir: o.CacheDir(getenv(env, "APIVET_CACHE")),
		Models: models, Rules: []*rule.Rule{find}, Progress: progress.step,
	})
	progress.clear()
	doc.Sort()
	return doc, rep, err
}

// endRoutes tells on stderr what is not in the output, and decides the exit code: with -diff, a route that has less before it than
// it had is a finding.
func (a *App) endRoutes(stderr io.Writer, rep *engine.Report, diff *listing.Diff, o *options) error {
	stderr = hiding(stderr)
	for _, w := range rep.Warnings {
		fmt.Fprintln(stderr, "apivet: warning:", w)
	}
	for _, c := range rep.Cuts {
		fmt.Fprintln(stderr, "apivet: note: the analysis stopped early at", c)
	}
	for _, i := range rep.Incomplete {
		fmt.Fprintf(stderr, "apivet: %s: not analysed: %s\n", i.Package, i.Reason)
	}
	switch {
	case len(rep.Incomplete) > 0:
		return &ExitError{Code: exitIncomplete}
	case diff.Lost():
		return &ExitError{Code: exitFindings}
	}
	return nil
}
