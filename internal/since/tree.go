package since

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/apivet/apivet/internal/lines"
)

// maxEmbedded is the size up to which files that are not Go's are written out whole, in bytes; larger ones are written empty, since
// that they are there is enough for the go command, and no rule looks into them.
const maxEmbedded = 256 << 10

// entry is a file of the revision.
type entry struct {
	mode, object, name string
}

// Export writes what a Go program is made of, as it was at the revision, into a folder: Go files, those that the go command
// reads, those that line directives lead to, and those below packages that embed files; tests too, if asked for. extra are files of the working tree, absolute, that git does not know
// (generated ones, mostly); they are copied as they are now.
func (r *Revision) Export(ctx context.Context, dir string, tests bool, extra []string) error {
	entries, err := r.list(ctx)
	if err != nil {
		return err
	}
	var program, rest []entry
	known := map[string]bool{}
	for _, e := range entries {
		known[e.name] = true
		switch {
		case !filepath.IsLocal(filepath.FromSlash(e.name)) || e.mode != "100644" && e.mode != "100755":
		case part(e.name) && (tests || !strings.HasSuffix(e.name, "_test.go")):
			program = append(program, e)
		default:
			rest = append(rest, e)
		}
	}
	embeds, sources := map[string]bool{}, map[string]bool{}
	err = r.write(ctx, dir, program, func(e entry, data []byte) []byte {
		for _, name := range lines.Candidates(e.name, data) {
			sources[name] = true
		}
		if bytes.Contains(data, []byte("//go:embed")) {
			embeds[path.Dir(e.name)] = true
		}
		return data
	})
	if err != nil {
		return err
	}
	var embedded, written []entry
	for _, e := range rest {
		if sources[e.name] {
			written = append(written, e)
		} else if below(embeds, e.name) {
			embedded = append(embedded, e)
		}
	}
	if err := r.write(ctx, dir, written, func(_ entry, data []byte) []byte { return data }); err != nil {
		return err
	}
	err = r.write(ctx, dir, embedded, func(_ entry, data []byte) []byte {
		if len(data) > maxEmbedded {
			return nil
		}
		return data
	})
	if err != nil {
		return err
	}
	return r.copyExtra(dir, extra, known)
}

// part tells whether a file is one that the go command or the compiler reads.
func part(name string) bool {
	base := path.Base(name)
	switch base {
	case "go.mod", "go.sum", "go.work", "go.work.sum":
		return true
	case "modules.txt":
		return path.Base(path.Dir(name)) == "vendor"
	}
	switch path.Ext(base) {
	case ".go", ".c", ".h", ".s", ".S", ".cc", ".cpp", ".hpp":
		return true
	}
	return false
}

// below tells whether a file is in one of some folders, or deeper.
func below(dirs map[string]bool, name string) bool {
	for d := path.Dir(name); ; d = path.Dir(d) {
		if dirs[d] {
			return true
		}
		if d == "." || d == "/" {
			return false
		}
	}
}

// list returns the files of the revision.
func (r *Revision) list(ctx context.Context) ([]entry, error) {
	out, err := git(ctx, r.Root, "ls-tree", "-r", "-z", "--full-tree", r.Commit)
	if err != nil {
		return nil, fmt.Errorf("listing the files of %s: %w", r.Name, err)
	}
	var entries []entry
	for _, line := range strings.Split(string(out), "\x00") {
		head, name, ok := strings.Cut(line, "\t")
		words := strings.Fields(head)
		if ok && len(words) == 3 {
			entries = append(entries, entry{words[0], words[2], name})
		}
	}
	return entries, nil
}

// write writes files of the revision below a folder, as change makes them of what git has.
func (r *Revision) write(ctx context.Context, dir string, entries []entry, change func(entry, []byte) []byte) error {
	if len(entries) == 0 {
		return nil
	}
	var ask bytes.Buffer
	for _, e := range entries {
		ask.WriteString(e.object + "\n")
	}
	out, err := gitWith(ctx, r.Root, ask.Bytes(), "cat-file", "--batch")
	if err != nil {
		return fmt.Errorf("reading the files of %s: %w", r.Name, err)
	}
	in := bufio.NewReader(bytes.NewReader(out))
	for _, e := range entries {
		data, err := blob(in)
		if err != nil {
			return fmt.Errorf("reading %s of %s: %w", e.name, r.Name, err)
		}
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(e.name)), change(e, data)); err != nil {
			return err
		}
	}
	return nil
}

// blob reads one object as "git cat-file --batch" writes it.
func blob(in *bufio.Reader) ([]byte, error) {
	head, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	words := strings.Fields(head)
	if len(words) != 3 || words[1] != "blob" {
		return nil, fmt.Errorf("git says %q", strings.TrimSpace(head))
	}
	size, err := strconv.Atoi(words[2])
	if err != nil {
		return nil, err
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(in, data); err != nil {
		return nil, err
	}
	_, err = in.Discard(1)
	return data, err
}

func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// copyExtra copies the files of the program that the revision does not have and git ignores.
func (r *Revision) copyExtra(dir string, extra []string, known map[string]bool) error {
	for _, name := range extra {
		rel, err := filepath.Rel(r.Root, name)
		if err != nil || !filepath.IsLocal(rel) || known[filepath.ToSlash(rel)] {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			continue // it is not there any more
		}
		if err := writeFile(filepath.Join(dir, rel), data); err != nil {
			return err
		}
	}
	return nil
}

// Ignored returns those of some files of the working tree, absolute, that git ignores.
func (r *Revision) Ignored(ctx context.Context, files []string) []string {
	var ask bytes.Buffer
	for _, f := range files {
		ask.WriteString(f + "\x00")
	}
	out, err := gitWith(ctx, r.Root, ask.Bytes(), "check-ignore", "-z", "--stdin")
	if err != nil {
		return nil // none is
	}
	var ignored []string
	for _, f := range strings.Split(string(out), "\x00") {
		if f != "" {
			ignored = append(ignored, f)
		}
	}
	return ignored
}
