// Command pat registers routes on github.com/bmizerany/pat.
package main

import (
	"net/http"

	"github.com/bmizerany/pat"
)

func main() {
	m := pat.New()
	m.Get("/notes/:id", http.HandlerFunc(list))                   // route: GET /notes/:id pat.list [] auth=no
	m.Post("/notes", authenticate(http.HandlerFunc(list)))        // route: POST /notes pat.list [pat.authenticate] auth=yes
	m.Del("/notes/:id", authenticate(http.HandlerFunc(list)))     // route: DELETE /notes/:id pat.list [pat.authenticate] auth=yes
	m.Add(http.MethodPatch, "/notes/:id", http.HandlerFunc(list)) // route: PATCH /notes/:id pat.list [] auth=no
	http.Handle("/", m)
	_ = http.ListenAndServe("localhost:8080", nil)
}

// authenticate turns away who is not known.
func authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tokens[r.Header.Get("Authorization")] == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var tokens map[string]string

func list(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("notes")) }
