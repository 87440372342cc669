// Command mux registers routes on github.com/gorilla/mux. A comment behind a registration says what the table has for it.
package main

import (
	"net/http"

	"github.com/gorilla/mux"
)

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/early", list).Methods("GET") // route: GET /early mux.list [mux.logs] auth=no
	api := r.PathPrefix("/api").Subrouter()
	api.HandleFunc("/notes", list).Methods("GET", "HEAD") // route: GET /api/notes mux.list [mux.logs mux.requireUser] auth=yes | HEAD /api/notes mux.list [mux.logs mux.requireUser] auth=yes
	api.Use(requireUser)
	api.Methods(http.MethodPost).Path("/notes").HandlerFunc(list)               // route: POST /api/notes mux.list [mux.logs mux.requireUser] auth=yes
	api.Handle("/any", requireUser(http.HandlerFunc(list)))                     // route: * /api/any mux.list [mux.logs mux.requireUser mux.requireUser] auth=yes
	r.PathPrefix("/static/").Handler(http.FileServer(http.Dir("static")))       // route: * /static/* http.FileServer [mux.logs] auth=no
	r.NewRoute().Path("/new").Methods("DELETE").Handler(http.HandlerFunc(list)) // route: DELETE /new mux.list [mux.logs] auth=no
	r.Use(logs)
	http.Handle("/", r)
	_ = http.ListenAndServe(":8080", nil)
}

func logs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

// requireUser sends who has no session to where one logs in.
func requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil || !sessions[c.Value] {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var sessions map[string]bool

func list(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }
