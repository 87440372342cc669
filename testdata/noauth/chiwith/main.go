// Command chiwith throws away what With returns, and attaches middleware where it covers nothing.
package main

import (
	"crypto/subtle"
	"net/http"

	"github.com/go-chi/chi/v5"
)

var key = "k"

func requireKey(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Api-Key")), []byte(key)) != 1 {
			http.Error(w, "who is there?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func work(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }

func discarded(r chi.Router) {
	r.With(requireKey) // want noauth/order "chiwith.requireKey is given to a router that is thrown away, so that POST /discarded/jobs and 1 more have no authentication"
	r.Post("/jobs", work)
	r.Delete("/jobs/{id}", work)
}

func okWith(r chi.Router) {
	r.With(requireKey).Post("/jobs", work)
	r.With(requireKey).Delete("/jobs/{id}", work)
}

func okGroup(r chi.Router) {
	r.Get("/version", work)
	r.Group(func(r chi.Router) {
		r.Use(requireKey)
		r.Put("/jobs/{id}", work)
		r.Patch("/jobs/{id}", work)
	})
}

func main() {
	r := chi.NewRouter()
	r.Route("/discarded", discarded)
	r.Route("/with", okWith)
	r.Route("/group", okGroup)
	http.ListenAndServe(":8080", r)
}
