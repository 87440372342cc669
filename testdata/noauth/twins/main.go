// Command twins answers with the same handlers behind authentication and beside it: under another version's path, and on a
// second server.
package main

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
)

type key struct{}

var (
	accounts = map[string]string{}
	files    = map[string]string{}
)

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, ok := accounts[r.Header.Get("X-Token")]
		if !ok {
			http.Error(w, "who is there?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, user)))
	})
}

func list(w http.ResponseWriter, _ *http.Request) {
	for name := range files {
		_, _ = w.Write([]byte(name))
	}
}

func upload(_ http.ResponseWriter, r *http.Request) { files[r.URL.Path] = "" }

func remove(_ http.ResponseWriter, r *http.Request) { delete(files, r.URL.Path) }

func content(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(files[r.URL.Path])) }

func okGuarded() http.Handler {
	r := chi.NewRouter()
	r.Use(auth)
	r.Get("/files", list)
	r.Post("/files", upload)
	r.Delete("/files/{id}", remove)
	r.Get("/files/{id}/content", content)
	return r
}

func badForgotten() http.Handler {
	r := chi.NewRouter()
	r.Get("/files", list)                 // want:low noauth/missing "the same handler is behind twins.auth"
	r.Post("/files", upload)              // want noauth/missing "for POST /api/v2/files the same handler is behind twins.auth"
	r.Get("/files/{id}/content", content) // want noauth/missing "the same handler is behind twins.auth"
	return r
}

func badSecondServer() {
	m := http.NewServeMux()
	m.HandleFunc("DELETE /files/{id}", remove)       // want noauth/missing "for DELETE /api/v2/files/{id} the same handler is behind twins.auth"
	m.HandleFunc("GET /files/{id}/content", content) // want:low noauth/missing
	srv := &http.Server{Addr: ":8081", Handler: m, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}

func okLocalServer() {
	m := http.NewServeMux()
	m.HandleFunc("POST /local/files", upload)
	srv := &http.Server{Addr: "localhost:8082", Handler: m, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}

func main() {
	r := chi.NewRouter()
	r.Mount("/api/v2", okGuarded())
	r.Mount("/api/v1", badForgotten())
	go badSecondServer()
	go okLocalServer()
	srv := &http.Server{Addr: ":8080", Handler: r, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
