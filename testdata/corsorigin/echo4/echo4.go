// Package echo4 configures the CORS middleware of echo v4, and writes headers in it.
package echo4

import (
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// Routes wires the server.
func Routes() *echo.Echo {
	e := echo.New()
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins:     []string{"*"}, // want corsorigin/wildcard "browsers refuse"
		AllowCredentials: true,
	}))
	return e
}

func badUnset() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{AllowCredentials: true}) // want corsorigin/wildcard "no origins are set"
}

func badUnsafe() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins:                             []string{"*"}, // want corsorigin/wildcard "sends the request's origin back"
		AllowCredentials:                         true,
		UnsafeWildcardOriginWithAllowCredentials: true,
	})
}

func badUnsafeUnset() echo.MiddlewareFunc {
	config := middleware.CORSConfig{UnsafeWildcardOriginWithAllowCredentials: true}
	config.AllowCredentials = true
	return middleware.CORSWithConfig(config) // want corsorigin/wildcard "sends the request's origin back"
}

func badFunc() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOriginFunc:  func(origin string) (bool, error) { return true, nil }, // want corsorigin/always
		AllowCredentials: true,
	})
}

func badPattern() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins:     []string{"https://*example.com"}, // want corsorigin/weak-match "evilexample.com"
		AllowCredentials: true,
	})
}

func badHeader(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set(echo.HeaderAccessControlAllowOrigin, c.Request().Header.Get(echo.HeaderOrigin)) // want corsorigin/reflected "with the user's credentials"
		h.Set(echo.HeaderAccessControlAllowCredentials, "true")
		return next(c)
	}
}

func lowDefault() echo.MiddlewareFunc {
	return middleware.CORS() // want:low corsorigin/wildcard
}

func okList() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOrigins:     []string{"https://example.com", "https://*.example.com"},
		AllowCredentials: true,
	})
}

func okFunc() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{
		AllowOriginFunc: func(origin string) (bool, error) {
			return strings.HasSuffix(origin, ".example.com"), nil
		},
		AllowCredentials: true,
	})
}
