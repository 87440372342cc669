// Package servertimeout finds HTTP servers that wait forever for a client's request.
//
// # Why
//
// A server without a timeout for reading keeps a connection, a goroutine and a file descriptor for each client that sends
// its request one byte at a time, or not at all. A few thousand such connections from one machine take it down (Slowloris),
// without any traffic to speak of. net/http has no timeout unless one is set, and neither have http.ListenAndServe and the
// Run and Start methods of frameworks.
//
// # Flagged
//
//	http.ListenAndServe(":8080", mux)
//
//	srv := &http.Server{Addr: ":8080", Handler: mux}
//	srv.ListenAndServe()
//
//	r := gin.Default()
//	r.Run(":8080")
//
// servertimeout/read: neither ReadHeaderTimeout nor ReadTimeout is set of a server on any way to the call that starts it, or
// what starts it has no place for one. Severity medium. Precision high where the call that starts the server is seen, medium
// where a server is only made and handed to a library; low for commands among examples and tests.
//
// # Fixed
//
//	srv := &http.Server{
//		Addr:              ":8080",
//		Handler:           mux,
//		ReadHeaderTimeout: 10 * time.Second,
//	}
//
// # Not reported
//
//   - servers whose timeouts are set later, by a function that gets the server, or come from a setting
//   - servers that listen on the local machine or on a Unix socket only, where the address says so
//   - a missing WriteTimeout or IdleTimeout: the first breaks streams and downloads, the second falls back to ReadTimeout
//
// Known limits. A proxy in front that has timeouts of its own is not seen. Deadlines that a listener sets on its
// connections are not either.
//
// # Waiving
//
// Set ReadHeaderTimeout all the same: it costs a line, and a long one breaks nothing.
package servertimeout

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
