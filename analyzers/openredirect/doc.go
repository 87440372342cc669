// Package openredirect finds redirects whose target a client controls.
//
// # Why
//
// A link to a server that people trust, such as https://bank.example/login?next=https://evil.example, ends on a page of
// somebody else's after the login: to ask for the password once more, or to take the token that an OAuth flow appends to
// the URL.
//
// # Flagged
//
//	http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
//
//	c.Redirect(http.StatusFound, "/"+c.Query("page")) // "/evil.example" makes it "//evil.example"
//
//	next := r.FormValue("next")
//	if strings.HasPrefix(next, "/") { // so does "//evil.example"
//		http.Redirect(w, r, next, http.StatusFound)
//	}
//
// openredirect/target: a user-controlled value decides to which host a redirect leads: the functions of net/http and of the
// frameworks that redirect, and the Location header. The position of the value in the URL counts: as its start, as its
// host or a part of it, right behind a constant host that no slash ends ("https://example.com" + path), or right behind a single slash.
// Severity medium; precision high, medium for a Location header, where the URL is made of the value in a way that is not known, and where
// settings or data decide whether the redirect happens.
//
// openredirect/weak-check: a check in front of the redirect accepts a URL of another host. Checks are tried with URLs that
// are made for them: "//evil.example/", "/\evil.example/", which browsers read as the same, a longer host, another host
// with the expected text in its path. The message has one that passes. Severity medium; precision high, low where the check
// compares with a setting.
//
// Of low precision, and not shown by default, are values that a link does not set freely: headers (Referer), cookies, the Host of the
// request, as in redirects from http to https, the request's own path or address, and a parameter of its path right behind a slash.
//
// # Fixed
//
//	next := r.FormValue("next")
//	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, `/\`) {
//		next = "/"
//	}
//	http.Redirect(w, r, next, http.StatusFound)
//
//	var targets = map[string]string{"docs": "https://docs.example.com/"}
//
//	http.Redirect(w, r, targets[r.FormValue("to")], http.StatusFound)
//
// # Not reported
//
//   - values behind a constant host and a slash, or behind a constant path of more than a slash ("/users/" + name), in a query or in a
//     fragment; behind an unknown text, such as an address from the settings
//   - values that url.PathEscape or url.QueryEscape escapes, that path.Join or url.JoinPath appends to a path of the program's own, numbers
//   - the path or query of a url.URL whose host is constant
//   - values compared with a list, a map, a switch, settings or stored data, such as the registered redirect URIs of an OAuth client
//   - values whose parsed host is compared: with "", a constant, a list, the request's Host, or a suffix that begins with a dot
//   - values checked for one leading slash that neither a slash nor a backslash follows, here or in a function that returns a bool, an
//     error or the value to use, and anchored regular expressions
//   - checks that are not understood, such as those of another module
//   - targets from stored data (short links) and settings
//
// # Known limits
//
//   - a check that rejects a text ("//") is taken to do so wherever a comparison with that text is found, as long as other texts get by it
//   - comparisons of single characters (next[1] != '/') are not evaluated, and taken for a good check
//   - a value that is read from the path of a parsed URL, or in which text is replaced, is not tried further; one whose slashes
//     strings.TrimLeft takes away is reported although it is fine
//   - the status of a response with a Location header is not looked at
//   - of several values that lead to one redirect one is reported
//
// # Suppressing
//
// A redirect that is meant to lead anywhere, such as that of a short link service, says so in a directive: //apivet:ignore openredirect -- reason.
package openredirect

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
