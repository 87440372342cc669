package corsorigin

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/program"
)

// probes are origins that no program means to allow.
var probes = []string{"https://qz7k.xyz", "http://qz7k.xyz"}

// stand are what stands, each in a trial of its own, for an origin or a domain that only settings or data know.
var stand = []string{"example.com", "https://example.com", "*.example.com"}

// null is the origin of sandboxed frames and local files, which any page can make.
const null = "null"

// foreign is a domain of an attacker's own.
const foreign = "evil.xyz"

// near returns origins that an attacker can have and that are made to pass a comparison with the patterns: longer names,
// names in a domain of his own, names with another letter in place of a dot, a shorter name.
func near(patterns []program.Pattern) []string {
	var out []string
	add := func(origin, base string) {
		if foreignTo(origin, base) && !slices.Contains(out, origin) && len(out) < 200 {
			out = append(out, origin)
		}
	}
	for _, p := range patterns {
		for _, text := range samples(p) {
			scheme, host, port := split(text)
			schemes := []string{scheme}
			if scheme == "" {
				schemes = []string{"https", "http"}
			}
			for _, s := range schemes {
				for _, h := range variants(host) {
					add(s+"://"+h+port, host)
				}
			}
		}
	}
	for _, p := range patterns {
		for _, s := range patterns {
			if p.Kind == "prefix" && s.Kind == "suffix" {
				prefix := p.Text
				if !strings.Contains(prefix, "://") {
					prefix = "https://" + prefix
				}
				_, host, _ := split(s.Text)
				add(prefix+"evil"+s.Text, host)
			}
		}
	}
	return out
}

// variants are names that look like a host.
func variants(host string) []string {
	if host == "" {
		return nil
	}
	out := []string{"evil" + host, host + "." + foreign, host + foreign, "evil." + host, "a." + host + "." + foreign}
	for i := range host {
		if host[i] == '.' {
			out = append(out, host[:i]+"x"+host[i+1:])
		}
	}
	if len(host) > 3 {
		out = append(out, host[:len(host)-1])
	}
	return append(out, strings.TrimSuffix(host, "."+top(host))+"."+foreign)
}

func top(host string) string { return host[strings.LastIndexByte(host, '.')+1:] }

// split takes an origin, or a part of one, apart; port has its colon.
func split(text string) (scheme, host, port string) {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		scheme, rest = "", text
	}
	rest = strings.TrimRight(strings.TrimLeft(rest, ".*/"), "*/.$")
	if i := strings.LastIndexByte(rest, ':'); i >= 0 {
		return scheme, rest[:i], rest[i:]
	}
	return scheme, rest, ""
}

var label = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// tops are top-level domains in which a name is easily had.
var tops = []string{"com", "org", "net", "io", "dev", "app", "xyz", "co", "me", "de", "uk", "cn", "ru", "fr", "eu", "us", "ca", "info", "biz", "cloud", "ai", "cc", "tv"}

// shared are domains in which anyone can have a name.
var shared = []string{
	"vercel.app", "netlify.app", "github.io", "gitlab.io", "herokuapp.com", "pages.dev", "workers.dev", "web.app", "firebaseapp.com",
	"azurewebsites.net", "azurestaticapps.net", "cloudfront.net", "amazonaws.com", "amplifyapp.com", "appspot.com", "run.app",
	"ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.app", "ngrok-free.dev", "loca.lt", "trycloudflare.com", "devtunnels.ms", "onrender.com",
	"railway.app", "fly.dev", "ondigitalocean.app", "surge.sh", "glitch.me", "replit.app", "repl.co", "csb.app", "lovable.app", "myshopify.com",
	"co.uk", "com.au", "co.jp", "com.br", "com.cn", "co.in",
}

// foreignTo tells whether an origin is one that a stranger to the base host can have: well formed, in a domain that is
// registered by itself.
func foreignTo(origin, base string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Path != "" || u.User != nil || strings.HasSuffix(u.Host, ":") {
		return false
	}
	labels := strings.Split(u.Hostname(), ".")
	for _, l := range labels {
		if !label.MatchString(l) {
			return false
		}
	}
	tld := labels[len(labels)-1]
	if len(labels) < 2 || !slices.Contains(tops, tld) && tld != top(base) || numeric(tld) {
		return false
	}
	if tld == top(base) && !slices.Contains(tops, tld) && !strings.Contains(base, ".") {
		return false // Have: names below localhost and the like.
	}
	own := registered(u.Hostname())
	return own != registered(base) && own != base
}

func numeric(s string) bool { return strings.Trim(s, "0123456789") == "" }

// registered is the part of a host that is registered: two labels, or one more in a shared domain.
func registered(host string) string {
	labels := strings.Split(host, ".")
	n := min(2, len(labels))
	if slices.Contains(shared, strings.Join(labels[len(labels)-n:], ".")) && len(labels) > n {
		n++
	}
	return strings.Join(labels[len(labels)-n:], ".")
}
