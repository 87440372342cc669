// Package cli is the apivet command: flags, subcommands and exit codes.
//
// Exit codes, the same in every format: 0 nothing found, 3 findings, 2 wrong usage, 1 not everything could be analysed.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/apivet/apivet/internal/driver"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/rule"
)

// ExitError is an error with the exit code to end with.
type ExitError struct {
	Code int
	Err  error // nil where all is said already
}

func (e *ExitError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("exit status %d", e.Code)
	}
	return e.Err.Error()
}

func (e *ExitError) Unwrap() error { return e.Err }

// The exit codes that are not 0.
const (
	exitIncomplete = 1
	exitUsage      = 2
	exitFindings   = 3
)

func usagef(format string, args ...any) error {
	return &ExitError{exitUsage, fmt.Errorf(format+"\nrun \"apivet -h\" for the flags", args...)}
}

// App is what the command is made of.
type App struct {
	Rules   []*rule.Rule
	Version string
}

// Run runs the command with the arguments behind its name. An *ExitError carries the exit code; any other error is 1.
func (a *App) Run(ctx context.Context, env []string, stdin io.Reader, stdout, stderr io.Writer, args []string) error {
	if len(args) > 0 {
		if sub, ok := subcommands[args[0]]; ok {
			return sub(a, ctx, env, stdout, stderr, args[1:])
		}
	}
	o, err := parseFlags(stdout, args)
	if err != nil {
		if errors.Is(err, errHelp) {
			return nil
		}
		return err
	}
	return a.vet(ctx, env, stdout, stderr, o)
}

type subcommand func(a *App, ctx context.Context, env []string, stdout, stderr io.Writer, args []string) error

var subcommands = map[string]subcommand{
	"version": printVersion,
	"rules":   printRules,
	"explain": explain,
	"debug":   inspect,
}

func printVersion(a *App, _ context.Context, _ []string, stdout, _ io.Writer, _ []string) error {
	_, err := fmt.Fprintln(stdout, "apivet", a.Version)
	return err
}

func printRules(a *App, _ context.Context, _ []string, stdout, _ io.Writer, _ []string) error {
	for _, r := range a.Rules {
		fmt.Fprintf(stdout, "%s: %s\n", r.Name, r.Title)
		for _, c := range r.Checks {
			fmt.Fprintf(stdout, "  %s/%s: %s (severity up to %s, precision up to %s)\n", r.Name, c.Name, c.Title, c.Severity, c.Precision)
		}
	}
	return nil
}

// explain prints the page of a rule.
func explain(a *App, _ context.Context, _ []string, stdout, _ io.Writer, args []string) error {
	if len(args) != 1 {
		return usagef("explain takes one rule: apivet explain %s", a.Rules[0].Name)
	}
	name, _, _ := strings.Cut(args[0], "/")
	for _, r := range a.Rules {
		if r.Name == name {
			_, err := io.WriteString(stdout, r.Doc)
			return err
		}
	}
	return usagef("there is no rule %q; \"apivet rules\" lists them", name)
}

// vet is the main job.
func (a *App) vet(ctx context.Context, env []string, stdout, stderr io.Writer, o *options) error {
	models, err := o.loadModels()
	if err != nil {
		return &ExitError{exitUsage, err}
	}
	progress := newProgress(stderr, env)
	rep, err := engine.Run(ctx, engine.Options{
		Dir: o.dir, Patterns: o.patterns, Tags: o.tags, Tests: o.tests, Env: env, CacheDir: cacheDir(env, o),
		Models: models, Rules: a.Rules, Progress: progress.step,
	})
	progress.clear()
	switch {
	case errors.Is(err, driver.ErrNoPackages):
		return &ExitError{exitUsage, err}
	case err != nil:
		return &ExitError{exitIncomplete, err}
	}
	report := a.report(rep, o)
	if err := o.write(stdout, env, report); err != nil {
		return &ExitError{exitIncomplete, err}
	}
	return a.conclude(stderr, rep, report, o)
}

