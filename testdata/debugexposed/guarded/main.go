// Command guarded registers profiles behind checks of who asks, and for the local machine.
package main

import (
	"crypto/subtle"
	"net/http"
	"net/http/pprof"
	"os"
	"time"

	"github.com/felixge/fgprof"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

var token = os.Getenv("DEBUG_TOKEN")

func requireToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(token)) != 1 {
			http.Error(w, "who is there?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// okBehindToken has the profiles in a group that asks for a token.
func okBehindToken(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(requireToken)
		r.Mount("/debug", middleware.Profiler())
	})
}

// okWrapped asks for the token around all of a router.
func okWrapped() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	return requireToken(mux)
}

// okLocal is served to the local machine only.
func okLocal() {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	srv := &http.Server{Addr: "127.0.0.1:6060", Handler: mux, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}

func handle(mux *http.ServeMux, path string, h http.HandlerFunc) { mux.HandleFunc("/internal"+path, h) }

// badAfterGroup registers on the router that the group with the check is part of.
func badAfterGroup(r chi.Router) {
	r.Group(func(r chi.Router) {
		r.Use(requireToken)
		r.Get("/me", func(http.ResponseWriter, *http.Request) {})
	})
	r.Handle("/debug/fgprof", fgprof.Handler()) // want debugexposed/registered
}

func main() {
	r := chi.NewRouter()
	okBehindToken(r)
	badAfterGroup(r)
	r.Mount("/profiles", okWrapped())
	mux := http.NewServeMux()
	handle(mux, "/pprof", pprof.Index) // want debugexposed/registered
	r.Mount("/internal", mux)
	go okLocal()
	srv := &http.Server{Addr: ":8080", Handler: r, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
