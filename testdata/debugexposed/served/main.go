// Command served imports profiling and serves the router that it registers on.
package main

import (
	"net/http"
	_ "net/http/pprof" // want debugexposed/imported "registers /debug/pprof/ on http.DefaultServeMux"
	"time"
)

func main() {
	http.HandleFunc("/api/", func(http.ResponseWriter, *http.Request) {})
	srv := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
