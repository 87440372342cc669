package main

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
	"golang.org/x/crypto/bcrypt"
)

// owner is the user that requireUser found.
func owner(r *http.Request) string {
	user, ok := r.Context().Value(userKey{}).(*claims)
	if !ok {
		return ""
	}
	return user.Subject
}

func (s *server) listNotes(w http.ResponseWriter, r *http.Request) {
	notes, err := s.store.list(r.Context(), owner(r), r.FormValue("order"))
	reply(w, notes, err)
}

func (s *server) searchNotes(w http.ResponseWriter, r *http.Request) {
	notes, err := s.store.search(r.Context(), owner(r), r.FormValue("q"))
	reply(w, notes, err)
}

func (s *server) createNote(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, s.store.exec(r.Context(), "INSERT INTO notes (owner, text) VALUES ($1, $2)", owner(r), r.FormValue("text")))
}

func (s *server) listUsers(w http.ResponseWriter, r *http.Request) {
	users, err := s.store.users(r.Context())
	reply(w, users, err)
}

func (s *server) createUser(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, s.store.exec(r.Context(), "INSERT INTO users (name, role) VALUES ($1, 'user')", r.FormValue("name")))
}

func (s *server) setRole(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, s.store.exec(r.Context(), "UPDATE users SET role = $2 WHERE id = $1", chi.URLParam(r, "id"), r.FormValue("role")))
}

func (s *server) setPassword(w http.ResponseWriter, r *http.Request) {
	hash, err := bcrypt.GenerateFromPassword([]byte(r.FormValue("password")), bcrypt.DefaultCost)
	if err == nil {
		err = s.store.exec(r.Context(), "UPDATE users SET hash = $2 WHERE id = $1", chi.URLParam(r, "id"), hash)
	}
	reply(w, nil, err)
}

func (s *server) deleteUser(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, s.store.exec(r.Context(), "DELETE FROM users WHERE id = $1", chi.URLParam(r, "id")))
}

// reply writes a value as JSON, or that there was an error.
func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}
