// Package guards redirects to what a client names, behind checks: some hold, some do not.
package guards

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
)

// Routes are those of a server.
func Routes(mux *http.ServeMux) {
	for pattern, h := range map[string]http.HandlerFunc{
		"/bad/1": badOnlySlash, "/bad/2": badPrefixOfHost, "/bad/3": badSuffixOfHost, "/bad/4": badContains, "/bad/5": badNotEmpty,
		"/bad/6": badBackslashLeft, "/bad/7": badHelperOnlySlash, "/bad/8": badHostOnly, "/bad/9": badWrongVariable, "/bad/10": badSchemeOnly,
		"/ok/1": okNoSecondSlash, "/ok/2": okNeither, "/ok/3": okHostEmpty, "/ok/4": okHostname, "/ok/5": okHostOfRequest, "/ok/6": okHostList,
		"/ok/7": okList, "/ok/8": okMap, "/ok/9": okSwitch, "/ok/10": okHelper, "/ok/11": okSanitize, "/ok/12": okBytes, "/ok/13": okDefault,
		"/ok/14": okError, "/ok/15": okRegexp, "/ok/16": okPrefixWithSlash, "/ok/17": okIsAbs, "/ok/18": okRegistered, "/ok/19": okHostSuffix, "/ok/20": okPathOnly,
		"/ok/21": okSetting, "/ok/22": okHelperBytes, "/ok/23": okEqual, "/ok/24": okReject, "/ok/25": okTrimmed, "/ok/26": okLoop,
		"/ok/27": okWrapped, "/ok/28": okWrappedConstant, "/ok/29": okWrappedList, "/ok/30": okMethodChecked, "/bad/11": badWrapped, "/bad/12": badReassigned, "/ok/31": okOtherField, "/ok/32": okLower, "/ok/33": okDenyRegexp, "/ok/34": okValidator, "/ok/35": okDenied,
	} {
		mux.HandleFunc(pattern, h)
	}
}

func badOnlySlash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect/weak-check "also accepts .//evil.example/., which leads to another host"
}

func badPrefixOfHost(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "https://example.com") {
		http.Redirect(w, r, next, http.StatusFound) // want openredirect/weak-check "https://example.com.evil.example/"
	}
}

