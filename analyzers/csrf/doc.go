// Package csrf finds protections against requests from other sites that let too much past.
//
// # Why
//
// http.CrossOriginProtection keeps other sites from making a user's browser send requests that change something. A pattern
// of paths that it leaves out and that matches everything turns it off.
//
// A login with OAuth ends with a request that the provider sends the user's browser back with. The state in it tells whether that
// browser began the login. One that is always the same lets another site finish a login of its own in a visitor's browser, who then
// works, and leaves data, in a foreign account; where accounts are linked in that way, the stranger gets into the visitor's.
//
// # Flagged
//
//	protection.AddInsecureBypassPattern("/")
//
//	url := conf.AuthCodeURL("state")
//
// csrf/bypass: the pattern of paths that are let past matches all paths, or is what a client sent. Severity high, precision
// high.
//
// csrf/state: the state of a login is constant. Severity medium; precision medium, low where nothing is
// seen to answer a request with it, as in commands that print the address, and where users are sent back to their own machine.
//
// # Fixed
//
//	protection.AddInsecureBypassPattern("POST /webhooks/payments")
//
//	state := rand.Text() // crypto/rand
//	http.SetCookie(w, &http.Cookie{Name: "state", Value: state, HttpOnly: true, Secure: true, MaxAge: 600})
//	url := conf.AuthCodeURL(state)
//
// # Not reported
//
//   - patterns of one path, or of a part of the paths
//   - an empty state, which may be added to the address later
//   - a constant state together with a challenge of PKCE, or with parameters that are not known
//   - a state that is drawn, but that the answer is not compared with
//   - programs without any protection: whether one is needed depends on how users log in
//
// # Waiving
//
// If no request of the server rests on cookies, leave the protection out altogether.
package csrf

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
