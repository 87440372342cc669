// Command swagger serves an API that is generated as go-swagger does, on github.com/go-openapi/runtime.
package main

import (
	"net/http"

	"github.com/go-openapi/errors"
	"github.com/go-openapi/loads"
	"github.com/go-openapi/runtime/middleware"

	"github.com/apivet/apivet/testdata/routes/swagger/gen"
	"github.com/apivet/apivet/testdata/routes/swagger/gen/notes"
)

type store struct{ notes map[string]string }

func (s *store) list(notes.ListParams) middleware.Responder {
	return middleware.NotImplemented("list")
}

func configure(api *gen.NotesAPI) http.Handler {
	s := &store{notes: map[string]string{}}
	api.KeyAuth = func(token string) (*gen.Principal, error) {
		if token != "s3cret-of-the-test" {
			return nil, errors.New(http.StatusUnauthorized, "no such key")
		}
		return &gen.Principal{Name: "key"}, nil
	}
	register(api, s)
	api.AddMiddlewareFor(http.MethodGet, "/notes", uncached) // before what is there

	return recovered(api.Serve(around))
}

func register(api *gen.NotesAPI, s *store) {
	api.ListHandler = notes.ListHandlerFunc(s.list)                                                             // route: GET /api/v1/notes (*swagger.store).list [swagger.recovered swagger.around swagger.uncached] auth=no
	api.SaveHandler = notes.SaveHandlerFunc(func(p notes.SaveParams, who *gen.Principal) middleware.Responder { // route: PUT /api/v1/notes/{id} swagger.register.func1 [swagger.recovered swagger.around (*notes.Save).ServeHTTP] auth=yes
		s.notes[p.ID] = who.Name
		return middleware.NotImplemented("save")
	})
	api.PingHandler = &pinger{s} // route: GET /api/v1 (*swagger.pinger).Handle [swagger.recovered swagger.around] auth=no
}

type pinger struct{ s *store }

// Handle answers.
func (p *pinger) Handle(notes.PingParams) middleware.Responder {
	return middleware.NotImplemented(p.s.notes["ping"])
}

func around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Notes", "1")
		next.ServeHTTP(w, r)
	})
}

func uncached(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func main() {
	doc, err := loads.Embedded(gen.SwaggerJSON, gen.FlatSwaggerJSON)
	if err != nil {
		panic(err)
	}
	_ = http.ListenAndServe(":8080", configure(gen.NewNotesAPI(doc)))
}
