// Package since tells what of a program changed since a revision of its git repository: which lines of the working tree are
// new, and what the program looked like then.
//
// The revision is the one at which the working tree's branch left the given one (their merge base), so that what others did
// since on a main branch does not count. Files that git does not know yet count as new. Only git's own plumbing is run, with hooks, filters,
// external diffs and pagers out of the way; nothing in the repository or its folder .git is changed.
package since

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// Revision is a revision to compare with.
type Revision struct {
	Root   string // top folder of the working tree, absolute, without symbolic links
	Commit string // hexadecimal
	Name   string // as the user says it
}

// Open finds the revision in the repository of a folder.
func Open(ctx context.Context, dir, name string) (*Revision, error) {
	if strings.HasPrefix(name, "-") {
		return nil, fmt.Errorf("%q is no revision", name)
	}
	top, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, errors.New("the git command is not in PATH, and is needed to tell what is new")
		}
		return nil, fmt.Errorf("%s is in no git repository: %w", dir, err)
	}
	root, err := filepath.EvalSymlinks(filepath.FromSlash(strings.TrimSpace(string(top))))
	if err != nil {
		return nil, err
	}
	r := &Revision{Root: root, Name: name}
	commit, err := git(ctx, root, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("there is no revision %q in %s%s", name, root, r.hint(ctx))
	}
	r.Commit = strings.TrimSpace(string(commit))
	if base, err := git(ctx, root, "merge-base", r.Commit, "HEAD"); err == nil {
		r.Commit = strings.TrimSpace(string(base))
	}
	return r, nil
}

// hint says why a revision can be missing.
func (r *Revision) hint(ctx context.Context) string {
	if out, err := git(ctx, r.Root, "rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(string(out)) == "true" {
		return ", which is a shallow clone: fetch it whole (fetch-depth: 0 of actions/checkout, GIT_DEPTH: 0 on GitLab)"
	}
	return ""
}

// git runs a git command in a folder and returns its output.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	return gitWith(ctx, dir, nil, args...)
}

func gitWith(ctx context.Context, dir string, stdin []byte, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "--no-optional-locks", "--no-pager", "-C", dir}, args...)...)
	if stdin != nil {
		cmd.Stdin = bytes.NewReader(stdin)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && stderr.Len() > 0 {
		return nil, fmt.Errorf("%w: %s", err, strings.Join(strings.Fields(stderr.String()), " "))
	}
	return out, err
}
