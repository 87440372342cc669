// Command httprouter registers routes on github.com/julienschmidt/httprouter, which has no middleware of its own. A comment
// behind a registration says what the table has for it.
package main

import (
	"net/http"

	"github.com/julienschmidt/httprouter"
)

func main() {
	r := httprouter.New()
	r.GET("/notes", list)                                 // route: GET /notes httprouter.list [httprouter.logs] auth=no
	r.POST("/notes", auth(list))                          // route: POST /notes httprouter.list [httprouter.logs httprouter.auth] auth=yes
	r.Handle("PUT", "/notes/:id", auth(list))             // route: PUT /notes/:id httprouter.list [httprouter.logs httprouter.auth] auth=yes
	r.HandlerFunc("GET", "/plain", plain)                 // route: GET /plain httprouter.plain [httprouter.logs] auth=no
	r.ServeFiles("/static/*filepath", http.Dir("static")) // route: GET /static/*filepath (*httprouter.Router).ServeFiles [httprouter.logs] auth=no
	_ = http.ListenAndServe(":8080", logs(r))
}

func auth(next httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		user, password, ok := r.BasicAuth()
		if !ok || passwords[user] != password {
			w.Header().Set("WWW-Authenticate", "Basic")
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next(w, r, ps)
	}
}

var passwords map[string]string

func logs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func list(w http.ResponseWriter, _ *http.Request, _ httprouter.Params) { w.WriteHeader(http.StatusOK) }

func plain(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }
