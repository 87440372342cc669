package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/apivet/apivet/internal/config"
)

// configure is "apivet config verify [file]", "apivet config schema" and "apivet config path".
func configure(a *App, _ context.Context, _ []string, _ io.Reader, stdout, _ io.Writer, args []string) error {
	verb := ""
	if len(args) > 0 {
		verb, args = args[0], args[1:]
	}
	dir := "."
	if len(args) > 1 && args[0] == "-C" {
		dir, args = args[1], args[2:]
	}
	switch {
	case verb == "verify" && len(args) <= 1:
		return a.verify(stdout, dir, args)
	case verb == "schema" && len(args) == 0:
		data, err := a.loader().Schema()
		if err != nil {
			return err
		}
		_, err = stdout.Write(data)
		return err
	case verb == "path" && len(args) == 0:
		name, err := config.Find(dir)
		if err != nil {
			return badConfig(err)
		}
		if name == "" {
			return &ExitError{exitIncomplete, fmt.Errorf("there is no .apivet.yml in %s or above it", dir)}
		}
		_, err = fmt.Fprintln(stdout, name)
		return err
	}
	return usagef("want: apivet config verify [-C folder] [file], apivet config schema, or apivet config path [-C folder]")
}

// verify reads a configuration, and the models that it names, and says what is wrong with them.
func (a *App) verify(stdout io.Writer, dir string, args []string) error {
	name := ""
	if len(args) == 1 {
		name = args[0]
	} else {
		found, err := config.Find(dir)
		if err != nil {
			return badConfig(err)
		}
		if found == "" {
			return usagef("there is no .apivet.yml in %s or above it; \"apivet init\" writes one", dir)
		}
		name = found
	}
	s := config.Default()
	if err := a.loader().File(s, name); err != nil {
		return badConfig(err)
	}
	if _, err := s.ModelSet(); err != nil {
		return badConfig(err)
	}
	_, err := fmt.Fprintf(stdout, "%s: ok\n", config.Shown(s.Source))
	return err
}
