package plugin

import (
	"testing"

	"github.com/apivet/apivet/internal/rule"
)

// TestInGo: what was written in another language is reported in the Go file, since golangci-lint drops it elsewhere.
func TestInGo(t *testing.T) {
	read := rule.Range{File: "y.go", Line: 12, Column: 3, EndLine: 12, EndColumn: 9}
	for _, c := range []struct{ file, want, message string }{
		{"grammar.y", "y.go:12:3", "m (written at grammar.y:4)"},
		{"main.go", "main.go:4:1", "m"},
	} {
		f := inGo(rule.Finding{Message: "m", Range: rule.Range{File: c.file, Line: 4, Column: 1}, Read: read})
		if f.Range.String() != c.want || f.Message != c.message {
			t.Errorf("%s: %s: %s", c.file, f.Range, f.Message)
		}
	}
	plain := rule.Finding{Message: "m", Range: read}
	if f := inGo(plain); f.Range != read || f.Message != "m" {
		t.Errorf("%s: %s", f.Range, f.Message)
	}
}
