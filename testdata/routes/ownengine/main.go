// Command ownengine has an engine of its own that puts a list of middleware around actions, one of which can answer in their
// place; and a builder of chains that no model knows.
package main

import (
	"errors"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/hay-kot/httpkit/errchain"
)

type webContext struct {
	w http.ResponseWriter
	r *http.Request
}

type (
	action     func(c *webContext) error
	middleware func(action) action
)

type engine struct {
	mux    *http.ServeMux
	before []middleware
}

// get serves an action below the middleware that there is by now.
func (e *engine) get(path string, a action) { e.mux.HandleFunc("GET "+path, wrapped(e.before, a)) }

func (e *engine) use(m middleware) { e.before = append(e.before, m) }

func wrapped(before []middleware, a action) http.HandlerFunc {
	for i := len(before) - 1; i >= 0; i-- {
		a = before[i](a)
	}
	return serving(a)
}

func serving(a action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { _ = a(&webContext{w, r}) }
}

// closed is nothing, or answers in the place of all that is behind it.
func closed() middleware {
	if os.Getenv("CLOSED") == "" {
		return nil
	}
	return func(action) action {
		return func(c *webContext) error {
			c.w.WriteHeader(http.StatusServiceUnavailable)
			return nil
		}
	}
}

func known() middleware {
	return func(next action) action {
		return func(c *webContext) error {
			if c.r.Header.Get("Authorization") != os.Getenv("KEY") {
				c.w.WriteHeader(http.StatusUnauthorized)
				return nil
			}
			return next(c)
		}
	}
}

func list() action { return func(c *webContext) error { return nil } }

func main() {
	e := &engine{mux: http.NewServeMux()}
	e.use(closed())
	e.get("/open", list()) // route: GET /open ownengine.list [ownengine.serving ownengine.closed?] auth=no
	e.use(known())
	e.get("/notes", list()) // route: GET /notes ownengine.list [ownengine.serving ownengine.closed? ownengine.known] auth=yes

	chain := errchain.New(failed)
	e.mux.Handle("/health", chain.ToHandlerFunc(errchain.HandlerFunc(plain)))           // route: * /health ownengine.plain [(*errchain.ErrChain).ToHandlerFunc] auth=no
	e.mux.Handle("/users", chain.ToHandlerFunc(errchain.HandlerFunc(plain), withToken)) // route: * /users ownengine.plain [(*errchain.ErrChain).ToHandlerFunc ownengine.withToken] auth=yes
	guards := []errchain.Middleware{counted, withToken}
	e.mux.Handle("/groups", chain.ToHandlerFunc(errchain.HandlerFunc(plain), guards...)) // route: * /groups ownengine.plain [(*errchain.ErrChain).ToHandlerFunc ownengine.counted ownengine.withToken] auth=yes

	mine := &router{chi.NewRouter()}
	mine.use(remembered())
	mine.get("/mine", list()) // route: GET /mine ownengine.list [(*ownengine.router).use ownengine.adapted] auth=yes
	e.mux.Handle("/mine", mine.chi)
	_ = http.ListenAndServe(":8080", e.mux)
}

// router adapts middleware of the program's own type to that of the library.
type router struct{ chi chi.Router }

func (r *router) use(more ...middleware) {
	for _, m := range more {
		r.chi.Use(func(next http.Handler) http.Handler {
			return adapted(through(func(c *webContext) error {
				next.ServeHTTP(c.w, c.r)
				return nil
			}, m))
		})
	}
}

func (r *router) get(path string, a action) { r.chi.Get(path, adapted(a)) }

func through(a action, more ...middleware) action {
	for i := len(more) - 1; i >= 0; i-- {
		a = more[i](a)
	}
	return a
}

func adapted(a action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { _ = a(&webContext{w, r}) }
}

func remembered() middleware {
	return func(next action) action {
		return func(c *webContext) error {
			if cookie, err := c.r.Cookie("session"); err != nil || !valid(cookie.Value) {
				c.w.WriteHeader(http.StatusUnauthorized)
				return nil
			}
			return next(c)
		}
	}
}

var errUnknown = errors.New("who is there?")

func failed(next errchain.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := next.ServeHTTP(w, r)
		switch {
		case errors.Is(err, errUnknown):
			http.Error(w, err.Error(), http.StatusUnauthorized)
		case err != nil:
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
}

// withToken asks for a token in the header or in the query.
func withToken(next errchain.Handler) errchain.Handler {
	return errchain.HandlerFunc(func(w http.ResponseWriter, r *http.Request) error {
		if token := r.Header.Get("Authorization"); token != "" {
			if !valid(token) {
				return errUnknown
			}
		} else if token := r.URL.Query().Get("access_token"); token != "" {
			if !valid(token) {
				return errUnknown
			}
		} else {
			return errUnknown
		}
		return next.ServeHTTP(w, r)
	})
}

var count int

func counted(next errchain.Handler) errchain.Handler {
	return errchain.HandlerFunc(func(w http.ResponseWriter, r *http.Request) error {
		count++
		return next.ServeHTTP(w, r)
	})
}

func valid(token string) bool { return token == os.Getenv("KEY") }

func plain(http.ResponseWriter, *http.Request) error { return nil }
