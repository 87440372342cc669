// Command replaced imports profiling and serves another router in the place of the one that it registers on.
package main

import (
	"net/http"
	"net/http/pprof"
	"time"
)

func main() {
	mux := http.NewServeMux()
	http.DefaultServeMux = mux
	http.HandleFunc("/api/", func(http.ResponseWriter, *http.Request) {})
	admin := http.NewServeMux()
	admin.HandleFunc("/cmdline", func(w http.ResponseWriter, r *http.Request) {
		if _, password, _ := r.BasicAuth(); password == "" {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		pprof.Cmdline(w, r)
	})
	go func() {
		local := &http.Server{Addr: "localhost:6060", Handler: admin, ReadHeaderTimeout: time.Second}
		_ = local.ListenAndServe()
	}()
	srv := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
