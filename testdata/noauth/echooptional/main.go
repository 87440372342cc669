// Command echooptional trusts an identity that its middleware reads only where it is there.
package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// User is who asks.
type User struct{ ID string }

var sessions = map[string]*User{}

// mayHaveUser lets requests without a credential pass.
func mayHaveUser(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		token := c.Request().Header.Get("Authorization")
		if token == "" {
			return next(c)
		}
		u := sessions[token]
		if u == nil {
			return echo.NewHTTPError(http.StatusUnauthorized)
		}
		c.Set("user", u)
		return next(c)
	}
}

func save(c echo.Context) error {
	u, _ := c.Get("user").(*User)
	return c.JSON(http.StatusOK, map[string]any{"saved by": u})
}

func okSave(c echo.Context) error {
	u, ok := c.Get("user").(*User)
	if !ok {
		return c.NoContent(http.StatusUnauthorized)
	}
	return c.JSON(http.StatusOK, map[string]any{"saved by": u})
}

func main() {
	e := echo.New()
	g := e.Group("/notes", mayHaveUser)
	g.POST("", save) // want noauth/optional "POST /notes uses who asks without a check, but echooptional.mayHaveUser lets requests without a credential pass"
	g.PUT("/:id", okSave)
	e.Start(":8080")
}
