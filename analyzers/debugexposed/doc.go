// Package debugexposed finds profiling and debug endpoints that everybody can reach.
//
// # Why
//
// /debug/pprof hands out the memory of the process, with the keys, tokens and passwords in it, and its command line; a
// profile that runs for minutes slows the server down. /debug/vars shows the command line too. Importing net/http/pprof is
// enough: it registers its handlers on the router that http.ListenAndServe(addr, nil) serves.
//
// # Flagged
//
//	import _ "net/http/pprof"
//	...
//	http.HandleFunc("/api/", api)
//	http.ListenAndServe(":8080", nil)
//
//	mux.HandleFunc("/debug/pprof/", pprof.Index)
//
//	pprof.Register(ginEngine)
//
// debugexposed/imported: an import registers debug endpoints on http.DefaultServeMux, and the program serves that one on an
// address that others reach. Severity high, medium for /debug/vars. Precision high where the program serves its own routes
// there too, medium where it is a server for debugging on a constant address that is not the local machine's; low where the
// address is a setting, or a setting decides.
//
// debugexposed/registered: debug endpoints are registered on a router; those of one kind that a function registers are one
// finding. Severity as above. Precision medium; low where a setting decides, where the server listens on an address that a
// setting says, and its default is the local machine, or where a middleware before them could ask who it is.
//
// # Fixed
//
//	go http.ListenAndServe("localhost:6060", nil) // with the import
//	http.ListenAndServe(":8080", mux)             // with a router of its own
//
// # Not reported
//
//   - the import where nothing serves http.DefaultServeMux, or only the local machine reaches it, or the program puts another
//     router in its place
//   - handlers behind authentication, or of a server that listens on the local machine or a Unix socket only, as the table
//     of routes knows it; other pages for developers are found by noauth/debug, by the same table
//   - examples and tests
//
// Known limits. A reverse proxy that does not pass these paths on is not seen.
//
// # Waiving
//
// Serve them on a port of their own that only the machine reaches.
package debugexposed

import (
	_ "embed"

	"github.com/apivet/apivet/internal/rule"
)

//go:embed doc.go
var source string

var doc = rule.DocOf(source)
