// Command chi registers routes on github.com/go-chi/chi/v5. A comment behind a registration says what the table has for it.
package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func main() {
	r := chi.NewRouter()
	r.Use(logs, middleware.Recoverer)
	r.Get("/health", health) // route: GET /health chi.health [chi.logs middleware.Recoverer] auth=no

	r.Route("/api", func(r chi.Router) {
		r.Use(requireUser)
		r.Get("/notes", list) // route: GET /api/notes chi.list [chi.logs middleware.Recoverer chi.requireUser] auth=yes
		r.Group(func(r chi.Router) {
			r.Use(admins)
			r.Delete("/notes/{id}", drop) // route: DELETE /api/notes/{id} chi.drop [chi.logs middleware.Recoverer chi.requireUser chi.admins]
		})
		r.With(admins).Put("/notes/{id}", list) // route: PUT /api/notes/{id} chi.list [chi.logs middleware.Recoverer chi.requireUser chi.admins]
		r.Post("/notes", list)                  // route: POST /api/notes chi.list [chi.logs middleware.Recoverer chi.requireUser] auth=yes
	})

	r.Group(func(r chi.Router) {
		r.Get("/public", list) // route: GET /public chi.list [chi.logs middleware.Recoverer] auth=no
	})

	lost := r.With(requireUser)
	lost.Get("/kept", list) // route: GET /kept chi.list [chi.logs middleware.Recoverer chi.requireUser] auth=yes
	r.With(requireUser)
	r.Get("/lost", list) // route: GET /lost chi.list [chi.logs middleware.Recoverer] auth=no

	r.Mount("/admin", adminRouter())
	r.Handle("/files/*", http.StripPrefix("/files/", http.FileServer(http.Dir("static")))) // route: * /files/* http.FileServer [chi.logs middleware.Recoverer]
	r.Method(http.MethodPatch, "/m", http.HandlerFunc(list))                               // route: PATCH /m chi.list [chi.logs middleware.Recoverer]
	r.MethodFunc("OPTIONS", "/m", list)                                                    // route: OPTIONS /m chi.list [chi.logs middleware.Recoverer]
	r.NotFound(health)
	users(r)
	_ = http.ListenAndServe(":8080", r)
}

func adminRouter() http.Handler {
	r := chi.NewRouter()
	r.Use(admins)
	r.Get("/", list)          // route: GET /admin/ chi.list [chi.logs middleware.Recoverer chi.admins]
	r.Mount("/more", inner()) // the stack of both is run
	return r
}

func inner() *chi.Mux {
	r := chi.NewMux()
	r.Get("/x", list) // route: GET /admin/more/x chi.list [chi.logs middleware.Recoverer chi.admins]
	return r
}

// users is given an interface.
func users(r chi.Router) {
	sub := r.Route("/users", func(r chi.Router) {
		r.Get("/{id}", list) // route: GET /users/{id} chi.list [chi.logs middleware.Recoverer] auth=no
	})
	sub.Post("/", list) // route: POST /users/ chi.list [chi.logs middleware.Recoverer] auth=no
}

func logs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
	})
}

func requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !known(r.Header.Get("Authorization")) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func admins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Role") != "admin" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func known(token string) bool { return token == secret() }

func secret() string { return string(key) }

var key []byte

func health(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

func list(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("[]")) }

func drop(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
