package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/apivet/apivet/internal/output"
)

// convert is "apivet convert [-C folder] -format FORMAT [-o file] [findings.json]": a report of -format json in another
// format. The exit code tells only whether that worked.
func convert(a *App, _ context.Context, env []string, stdin io.Reader, stdout, _ io.Writer, args []string) error {
	c, err := a.parseFlags(args)
	if err != nil {
		return err
	}
	for _, f := range c.said {
		switch f.flag {
		case "format", "o", "path-prefix", "show-waived":
		default:
			return usagef("convert takes -C, -format, -o, -path-prefix and -show-waived, and not -%s", f.flag)
		}
	}
	if len(c.packages) > 1 {
		return usagef("want one report: apivet convert -format FORMAT findings.json")
	}
	name := "-"
	if len(c.packages) == 1 {
		name = c.packages[0]
	}
	c.packages, c.config = nil, "off"
	o, err := a.settings(c)
	if err != nil {
		return err
	}
	if err := o.checkOutputs(); err != nil {
		return err
	}
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return &ExitError{exitUsage, fmt.Errorf("cannot read the report: %w", err)}
		}
		defer f.Close()
		in = f
	}
	report, err := output.ReadJSON(in, a.Rules)
	if err != nil {
		return &ExitError{exitUsage, err}
	}
	models, err := o.ModelSet()
	if err != nil {
		return err
	}
	root, err := filepath.Abs(o.dir)
	if err != nil {
		return err
	}
	return newWriter(o, models, root).write(stdout, env, report)
}
