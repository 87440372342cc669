// Command muxsub leaves out one subrouter, and one route of another.
package main

import (
	"net/http"

	"github.com/gorilla/mux"
)

var sessions = map[string]string{}

func requireSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil || sessions[c.Value] == "" {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type users struct{ names []string }

func (u *users) Create(w http.ResponseWriter, r *http.Request) {}
func (u *users) Update(w http.ResponseWriter, r *http.Request) {}
func (u *users) Delete(w http.ResponseWriter, r *http.Request) {}
func (u *users) Get(w http.ResponseWriter, r *http.Request)    {}
func (u *users) Block(w http.ResponseWriter, r *http.Request)  {}

func page(w http.ResponseWriter, r *http.Request) {}

func main() {
	u := &users{}
	r := mux.NewRouter()
	r.HandleFunc("/login", page).Methods("POST")
	r.HandleFunc("/forgot-password", page).Methods("POST")
	r.PathPrefix("/static/").Handler(http.FileServer(http.Dir("static")))
	r.HandleFunc("/users/{id}/block", u.Block).Methods("POST") // want noauth/missing "POST /users/{id}/block has no authentication, but 4 of 5 endpoints that muxsub.users answers use muxsub.requireSession"
	api := r.PathPrefix("/users").Subrouter()
	api.Use(requireSession)
	api.HandleFunc("", u.Create).Methods("POST")
	api.HandleFunc("/{id}", u.Update).Methods("PUT")
	api.HandleFunc("/{id}", u.Delete).Methods("DELETE")
	api.HandleFunc("/{id}", u.Get).Methods("GET")
	http.ListenAndServe(":8080", r)
}
