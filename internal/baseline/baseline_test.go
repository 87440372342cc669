package baseline_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/baseline"
	"github.com/apivet/apivet/internal/rule"
)

func finding(file, function, content string) rule.Finding {
	return rule.Finding{Rule: "r", Check: "c", Message: "m", Range: rule.Range{File: file, Line: 1}, Function: function, Content: content}
}

func same(file string) string { return file }

// looked is a run over files.
func looked(files ...string) baseline.Looked {
	at := func(f string) bool { return slices.Contains(files, f) }
	return baseline.Looked{Name: same, At: at, Gone: func(f string) bool { return strings.HasPrefix(f, "gone") }}
}

func names(fs []rule.Finding) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.File+" "+f.Function+" "+f.Content)
	}
	return strings.Join(out, "; ")
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name       string
		was, is    []rule.Finding
		looked     baseline.Looked
		fresh, old string // new findings, and fixed entries
	}{
		{"nothing changed", []rule.Finding{finding("a.go", "F", "x")}, []rule.Finding{finding("a.go", "F", "x")}, looked("a.go"), "", ""},
		{"one more of the same", []rule.Finding{finding("a.go", "F", "x")}, []rule.Finding{finding("a.go", "F", "x"), finding("a.go", "F", "x")}, looked("a.go"), "a.go F x", ""},
		{"one less of the same", []rule.Finding{finding("a.go", "F", "x"), finding("a.go", "F", "x")}, []rule.Finding{finding("a.go", "F", "x")}, looked("a.go"), "", "a.go F x 1"},
		{"another content", []rule.Finding{finding("a.go", "F", "x")}, []rule.Finding{finding("a.go", "F", "y")}, looked("a.go"), "a.go F y", "a.go F x 1"},
		{"function moved to another file", []rule.Finding{finding("a.go", "F", "x")}, []rule.Finding{finding("b.go", "F", "x")}, looked("a.go", "b.go"), "", ""},
		{"function renamed", []rule.Finding{finding("a.go", "F", "x")}, []rule.Finding{finding("a.go", "G", "x")}, looked("a.go"), "", ""},
		{"file renamed", []rule.Finding{finding("gone.go", "F", "x")}, []rule.Finding{finding("b.go", "F", "x")}, looked("b.go"), "", ""},
		{"file and function renamed", []rule.Finding{finding("gone.go", "F", "x")}, []rule.Finding{finding("b.go", "G", "x")}, looked("b.go"), "", ""},
		{"another function of another file", []rule.Finding{finding("a.go", "F", "x")}, []rule.Finding{finding("b.go", "G", "x")}, looked("a.go", "b.go"), "b.go G x", "a.go F x 1"},
		{"the nearest is the known one", []rule.Finding{finding("b.go", "F", "x")}, []rule.Finding{finding("a.go", "F", "x"), finding("b.go", "F", "x")}, looked("a.go", "b.go"), "a.go F x", ""},
		{"a file that was not looked at keeps its entry", []rule.Finding{finding("a.go", "F", "x")}, []rule.Finding{finding("b.go", "F", "x")}, looked("b.go"), "b.go F x", ""},
		{"a file that is gone was fixed", []rule.Finding{finding("gone.go", "F", "x")}, nil, looked("a.go"), "", "gone.go F x 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := baseline.New("t", c.was, same)
			known, fresh, fixed := b.Split(c.is, c.looked)
			var old []string
			for _, e := range fixed {
				old = append(old, e.File+" "+e.Function+" "+e.Content+" "+string(rune('0'+e.Count)))
			}
			if have := strings.Join(old, "; "); names(fresh) != c.fresh || have != c.old || len(known)+len(fresh) != len(c.is) {
				t.Errorf("new: %q, want %q; fixed: %q, want %q", names(fresh), c.fresh, have, c.old)
			}
			if again := b.Without(fixed); len(fixed) > 0 {
				if _, fresh, left := again.Split(c.is, c.looked); len(left) > 0 || names(fresh) != c.fresh {
					t.Errorf("pruned: %v fixed, %q new", left, names(fresh))
				}
			}
		})
	}
}

// TestFile: what is written is read again, byte by byte the same whatever the order, and has no line numbers.
func TestFile(t *testing.T) {
	fs := []rule.Finding{finding("b.go", "F", "x"), finding("a.go", "", "x"), finding("b.go", "F", "x")}
	first, err := baseline.New("t", fs, same).Encode()
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(fs)
	second, _ := baseline.New("t", fs, same).Encode()
	if string(first) != string(second) || strings.Contains(string(first), "line") {
		t.Errorf("%s\n%s", first, second)
	}
	name := filepath.Join(t.TempDir(), "b.json")
	if err := os.WriteFile(name, first, 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := baseline.Read(name)
	if err != nil || len(b.Entries) != 2 || b.Entries[1].Count != 2 {
		t.Errorf("%v, %+v", err, b)
	}
	for text, want := range map[string]string{
		"{": "is no baseline", "{\"version\": 9}": "is a baseline of version 9, and this apivet reads version 1",
		"{\"version\": 1, \"findings\": [{\"rule\": \"r/c\", \"file\": \"a.go\", \"count\": 1}]}": "is damaged: an entry of r/c in a.go has no content",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := baseline.Read(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := baseline.Read(filepath.Join(t.TempDir(), "b.json")); err == nil || !strings.Contains(err.Error(), `"apivet -write-baseline b.json" writes`) {
		t.Errorf("%v", err)
	}
}
