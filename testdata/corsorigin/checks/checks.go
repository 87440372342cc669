// Package checks compares origins in ways that let foreign ones through, and in ways that do not.
package checks

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
)

func allow(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func badSuffix(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasSuffix(origin, "example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "https://evilexample.com"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badPrefix(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasPrefix(origin, "https://example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "https://example.com.evil.xyz"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badLocalhostPrefix(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasPrefix(origin, "http://localhost") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "http://localhost.evil.xyz"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badContains(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.Contains(origin, "example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match
	}
}

func badContainedIn(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); origin != "" && strings.Contains("https://example.com,https://example.org", origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "https://example.co"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badIndex(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.Index(origin, ".example.com") >= 0 {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

var unescaped = regexp.MustCompile(`^https://app.example\.com$`)

func badUnescapedDot(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); unescaped.MatchString(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "https://appxexample.com"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badUnanchored(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if ok, _ := regexp.MatchString(`https?://(.*\.)?example\.com`, origin); ok {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "example.com.evil.xyz"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badUnanchoredStart(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if ok, err := regexp.MatchString(`example\.com$`, origin); err == nil && ok {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "evilexample.com"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badAnything(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); regexp.MustCompile(`.*`).MatchString(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badSchemeOnly(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasPrefix(origin, "https://") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badBoth(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "https://") && strings.HasSuffix(origin, "example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "https://evilexample.com"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badConfiguredSuffix(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasSuffix(origin, os.Getenv("DOMAIN")) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "if example.com is meant"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badConfiguredList(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, domain := range strings.Split(os.Getenv("DOMAINS"), ",") {
		if strings.HasSuffix(origin, domain) {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "if example.com is meant"
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func badHostSuffix(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	u, err := url.Parse(origin)
	if err == nil && strings.HasSuffix(u.Hostname(), "example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "evilexample.com"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func matches(origin string) bool {
	return strings.HasSuffix(origin, ".vercel.app") || origin == "https://example.com"
}

func badSharedDomain(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); matches(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "vercel.app"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func filtered(origin string) string {
	if strings.Contains(origin, "example.com") {
		return origin
	}
	return "https://example.com"
}

func badFiltered(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", filtered(r.Header.Get("Origin"))) // want corsorigin/weak-match
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func badScheme(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if u, err := url.Parse(origin); err == nil && u.Scheme == "https" {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/reflected
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okSubdomain(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasSuffix(origin, ".example.com") || origin == "https://example.com" {
		allow(w, origin)
	}
}

func okHost(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.Header.Get("Origin"))
	if err != nil {
		return
	}
	if host := u.Hostname(); host == "example.com" || strings.HasSuffix(host, ".example.com") {
		allow(w, r.Header.Get("Origin"))
	}
}

func okConfiguredSubdomain(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasSuffix(origin, "."+os.Getenv("DOMAIN")) {
		allow(w, origin)
	}
}

func okPort(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasPrefix(origin, "http://localhost:") {
		allow(w, origin)
	}
}

func okExtension(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); strings.HasPrefix(origin, "chrome-extension://") {
		allow(w, origin)
	}
}

func okAnchored(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if ok, err := regexp.MatchString(`^https://([a-z0-9-]+\.)*example\.com(:\d+)?$`, origin); err == nil && ok {
		allow(w, origin)
	}
}

func okConfiguredPattern(w http.ResponseWriter, r *http.Request) {
	re, err := regexp.Compile(os.Getenv("ORIGINS"))
	if err != nil {
		return
	}
	if origin := r.Header.Get("Origin"); re.MatchString(origin) {
		allow(w, origin)
	}
}

func okPrefixAndEqual(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "https://") && strings.TrimPrefix(origin, "https://") == "example.com" {
		allow(w, origin)
	}
}

func settingsList() []string { return strings.Split(os.Getenv("ORIGINS"), ",") }

func badStarCutWithDot(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, allowed := range settingsList() {
		if strings.HasPrefix(allowed, "*.") && strings.HasSuffix(origin, strings.TrimPrefix(allowed, "*.")) {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "if example.com is meant"
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			return
		}
	}
}

func matchesStar(origin string, allowed []string) bool {
	for _, a := range allowed {
		if a == "*" || a == origin {
			return true
		}
		if strings.HasPrefix(a, "*.") {
			domain := a[2:]
			if strings.HasSuffix(origin, domain) {
				return true
			}
		}
	}
	return false
}

func badStarSlicedWithDot(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); matchesStar(origin, settingsList()) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "if example.com is meant"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func badTrimmedPrefix(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(strings.TrimPrefix(origin, "https://"), "example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corsorigin/weak-match "example.com.evil.xyz"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func okStarCut(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, allowed := range settingsList() {
		if strings.HasPrefix(allowed, "*.") && strings.HasSuffix(origin, strings.TrimPrefix(allowed, "*")) {
			allow(w, origin)
			return
		}
	}
}

func okStarSliced(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	for _, allowed := range settingsList() {
		if allowed == origin || len(allowed) > 2 && allowed[:2] == "*." && strings.HasSuffix(origin, allowed[1:]) {
			allow(w, origin)
			return
		}
	}
}

func okFormattedSuffix(w http.ResponseWriter, r *http.Request) {
	origin, suffix := r.Header.Get("Origin"), os.Getenv("DOMAIN")
	if origin == fmt.Sprintf("https://%s", suffix) || strings.HasPrefix(origin, "https://") && strings.HasSuffix(origin, fmt.Sprintf(".%s", suffix)) {
		allow(w, origin)
	}
}

func okOwnHost(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); origin != "" && strings.HasSuffix(origin, "//"+r.Host) {
		allow(w, origin)
	}
}

// Handlers uses the functions.
func Handlers(mux *http.ServeMux) {
	for path, h := range map[string]http.HandlerFunc{"/s": okSubdomain, "/h": okHost, "/p": okPort} {
		mux.HandleFunc(path, h)
	}
}
