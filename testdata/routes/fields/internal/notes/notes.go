// Package notes is a part of a server.
package notes

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// Module is the part.
type Module struct{ Base string }

// Routes registers it.
func (m *Module) Routes(r gin.IRouter) {
	r.POST(m.Base, list) // route: POST /private/notes notes.list [fields.guard] auth=yes
}

// Public registers what everyone may read.
func Public(g *gin.RouterGroup) {
	g.GET("/notes", list) // route: GET /public/notes notes.list [] auth=no
}

func list(c *gin.Context) { c.JSON(http.StatusOK, nil) }
