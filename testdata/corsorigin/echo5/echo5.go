// Package echo5 configures the CORS middleware of echo v5, which refuses "*" with credentials when the server starts.
package echo5

import (
	"strings"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

// Routes wires the server.
func Routes() *echo.Echo {
	e := echo.New()
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{
		UnsafeAllowOriginFunc: func(c *echo.Context, origin string) (string, bool, error) { // want corsorigin/always
			return origin, true, nil
		},
		AllowCredentials: true,
	}))
	return e
}

func badSuffix() (echo.MiddlewareFunc, error) {
	return middleware.CORSConfig{
		UnsafeAllowOriginFunc: func(c *echo.Context, origin string) (string, bool, error) { // want corsorigin/weak-match "evilexample.com"
			if strings.HasSuffix(origin, "example.com") {
				return origin, true, nil
			}
			return "", false, nil
		},
		AllowCredentials: true,
	}.ToMiddleware()
}

func badHeader(c *echo.Context) error {
	c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, c.Request().Header.Get(echo.HeaderOrigin)) // want corsorigin/reflected
	c.Response().Header().Set(echo.HeaderAccessControlAllowCredentials, "true")
	return nil
}

func lowStar() echo.MiddlewareFunc {
	return middleware.CORS("*") // want:low corsorigin/wildcard
}

func okPanics() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"*"}, AllowCredentials: true})
}

func okList() echo.MiddlewareFunc {
	return middleware.CORS("https://example.com")
}

func okFunc() echo.MiddlewareFunc {
	return middleware.CORSWithConfig(middleware.CORSConfig{
		UnsafeAllowOriginFunc: func(c *echo.Context, origin string) (string, bool, error) {
			return origin, origin == "https://example.com", nil
		},
		AllowCredentials: true,
	})
}
