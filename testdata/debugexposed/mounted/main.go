// Command mounted imports profiling and puts what it registers behind its own router.
package main

import (
	"net/http"
	_ "net/http/pprof" // want debugexposed/imported
	"time"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/debug/", http.DefaultServeMux)
	srv := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
