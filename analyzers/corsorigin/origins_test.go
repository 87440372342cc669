package corsorigin

import (
	"slices"
	"testing"

	"github.com/apivet/apivet/internal/program"
)

// TestNear: for each pattern, an origin that has to be among those that are made for it, and whether one of them passes.
func TestNear(t *testing.T) {
	for _, c := range []struct{ kind, text, want string }{
		{"suffix", "example.com", "https://evilexample.com"},
		{"suffix", ".github.io", "https://evil.github.io"},
		{"prefix", "https://example.com", "https://example.com.evil.xyz"},
		{"prefix", "http://localhost", "http://localhost.evil.xyz"},
		{"contains", ".example.com", "https://a.example.com.evil.xyz"},
		{"within", "https://example.com;https://example.org", "https://example.co"},
		{"regexp", `^https://app.example\.com$`, "https://appxexample.com"},
		{"regexp", `^https?://(www\.)?example\.com`, "https://example.com.evil.xyz"},
		{"regexp", `^https://(a|b)\.example\.com(:\d+)?`, "https://a.example.com.evil.xyz"},
	} {
		if got := near([]program.Pattern{{Kind: c.kind, Text: c.text}}); !slices.Contains(got, c.want) {
			t.Errorf("%s %q: %s is missing in %v", c.kind, c.text, c.want, got)
		}
	}
}

func TestForeign(t *testing.T) {
	for _, c := range []struct {
		origin, base string
		want         bool
	}{
		{"https://evilexample.com", "example.com", true},
		{"https://example.com.evil.xyz", "example.com", true},
		{"https://a.example.com", "example.com", false},
		{"https://evil.github.io", "github.io", true},
		{"https://evil.example.co.uk", "example.co.uk", false},
		{"http://evillocalhost", "localhost", false},
		{"http://localhost:30001", "localhost", false},
		{"http://localhost:3000.evil.xyz", "localhost", false},
		{"https://a..example.com", "example.com", false},
		{"https://127.0.0.1x", "127.0.0.1", false},
	} {
		if got := foreignTo(c.origin, c.base); got != c.want {
			t.Errorf("%s foreign to %s: %v", c.origin, c.base, got)
		}
	}
}

func TestAllows(t *testing.T) {
	for _, c := range []struct {
		match, pattern, origin string
		globs, want            bool
	}{
		{"exact", "https://Example.com", "https://example.com", false, true},
		{"exact", "https://*.example.com", "https://a.example.com", false, false},
		{"exact", "https://*.example.com", "https://a.example.com", true, true},
		{"glob", "https://*.example.com", "https://a.example.com", false, true},
		{"glob", "https://*.example.com", "https://example.com", false, false},
		{"anchored", "https://*.example.com", "https://a.b.example.com", false, true},
		{"anchored", "https://a.example.com", "https://axexample.com", false, false},
		{"subdomain", "https://*.example.com", "https://evilexample.com", false, false},
		{"subdomain", "https://*.example.com", "https://a.example.com", false, true},
		{"suffix", "example.com", "https://a.example.com", false, true},
		{"suffix", "example.com", "https://evilexample.com", false, false},
		{"regexp", `example\.com`, "https://example.com.evil.xyz", false, true},
		{"slashed", `/example\.com/`, "https://example.com.evil.xyz", false, true},
		{"slashed", "https://example.com", "https://example.com", false, true},
		{"path", "*.example.com", "https://a.example.com", false, true},
		{"path", "localhost:*", "http://localhost:3000", false, true},
		{"path", "*", "https://evil.xyz", false, true},
	} {
		if got := allows(c.match, c.pattern, c.origin, c.globs); got != c.want {
			t.Errorf("%s %q allows %s: %v", c.match, c.pattern, c.origin, got)
		}
	}
}
