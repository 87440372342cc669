package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/apivet/apivet/internal/config"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/scaffold"
)

// initFlags are the flags of "apivet init".
func initFlags() []runFlag {
	out := []runFlag{{"C", "folder", "Folder of the project"}, {"force", "", "Overwrite files that are there"}}
	for _, k := range scaffold.Kinds() {
		out = append(out, runFlag{k.Flag, "", k.Doc + ": " + k.Name})
	}
	return out
}

// initialize is "apivet init": it writes a commented configuration, and what is asked for beside it.
func initialize(a *App, _ context.Context, _ []string, _ io.Reader, stdout, stderr io.Writer, args []string) error {
	set := flag.NewFlagSet("init", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	dir := set.String("C", ".", "")
	force := set.Bool("force", false, "")
	asked := map[string]*bool{}
	for _, k := range scaffold.Kinds() {
		asked[k.Flag] = set.Bool(k.Flag, false, "")
	}
	if err := set.Parse(args); err != nil {
		return usagef("%s", flagError(err, set))
	}
	if set.NArg() > 0 {
		return usagef("init takes flags only: %s", set.Arg(0))
	}
	if st, err := os.Stat(*dir); err != nil || !st.IsDir() {
		return usagef("there is no folder %s", *dir)
	}
	in := &initRun{dir: *dir, force: *force, stdout: stdout}
	if err := in.config(); err != nil {
		return err
	}
	for _, k := range scaffold.Kinds() {
		if !*asked[k.Flag] {
			continue
		}
		text, err := k.Content(a.Version)
		if err != nil {
			return err
		}
		if err := in.write(k.Name, text); err != nil {
			return err
		}
		in.next = append(in.next, k.Next)
	}
	in.next = append(in.next, "apivet ./...  shows what there is; apivet -write-baseline .apivet-baseline.json  keeps it, to start with new findings only")
	for _, n := range in.next {
		fmt.Fprintln(stdout, "next:", n)
	}
	return nil
}

// initRun is one run of init.
type initRun struct {
	dir    string
	force  bool
	stdout io.Writer
	next   []string
}

// config writes the configuration, where none is there: one that is stays, unless it is to be overwritten.
func (in *initRun) config() error {
	name, err := config.Find(in.dir)
	if err != nil {
		return badConfig(err)
	}
	if abs, err := filepath.Abs(in.dir); err == nil && name != "" && filepath.Dir(name) == abs && !in.force {
		fmt.Fprintf(in.stdout, "%s is there already, and stays as it is\n", config.Shown(name))
		return nil
	}
	return in.write(scaffold.ConfigName, scaffold.Config(output.Names()))
}

// write writes a file that is not there yet.
func (in *initRun) write(name, text string) error {
	path := scaffold.Path(in.dir, name)
	if _, err := os.Lstat(path); err == nil && !in.force {
		return &ExitError{exitUsage, fmt.Errorf("%s is there already; -force overwrites it. What it would hold:\n%s", config.Shown(absolutePath(path)), text)}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &ExitError{exitIncomplete, err}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return &ExitError{exitIncomplete, err}
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return &ExitError{exitIncomplete, err}
	}
	fmt.Fprintf(in.stdout, "wrote %s\n", config.Shown(absolutePath(path)))
	return nil
}

func absolutePath(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}
