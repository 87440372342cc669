// Command guardedimport imports profiling and puts what it registers behind a check of who asks.
package main

import (
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func main() {
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(middleware.BasicAuth("debug", map[string]string{"debug": os.Getenv("DEBUG_PASSWORD")}))
		r.Mount("/debug", http.DefaultServeMux)
	})
	srv := &http.Server{Addr: ":8080", Handler: r, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
