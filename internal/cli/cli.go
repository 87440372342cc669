// Package cli is the apivet command: flags, subcommands and exit codes.
//
// Exit codes, the same in every format: 0 nothing found, 3 findings, 2 wrong usage, 1 not everything could be analysed.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/apivet/apivet/internal/config"
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

// Report writes what went wrong: problems of a configuration as they are, a line each, which begins with the place.
func (e *ExitError) Report(w io.Writer) {
	w = hiding(w)
	var problems config.Problems
	switch {
	case e.Err == nil:
	case errors.As(e.Err, &problems) && len(problems) > 0 && problems[0].File != "":
		fmt.Fprintln(w, e.Err)
	default:
		fmt.Fprintln(w, "apivet:", e.Err)
	}
}

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
		if c, ok := find(args[0]); ok {
			if c.name != completeName && !c.hidden && wantsHelp(args[1:]) {
				_, err := io.WriteString(stdout, c.help())
				return err
			}
			return c.run(a, ctx, env, stdin, stdout, stderr, args[1:])
		}
	}
	c, err := a.parseFlags(args)
	if errors.Is(err, errHelp) {
		_, err := io.WriteString(stdout, a.usage())
		return err
	}
	if err != nil {
		return err
	}
	o, err := a.settings(c)
	if err != nil {
		return err
	}
	return a.vet(ctx, env, stdout, stderr, o)
}
