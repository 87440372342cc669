// Command group has a whole group without authentication.
package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

var sessions = map[string]string{}

func requireUser(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, ok := sessions[c.Request().Header.Get("Authorization")]; !ok {
			return c.NoContent(http.StatusUnauthorized)
		}
		return next(c)
	}
}

func work(c echo.Context) error { return nil }

func main() {
	e := echo.New()
	u := e.Group("/users", requireUser)
	u.GET("", work)
	u.POST("", work)
	u.PUT("/:id", work)
	u.DELETE("/:id", work)
	t := e.Group("/teams", requireUser)
	t.POST("", work)
	t.PUT("/:id", work)
	t.DELETE("/:id", work)
	b := e.Group("/backups")
	b.POST("", work) // want noauth/missing "4 endpoints have no authentication .POST /backups, PUT /backups/:id, DELETE /backups/:id, ….*"
	b.PUT("/:id", work)
	b.DELETE("/:id", work)
	b.POST("/:id/files", work)
	e.Start(":8080")
}
