package since

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// Changes are the lines of the working tree that changed.
type Changes struct {
	files map[string]*fileChanges // by absolute name
	// Any tells whether anything changed that a Go program is made of.
	Any bool
}

// fileChanges are those of one file.
type fileChanges struct {
	whole bool   // the file is new
	added []span // lines that are new or changed
	gone  []int  // lines behind which lines were taken out
}

// span is some lines, both ends included.
type span struct{ from, to int }

// Changes compares the working tree with the revision.
func (r *Revision) Changes(ctx context.Context) (*Changes, error) {
	c := &Changes{files: map[string]*fileChanges{}}
	patch, err := git(ctx, r.Root, "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "-M", "--unified=0",
		"--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", r.Commit, "--")
	if err != nil {
		return nil, fmt.Errorf("comparing with %s: %w", r.Name, err)
	}
	c.read(r.Root, patch)
	untracked, err := git(ctx, r.Root, "ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return nil, fmt.Errorf("listing new files: %w", err)
	}
	for _, name := range strings.Split(string(untracked), "\x00") {
		if name != "" {
			c.files[filepath.Join(r.Root, filepath.FromSlash(name))] = &fileChanges{whole: true}
			c.Any = true
		}
	}
	return c, nil
}

// read takes over a patch without context lines, as "git diff --unified=0" writes it.
func (c *Changes) read(root string, patch []byte) {
	var current *fileChanges
	sc := bufio.NewScanner(bytes.NewReader(patch))
	sc.Buffer(make([]byte, 0, 1<<16), 1<<28)
	skip := 0 // lines of the hunk that are still to come
	for sc.Scan() {
		line := sc.Text()
		if skip > 0 && (strings.HasPrefix(line, "+") || strings.HasPrefix(line, "-")) {
			skip--
			continue
		}
		c.Any = true
		if name, ok := strings.CutPrefix(line, "+++ "); ok {
			current = &fileChanges{}
			if name = fileName(name); name != "" {
				c.files[filepath.Join(root, filepath.FromSlash(name))] = current
			}
		} else if rest, ok := strings.CutPrefix(line, "@@ "); ok && current != nil {
			skip = current.hunk(rest)
		}
	}
}

// fileName reads a name as it stands behind +++; "" for a file that was taken out.
func fileName(name string) string {
	name = strings.TrimSuffix(name, "\t")
	if strings.HasPrefix(name, `"`) {
		if s, err := strconv.Unquote(name); err == nil {
			name = s
		}
	}
	if rest, ok := strings.CutPrefix(name, "b/"); ok {
		return rest
	}
	return ""
}

// hunk reads "-1,2 +3,4 @@" and returns how many lines the hunk has.
func (f *fileChanges) hunk(head string) int {
	parts := strings.Fields(head)
	if len(parts) < 2 {
		return 0
	}
	_, removed := numbers(parts[0])
	at, added := numbers(parts[1])
	if added > 0 {
		f.added = append(f.added, span{at, at + added - 1})
	}
	if removed > 0 {
		f.gone = append(f.gone, at+max(added-1, 0))
	}
	return removed + added
}

// numbers reads "-1,2" or "+3"; without a count it is one.
func numbers(s string) (at, count int) {
	first, second, ok := strings.Cut(s[1:], ",")
	at, _ = strconv.Atoi(first)
	count = 1
	if ok {
		count, _ = strconv.Atoi(second)
	}
	return at, count
}

// Touches tells whether one of some lines of a file is new or changed.
func (c *Changes) Touches(file string, from, to int) bool {
	f := c.files[file]
	if f == nil {
		return false
	}
	for _, s := range f.added {
		if s.from <= to && from <= s.to {
			return true
		}
	}
	return f.whole
}

// Lost tells whether lines were taken out within some lines of a file.
func (c *Changes) Lost(file string, from, to int) bool {
	f := c.files[file]
	if f == nil {
		return false
	}
	for _, at := range f.gone {
		if from <= at && at < to {
			return true
		}
	}
	return false
}
