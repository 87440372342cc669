// Package corsorigin finds servers that let foreign pages read their answers, or open their websockets.
//
// # Why
//
// A browser sends a user's cookies to a server whatever page asks for it. What keeps that page from reading the answer is
// the server's policy: the headers Access-Control-Allow-Origin and Access-Control-Allow-Credentials, and for a websocket the
// check of the Origin header. A server that sends any origin back, or that checks it loosely, hands its users' data to every
// page that they look at.
//
// # Flagged
//
//	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
//	w.Header().Set("Access-Control-Allow-Credentials", "true")
//
//	cors.New(cors.Options{AllowedOrigins: []string{"https://*"}, AllowCredentials: true})
//
//	websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}
//
//	strings.HasSuffix(origin, "example.com") // and https://evilexample.com
//
// corsorigin/reflected: the request's origin, or something made of it, is written into Access-Control-Allow-Origin and
// nothing on the way there restricts it; or "null", which any page can have as its origin, is allowed with credentials. Critical
// with credentials, medium without; low, and not shown by default, where the program only takes tokens that a page must know.
//
// corsorigin/always: a function that decides about origins (of a CORS library or a websocket upgrader) lets every origin
// through; a websocket has no check where its library makes none. For CORS graded as the above.
//
// corsorigin/weak-match: a check lets an origin through that an attacker can have. The message names one: checks are tried
// on origins that are made for them (a longer name, a subdomain of another domain, another letter in place of a dot,
// shorter names, names in a domain that hosts anyone's pages), and only what passes is reported. High with credentials, medium without.
//
// corsorigin/wildcard: any origin is allowed by "*", by a pattern that matches any, or because no origins are set. With
// credentials it is critical where the library sends the request's origin back, low where it sends "*", which browsers refuse,
// and nothing where it refuses to start. Without credentials it is low, and of low precision, and only where the program knows its clients by
// something; allowing the Authorization header counts as that.
//
// How bad an open websocket is depends on what the program is seen to know its clients by: high where it reads cookies that
// are named like a session's, sessions, or Basic authentication that it asks browsers for; medium where it reads nothing; where
// it only takes tokens that a page must know, the finding is low and not shown by default.
//
// Configurations are followed through literals, fields that are set later, option functions, methods that set them up,
// functions and packages that make them, and defaults of settings: of flags, of settings libraries, in struct tags, and of
// functions that fall back to a constant. What a library does when nothing is set, and with "*", is in its model.
//
// # Fixed
//
//	var allowed = map[string]bool{"https://app.example.com": true}
//
//	if origin := r.Header.Get("Origin"); allowed[origin] {
//		w.Header().Set("Access-Control-Allow-Origin", origin)
//		w.Header().Add("Vary", "Origin")
//	}
//
//	cors.New(cors.Options{AllowedOrigins: []string{"https://app.example.com"}, AllowCredentials: true})
//
// # Not reported
//
//   - origins compared with constants, lists, keys of maps, settings or stored data; with the request's own host; by anchored
//     and escaped regular expressions; by a suffix that begins with a dot
//   - origins from settings without a wildcard as default; "*" that only a setting can bring
//   - a check that something decides which is not known: a look-up that no model speaks of, a pattern from settings
//   - what only development does: branches on names and values such as isDev, Debug, ENV=development, gin.Mode()
//   - a setting that switches between any origin and a check; but a check that is off where no setting is set is reported
//   - what a function that decides about origins says of preflight requests alone
//   - "*" without credentials, but for what is said above: public data may be public
//   - "*" with credentials where the library panics on it
//   - prefixes of other schemes than http and https, such as those of browser extensions; names below localhost
//   - a websocket's default check of the same origin; examples, tests and mocks; generated files
//
// # Known limits
//
//   - whether a route behind the policy needs a user is not known yet: evidence counts for the whole program
//   - older versions of a library can behave in another way than the version that its model was read from
//   - websocket libraries without any check of their own, where the program has to make one, are not looked at
//   - a check that is made in another middleware than the one that writes the headers is seen only where that writes nothing else
//   - an origin that is taken apart by hand (by index, strings.Cut) counts as checked once it is compared with anything
//   - settings that are decoded as a whole have no defaults but those of struct tags and literals
//
// # Waiving
//
// There is hardly a reason to: a list of origins costs a line.
package corsorigin

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
