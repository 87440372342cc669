// Command huma registers operations on github.com/danielgtaylor/huma.
package main

import (
	"context"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"
)

type in struct {
	ID string `path:"id"`
}

type out struct{ Body string }

func main() {
	r := chi.NewMux()
	r.Use(outer)
	api := humachi.New(r, huma.DefaultConfig("notes", "1.0.0"))
	huma.Get(api, "/open", list) // route: GET /open huma.list [huma.outer] auth=no
	api.UseMiddleware(logs)
	huma.Register(api, huma.Operation{ // route: PUT /notes/{id} huma.list [huma.outer huma.logs] auth=no
		OperationID: "save",
		Method:      http.MethodPut,
		Path:        "/notes/{id}",
		Security:    []map[string][]string{{"bearer": {}}},
	}, list)
	check := authenticate(api)
	huma.Register(api, huma.Operation{ // route: DELETE /notes/{id} huma.list [huma.outer huma.logs huma.authenticate] auth=yes
		Method:      http.MethodDelete,
		Path:        "/notes/{id}",
		Middlewares: huma.Middlewares{check},
	}, list)
	grp := huma.NewGroup(api, "/v1")
	grp.UseMiddleware(check)
	huma.Post(grp, "/users", list) // route: POST /v1/users huma.list [huma.outer huma.logs huma.authenticate] auth=yes
	if os.Getenv("ADMIN") != "" {
		api.UseMiddleware(check)
	}
	huma.Patch(api, "/admin/{id}", list) // route: PATCH /admin/{id} huma.list [huma.outer huma.logs huma.authenticate?] auth=conditional
	_ = http.ListenAndServe(":8080", r)
}

func outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func logs(ctx huma.Context, next func(huma.Context)) { next(ctx) }

// authenticate turns away who is not known.
func authenticate(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		if tokens[ctx.Header("Authorization")] == "" {
			_ = huma.WriteErr(api, ctx, http.StatusUnauthorized, "who are you?")
			return
		}
		next(ctx)
	}
}

var tokens map[string]string

func list(context.Context, *in) (*out, error) { return &out{}, nil }
