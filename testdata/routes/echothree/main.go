// Command echothree registers routes on the third major of echo, whose path has no major.
package main

import (
	"net/http"

	"github.com/labstack/echo"
	"github.com/labstack/echo/middleware"
)

func main() {
	e := echo.New()
	e.Use(middleware.Logger())
	e.GET("/early", list) // route: GET /early echothree.list [middleware.Logger] auth=no
	api := e.Group("/api", requireUser)
	api.POST("/notes", list)                                                    // route: POST /api/notes echothree.list [middleware.Logger echothree.requireUser] auth=yes
	api.Any("/any", list)                                                       // route: * /api/any echothree.list [middleware.Logger echothree.requireUser] auth=yes
	e.DELETE("/notes/:id", list, middleware.JWT([]byte("x")))                   // route: DELETE /notes/:id echothree.list [middleware.Logger middleware.JWT] auth=yes
	e.PUT("/notes/:id", list, middleware.JWTWithConfig(middleware.JWTConfig{})) // route: PUT /notes/:id echothree.list [middleware.Logger middleware.JWTWithConfig] auth=yes
	_ = e.Start("localhost:8080")
}

func requireUser(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Header.Get("Authorization") != "Bearer x" {
			return echo.NewHTTPError(http.StatusUnauthorized)
		}
		return next(c)
	}
}

func list(c echo.Context) error { return c.String(http.StatusOK, "notes") }
