package openredirect

import (
	"strings"

	"github.com/apivet/apivet/internal/flow"
	"github.com/apivet/apivet/internal/program"
)

// evil is a host of somebody else's.
const evil = "evil.example"

// attacks are texts that lead elsewhere as a whole, or behind a slash or a host.
var attacks = []flow.Attack{
	{Text: "https://evil.example/", Harms: leads(evil), Stays: true},
	{Text: "//evil.example/", Harms: leads(evil), Stays: true},
	{Text: `/\evil.example/`, Harms: leads(evil)},
	{Text: `\\evil.example/`, Harms: leads(evil)},
	{Text: "/evil.example/", Harms: leads(evil)},
	{Text: "evil.example/", Harms: leads(evil)},
	{Text: "@evil.example/", Harms: leads(evil)},
	{Text: ".evil.example/", Harms: leads("." + evil)},
}

// near are texts that come close to what a check compares with: beyond a prefix, before a suffix, around a part.
func near(patterns []program.Pattern) []flow.Attack {
	var out []flow.Attack
	add := func(text, host string) { out = append(out, flow.Attack{Text: text, Harms: leads(host)}) }
	for _, p := range patterns {
		switch {
		case strings.Trim(p.Text, "/") == "":
		case p.Kind == "prefix" && !p.Host:
			add(p.Text+".evil.example/", "."+evil)
			add(p.Text+"@evil.example/", evil)
		case p.Kind == "suffix" && p.Host && !strings.HasPrefix(p.Text, "."):
			add("https://evil"+p.Text+"/", "evil"+p.Text)
		case p.Kind == "suffix", p.Kind == "contains":
			add("https://evil.example/"+p.Text, evil)
			add("https://evil.example/?"+p.Text, evil)
			add("https://"+strings.TrimPrefix(p.Text, ".")+".evil.example/", "."+evil)
		}
	}
	return out
}

// leads tells whether a browser that is redirected to a URL goes to a host; one that begins with a dot is any host below.
func leads(host string) func(url string) bool {
	return func(url string) bool {
		got := hostOf(url)
		return got == host || strings.HasPrefix(host, ".") && strings.HasSuffix(got, host)
	}
}

// hostOf is the host that a browser reads in a URL of a redirect: backslashes are slashes, of which there may be more than two, and
// what is in front of the last "@" is the user. It is "" where the URL stays on the host of the request.
func hostOf(url string) string {
	url = strings.ReplaceAll(strings.TrimLeft(url, "\t\n\r "), `\`, "/")
	lower := strings.ToLower(url)
	rest, named := strings.CutPrefix(lower, "https:")
	if !named {
		rest, named = strings.CutPrefix(lower, "http:")
	}
	if !strings.HasPrefix(rest, "//") && !(named && strings.HasPrefix(rest, "/")) {
		return ""
	}
	rest = strings.TrimLeft(rest, "/")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	host, _, _ := strings.Cut(rest, ":")
	return host
}
