// Command bone registers routes on github.com/go-zoo/bone.
package main

import (
	"net/http"

	"github.com/go-zoo/bone"
)

func main() {
	m := bone.New()
	m.Get("/notes/:id", http.HandlerFunc(list))                                      // route: GET /notes/:id bone.list [] auth=no
	m.PostFunc("/notes", list)                                                       // route: POST /notes bone.list [] auth=no
	m.Put("/notes/:id", authenticate(http.HandlerFunc(list)))                        // route: PUT /notes/:id bone.list [bone.authenticate] auth=yes
	m.HandleFunc("/any", list)                                                       // route: * /any bone.list [] auth=no
	m.Register(http.MethodPatch, "/notes/:id", authenticate(http.HandlerFunc(list))) // route: PATCH /notes/:id bone.list [bone.authenticate] auth=yes
	sub := bone.New()
	sub.Delete("/users/:id", authenticate(http.HandlerFunc(list))) // route: DELETE /admin/users/:id bone.list [bone.authenticate] auth=yes
	m.SubRoute("/admin", sub)
	_ = m.ListenAndServe("localhost:8080")
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
