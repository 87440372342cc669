package fingerprint_test

import (
	"go/format"
	"os"
	"strings"
	"testing"

	"github.com/apivet/apivet/internal/fingerprint"
	"github.com/apivet/apivet/internal/rule"
)

// find fills in a finding at the text between « and » of a file.
func find(t *testing.T, file, src string, redact func(string, bool) string) rule.Finding {
	t.Helper()
	before, rest, ok := strings.Cut(src, "«")
	inside, after, closed := strings.Cut(rest, "»")
	if !ok || !closed {
		t.Fatal("the source has no place")
	}
	place := func(text string) (line, column int) {
		return strings.Count(text, "\n") + 1, len(text) - strings.LastIndexByte(text, '\n')
	}
	f := rule.Finding{Rule: "r", Check: "c", Range: rule.Range{File: file}}
	f.Line, f.Column = place(before)
	f.EndLine, f.EndColumn = place(before + inside)
	s := fingerprint.Source{Read: func(name string) ([]byte, error) {
		if name != file {
			return nil, os.ErrNotExist
		}
		return []byte(before + inside + after), nil
	}, Redact: redact}
	s.Fill([]*rule.Finding{&f})
	return f
}

const head = "package a\n\nimport \"fmt\"\n\n"

// TestContent: what changes nothing about the code changes nothing about the content.
func TestContent(t *testing.T) {
	first := find(t, "a.go", head+"func (s *Store) Find(name string) {\n\ts.db.Query(«\"SELECT \" + fmt.Sprint(name, 0xFF)»)\n}\n", nil)
	if first.Function != "(*Store).Find" || len(first.Content) != 32 || len(first.Fingerprint) != 32 {
		t.Errorf("%q, %q, %q", first.Function, first.Content, first.Fingerprint)
	}
	for name, src := range map[string]string{
		"other lines above":    head + "var x = 1\n\nfunc (s *Store) Find(name string) {\n\ts.db.Query(«\"SELECT \" + fmt.Sprint(name, 0xFF)»)\n}\n",
		"not formatted":        head + "func(s *Store)Find(name string){s.db.Query(«\"SELECT \"+fmt.Sprint(name,0XFF)»)}\n",
		"over several lines":   head + "func (s *Store) Find(name string) {\n\ts.db.Query(«\"SELECT \" +\n\t\tfmt.Sprint(\n\t\t\tname,\n\t\t\t0xFF,\n\t\t)»)\n}\n",
		"with a comment":       head + "func (s *Store) Find(name string) {\n\ts.db.Query(«\"SELECT \" /* columns */ + fmt.Sprint(name, 0xFF)»)\n}\n",
		"with a type argument": head + "func (s *Store[T]) Find(name string) {\n\ts.db.Query(«\"SELECT \" + fmt.Sprint(name, 0xFF)»)\n}\n",
	} {
		if have := find(t, "a.go", src, nil); have.Content != first.Content || have.Fingerprint != first.Fingerprint || have.Function != first.Function {
			t.Errorf("%s: %q, %q", name, have.Function, have.Content)
		}
	}
	for name, src := range map[string]string{
		"another value": head + "func (s *Store) Find(name string) {\n\ts.db.Query(«\"SELECT \" + fmt.Sprint(other, 0xFF)»)\n}\n",
		"another text":  head + "func (s *Store) Find(name string) {\n\ts.db.Query(«\"DELETE \" + fmt.Sprint(name, 0xFF)»)\n}\n",
	} {
		if find(t, "a.go", src, nil).Content == first.Content {
			t.Errorf("%s: the same content", name)
		}
	}
	moved := find(t, "b.go", head+"func (s *Store) Find(name string) {\n\ts.db.Query(«\"SELECT \" + fmt.Sprint(name, 0xFF)»)\n}\n", nil)
	if moved.Content != first.Content || moved.Fingerprint == first.Fingerprint {
		t.Error("another file: want the same content and another fingerprint")
	}
}

// TestGofmt: gofmt of a whole file leaves every content as it is.
func TestGofmt(t *testing.T) {
	src := head + "func f(){\nif x{y(«a+ b,  func( )int{return 1 ;},[]int{1,2}»)}\n}\n"
	before := find(t, "a.go", src, nil)
	plain := strings.NewReplacer("«", "/*<*/", "»", "/*>*/").Replace(src)
	formatted, err := format.Source([]byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	after := find(t, "a.go", strings.NewReplacer("/*<*/", "«", "/*>*/", "»").Replace(string(formatted)), nil)
	if before.Content != after.Content {
		t.Errorf("formatting changes the content of\n%s", formatted)
	}
}

// TestBodies: what a function literal in the place does is not part of it, its signature is.
func TestBodies(t *testing.T) {
	get := func(s string) string { return find(t, "a.go", head+"func f() {\n\t«r.Get("+s+")»\n}\n", nil).Content }
	a := get("\"/x\", func(c Context) error { return nil }, auth")
	if b := get("\"/x\", func(c Context) error { if x { y() }; return g() }, auth"); a != b {
		t.Error("the body counts")
	}
	if b := get("\"/x\", func(c Context) error { return nil }, other"); a == b {
		t.Error("what stands behind the body does not count")
	}
	if b := get("\"/x\", func(c Other) error { return nil }, auth"); a == b {
		t.Error("the signature does not count")
	}
}

// TestSecret: a secret's own text is not part of what is hashed.
func TestSecret(t *testing.T) {
	redact := func(text string, all bool) string { return strings.ReplaceAll(text, "hunter2", "*") }
	get := func(s string) string {
		return find(t, "a.go", head+"var (\n\tx = 1\n\tkey = «\""+s+"\"»\n)\n", redact).Content
	}
	if get("hunter2") != get("*") {
		t.Error("the hash holds the secret")
	}
	if f := find(t, "a.go", head+"var (\n\tx = 1\n\tkey = «\"a\"»\n)\n", nil); f.Function != "key" {
		t.Errorf("the declaration is %q", f.Function)
	}
}

// TestTwins: findings with all equal have different fingerprints, and files that cannot be read have some too.
func TestTwins(t *testing.T) {
	at := rule.Range{File: "a.go", Line: 3, Column: 5, EndLine: 3, EndColumn: 6}
	fs := []*rule.Finding{{Rule: "r", Check: "c", Range: at}, {Rule: "r", Check: "c", Range: at}, {Rule: "r", Check: "c", Range: rule.Range{File: "gone.go", Line: 9}}}
	fingerprint.Source{Read: func(name string) ([]byte, error) {
		if name == "gone.go" {
			return nil, os.ErrNotExist
		}
		return []byte("package a\n\nvar x = 1\n"), nil
	}}.Fill(fs)
	if fs[0].Fingerprint == fs[1].Fingerprint || fs[0].Content != fs[1].Content || fs[2].Fingerprint == "" {
		t.Errorf("%+v", fs)
	}
}
