// Command notes is a server for notes, in the way of a tutorial: users log in and get a token, keep notes in PostgreSQL, and
// administrators manage the users. Each function whose comment begins a paragraph with "Bad:" has a typical mistake; beside it is
// one that does the same correctly. "apivet ./..." reports the former and none of the latter.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/go-chi/chi/v5"
	_ "github.com/lib/pq"
)

type server struct {
	store *store
	key   []byte // signs the tokens of users
}

func main() {
	db, err := sql.Open("postgres", databaseURL())
	if err != nil {
		log.Fatal(err)
	}
	s := &server{store: &store{db}, key: signingKey()}
	srv := &http.Server{
		Addr:              ":8080",
		Handler:           s.routes(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
	}
	log.Fatal(srv.ListenAndServe())
}

// databaseURL is a setting without which the server does not start.
func databaseURL() string {
	url := os.Getenv("DATABASE_URL")
	if url == "" {
		log.Fatal("DATABASE_URL is not set")
	}
	return url
}

// signingKey returns the key that signs the tokens of users.
//
// Bad: without the setting, the server signs with a key that everybody can read here.
func signingKey() []byte {
	if key := os.Getenv("JWT_KEY"); key != "" {
		return []byte(key)
	}
	return []byte("kV7-notes-Zq93-signing-Xw41-key-Lm58")
}

// routes registers the endpoints.
//
// Bad: the route that deletes a user is registered on r, outside the group that requires an administrator.
func (s *server) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(logHeaders)
	r.Post("/login", s.login)
	r.Post("/refresh", s.refresh)
	r.Post("/app/refresh", s.refreshApp)
	r.Route("/notes", func(r chi.Router) {
		r.Use(allowListed, s.requireUser)
		r.Get("/", s.listNotes)
		r.Post("/", s.createNote)
		r.Get("/search", s.searchNotes)
	})
	r.Route("/widget", func(r chi.Router) {
		r.Use(allowAny, logRequests, s.requireUser)
		r.Get("/", s.listNotes)
	})
	r.Route("/admin", func(r chi.Router) {
		r.Use(s.requireUser, requireAdmin)
		r.Get("/users", s.listUsers)
		r.Post("/users", s.createUser)
		r.Put("/users/{id}/role", s.setRole)
		r.Put("/users/{id}/password", s.setPassword)
	})
	r.Delete("/admin/users/{id}", s.deleteUser)
	return r
}
