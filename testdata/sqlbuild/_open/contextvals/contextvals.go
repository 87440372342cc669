// Package contextvals holds open cases, see the README of the folder above.
package contextvals

import (
	"database/sql"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

var db *sql.DB

// Account is a middleware of another server, on another router, that happens to use the same key.
func Account(c *gin.Context) { c.Set("account", c.GetHeader("X-Account")) }

// CheckedAccount is a middleware.
func CheckedAccount(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		switch a := c.Request().Header.Get("X-Account"); a {
		case "main", "test":
			c.Set("account", a)
			return next(c)
		}
		return echo.ErrForbidden
	}
}

func okSameKeyOfOtherRouter(c echo.Context) error {
	_, err := db.Query("SELECT id FROM t_" + c.Get("account").(string))
	return err
}
