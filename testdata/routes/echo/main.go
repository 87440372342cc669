// Command echo registers routes on github.com/labstack/echo/v4. A comment behind a registration says what the table has for it.
package main

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func main() {
	e := echo.New()
	e.GET("/early", list) // route: GET /early echo.list [middleware.Logger] auth=no
	e.Use(middleware.Logger())

	api := e.Group("/api", requireUser)
	api.GET("/notes", list) // route: GET /api/notes echo.list [middleware.Logger echo.requireUser] auth=yes
	sub := api.Group("/sub")
	api.Use(audit)
	sub.GET("/x", list)               // route: GET /api/sub/x echo.list [middleware.Logger echo.requireUser] auth=yes
	api.POST("/notes", list, limited) // route: POST /api/notes echo.list [middleware.Logger echo.requireUser echo.audit echo.limited] auth=yes

	e.Add(http.MethodPut, "/add", list)                          // route: PUT /add echo.list [middleware.Logger] auth=no
	e.Match([]string{"GET", "POST"}, "/match", list)             // route: GET /match echo.list [middleware.Logger] | POST /match echo.list [middleware.Logger]
	e.GET("/basic", list, middleware.BasicAuth(checkPassword))   // route: GET /basic echo.list [middleware.Logger middleware.BasicAuth] auth=yes
	e.GET("/inside", inside)                                     // route: GET /inside echo.inside [middleware.Logger] auth=yes
	e.GET("/wrapped", echo.WrapHandler(http.HandlerFunc(plain))) // route: GET /wrapped echo.plain [middleware.Logger] auth=no
	e.Logger.Fatal(e.Start(":8080"))
}

func requireUser(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		token := strings.TrimPrefix(c.Request().Header.Get("Authorization"), "Bearer ")
		user, err := lookup(token)
		if err != nil {
			return echo.NewHTTPError(http.StatusUnauthorized, "unknown")
		}
		c.Set("user", user)
		return next(c)
	}
}

func audit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		defer c.Logger().Info("audited")
		return next(c)
	}
}

func limited(next echo.HandlerFunc) echo.HandlerFunc { return next }

func lookup(token string) (string, error) {
	if user, ok := users[token]; ok {
		return user, nil
	}
	return "", echo.ErrUnauthorized
}

var users map[string]string

func checkPassword(user, password string, _ echo.Context) (bool, error) {
	return users[user] == password, nil
}

// inside checks who asks itself, after it has read what is asked.
func inside(c echo.Context) error {
	var body struct{ Name string }
	if err := c.Bind(&body); err != nil {
		return err
	}
	if _, err := lookup(c.Request().Header.Get("Authorization")); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, body)
}

func list(c echo.Context) error { return c.JSON(http.StatusOK, nil) }

func plain(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }
