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
	"time"

	"github.com/apivet/apivet/internal/driver"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/output"
	"github.com/apivet/apivet/internal/triage"
)

// vet is the main job.
func (a *App) vet(ctx context.Context, env []string, stdout, stderr io.Writer, o *options) error {
	if err := o.checkOutputs(); err != nil {
		return err
	}
	models, err := o.ModelSet()
	if err != nil {
		return badConfig(err)
	}
	progress, err := newProgress(stderr, env)
	if err != nil {
		return err
	}
	defer progress.clear()
	with := engine.Options{
		Dir: o.dir, Patterns: o.Patterns(o.dir), Tags: o.Tags, Tests: o.Tests, Env: env, CacheDir: o.CacheDir(getenv(env, "APIVET_CACHE")),
		Models: models, Rules: o.Running(a.Rules), Progress: progress.step,
	}
	rep, err := engine.Run(ctx, with)
	switch {
	case ctx.Err() != nil:
		return &ExitError{exitIncomplete, errInterrupted}
	case errors.Is(err, driver.ErrNoPackages):
		return &ExitError{exitUsage, fmt.Errorf("%w%s", err, meantCommand(o.Packages))}
	case err != nil:
		return &ExitError{exitIncomplete, err}
	}
	root, err := filepath.Abs(o.dir)
	if err != nil {
		return &ExitError{exitIncomplete, err}
	}
	run, res, err := a.sort(ctx, o, models, root, rep, with)
	if err != nil {
		return err
	}
	if o.writeBaselineTo != "" {
		return a.writeBaseline(stderr, o, run, res, rep)
	}
	if o.fix && !o.diff {
		if rep, err = applyFixes(ctx, stderr, root, res.Shown, rep, with); err != nil {
			return &ExitError{exitIncomplete, err}
		}
		if run, res, err = a.sort(ctx, o, models, root, rep, with); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return &ExitError{exitIncomplete, errInterrupted}
	}
	progress.clear()
	report := a.report(rep, res, root)
	if o.diff {
		if err := showFixes(stdout, stderr, root, res.Shown, models); err != nil {
			return &ExitError{exitIncomplete, err}
		}
		return a.conclude(stderr, rep, report, o, progress)
	}
	if err := newWriter(o, models, root).write(stdout, env, report); err != nil {
		return err
	}
	if err := a.prune(stderr, o, res, run.Whole); err != nil {
		return err
	}
	return a.conclude(stderr, rep, report, o, progress)
}

// sort decides what of a run is shown.
func (a *App) sort(ctx context.Context, o *options, models *model.Set, root string, rep *engine.Report, with engine.Options) (*triage.Run, *triage.Result, error) {
	run := triage.NewRun(o.Settings, a.Rules, models, root, rep)
	res := run.Sort()
	if o.writeBaselineTo != "" {
		return run, &res, nil
	}
	if err := run.Compare(&res); err != nil {
		return nil, nil, badConfig(err)
	}
	warning, err := run.Since(ctx, with, &res)
	if err != nil {
		return nil, nil, badConfig(err)
	}
	if warning != "" {
		rep.Warnings = append(rep.Warnings, warning)
	}
	return run, &res, nil
}

// report turns what the engine found into what is printed.
func (a *App) report(rep *engine.Report, res *triage.Result, root string) *output.Report {
	r := &output.Report{
		Tool:     output.Tool{Name: "apivet", Version: a.Version, URI: "https://github.com/apivet/apivet"},
		Analysed: output.Analysed{Modules: rep.Modules, Packages: rep.Packages, Files: rep.Files, Lines: rep.Lines},
		Notes:    rep.Cuts,
		Rules:    a.Rules,
		Root:     root,
		Findings: res.Shown,
		Known:    len(res.Known),
		Old:      len(res.Old),
	}
	for _, i := range rep.Incomplete {
		r.Incomplete = append(r.Incomplete, output.Incomplete(i))
	}
	for _, w := range res.Waived {
		r.Waived = append(r.Waived, output.Waived{Finding: w.Finding, By: w.By, Reason: w.Reason, Until: w.Until})
	}
	for _, e := range res.Fixed {
		r.Fixed = append(r.Fixed, output.Fixed{Rule: e.Rule, File: e.File, Function: e.Function, Message: e.Message, Count: e.Count})
	}
	return r
}

// conclude tells on stderr what is not in the output, and decides the exit code. On a terminal, and after lines of progress, there is a summary.
func (a *App) conclude(stderr io.Writer, rep *engine.Report, r *output.Report, o *options, told *progress) error {
	seen := isTerminal(stderr) || told.spoke()
	stderr = hiding(stderr)
	for _, w := range rep.Warnings {
		fmt.Fprintln(stderr, "apivet: warning:", w)
	}
	if n := len(rep.Cuts); n > 0 && !o.Verbose && seen {
		fmt.Fprintf(stderr, "apivet: note: the analysis stopped early at %s, where something may be missed; -v lists them\n", count(n, "place"))
	}
	for _, c := range rep.Cuts {
		if o.Verbose {
			fmt.Fprintln(stderr, "apivet: note: the analysis stopped early at", c)
		}
	}
	for _, i := range rep.Incomplete {
		fmt.Fprintf(stderr, "apivet: %s: not analysed: %s\n", i.Package, i.Reason)
	}
	if seen || o.Verbose {
		fmt.Fprintf(stderr, "apivet: %s\n", output.HeadlineIn(r, took(time.Since(told.start))))
	}
	if o.Verbose {
		fmt.Fprintf(stderr, "apivet: %s, %s, %s; %d packages from the cache\n", count(rep.Modules, "module"), count(rep.Files, "file"), count(rep.Lines, "line"), rep.CacheHits)
	}
	switch {
	case len(rep.Incomplete) > 0:
		return &ExitError{Code: exitIncomplete}
	case len(r.Findings) > 0 && !o.ExitZero:
		return &ExitError{Code: exitFindings}
	}
	return nil
}

// errInterrupted says that a run was stopped before there was anything to report.
var errInterrupted = errors.New("interrupted")

func getenv(env []string, name string) string {
	value := ""
	for _, kv := range env {
		if k, v, _ := strings.Cut(kv, "="); k == name {
			value = v
		}
	}
	return value
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	st, err := f.Stat()
	return err == nil && st.Mode()&fs.ModeCharDevice != 0
}
