// Command httprouterwrap has a table of routes with handlers that are wrapped, but one.
package main

import (
	"net/http"

	"github.com/julienschmidt/httprouter"
)

var admins = map[string]bool{}

func admin(next httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		if !admins[r.Header.Get("Authorization")] {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next(w, r, p)
	}
}

func work(w http.ResponseWriter, r *http.Request, p httprouter.Params) {}

func routes(r *httprouter.Router) {
	for _, row := range []struct {
		method, path string
		handle       httprouter.Handle
	}{
		{"POST", "/admin/jobs", admin(work)},
		{"PUT", "/admin/jobs/:id", admin(work)},
		{"DELETE", "/admin/jobs/:id", admin(work)},
		{"POST", "/admin/jobs/:id/run", work},
	} {
		r.Handle(row.method, row.path, row.handle) // want noauth/missing "POST /admin/jobs/:id/run has no authentication"
	}
}

func main() {
	r := httprouter.New()
	routes(r)
	http.ListenAndServe(":8080", r)
}