// report turns what the engine found into what is printed.
func (a *App) report(rep *engine.Report, o *options) *output.Report {
	r := &output.Report{
		Tool:     output.Tool{Name: "apivet", Version: a.Version, URI: "https://github.com/apivet/apivet"},
		Analysed: output.Analysed{Modules: rep.Modules, Packages: rep.Packages, Files: rep.Files, Lines: rep.Lines},
		Notes:    rep.Cuts,
		Rules:    a.Rules,
	}
	r.Root, _ = filepath.Abs(o.dir)
	for _, i := range rep.Incomplete {
		r.Incomplete = append(r.Incomplete, output.Incomplete(i))
	}
	for _, f := range rep.Findings {
		if f.Precision >= o.precision && f.Severity >= o.severity {
			r.Findings = append(r.Findings, f)
		}
	}
	output.Fingerprint(r.Findings, o.outputOptions(r, false))
	return r
}

// conclude tells on stderr what is not in the output, and decides the exit code.
func (a *App) conclude(stderr io.Writer, rep *engine.Report, r *output.Report, o *options) error {
	for _, w := range rep.Warnings {
		fmt.Fprintln(stderr, "apivet: warning:", w)
	}
	if n := len(rep.Cuts); n > 0 && !o.verbose {
		fmt.Fprintf(stderr, "apivet: note: the analysis stopped early at %d places, where something may be missed; -v lists them\n", n)
	}
	for _, c := range rep.Cuts {
		if o.verbose {
			fmt.Fprintln(stderr, "apivet: note: the analysis stopped early at", c)
		}
	}
	for _, i := range rep.Incomplete {
		fmt.Fprintf(stderr, "apivet: %s: not analysed: %s\n", i.Package, i.Reason)
	}
	if o.verbose {
		fmt.Fprintf(stderr, "apivet: %d findings in %d packages, %d files, %d lines (%d packages from the cache)\n",
			len(r.Findings), rep.Packages, rep.Files, rep.Lines, rep.CacheHits)
	}
	switch {
	case len(rep.Incomplete) > 0:
		return &ExitError{Code: exitIncomplete}
	case len(r.Findings) > 0 && !o.exitZero:
		return &ExitError{Code: exitFindings}
	}
	return nil
}

// loadModels returns the built-in models and those of the files that the user names.
func (o *options) loadModels() (*model.Set, error) {
	set, err := model.Builtin()
	if err != nil || len(o.models) == 0 {
		return set, err
	}
	entries, err := model.BuiltinEntries()
	if err != nil {
		return nil, err
	}
	for _, name := range o.models {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("cannot read the models given with -models: %w", err)
		}
		more, err := model.Parse(name, f)
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return nil, err
		}
		entries = append(entries, more...)
	}
	return model.NewSet(entries), nil
}

// cacheDir is where summaries are kept: -cache, else APIVET_CACHE, else the user's cache folder. "off" is none.
func cacheDir(env []string, o *options) string {
	dir := o.cache
	if dir == "" {
		dir = getenv(env, "APIVET_CACHE")
	}
	if dir == "off" {
		return ""
	}
	if dir != "" {
		return dir
	}
	user, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(user, "apivet")
}

func getenv(env []string, name string) string {
	value := ""
	for _, kv := range env {
		if k, v, _ := strings.Cut(kv, "="); k == name {
			value = v
		}
	}
	return value
}

// write writes the report to stdout, or to the file of -o.
func (o *options) write(stdout io.Writer, env []string, r *output.Report) error {
	handler, _ := output.ByName(o.format)
	if o.out == "" {
		color := isTerminal(stdout) && getenv(env, "NO_COLOR") == "" && getenv(env, "TERM") != "dumb"
		return handler(stdout, r, o.outputOptions(r, color))
	}
	f, err := os.Create(o.out)
	if err != nil {
		return fmt.Errorf("cannot write the report: %w", err)
	}
	if err := handler(f, r, o.outputOptions(r, false)); err != nil {
		_ = f.Close()
		return fmt.Errorf("writing the report: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

func (o *options) outputOptions(r *output.Report, color bool) output.Options {
	return output.Options{
		Color: color,
		Source: func(file string) ([]byte, error) {
			if !filepath.IsAbs(file) {
				file = filepath.Join(r.Root, filepath.FromSlash(file))
			}
			return os.ReadFile(file)
		},
		Redact: redact,
	}
}

// redact hides the secrets in a line of source, or all its literals.
func redact(line string, all bool) string {
	models, err := model.Builtin()
	if err != nil {
		return ""
	}
	return models.Secrets.Redact(line, all)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	st, err := f.Stat()
	return err == nil && st.Mode()&fs.ModeCharDevice != 0
}
