package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/fix"
	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/rule"
)

// inRoot is the place of a file by its name in findings.
func inRoot(root, file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(root, filepath.FromSlash(file))
}

func planFixes(root string, findings []rule.Finding) ([]fix.Change, int, error) {
	return fix.Plan(findings, func(file string) ([]byte, error) { return os.ReadFile(inRoot(root, file)) })
}

// showFixes writes what -fix would change as a unified diff, with secrets hidden.
func showFixes(stdout, stderr io.Writer, root string, findings []rule.Finding, models *model.Set) error {
	changes, skipped, err := planFixes(root, findings)
	if err != nil {
		return err
	}
	for _, c := range changes {
		text := diff.Diff("a/"+c.File, models.Secrets.Hide(c.Old), "b/"+c.File, models.Secrets.Hide(c.New))
		if _, err := stdout.Write(text); err != nil {
			return err
		}
	}
	tellSkipped(stderr, skipped)
	return nil
}

func tellSkipped(stderr io.Writer, skipped int) {
	if skipped > 0 {
		fmt.Fprintf(stderr, "apivet: note: %s left out: of generated files, or on the same text as another, which the next run offers again\n", count(skipped, "fix")+map[bool]string{true: " is", false: "es are"}[skipped == 1])
	}
}

// applyFixes writes the fixes of findings, and vets the program again. Where a package does not compile any more that
// did before, all is taken back.
func applyFixes(ctx context.Context, stderr io.Writer, root string, findings []rule.Finding, was *engine.Report, with engine.Options) (*engine.Report, error) {
	changes, skipped, err := planFixes(root, findings)
	if err != nil || len(changes) == 0 {
		tellSkipped(stderr, skipped)
		return was, err
	}
	write := func(text func(fix.Change) []byte) error {
		var errs []error
		for _, c := range changes {
			errs = append(errs, overwrite(inRoot(root, c.File), text(c)))
		}
		return errors.Join(errs...)
	}
	if err := write(func(c fix.Change) []byte { return c.New }); err != nil {
		return nil, errors.Join(fmt.Errorf("writing the fixes: %w", err), write(func(c fix.Change) []byte { return c.Old }))
	}
	now, err := engine.Run(ctx, with)
	if err == nil && len(now.Incomplete) > len(was.Incomplete) {
		err = fmt.Errorf("%s: %s", now.Incomplete[0].Package, now.Incomplete[0].Reason)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the fixes are taken back, as the program cannot be vetted with them: %w", err), write(func(c fix.Change) []byte { return c.Old }))
	}
	n := 0
	for _, c := range changes {
		n += len(c.Findings)
	}
	fmt.Fprintf(stderr, "apivet: %s fixed in %s\n", count(n, "finding"), count(len(changes), "file"))
	tellSkipped(stderr, skipped)
	return now, nil
}

// overwrite replaces a file's content and keeps its permissions. Whatever happens, the file is the old one or the new one.
func overwrite(name string, data []byte) error {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	st, err := os.Stat(real)
	if err != nil {
		return err
	}
	return writeMode(real, st.Mode().Perm(), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
