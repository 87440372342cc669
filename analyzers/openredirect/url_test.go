package openredirect

import (
	"testing"

	"github.com/apivet/apivet/internal/program"
)

func TestPositions(t *testing.T) {
	hole := &program.Value{Kind: program.Source}
	for before, want := range map[string]Position{
		"": Complete, " ": Complete, "/": Slash, `\`: Slash, "//": Host, `/\`: Host, "///": Host, "https://": Host, "HTTP://": Host, "https:": Host, "https:/": Host,
		"https://example.com": HostEnd, "https://example.com:": HostEnd, "//example.com": HostEnd, "https://user@": HostEnd,
		"https://example.com/": Inside, "https://example.com?q=": Inside, "https://example.com#": Inside, `https://example.com\`: Inside,
		"/login": Inside, "/a/": Inside, "/?": Inside, "/#": Inside, "?next=": Inside, "#": Inside, "./": Inside, "../": Inside, "page": Inside, "page/": Inside,
		"mailto:": Inside, "httpsx://": Inside, "/.": Inside,
	} {
		v := &program.Value{Kind: program.Concat, Parts: []*program.Value{{Kind: program.Const, Text: before}, hole}}
		holes := reader.Read(v, state{})
		if len(holes) != 1 || worst(holes[0].Positions) != want {
			t.Errorf("behind %q: %v, want %d", before, holes, want)
		}
	}
}

func TestHostOf(t *testing.T) {
	for url, want := range map[string]string{
		"https://evil.example/": "evil.example", "//evil.example": "evil.example", `/\evil.example/x`: "evil.example", `\\evil.example`: "evil.example",
		"///evil.example/": "evil.example", "HTTPS:\\\\Evil.example": "evil.example", "https:/evil.example": "evil.example", "\t//evil.example": "evil.example",
		"https://example.com@evil.example/": "evil.example", "https://example.com:80@evil.example:443/": "evil.example", "https://example.com.evil.example": "example.com.evil.example",
		"/evil.example": "", "evil.example": "", "https:evil.example": "", "?u=//evil.example": "", "/a//evil.example": "", "https://example.com/@evil.example": "example.com",
	} {
		if got := hostOf(url); got != want {
			t.Errorf("%q leads to %q, want %q", url, got, want)
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		pattern program.Pattern
		passes  string
	}{
		{program.Pattern{Kind: "prefix", Text: "https://example.com"}, "https://example.com.evil.example/"},
		{program.Pattern{Kind: "prefix", Text: "https://example.com"}, "https://example.com@evil.example/"},
		{program.Pattern{Kind: "suffix", Text: "example.com", Host: true}, "https://evilexample.com/"},
		{program.Pattern{Kind: "contains", Text: "example.com"}, "https://evil.example/example.com"},
		{program.Pattern{Kind: "contains", Text: "example.com", Host: true}, "https://example.com.evil.example/"},
	} {
		found := false
		for _, a := range near([]program.Pattern{c.pattern}) {
			found = found || a.Text == c.passes
			if !a.Harms(a.Text) {
				t.Errorf("%s leads nowhere", a.Text)
			}
		}
		if !found {
			t.Errorf("%v: nothing like %s is tried", c.pattern, c.passes)
		}
	}
}
