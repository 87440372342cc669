// Command bunrouter registers routes on github.com/uptrace/bunrouter, whose Use returns a new group.
package main

import (
	"net/http"
	"os"

	"github.com/uptrace/bunrouter"
)

type server struct{ tokens map[string]string }

func main() {
	s := &server{tokens: map[string]string{}}
	router := bunrouter.New(bunrouter.Use(logs))
	router.GET("/", s.list) // route: GET / (*bunrouter.server).list [bunrouter.logs] auth=no
	router.Use(s.auth)
	router.GET("/lost", s.list) // route: GET /lost (*bunrouter.server).list [bunrouter.logs] auth=no

	private := router.Use(s.auth)
	private.POST("/private", s.save) // route: POST /private (*bunrouter.server).save [bunrouter.logs (*bunrouter.server).auth] auth=yes

	router.WithGroup("/api", func(g *bunrouter.Group) {
		g.GET("/open", s.list) // route: GET /api/open (*bunrouter.server).list [bunrouter.logs] auth=no
		g = g.WithMiddleware(s.auth)
		g.PUT("/closed/:id", s.save) // route: PUT /api/closed/:id (*bunrouter.server).save [bunrouter.logs (*bunrouter.server).auth] auth=yes
		g.WithGroup("/deep", func(g *bunrouter.Group) {
			g.Handle(http.MethodDelete, "/:id", s.save) // route: DELETE /api/deep/:id (*bunrouter.server).save [bunrouter.logs (*bunrouter.server).auth] auth=yes
		})
	})
	router.NewGroup("/v2", bunrouter.Use(s.auth), bunrouter.WithGroup(func(g *bunrouter.Group) {
		g.GET("/notes", s.list) // route: GET /v2/notes (*bunrouter.server).list [bunrouter.logs (*bunrouter.server).auth] auth=yes
	}))
	admin := router.NewGroup("/admin")
	if os.Getenv("ADMIN_AUTH") != "" {
		admin = admin.Use(s.auth)
	}
	admin.GET("/stats", s.list) // route: GET /admin/stats (*bunrouter.server).list [bunrouter.logs (*bunrouter.server).auth?] auth=conditional

	router.Compat().GET("/compat", s.plain)                    // route: GET /compat (*bunrouter.server).plain [bunrouter.logs] auth=no
	router.GET("/adapted", bunrouter.HTTPHandlerFunc(s.plain)) // route: GET /adapted (*bunrouter.server).plain [bunrouter.logs] auth=no
	private.Verbose().PATCH("/verbose/:id", s.verbose)         // route: PATCH /verbose/:id (*bunrouter.server).verbose [bunrouter.logs (*bunrouter.server).auth] auth=yes
	_ = http.ListenAndServe(":8080", router)
}

func logs(next bunrouter.HandlerFunc) bunrouter.HandlerFunc {
	return func(w http.ResponseWriter, req bunrouter.Request) error { return next(w, req) }
}

// auth turns away who is not known.
func (s *server) auth(next bunrouter.HandlerFunc) bunrouter.HandlerFunc {
	return func(w http.ResponseWriter, req bunrouter.Request) error {
		if s.tokens[req.Header.Get("Authorization")] == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return nil
		}
		return next(w, req)
	}
}

func (s *server) list(w http.ResponseWriter, _ bunrouter.Request) error {
	return bunrouter.JSON(w, bunrouter.H{})
}

func (s *server) save(w http.ResponseWriter, _ bunrouter.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *server) plain(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func (s *server) verbose(w http.ResponseWriter, _ *http.Request, _ bunrouter.Params) {
	w.WriteHeader(http.StatusNoContent)
}
