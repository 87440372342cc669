package cli

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/output"
)

// outputs are the formats with where they go: -o is for the one that names no file.
func (o *options) outputs() []config.Output {
	var out []config.Output
	for _, f := range o.Formats {
		if f.File == "" {
			f.File = o.Output
		}
		out = append(out, f)
	}
	return out
}

// checkOutputs sees to it that no two formats go to the same place.
func (o *options) checkOutputs() error {
	at := map[config.File]string{}
	for _, f := range o.outputs() {
		if other, ok := at[f.File]; ok {
			where := config.Shown(string(f.File))
			if f.File == "" {
				where = "standard output"
			}
			return usagef("%s and %s would both go to %s; name a file for one: -format %s=file", other, f.Format, where, f.Format)
		}
		at[f.File] = f.Format
	}
	if at[""] == "" && o.Output != "" && at[o.Output] == "" {
		return usagef("-o has nothing to write: every format has its file")
	}
	return nil
}

// writer writes reports as the options ask.
type writer struct {
	*options
	models *model.Set
	root   string // that relative names of files start from
}

func newWriter(o *options, models *model.Set, root string) *writer { return &writer{o, models, root} }

// write writes the report in each format.
func (w *writer) write(stdout io.Writer, env []string, r *output.Report) error {
	if w.Prefix != "" {
		r.Prefix(w.shown)
	}
	for _, f := range w.outputs() {
		handler, ok := output.ByName(f.Format)
		if !ok {
			return usagef("there is no format %q", f.Format)
		}
		if f.File == "" {
			color := isTerminal(stdout) && getenv(env, "NO_COLOR") == "" && getenv(env, "TERM") != "dumb"
			if err := handler(stdout, r, w.output(color)); err != nil {
				return &ExitError{exitIncomplete, fmt.Errorf("writing the report: %w", err)}
			}
			continue
		}
		err := writeWhole(string(f.File), func(out io.Writer) error { return handler(out, r, w.output(false)) })
		if err != nil {
			return &ExitError{exitIncomplete, fmt.Errorf("cannot write the report: %w", err)}
		}
	}
	return nil
}

// shown is a file's name with the prefix.
func (w *writer) shown(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return path.Join(filepath.ToSlash(w.Prefix), file)
}

func (w *writer) output(color bool) output.Options {
	read := func(file string) ([]byte, error) {
		if !filepath.IsAbs(file) {
			file = filepath.Join(w.root, filepath.FromSlash(file))
		}
		src, err := os.ReadFile(file)
		if filepath.Ext(file) == ".go" {
			src = w.models.Secrets.Hide(src)
		}
		return src, err
	}
	o := output.Options{Color: color, Source: read, Redact: w.models.Secrets.Redact, ShowWaived: w.ShowWaived}
	if w.Prefix != "" {
		o.Source = func(file string) ([]byte, error) {
			if rel, err := filepath.Rel(filepath.FromSlash(w.Prefix), filepath.FromSlash(file)); err == nil && !filepath.IsAbs(file) {
				file = rel
			}
			return read(file)
		}
	}
	return o
}
