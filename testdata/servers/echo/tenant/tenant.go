// Package tenant tells whose data a request is about.
package tenant

import (
	"regexp"

	"github.com/labstack/echo/v4"
)

const (
	nameKey   = "ticket.tenant"
	regionKey = "ticket.region"
)

var name = regexp.MustCompile(`^[a-z][a-z0-9]{2,30}$`)

// Middleware takes the tenant's name from a header, and refuses what is not a name.
func Middleware(region string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			n := c.Request().Header.Get("X-Tenant")
			if !name.MatchString(n) {
				return echo.ErrForbidden
			}
			c.Set(nameKey, n)
			c.Set(regionKey, region)
			return next(c)
		}
	}
}

// Name returns the tenant of a request.
func Name(c echo.Context) string {
	n, _ := c.Get(nameKey).(string)
	return n
}

// Region returns where the server runs.
func Region(c echo.Context) string {
	r, _ := c.Get(regionKey).(string)
	return r
}
