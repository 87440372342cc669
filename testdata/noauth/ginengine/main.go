// Command ginengine registers routes on the engine in place of the group that authenticates.
package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

var sessions = map[string]string{}

// RequireUser refuses requests without a known session.
func RequireUser() gin.HandlerFunc {
	return func(c *gin.Context) {
		user, ok := sessions[c.GetHeader("Authorization")]
		if !ok {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Set("user", user)
		c.Next()
	}
}

type notes struct{ all map[string]string }

func (n *notes) List(c *gin.Context)   { c.JSON(http.StatusOK, n.all) }
func (n *notes) Get(c *gin.Context)    { c.JSON(http.StatusOK, n.all[c.Param("id")]) }
func (n *notes) Create(c *gin.Context) { n.all[c.Query("id")] = c.Query("text") }
func (n *notes) Update(c *gin.Context) { n.all[c.Param("id")] = c.Query("text") }
func (n *notes) Delete(c *gin.Context) { delete(n.all, c.Param("id")) }
func (n *notes) Purge(c *gin.Context)  { clear(n.all) }
func (n *notes) Export(c *gin.Context) { c.JSON(http.StatusOK, n.all) }

func login(c *gin.Context)   { c.Status(http.StatusOK) }
func health(c *gin.Context)  { c.Status(http.StatusOK) }
func reindex(c *gin.Context) { c.Status(http.StatusOK) }

func main() {
	n := &notes{all: map[string]string{}}
	r := gin.New()
	r.POST("/api/login", login)
	r.GET("/healthz", health)
	api := r.Group("/api")
	api.Use(RequireUser())
	api.GET("/notes", n.List)
	api.POST("/notes", n.Create)
	api.GET("/notes/:id", n.Get)
	api.PUT("/notes/:id", n.Update)
	r.DELETE("/api/notes/:id", n.Delete) // want noauth/missing "DELETE /api/notes/:id has no authentication, but 4 of 5 endpoints that ginengine.notes answers use ginengine.RequireUser"
	r.POST("/api/reindex", reindex)      // want noauth/missing "POST /api/reindex has no authentication"
	r.Run(":8080")
}
