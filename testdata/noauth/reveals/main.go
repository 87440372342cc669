// Command reveals has groups with the middleware and one without, and an endpoint that gives away all there is, of a type that
// answers everything.
package main

import (
	jwt "github.com/appleboy/gin-jwt/v2"
	"github.com/gin-gonic/gin"
)

type handlers struct{ rows map[string]string }

func (h *handlers) show(c *gin.Context) { c.JSON(200, h.rows[c.Param("id")]) }

func (h *handlers) all(c *gin.Context) { c.JSON(200, h.rows) }

func (h *handlers) add(c *gin.Context) { h.rows[c.Param("id")] = "" }

func (h *handlers) drop(c *gin.Context) { delete(h.rows, c.Param("id")) }

func (h *handlers) about(c *gin.Context) { c.JSON(200, "1.0") }

func (h *handlers) hosts(c *gin.Context) { c.JSON(200, h.rows) }

func (h *handlers) addJob(c *gin.Context) { h.rows[c.Param("id")] = "" }

func (h *handlers) addRole(c *gin.Context) { h.rows[c.Param("id")] = "" }

func (h *handlers) dropRole(c *gin.Context) { delete(h.rows, c.Param("id")) }

func main() {
	h := &handlers{rows: map[string]string{}}
	r := gin.New()
	mw, err := jwt.New(&jwt.GinJWTMiddleware{Key: []byte("x")})
	if err != nil {
		return
	}
	api := r.Group("/api/v1")
	users := api.Group("/users", mw.MiddlewareFunc())
	users.GET("", h.all)
	users.GET("/:id", h.show)
	users.POST("/:id", h.add)
	users.DELETE("/:id", h.drop)
	roles := api.Group("/roles", mw.MiddlewareFunc())
	roles.POST("/:id", h.addRole)
	roles.DELETE("/:id", h.dropRole)
	jobs := api.Group("/jobs")
	jobs.POST("", h.addJob)           // want noauth/missing "POST /api/v1/jobs has no authentication"
	r.GET("/migrate/export", h.hosts) // want noauth/missing "although it gives away much at once"
	r.GET("/hosts", h.hosts)
	r.GET("/about", h.about)
	_ = r.Run()
}
