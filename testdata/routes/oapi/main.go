// Command oapi serves what oapi-codegen makes of documents, on several routers.
package main

import (
	"context"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"

	"github.com/apivet/apivet/testdata/routes/oapi/notes"
	"github.com/apivet/apivet/testdata/routes/oapi/pets"
	"github.com/apivet/apivet/testdata/routes/oapi/users"
)

func main() {
	switch os.Args[1] {
	case "chi":
		onChi()
	case "echo":
		onEcho()
	default:
		onGin()
	}
}

func onChi() {
	r := chi.NewRouter()
	r.Use(logs)
	notes.HandlerFromMuxWithBaseURL(&plain{}, r, "/v1") // route: conditional GET /v1/notes (*oapi.plain).ListNotes [oapi.logs] auth=no | conditional POST /v1/notes (*oapi.plain).AddNote [oapi.logs] auth=no | conditional DELETE /v1/notes/{id} (*oapi.plain).DeleteNote [oapi.logs] auth=no
	strict := notes.NewStrictHandler(&typed{}, nil)
	h := notes.HandlerWithOptions(strict, notes.ChiServerOptions{ // route: conditional GET /v2/notes (*oapi.typed).ListNotes [oapi.authenticate oapi.logs] auth=yes | conditional POST /v2/notes (*oapi.typed).AddNote [oapi.authenticate oapi.logs] auth=yes | conditional DELETE /v2/notes/{id} (*oapi.typed).DeleteNote [oapi.authenticate oapi.logs] auth=yes
		BaseURL:     "/v2",
		Middlewares: []notes.MiddlewareFunc{logs, authenticate},
	})
	checked := notes.NewStrictHandler(&typed{}, []notes.StrictMiddlewareFunc{strictAuth})
	r.Mount("/v3", notes.Handler(checked)) // route: conditional GET /v3/notes (*oapi.typed).ListNotes [oapi.logs oapi.strictAuth] auth=yes | conditional POST /v3/notes (*oapi.typed).AddNote [oapi.logs oapi.strictAuth] auth=yes | conditional DELETE /v3/notes/{id} (*oapi.typed).DeleteNote [oapi.logs oapi.strictAuth] auth=yes
	mux := http.NewServeMux()
	mux.Handle("/v2/", h)
	mux.Handle("/", r)
	_ = http.ListenAndServe(":8080", mux)
}

func onEcho() {
	e := echo.New()
	pets.RegisterHandlers(e, store{}) // route: conditional GET /pets (oapi.store).FindPets [] auth=no | conditional DELETE /pets/:id (oapi.store).DeletePet [] auth=no
	g := e.Group("/admin", echoAuth)
	pets.RegisterHandlersWithBaseURL(g, store{}, "/v1") // route: conditional GET /admin/v1/pets (oapi.store).FindPets [oapi.echoAuth] auth=yes | conditional DELETE /admin/v1/pets/:id (oapi.store).DeletePet [oapi.echoAuth] auth=yes
	_ = e.Start(":8080")
}

func onGin() {
	g := gin.New()
	opts := users.GinServerOptions{}
	if os.Getenv("AUTH") != "" {
		opts.Middlewares = append(opts.Middlewares, ginAuth)
	}
	users.RegisterHandlersWithOptions(g, people{}, opts)                                                                              // route: conditional GET /users/:id (oapi.people).GetUser [oapi.ginAuth?] auth=conditional | conditional POST /users (oapi.people).AddUser [oapi.ginAuth?] auth=conditional
	users.RegisterHandlersWithOptions(g.Group("/v2"), people{}, users.GinServerOptions{Middlewares: []users.MiddlewareFunc{ginAuth}}) // route: conditional GET /v2/users/:id (oapi.people).GetUser [oapi.ginAuth] auth=yes | conditional POST /v2/users (oapi.people).AddUser [oapi.ginAuth] auth=yes
	_ = g.Run()
}

func logs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

// authenticate turns away who is not known.
func authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tokens[r.Header.Get("Authorization")] == "" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var tokens map[string]string

func strictAuth(next notes.StrictHandlerFunc, _ string) notes.StrictHandlerFunc {
	return func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error) {
		if tokens[r.Header.Get("Authorization")] == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return nil, nil
		}
		return next(ctx, w, r, request)
	}
}

func echoAuth(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if tokens[c.Request().Header.Get("Authorization")] == "" {
			return echo.NewHTTPError(http.StatusUnauthorized)
		}
		return next(c)
	}
}

func ginAuth(c *gin.Context) {
	if tokens[c.GetHeader("Authorization")] == "" {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

type plain struct{}

func (*plain) ListNotes(w http.ResponseWriter, _ *http.Request, _ notes.ListNotesParams) {
	w.WriteHeader(http.StatusNoContent)
}

func (*plain) AddNote(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func (*plain) DeleteNote(w http.ResponseWriter, _ *http.Request, _ int64) {
	w.WriteHeader(http.StatusNoContent)
}

type typed struct{}

func (*typed) ListNotes(context.Context, notes.ListNotesRequestObject) (notes.ListNotesResponseObject, error) {
	return nil, nil
}

func (*typed) AddNote(context.Context, notes.AddNoteRequestObject) (notes.AddNoteResponseObject, error) {
	return nil, nil
}

func (*typed) DeleteNote(context.Context, notes.DeleteNoteRequestObject) (notes.DeleteNoteResponseObject, error) {
	return nil, nil
}

type store struct{}

func (store) FindPets(c echo.Context) error { return c.NoContent(http.StatusNoContent) }

func (store) DeletePet(c echo.Context, _ int64) error { return c.NoContent(http.StatusNoContent) }

type people struct{}

func (people) GetUser(c *gin.Context, _ int64) { c.Status(http.StatusNoContent) }

func (people) AddUser(c *gin.Context) { c.Status(http.StatusNoContent) }
