// Package cookieflags finds session cookies that scripts can read or that go over plain HTTP.
//
// # Why
//
// Who has a user's session cookie is that user. Without HttpOnly any script that gets into a page takes it along; without
// Secure the browser sends it in clear text to whoever makes it open one http:// address of the host.
//
// # Flagged
//
//	http.SetCookie(w, &http.Cookie{Name: "session", Value: token})
//
//	c.SetCookie("token", jwt, 3600, "/", "", false, false)
//
//	store.Options(sessions.Options{MaxAge: 86400})
//
//	store := sessions.NewCookieStore(key) // and no options of it anywhere
//
// cookieflags/session: a cookie that stands for a user's session, by its name or by what is put into it (a token, or what a
// library has signed or encrypted for it), or the options of a session store, lack HttpOnly, Secure, or both. Severity medium. Precision high where both the name and the flags are
// constants, medium where only the value's name says what it is or only
// Secure is missing, low where the value is a constant, which is no session yet.
//
// cookieflags/default: a session store is made whose library leaves HttpOnly or Secure out by default, and the program sets no
// options of that library's cookies anywhere. Severity medium, precision medium.
//
// # Fixed
//
//	http.SetCookie(w, &http.Cookie{
//		Name: "session", Value: token, Path: "/",
//		HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
//	})
//
// # Not reported
//
//   - cookies for other things: language, theme, consent, CSRF tokens, which scripts have to read, OAuth state
//   - cookies that are cleared (MaxAge below zero, or no value), and those with a constant value whose name does not speak of a session
//   - flags that a setting, or whether the request came over TLS, decides
//   - a missing SameSite: browsers take it for Lax
//
// Known limits. A cookie whose name and value say nothing is taken for another one. A Set-Cookie header that is put
// together as text is not looked at. Where the options of one store are set, other stores of the same library are taken to be
// set up too.
//
// # Waiving
//
// A server that also runs without TLS can decide Secure by a setting.
package cookieflags

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
