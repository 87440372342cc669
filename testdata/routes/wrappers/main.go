// Command wrappers puts functions around handlers in many ways.
package main

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/gorilla/mux"
)

// App holds what handlers need.
type App struct {
	users map[string]User
}

// User is who asks.
type User struct{ Name, Role string }

type handler func(w http.ResponseWriter, r *http.Request) error

// ServeHTTP answers with the error that the handler returns.
func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// page is a handler that was made ready before it is registered.
var page = logs(http.HandlerFunc(plain))

type middleware func(http.HandlerFunc) http.HandlerFunc

// chain puts middleware around a handler, the first one outermost.
func chain(h http.HandlerFunc, ms ...middleware) http.HandlerFunc {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func main() {
	a := &App{}
	m := mux.NewRouter()
	m.Handle("/errors", handler(failing))                                                                             // route: * /errors wrappers.failing [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (wrappers.handler).ServeHTTP]
	m.Handle("/page", page)                                                                                           // route: * /page wrappers.plain [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (*wrappers.logger).ServeHTTP] auth=no
	m.HandleFunc("/admin", a.admin(plain))                                                                            // route: * /admin wrappers.plain [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (*wrappers.App).admin] auth=yes
	m.HandleFunc("/perm", a.perm("notes.write", plain))                                                               // route: * /perm wrappers.plain [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (*wrappers.App).perm] auth=yes
	m.HandleFunc("/user", a.withUser(me))                                                                             // route: * /user wrappers.me [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (*wrappers.App).withUser] auth=yes
	m.HandleFunc("/typed", typed(a, func(_ context.Context, _ User, q query) (string, error) { return q.Text, nil })) // route: * /typed wrappers.main.func1 [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP wrappers.typed] auth=yes
	m.HandleFunc("/chained", chain(plain, a.admin, timed))                                                            // route: * /chained wrappers.plain [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (*wrappers.App).admin wrappers.timed] auth=yes
	guarded := a.admin
	m.HandleFunc("/method-value", guarded(plain))                           // route: * /method-value wrappers.plain [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (*wrappers.App).admin] auth=yes
	m.HandleFunc("/literal", func(w http.ResponseWriter, r *http.Request) { // route: * /literal wrappers.main.func2 [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP] auth=no
		w.Header().Set("X-Version", "1")
		plain(w, r)
	})
	route := a.protected(m)
	route("/closure", plain) // route: POST /closure wrappers.plain [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (*wrappers.App).admin] auth=yes
	ins := instruments{Around}
	m.HandleFunc("/timed", ins.wrap("timed", plain)) // route: * /timed wrappers.plain [(*wrappers.App).recoverer (*wrappers.logger).ServeHTTP (wrappers.instruments).wrap]
	_ = http.ListenAndServe(":8080", a.recoverer(logs(m)))
}

// protected returns a function that registers.
func (a *App) protected(m *mux.Router) func(path string, h http.HandlerFunc) {
	return func(path string, h http.HandlerFunc) {
		m.HandleFunc(path, a.admin(h)).Methods("POST")
	}
}

// user finds who asks by the cookie of the session.
func (a *App) user(r *http.Request) (User, bool) {
	c, err := r.Cookie("session")
	if err != nil {
		return User{}, false
	}
	u, ok := a.users[c.Value]
	return u, ok
}

func (a *App) admin(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok := a.user(r)
		if !ok || u.Role != "admin" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next(w, r)
	}
}

func (a *App) perm(name string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok := a.user(r)
		switch {
		case !ok:
			w.WriteHeader(http.StatusUnauthorized)
		case u.Role != name:
			w.WriteHeader(http.StatusForbidden)
		default:
			next(w, r)
		}
	}
}

func (a *App) withUser(next func(http.ResponseWriter, *http.Request, User)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok := a.user(r)
		if !ok {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		next(w, r, u)
	}
}

type query struct{ Text string }

// typed makes a handler of a function of what is asked, by someone who is known.
func typed[In, Out any](a *App, f func(context.Context, User, In) (Out, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok := a.user(r)
		if !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var in In
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		out, err := f(r.Context(), u, in)
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(out)
	}
}

func (a *App) recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func timed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { next(w, r) }
}

func logs(next http.Handler) http.Handler { return &logger{next} }

// logger is middleware that is an object.
type logger struct{ next http.Handler }

// ServeHTTP asks the next one.
func (l *logger) ServeHTTP(w http.ResponseWriter, r *http.Request) { l.next.ServeHTTP(w, r) }

func failing(http.ResponseWriter, *http.Request) error { return nil }

func plain(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

func me(w http.ResponseWriter, _ *http.Request, u User) { _, _ = w.Write([]byte(u.Name)) }

// instruments measures handlers by a function that it was made with.
type instruments struct {
	around func(name string, h http.Handler) http.HandlerFunc
}

func (i instruments) wrap(name string, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { i.around(name, h)(w, r) }
}

// Around is set by what starts the program.
var Around func(name string, h http.Handler) http.HandlerFunc
