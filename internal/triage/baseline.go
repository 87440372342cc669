package triage

import (
	"os"
	"path/filepath"

	"github.com/apivet/apivet/internal/baseline"
	"github.com/apivet/apivet/internal/rule"
)

// Compare takes out of what is shown what the baseline of the settings holds.
func (r *Run) Compare(res *Result) error {
	name := string(r.Settings.Baseline)
	if name == "" {
		return nil
	}
	b, err := baseline.Read(name)
	if err != nil {
		return err
	}
	known, fresh, fixed := b.Split(res.Shown, r.looked(name))
	res.Known, res.Shown = known, fresh
	if r.Whole {
		res.Fixed = fixed
	}
	return nil
}

// looked says what the run knows of the files that a baseline names.
func (r *Run) looked(name string) baseline.Looked {
	relative := r.inBaseline(name)
	at := map[string]bool{}
	for _, f := range r.Files {
		at[relative(f.Name)] = true
		for _, source := range r.sources[f.Name].Files() { // that its code was written in
			at[relative(source)] = true
		}
	}
	return baseline.Looked{
		Name: relative,
		At:   func(file string) bool { return at[file] },
		Gone: func(file string) bool {
			_, err := os.Stat(absolute(filepath.Dir(name), file))
			return os.IsNotExist(err)
		},
	}
}

// inBaseline returns what turns the name of a finding's file into that of a baseline's entry: relative to the baseline's
// folder.
func (r *Run) inBaseline(name string) func(string) string {
	dir := real(filepath.Dir(name))
	root := real(r.Root)
	return func(file string) string {
		abs := absolute(root, file)
		if rel, err := filepath.Rel(dir, abs); err == nil {
			return filepath.ToSlash(rel)
		}
		return filepath.ToSlash(abs)
	}
}

// real is a folder's absolute name without symbolic links.
func real(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	if r, err := filepath.EvalSymlinks(dir); err == nil {
		return r
	}
	return dir
}

// Baseline makes a baseline of findings of the run, to be kept in the file of a name.
func (r *Run) Baseline(tool, name string, findings []rule.Finding) *baseline.Baseline {
	return baseline.New(tool, findings, r.inBaseline(name))
}
