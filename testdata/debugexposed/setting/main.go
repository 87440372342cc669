// Command setting imports profiling and serves it where a setting says so.
package main

import (
	"net/http"
	_ "net/http/pprof" // want:low debugexposed/imported
	"os"
	"time"
)

func main() {
	if addr := os.Getenv("PPROF_ADDR"); addr != "" {
		srv := &http.Server{Addr: addr, Handler: http.DefaultServeMux, ReadHeaderTimeout: time.Second}
		go srv.ListenAndServe()
	}
	srv := &http.Server{Addr: ":8080", Handler: http.NewServeMux(), ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
