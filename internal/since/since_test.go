package since

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPatch reads what git writes of names and lines that look like something else.
func TestPatch(t *testing.T) {
	c := &Changes{files: map[string]*fileChanges{}}
	c.read("/r", []byte(`diff --git a/a.go b/a.go
index 1..2 100644
--- a/a.go
+++ b/a.go
@@ -3,0 +4,2 @@ func f() {
+++ b/not-a-file.go
+@@ -9,9 +99,9 @@
@@ -10,2 +12 @@
-x
-y
+z
@@ -20,3 +20,0 @@
--- a/x
-b
-c
diff --git "a/\303\244\".go" "b/\303\244\".go"
--- "a/\303\244\".go"
+++ "b/\303\244\".go"
@@ -1 +1 @@
-a
+b
\ No newline at end of file
diff --git a/gone.go b/gone.go
--- a/gone.go
+++ /dev/null
@@ -1 +0,0 @@
-a
diff --git a/old name.go b/new name.go
similarity index 90%
rename from old name.go
rename to new name.go
--- a/old name.go	
+++ b/new name.go	
@@ -7 +7 @@
-a
+b
`))
	if len(c.files) != 3 {
		t.Errorf("%d files: %v", len(c.files), c.files)
	}
	for _, w := range []struct {
		file     string
		from, to int
		touched  bool
		lost     bool
	}{
		{"/r/a.go", 1, 3, false, false}, {"/r/a.go", 3, 4, true, false}, {"/r/a.go", 5, 5, true, false}, {"/r/a.go", 6, 11, false, false},
		{"/r/a.go", 12, 12, true, false}, {"/r/a.go", 11, 14, true, true}, {"/r/a.go", 13, 19, false, false}, {"/r/a.go", 19, 22, false, true},
		{"/r/a.go", 20, 20, false, false}, {"/r/a.go", 21, 30, false, false}, {"/r/a.go", 99, 99, false, false},
		{"/r/ä\".go", 1, 1, true, false}, {"/r/new name.go", 7, 7, true, false}, {"/r/new name.go", 1, 6, false, false}, {"/r/gone.go", 1, 1, false, false},
	} {
		if have := c.Touches(w.file, w.from, w.to); have != w.touched {
			t.Errorf("%s %d-%d: touched %t, want %t", w.file, w.from, w.to, have, w.touched)
		}
		if have := c.Lost(w.file, w.from, w.to); have != w.lost {
			t.Errorf("%s %d-%d: lost %t, want %t", w.file, w.from, w.to, have, w.lost)
		}
	}
}

// TestExport writes what a program is made of, and nothing else.
func TestExport(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	repo, out := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module a\n", "a.go": "package a\n", "a_test.go": "package a\n", "readme.txt": "r", "web/web.go": "package web\n\n//go:embed all:static\nvar _ = 1\n",
		"web/static/x.txt": "x", "web/static/deep/big.bin": strings.Repeat("x", maxEmbedded+1), "other/y.txt": "y", "with space/ä.go": "package w\n",
		"vendor/modules.txt": "# m\n", "gen/gen.go": "package gen\n", ".gitignore": "gen/\n",
	} {
		if err := writeFile(filepath.Join(repo, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "m"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = repo
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	ctx := context.Background()
	r, err := Open(ctx, repo, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	gen := filepath.Join(r.Root, "gen", "gen.go")
	ignored := r.Ignored(ctx, []string{gen, filepath.Join(r.Root, "a.go")})
	if len(ignored) != 1 || ignored[0] != gen {
		t.Errorf("ignored: %q", ignored)
	}
	if err := writeFile(filepath.Join(repo, "a.go"), []byte("package changed\n")); err != nil {
		t.Fatal(err)
	}
	if err := r.Export(ctx, out, false, ignored); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"go.mod": 9, "a.go": 10, "web/web.go": 45, "web/static/x.txt": 1, "web/static/deep/big.bin": 0, "with space/ä.go": 10, "vendor/modules.txt": 4, "gen/gen.go": 12}
	err = filepath.WalkDir(out, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(out, name)
		st, err := d.Info()
		if size, ok := want[filepath.ToSlash(rel)]; !ok || int64(size) != st.Size() {
			t.Errorf("%s has %d bytes, want %d (%t)", rel, st.Size(), size, ok)
		}
		delete(want, filepath.ToSlash(rel))
		return err
	})
	if err != nil || len(want) > 0 {
		t.Errorf("missing: %v, %v", want, err)
	}
}
