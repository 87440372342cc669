// Package noauth finds endpoints that should ask who is there, and do not.
//
// # Why
//
// A route that was registered on the wrong router, before the middleware, or without the wrapper that all others have, works: nobody
// notices until someone asks it without being logged in. Missing authentication is behind many of the worst holes of API
// servers, and no test of those who are logged in finds it.
//
// # Flagged
//
//	api := r.Group("/api")
//	api.Use(RequireUser())
//	api.GET("/notes", notes.List)
//	api.POST("/notes", notes.Create)
//	api.PUT("/notes/:id", notes.Update)
//	r.DELETE("/api/notes/:id", notes.Delete) // on r, not on api
//
//	r.With(requireKey) // the result is thrown away
//	r.Post("/jobs", create)
//
//	if !ok {
//		c.JSON(401, "who is there?") // and no c.Abort()
//		return
//	}
//
// noauth/missing: an endpoint has no authentication, neither in its chain nor in its handler. Precision high where siblings tell: almost
// all endpoints of the same type of handlers, group or path have it, and this one changes state; where the handler reads
// who asks, which only a middleware finds out that is not before it; or where the same handler is behind authentication at
// another path of the server, and changes state. Precision medium where the endpoint only reads, where
// the siblings have no more in common than a package or a server, where it changes state on a server most of whose endpoints
// ask, or gives away all there is (an export, a backup, a dump, a shell), and where its handler is behind authentication on
// another server. Precision low where the handler looks at a credential itself or keeps a new password, as where one registers, or where the endpoint reads without a parameter
// and only its path, or its handler elsewhere, speaks for authentication.
// Severity high, medium for endpoints that read. More than three endpoints of one group are one finding.
//
// noauth/optional: a handler uses who asks without a look at whether there is anybody, behind middleware that lets requests without
// a credential pass. Precision medium, low where it does not change state.
//
// noauth/order: authentication is attached to a router after all of its routes, where it covers none, or to a group or copy
// of the router that is thrown away. Precision high.
//
// noauth/unstopped: a middleware looks at a credential, answers that the request is refused, and passes it on all the same: the
// chain is not stopped, or the return is missing. Severity critical, precision high.
//
// noauth/debug: a page or service for developers that everybody can ask: a console of a queue (severity high), what changes the
// level of the log or shows the last requests (medium), a GraphQL playground, the connections of a gRPC server (low). Precision
// medium; low where it is there under a condition, where the server listens on an address that a setting says, and its default is
// the local machine, and for descriptions of services (reflection), which are often as public as the services are. Profiles
// and variables of the process are found by debugexposed, by the same verdict on who can ask.
//
// noauth/none: a server has endpoints that change state, and asks nobody who it is: one finding a server, precision low.
//
// # Fixed
//
//	api.DELETE("/notes/:id", notes.Delete)
//
//	r.With(requireKey).Post("/jobs", create)
//
//	c.AbortWithStatusJSON(401, "who is there?")
//
// The page on routes says how endpoints and their chains are found; "apivet routes" lists them.
//
// # Not reported
//
//   - endpoints that are public by nature, by the words of their paths and handlers: login, registration, recovery of passwords, callbacks of OAuth
//     and OpenID Connect, refreshing of tokens, logout, health, webhooks, captchas, setup; and where they only read, too, versions, metrics,
//     static files, documentation, feeds, pictures, start pages
//   - endpoints whose handlers check a password, a code or a signature, or make a token
//   - endpoints that "public" or "guest" in the name of the handler, or of the function that registers them, keeps apart
//   - endpoints of a group without authentication of which at least half are public by nature
//   - endpoints whose chain is not known for certain: a middleware that cannot be seen, a router from elsewhere
//   - endpoints whose handler answers behind authentication, too, and looks at whether there is anybody, and those of servers that
//     only the local machine reaches
//   - endpoints with authentication under a condition, or for some paths
//   - OPTIONS, and handlers for what is not found
//   - pages and services for developers of a server that listens on localhost, another address of the local machine, or a Unix
//     socket; metrics and documentation, which are made to be read
//   - examples and tests
//
// The words are data; public-routes in the configuration adds to them: patterns of paths, or words.
//
// Known limits. Whether an endpoint's authentication is the right one, or asks for enough, is not looked at. What a proxy in
// front of the server checks is not seen. noauth/debug knows the pages of libraries; a handler of the program that writes its
// configuration or environment is an endpoint like others. A server none of whose endpoints authenticates is told by
// noauth/none only.
//
// # Waiving
//
// List the endpoint under public-routes, or write above its registration why everybody may ask it.
package noauth

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
