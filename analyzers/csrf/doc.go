// Package csrf finds protections against requests from other origins that let too much past.
//
// # Why
//
// http.CrossOriginProtection keeps other sites from making a user's browser send requests that change something. A pattern
// of paths that it leaves out and that matches everything turns it off.
//
// # Flagged
//
//	protection.AddInsecureBypassPattern("/")
//
// csrf/bypass: the pattern of paths that are let past matches all paths, or is what a client sent. Severity high, precision
// high.
//
// # Fixed
//
//	protection.AddInsecureBypassPattern("POST /webhooks/payments")
//
// # Not reported
//
//   - patterns of one path, or of a part of the paths
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
