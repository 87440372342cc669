// Command gin registers routes on github.com/gin-gonic/gin. A comment behind a registration says what the table has for it.
package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type server struct {
	engine *gin.Engine
	api    *gin.RouterGroup
	db     store
}

type store interface {
	find(token string) (string, bool)
}

func main() {
	s := &server{engine: gin.Default()}
	s.engine.GET("/early", s.list) // route: GET /early (*gin.server).list [gin.Default] auth=no
	early := s.engine.Group("/early-group")
	s.engine.Use(logs())
	early.GET("/x", s.list) // route: GET /early-group/x (*gin.server).list [gin.Default] auth=no
	s.api = s.engine.Group("/api", s.auth)
	s.routes()
	s.engine.POST("/login", s.list)                       // route: POST /login (*gin.server).list [gin.Default gin.logs] auth=no
	s.engine.GET("/inline", s.auth, audit, s.list)        // route: GET /inline (*gin.server).list [gin.Default gin.logs (*gin.server).auth gin.audit] auth=yes
	s.engine.Any("/any", s.list)                          // route: * /any (*gin.server).list [gin.Default gin.logs] auth=no
	s.engine.Match([]string{"GET", "HEAD"}, "/m", s.list) // route: GET /m (*gin.server).list [gin.Default gin.logs] | HEAD /m (*gin.server).list [gin.Default gin.logs]
	s.engine.Handle(http.MethodPut, "/h", s.list)         // route: PUT /h (*gin.server).list [gin.Default gin.logs]
	s.engine.Static("/assets", "./assets")                // route: GET /assets/* (*gin.RouterGroup).Static [gin.Default gin.logs] | HEAD /assets/* (*gin.RouterGroup).Static [gin.Default gin.logs]
	s.engine.StaticFile("/favicon.ico", "./favicon.ico")  // route: GET /favicon.ico (*gin.RouterGroup).StaticFile [gin.Default gin.logs] | HEAD /favicon.ico (*gin.RouterGroup).StaticFile [gin.Default gin.logs]
	s.engine.NoRoute(s.list)
	for _, rt := range table(s) {
		s.api.Handle(rt.method, rt.path, rt.handler) // route: GET /api/t1 (*gin.server).list [gin.Default gin.logs (*gin.server).auth] auth=yes | POST /api/t2 (*gin.server).save [gin.Default gin.logs (*gin.server).auth] auth=yes
	}
	_ = s.engine.Run()
}

type row struct {
	method, path string
	handler      gin.HandlerFunc
}

func table(s *server) []row {
	return []row{
		{"GET", "/t1", s.list},
		{"POST", "/t2", s.save},
	}
}

func (s *server) routes() {
	notes := s.api.Group("notes")
	notes.GET("", s.list)      // route: GET /api/notes (*gin.server).list [gin.Default gin.logs (*gin.server).auth] auth=yes
	notes.POST("/:id", s.save) // route: POST /api/notes/:id (*gin.server).save [gin.Default gin.logs (*gin.server).auth] auth=yes
	late := s.api.Group("/late")
	late.GET("/before", s.list) // route: GET /api/late/before (*gin.server).list [gin.Default gin.logs (*gin.server).auth]
	late.Use(audit)
	late.GET("/after", s.list) // route: GET /api/late/after (*gin.server).list [gin.Default gin.logs (*gin.server).auth gin.audit]
	chained(s.api.Group("/c").Use(audit), s)
}

// chained is given the interface that Use returns.
func chained(r gin.IRoutes, s *server) {
	r.GET("/1", s.list).GET("/2", s.list) // route: GET /api/c/1 (*gin.server).list [gin.Default gin.logs (*gin.server).auth gin.audit] auth=yes | GET /api/c/2 (*gin.server).list [gin.Default gin.logs (*gin.server).auth gin.audit] auth=yes
}

// auth turns away who is not known.
func (s *server) auth(c *gin.Context) {
	user, ok := s.db.find(c.GetHeader("Authorization"))
	if !ok {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", user)
	c.Next()
}

func logs() gin.HandlerFunc {
	return func(c *gin.Context) { c.Next() }
}

func audit(c *gin.Context) { c.Set("audited", true) }

func (s *server) list(c *gin.Context) { c.JSON(http.StatusOK, nil) }

func (s *server) save(c *gin.Context) { c.Status(http.StatusNoContent) }
