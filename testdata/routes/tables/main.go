// Command tables registers routes out of lists: slices, maps, and lists that init functions fill.
package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
)

type endpoint struct {
	Method  string
	Path    string
	Handler http.HandlerFunc
	Private bool
}

// registry is filled by init functions.
var registry []endpoint

func register(e endpoint) { registry = append(registry, e) }

func init() {
	register(endpoint{"GET", "/one", list, false})
	register(endpoint{Method: "POST", Path: "/two", Handler: save, Private: true})
}

var fixed = []endpoint{
	{Method: "GET", Path: "/three", Handler: list},
	{"DELETE", "/four", save, true},
}

type controller struct{ name string }

func (c *controller) list(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(c.name)) }

func (c *controller) endpoints() []endpoint {
	return []endpoint{
		{"GET", "/five", c.list, false},
		{"GET", "/six", requireUser(c.list), true},
	}
}

func main() {
	r := chi.NewRouter()
	for _, e := range registry {
		r.MethodFunc(e.Method, e.Path, e.Handler) // route: GET /one tables.list [] auth=no | POST /two tables.save [] auth=no
	}
	for _, e := range fixed {
		h := e.Handler
		if e.Private {
			h = requireUser(h)
		}
		r.MethodFunc(e.Method, "/api"+e.Path, h) // route: GET /api/three tables.list [] auth=no | DELETE /api/four tables.save [tables.requireUser] auth=yes
	}
	for _, e := range (&controller{"c"}).endpoints() {
		r.Method(e.Method, e.Path, e.Handler) // route: GET /five (*tables.controller).list [] auth=no | GET /six (*tables.controller).list [tables.requireUser] auth=yes
	}

	m := mux.NewRouter()
	pages := map[string]http.HandlerFunc{
		"/a": list,
		"/b": save,
	}
	for path, h := range pages {
		m.HandleFunc(path, h).Methods("GET") // route: GET /m/a tables.list [] | GET /m/b tables.save []
	}
	for _, p := range []string{"/x", "/y"} {
		m.HandleFunc(p, func(w http.ResponseWriter, r *http.Request) { list(w, r) }) // route: * /m/x tables.main.func1 [] | * /m/y tables.main.func1 []
	}
	both(m, http.MethodPut, "/put", list) // route: PUT /m/put tables.list [] | PUT /m/put/ tables.list []
	r.Mount("/m", http.StripPrefix("/m", m))
	_ = http.ListenAndServe(":8080", r)
}

// both registers with and without a slash at the end.
func both(m *mux.Router, method, path string, h http.HandlerFunc) {
	m.HandleFunc(path, h).Methods(method)
	m.HandleFunc(path+"/", h).Methods(method)
}

func requireUser(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("session"); err != nil || !session(r) {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

var sessions map[string]bool

func session(r *http.Request) bool {
	c, err := r.Cookie("session")
	return err == nil && sessions[c.Value]
}

func list(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

func save(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
