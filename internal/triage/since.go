package triage

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/apivet/apivet/internal/baseline"
	"github.com/apivet/apivet/internal/engine"
	"github.com/apivet/apivet/internal/rule"
	"github.com/apivet/apivet/internal/since"
)

// Since takes out of what is shown what is not new since the revision of the settings. New is a finding whose place or
// flow has a line that changed, and one that was not there before: the program is vetted once more as it was at the
// revision, so that a finding counts whose cause is a change elsewhere, such as a check that was taken out. o is what the run was
// made with. warning says why the revision could not be vetted; then those findings are new, too, of which a declaration
// on the way lost lines.
func (r *Run) Since(ctx context.Context, o engine.Options, res *Result) (warning string, err error) {
	if r.Settings.NewFrom == "" {
		return "", nil
	}
	rev, err := since.Open(ctx, r.Root, r.Settings.NewFrom)
	if err != nil {
		return "", err
	}
	changes, err := rev.Changes(ctx)
	if err != nil {
		return "", err
	}
	if !changes.Any {
		res.Old, res.Shown = res.Shown, nil
		return "", nil
	}
	fresh := make([]bool, len(res.Shown))
	was, why := r.before(ctx, o, rev)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if why == "" {
		was.mark(res.Shown, fresh)
	}
	var shown []rule.Finding
	for i := range res.Shown {
		f := &res.Shown[i]
		if fresh[i] || r.touched(changes, f, why != "") {
			shown = append(shown, *f)
		} else {
			res.Old = append(res.Old, *f)
		}
	}
	res.Shown = shown
	if why != "" {
		why = fmt.Sprintf("%s cannot be vetted, so findings are compared by changed lines only: %s", rev.Name, why)
	}
	return why, nil
}

// earlier is what a revision had.
type earlier struct {
	*baseline.Baseline
	looked baseline.Looked
}

// mark notes which findings the revision did not have.
func (e *earlier) mark(findings []rule.Finding, fresh []bool) {
	at := map[string]int{}
	for i := range findings {
		at[findings[i].Fingerprint] = i
	}
	_, missing, _ := e.Split(findings, e.looked)
	for _, f := range missing {
		fresh[at[f.Fingerprint]] = true
	}
}

// before vets the program as it was at a revision. why says why that failed.
func (r *Run) before(ctx context.Context, o engine.Options, rev *since.Revision) (was *earlier, why string) {
	dir, err := os.MkdirTemp("", "apivet-")
	if err != nil {
		return nil, err.Error()
	}
	defer os.RemoveAll(dir)
	dir = real(dir)
	root := real(r.Root)
	sub, err := filepath.Rel(rev.Root, root)
	if err != nil {
		return nil, err.Error()
	}
	var files []string
	for _, f := range r.Files {
		files = append(files, absolute(root, f.Name))
	}
	if err := rev.Export(ctx, dir, o.Tests, rev.Ignored(ctx, files)); err != nil {
		return nil, err.Error()
	}
	then := filepath.Join(dir, sub)
	if err := os.MkdirAll(then, 0o755); err != nil {
		return nil, err.Error()
	}
	o.Dir, o.Progress, o.Env = then, nil, movedWorkspace(o.Env, rev.Root, dir)
	rep, err := engine.Run(ctx, o)
	if err != nil {
		return nil, strings.ReplaceAll(err.Error(), dir, rev.Name)
	}
	if len(rep.Incomplete) > 0 {
		return nil, rep.Incomplete[0].Package + ": " + rep.Incomplete[0].Reason
	}
	return r.earlier(rep, o, then, root), ""
}

// earlier sorts what a revision had as the run itself is sorted: the settings are those of now, and so are the names of files.
func (r *Run) earlier(rep *engine.Report, o engine.Options, then, root string) *earlier {
	old := NewRun(r.Settings, r.Rules, o.Models, root, rep)
	old.Now, old.Whole = r.Now, r.Whole
	old.Source.Read = func(file string) ([]byte, error) {
		rel, err := filepath.Rel(root, absolute(root, file))
		if err != nil {
			return nil, err
		}
		return os.ReadFile(filepath.Join(then, rel))
	}
	now := func(file string) string { // what lies outside the folder has an absolute name
		if rel, err := filepath.Rel(then, file); err == nil && filepath.IsAbs(file) {
			return filepath.ToSlash(filepath.Join(root, rel))
		}
		return file
	}
	for i := range old.Findings {
		f := &old.Findings[i]
		f.File, f.Read.File = now(f.File), now(f.Read.File)
	}
	old.sources = old.sources.Rename(now)
	looked := map[string]bool{}
	for i := range old.Files {
		old.Files[i].Name = now(old.Files[i].Name)
		looked[old.Files[i].Name] = true
		for _, source := range old.sources[old.Files[i].Name].Files() {
			looked[source] = true
		}
	}
	same := func(file string) string { return file }
	return &earlier{baseline.New("", old.Sort().Shown, same), baseline.Looked{
		Name: same,
		At:   func(file string) bool { return looked[file] },
		Gone: func(file string) bool {
			_, err := os.Stat(absolute(root, file))
			return os.IsNotExist(err)
		},
	}}
}

// movedWorkspace lets a go.work file that the environment names be that of the revision.
func movedWorkspace(env []string, root, dir string) []string {
	if env == nil {
		env = os.Environ()
	}
	var out []string
	for _, kv := range env {
		if name, value, _ := strings.Cut(kv, "="); name == "GOWORK" {
			if rel, err := filepath.Rel(root, value); err == nil && filepath.IsLocal(rel) {
				kv = "GOWORK=" + filepath.Join(dir, rel)
			}
		}
		out = append(out, kv)
	}
	return out
}

// touched tells whether a line of a finding's place or flow changed; lost: also whether a declaration that one of them is
// in lost lines.
func (r *Run) touched(c *since.Changes, f *rule.Finding, lost bool) bool {
	places := []rule.Range{f.Range}
	if lost && f.Read.File != "" {
		places = append(places, f.Read)
	}
	for _, s := range f.Flow {
		places = append(places, s.Range)
	}
	root := real(r.Root)
	for _, p := range places {
		file := absolute(root, p.File)
		if c.Touches(file, p.Line, max(p.Line, p.EndLine)) {
			return true
		}
		if lost {
			if from, to := r.Source.Extent(p.File, p.Line); c.Lost(file, from, to) {
				return true
			}
		}
	}
	return false
}
