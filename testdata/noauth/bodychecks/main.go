// Command bodychecks has handlers that ask who it is themselves, with an error that a variable keeps; one does not.
package main

import (
	"database/sql"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
)

type user struct{ id int }

type api struct{ db *sql.DB }

var errNobody = echo.NewHTTPError(http.StatusUnauthorized, "who is there?")

func (a *api) user(c echo.Context) (*user, error) {
	cookie, err := c.Cookie("session")
	if err != nil {
		return nil, errNobody
	}
	u := &user{}
	err = a.db.QueryRow("select user_id from sessions where token = $1", cookie.Value).Scan(&u.id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errNobody
	}
	return u, err
}

func (a *api) okList(c echo.Context) error {
	u, err := a.user(c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, u.id)
}

func (a *api) okCreate(c echo.Context) error {
	u, err := a.user(c)
	if err != nil {
		return err
	}
	_, err = a.db.Exec("insert into notes values ($1)", u.id)
	return err
}

func (a *api) okUpdate(c echo.Context) error {
	u, err := a.user(c)
	if err != nil {
		return err
	}
	_, err = a.db.Exec("update notes set changed = true where owner = $1", u.id)
	return err
}

func (a *api) okShow(c echo.Context) error {
	u, err := a.user(c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, u.id)
}

func (a *api) remove(c echo.Context) error {
	_, err := a.db.Exec("delete from notes where id = $1", c.Param("id"))
	return err
}

func main() {
	a := &api{}
	e := echo.New()
	g := e.Group("/api")
	g.GET("/notes", a.okList)
	g.POST("/notes", a.okCreate)
	g.PATCH("/notes/:id", a.okUpdate)
	g.GET("/notes/:id", a.okShow)
	g.DELETE("/notes/:id", a.remove) // want noauth/missing "check who asks here too"
	e.Logger.Fatal(e.Start(":8080"))
}
