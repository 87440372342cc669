// Command ownrouter has a router type of its own around one of a library, whose parts are handed to closures inside each other,
// with handlers and middleware that return errors.
package main

import (
	"errors"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

// router hands on what it is told in the words of the program.
type router struct{ chi chi.Router }

type action func(w http.ResponseWriter, r *http.Request) error

func (r *router) route(path string, fn func(*router)) {
	r.chi.Route(path, func(c chi.Router) { fn(&router{c}) })
}

func (r *router) get(path string, fn action) { r.chi.Get(path, answer(fn)) }

func (r *router) use(fn action) { r.chi.Use(before(fn)) }

func (r *router) with(fn action) *router { return &router{r.chi.With(before(fn))} }

// answer makes a handler of an action.
func answer(fn action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := fn(w, r); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

// before makes a middleware of an action: what comes behind it does not run where it returns an error.
func before(fn action) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := fn(w, r); err != nil {
				http.Error(w, err.Error(), http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func main() {
	r := &router{chi.NewRouter()}
	r.get("/health", list) // route: GET /health ownrouter.list [ownrouter.answer] auth=no
	r.route("/api", func(r *router) {
		r.get("/one", list) // route: GET /api/one ownrouter.list [ownrouter.answer] auth=no
		r.route("/open", func(r *router) {
			r.use(counted)
			r.get("/", list) // route: GET /api/open/ ownrouter.list [ownrouter.before ownrouter.answer] auth=no
		})
		r.with(known).route("/admin", func(r *router) {
			r.get("/log", list) // route: GET /api/admin/log ownrouter.list [ownrouter.before ownrouter.answer] auth=yes
			r.route("/users", func(r *router) {
				r.get("/", list) // route: GET /api/admin/users/ ownrouter.list [ownrouter.before ownrouter.answer] auth=yes
				r.route("/{id}", func(r *router) {
					r.use(counted)
					r.get("/", list) // route: GET /api/admin/users/{id}/ ownrouter.list [ownrouter.before ownrouter.before ownrouter.answer] auth=yes
					r.route("/keys", func(r *router) {
						r.get("/{key}", list) // route: GET /api/admin/users/{id}/keys/{key} ownrouter.list [ownrouter.before ownrouter.before ownrouter.answer] auth=yes
					})
				})
			})
		})
	})
	_ = http.ListenAndServe(":8080", r.chi)
}

var errUnknown = errors.New("who is there?")

func known(_ http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Authorization") != os.Getenv("KEY") {
		return errUnknown
	}
	return nil
}

var count int

func counted(http.ResponseWriter, *http.Request) error {
	count++
	return nil
}

func list(http.ResponseWriter, *http.Request) error { return nil }