func badSuffixOfHost(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || !strings.HasSuffix(u.Hostname(), "example.com") {
		http.Error(w, "bad host", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect/weak-check "https://evilexample.com/"
}

func badContains(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.Contains(next, "example.com") {
		http.Error(w, "bad host", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect/weak-check "https://evil.example/"
}

func badNotEmpty(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if next == "" {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect/target
}

func badBackslashLeft(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") {
		http.Redirect(w, r, next, http.StatusFound) // want openredirect/weak-check "evil.example"
		return
	}
	http.Redirect(w, r, "/", http.StatusFound)
}

func local(s string) bool { return strings.HasPrefix(s, "/") }

func badHelperOnlySlash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !local(next) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect/weak-check "//evil.example/"
}

func badHostOnly(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || u.Host != "" {
		http.Error(w, "bad URL", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect/weak-check "evil.example"
}

func badWrongVariable(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.FormValue("from"), "/users/") {
		http.Redirect(w, r, r.FormValue("next"), http.StatusFound) // want openredirect/target
	}
}

func badSchemeOnly(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "https://") {
		http.Redirect(w, r, next, http.StatusFound) // want openredirect/weak-check "https://evil.example/"
	}
}

func okNoSecondSlash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, `/\`) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func okNeither(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.Contains(next, `\`) {
		http.Redirect(w, r, next, http.StatusFound)
	}
}

func okHostEmpty(w http.ResponseWriter, r *http.Request) {
	next := strings.ReplaceAll(r.FormValue("next"), `\`, "/")
	u, err := url.Parse(next)
	if err == nil && u.Hostname() == "" {
		http.Redirect(w, r, u.String(), http.StatusFound)
		return
	}
	http.Redirect(w, r, "/", http.StatusFound)
}

func okHostname(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil || u.Hostname() != "example.com" {
		http.Error(w, "bad host", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound)
}

func okHostOfRequest(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if u, err := url.Parse(next); err == nil && u.Host == r.Host {
		http.Redirect(w, r, next, http.StatusFound)
	}
}

var hosts = []string{"example.com", "www.example.com"}

func okHostList(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || !slices.Contains(hosts, u.Host) {
		http.Error(w, "bad host", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound)
}

var targets = []string{"/home", "/settings"}

func okList(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if slices.Contains(targets, next) {
		http.Redirect(w, r, next, http.StatusFound)
	}
}

var known = map[string]bool{"/home": true, "https://docs.example.com/": true}

func okMap(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !known[next] {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func okSwitch(w http.ResponseWriter, r *http.Request) {
	switch next := r.FormValue("next"); next {
	case "/home", "/settings":
		http.Redirect(w, r, next, http.StatusFound)
	default:
		http.Redirect(w, r, "/", http.StatusFound)
	}
}

func safe(s string) bool {
	if s == "" || s[0] != '/' {
		return false
	}
	return !strings.HasPrefix(s, "//") && !strings.HasPrefix(s, `/\`)
}

func okHelper(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !safe(next) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func sanitize(s string) string {
	if strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//") && !strings.HasPrefix(s, `/\`) {
		return s
	}
	return "/"
}

func okSanitize(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, sanitize(r.FormValue("next")), http.StatusFound)
}

func okBytes(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if len(next) > 1 && next[0] == '/' && next[1] != '/' && next[1] != '\\' {
		http.Redirect(w, r, next, http.StatusFound)
		return
	}
	http.Redirect(w, r, "/", http.StatusFound)
}

func okDefault(w http.ResponseWriter, r *http.Request) {
	next := "/"
	if n := r.FormValue("next"); strings.HasPrefix(n, "/") && !strings.HasPrefix(n, "//") && !strings.HasPrefix(n, "/\\") {
		next = n
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func check(s string) error {
	u, err := url.Parse(s)
	if err != nil {
		return err
	}
	if u.Host != "" && u.Host != "example.com" || strings.Contains(s, `\`) {
		return errors.New("another host")
	}
	return nil
}

func okError(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if err := check(next); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound)
}

var pagePath = regexp.MustCompile(`^/[a-z0-9][a-z0-9/]*$`)

func okRegexp(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !pagePath.MatchString(next) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func okPrefixWithSlash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "https://example.com/") {
		http.Redirect(w, r, next, http.StatusFound)
	}
}

func okIsAbs(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || strings.Contains(next, `\`) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

type client struct{ RedirectURIs []string }

func find(id string) *client { return clients[id] }

var clients = map[string]*client{"app": {RedirectURIs: []string{"https://app.example.com/callback"}}}

func okRegistered(w http.ResponseWriter, r *http.Request) {
	c := find(r.FormValue("client_id"))
	uri := r.FormValue("redirect_uri")
	for _, registered := range c.RedirectURIs {
		if registered == uri {
			http.Redirect(w, r, uri+"?code=1", http.StatusFound)
			return
		}
	}
	http.Error(w, "unknown redirect_uri", http.StatusBadRequest)
}

func okHostSuffix(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil || !strings.HasSuffix(u.Hostname(), ".example.com") {
		http.Error(w, "bad host", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound)
}

func okPathOnly(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "/app/") {
		http.Redirect(w, r, next, http.StatusFound)
	}
}

func okSetting(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || u.Host != os.Getenv("PUBLIC_HOST") {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func isLocal(s string) bool {
	return len(s) > 0 && s[0] == '/' && (len(s) == 1 || s[1] != '/' && s[1] != '\\')
}

func okHelperBytes(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !isLocal(next) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func okEqual(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if next != "/home" {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func okReject(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "//") || strings.HasPrefix(next, `/\`) || !strings.HasPrefix(next, "/") {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound)
}

func okTrimmed(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/app/"+strings.TrimLeft(r.FormValue("next"), "/"), http.StatusFound)
}

func okLoop(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	for _, t := range targets {
		if t == next {
			http.Redirect(w, r, next, http.StatusFound)
			return
		}
	}
}

func redirectTo(w http.ResponseWriter, r *http.Request, to string) {
	http.Redirect(w, r, to, http.StatusFound)
}

func okWrapped(w http.ResponseWriter, r *http.Request) {
	if next := r.FormValue("next"); safe(next) && !strings.HasPrefix(next, "//") {
		redirectTo(w, r, next)
	}
}

func okWrappedConstant(w http.ResponseWriter, r *http.Request) { redirectTo(w, r, "/home") }

func okWrappedList(w http.ResponseWriter, r *http.Request) {
	if to := r.FormValue("to"); slices.Contains(targets, to) {
		redirectTo(w, r, to)
	}
}

func leave(w http.ResponseWriter, r *http.Request, to string) {
	http.Redirect(w, r, to, http.StatusFound) // want openredirect/weak-check "//evil.example/"
}

func badWrapped(w http.ResponseWriter, r *http.Request) {
	if next := r.FormValue("next"); strings.HasPrefix(next, "/") {
		leave(w, r, next)
	}
}

func badReassigned(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !safe(next) {
		next = r.FormValue("fallback")
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect/target
}

type page struct{ path string }

func (p *page) local() bool {
	return strings.HasPrefix(p.path, "/") && !strings.HasPrefix(p.path, "//") && !strings.HasPrefix(p.path, `/\`)
}

func okMethodChecked(w http.ResponseWriter, r *http.Request) {
	p := &page{path: r.FormValue("path")}
	if !p.local() {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, p.path, http.StatusFound)
}

type links struct{ home, docs string }

func okOtherField(w http.ResponseWriter, r *http.Request) {
	l := links{home: "/home", docs: r.FormValue("docs")}
	if l.docs == "" {
		return
	}
	http.Redirect(w, r, l.home, http.StatusFound)
}

func okLower(w http.ResponseWriter, r *http.Request) {
	next := strings.ToLower(strings.TrimSpace(r.FormValue("next")))
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

var doubled = regexp.MustCompile(`[/\\](?:[\s\v]*|\.{1,2})[/\\]`)

func okDenyRegexp(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || doubled.MatchString(next) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound)
}

type validator interface{ valid(string) bool }

type sameHost struct{ host string }

func (v sameHost) valid(s string) bool {
	u, err := url.Parse(s)
	if err != nil {
		return false
	}
	return strings.HasPrefix(s, "/") && !doubled.MatchString(s) || u.Hostname() == v.host
}

var redirects validator = sameHost{host: "example.com"}

func okValidator(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("rd")
	switch {
	case redirects.valid(next):
		http.Redirect(w, r, next, http.StatusFound)
	default:
		http.Redirect(w, r, "/", http.StatusFound)
	}
}

func sameSite(s string) bool {
	if strings.ContainsAny(s, "\\\t\n\r") || strings.Contains(s, "%5C") || strings.Contains(s, "%5c") {
		return false
	}
	return strings.HasPrefix(s, "/") && !strings.Contains(s, "//")
}

func okDenied(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("redirect_to")
	if !sameSite(next) {
		next = "/home"
	}
	redirectTo(w, r, next)
}
