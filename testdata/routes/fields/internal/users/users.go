// Package users is a part of a server.
package users

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type service struct{}

// New makes the part.
func New() *service { return &service{} }

// Routes registers it.
func (s *service) Routes(r gin.IRouter) {
	g := r.Group("/users")
	g.GET("", s.list)        // route: GET /private/users (*users.service).list [fields.guard] auth=yes
	g.DELETE("/:id", s.drop) // route: DELETE /private/users/:id (*users.service).drop [fields.guard] auth=yes
}

func (s *service) list(c *gin.Context) { c.JSON(http.StatusOK, nil) }

func (s *service) drop(c *gin.Context) { c.Status(http.StatusNoContent) }
