// Command goa serves a service with a server as goa generates it.
package main

import (
	"context"
	"net/http"

	goahttp "goa.design/goa/v3/http"

	"github.com/apivet/apivet/testdata/routes/goa/gen"
)

func main() {
	mux := goahttp.NewMuxer()
	mux.Use(logs)
	endpoints := gen.NewEndpoints(service{})
	server := gen.New(endpoints, mux)
	server.Save = authenticate(server.Save)
	gen.Mount(mux, server) // route: GET /notes (goa.service).List [goa.logs gen.NewListHandler] auth=no | POST /notes (goa.service).Save [goa.logs goa.authenticate gen.NewSaveHandler] auth=yes
	_ = http.ListenAndServe("localhost:8080", mux)
}

type service struct{}

// List lists.
func (service) List(context.Context) (string, error) { return "notes", nil }

// Save keeps.
func (service) Save(context.Context, string) error { return nil }

func logs(next http.Handler) http.Handler { return next }

// authenticate turns away who is not known.
func authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tokens[r.Header.Get("Authorization")] == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var tokens map[string]string
