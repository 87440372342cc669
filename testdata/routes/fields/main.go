// Command fields builds a server of parts in several packages, which are handed routers, groups and middleware in fields,
// interfaces and functional options.
package main

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/apivet/apivet/testdata/routes/fields/internal/notes"
	"github.com/apivet/apivet/testdata/routes/fields/internal/users"
)

// Module registers a part of the server.
type Module interface {
	Routes(r gin.IRouter)
}

// Server is the whole.
type Server struct {
	router  *gin.Engine
	public  *gin.RouterGroup
	private *gin.RouterGroup
	admin   *gin.RouterGroup
	modules []Module
	guard   gin.HandlerFunc
}

// Option changes a server.
type Option func(*Server)

// WithGuard sets what turns away who is not known.
func WithGuard(h gin.HandlerFunc) Option { return func(s *Server) { s.guard = h } }

// New makes a server.
func New(opts ...Option) *Server {
	s := &Server{router: gin.New()}
	for _, o := range opts {
		o(s)
	}
	s.modules = append(s.modules, users.New(), &notes.Module{Base: "/notes"})
	s.groups()
	return s
}

func (s *Server) groups() {
	s.public = s.router.Group("/public")
	s.private = s.router.Group("/private")
	s.private.Use(s.guard)
	for _, m := range s.modules {
		m.Routes(s.private)
	}
	s.public.GET("/ping", ping) // route: GET /public/ping fields.ping [] auth=no
}

// Handler is what is served.
func (s *Server) Handler() http.Handler { return s.router }

// admin makes a group in a function whose parameter a closure captures too.
func admin(s *Server) {
	s.admin = s.router.Group("/admin", s.guard)
	each(func(path string) {
		s.admin.GET(path, ping) // route: GET /admin/a fields.ping [fields.guard] auth=yes | GET /admin/b fields.ping [fields.guard] auth=yes
	})
}

func each(f func(path string)) {
	for _, p := range []string{"/a", "/b"} {
		f(p)
	}
}

func ping(c *gin.Context) { c.Status(http.StatusOK) }

func guard(c *gin.Context) {
	if !tokens[c.GetHeader("Authorization")] {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "who are you?"})
	}
}

var tokens map[string]bool

func main() {
	srv := New(WithGuard(guard))
	notes.Public(srv.public)
	admin(srv)
	srv.admin.GET("/c", ping) // route: GET /admin/c fields.ping [fields.guard] auth=yes
	log.Fatal(http.ListenAndServe(":8080", srv.Handler()))
}
