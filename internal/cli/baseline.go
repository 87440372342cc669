package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/apivet/apivet/internal/baseline"
	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/triage"
)

// writeBaseline keeps what is found, in the place of reporting it.
func (a *App) writeBaseline(stderr io.Writer, o *options, run *triage.Run, res *triage.Result, rep *engine.Report) error {
	name, err := filepath.Abs(o.writeBaselineTo)
	if err != nil {
		return &ExitError{exitIncomplete, err}
	}
	b := run.Baseline("apivet "+a.Version, name, res.Shown)
	if err := save(name, b); err != nil {
		return &ExitError{exitIncomplete, fmt.Errorf("cannot write the baseline: %w", err)}
	}
	fmt.Fprintf(stderr, "apivet: %s kept in %s\n", count(len(res.Shown), "finding"), config.Shown(name))
	if o.Baseline == "" {
		fmt.Fprintf(stderr, "apivet: note: -baseline %s, or a line \"baseline: %s\" in .apivet.yml, leaves them out from now on\n", config.Shown(name), filepath.Base(name))
	}
	for _, i := range rep.Incomplete {
		fmt.Fprintf(stderr, "apivet: %s: not analysed, so what it holds is not in the baseline: %s\n", i.Package, i.Reason)
	}
	if len(rep.Incomplete) > 0 {
		return &ExitError{Code: exitIncomplete}
	}
	return nil
}

// save writes a baseline's file as a whole: who reads it meanwhile sees the old one or the new one.
func save(name string, b *baseline.Baseline) error {
	data, err := b.Encode()
	if err != nil {
		return err
	}
	return writeWhole(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// writeWhole writes a file beside its place and moves it there. What is there and is no file, such as a device or a pipe, is written to
// and stays.
func writeWhole(name string, write func(io.Writer) error) error { return writeMode(name, 0o644, write) }

func writeMode(name string, mode os.FileMode, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return writeInto(name, write)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".apivet-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails where it was moved
	if err := write(f); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Chmod(mode); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// writeInto writes to what is there.
func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// prune takes what was fixed out of the baseline, where that is asked for, and else says that it could be.
func (a *App) prune(stderr io.Writer, o *options, res *triage.Result, whole bool) error {
	n := 0
	for _, e := range res.Fixed {
		n += e.Count
	}
	switch {
	case !o.prune:
		if n > 0 {
			fmt.Fprintf(stderr, "apivet: note: %s of the baseline are fixed; -prune-baseline takes them out\n", count(n, "finding"))
		}
		return nil
	case o.Baseline == "":
		return usagef("-prune-baseline needs a baseline: name it with -baseline")
	case !whole:
		return &ExitError{exitIncomplete, fmt.Errorf("the baseline is not pruned: not all packages were vetted, and a finding that was not seen may still be there")}
	case n == 0:
		return nil
	}
	b, err := baseline.Read(string(o.Baseline))
	if err == nil {
		err = save(string(o.Baseline), b.Without(res.Fixed))
	}
	if err != nil {
		return &ExitError{exitIncomplete, err}
	}
	fmt.Fprintf(stderr, "apivet: %s that are fixed were taken out of %s\n", count(n, "finding"), config.Shown(string(o.Baseline)))
	return nil
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
