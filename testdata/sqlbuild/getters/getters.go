// Package getters reads the same part of a request twice: what was checked the first time is checked.
package getters

import (
	"database/sql"
	"net/http"
	"regexp"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

var (
	columns = []string{"id", "name"}
	word    = regexp.MustCompile(`^[a-z]+$`)
)

func okQuery(c *gin.Context, db *sql.DB) {
	if !slices.Contains(columns, c.Query("sort")) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + c.Query("sort"))
}

func okURLQuery(r *http.Request, db *sql.DB) {
	if word.MatchString(r.URL.Query().Get("sort")) {
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + r.URL.Query().Get("sort"))
	}
}

func okForm(r *http.Request, db *sql.DB) {
	switch r.FormValue("sort") {
	case "id", "name":
	default:
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + r.FormValue("sort"))
}

func okParam(c echo.Context, db *sql.DB) error {
	if _, err := strconv.Atoi(c.Param("id")); err != nil {
		return err
	}
	_, err := db.Query("SELECT id FROM notes WHERE id = " + c.Param("id"))
	return err
}

func okHeader(r *http.Request, db *sql.DB) {
	if !word.MatchString(r.Header.Get("X-Sort")) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + r.Header.Get("X-Sort"))
}

func okPathValue(r *http.Request, db *sql.DB) {
	if word.MatchString(r.PathValue("sort")) {
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + r.PathValue("sort"))
	}
}

func okTwoResults(c *gin.Context, db *sql.DB) {
	if sort, ok := c.GetQuery("sort"); !ok || !word.MatchString(sort) {
		return
	}
	again, _ := c.GetQuery("sort")
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + again)
}

func okCookie(r *http.Request, db *sql.DB) {
	c, err := r.Cookie("sort")
	if err != nil || !word.MatchString(c.Value) {
		return
	}
	d, _ := r.Cookie("sort")
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + d.Value)
}

func okSwitchTrue(c *gin.Context, db *sql.DB) {
	switch {
	case c.Query("sort") == "id":
	case word.MatchString(c.Query("sort")):
	default:
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + c.Query("sort"))
}

func otherKey(c *gin.Context, db *sql.DB) {
	if !word.MatchString(c.Query("sort")) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + c.Query("order")) // want sqlbuild/injected
}

func otherRequest(r, other *http.Request, db *sql.DB) {
	if !word.MatchString(r.FormValue("sort")) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + other.FormValue("sort")) // want sqlbuild/injected
}

func otherGetter(c *gin.Context, db *sql.DB) {
	if !word.MatchString(c.Query("sort")) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + c.PostForm("sort")) // want sqlbuild/injected
}

func checkedLater(c *gin.Context, db *sql.DB) {
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + c.Query("sort")) // want sqlbuild/injected
	if !word.MatchString(c.Query("sort")) {
		return
	}
}

func onlyLogged(c *gin.Context, db *sql.DB) {
	if !word.MatchString(c.Query("sort")) {
		println("odd")
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + c.Query("sort")) // want sqlbuild/injected
}

func failed(r *http.Request, db *sql.DB) {
	if _, err := strconv.Atoi(r.FormValue("id")); err != nil {
		_, _ = db.Query("INSERT INTO faults VALUES ('" + r.FormValue("id") + "')") // want sqlbuild/injected
	}
}

func overwritten(r *http.Request, db *sql.DB) {
	if !word.MatchString(r.Form.Get("sort")) {
		return
	}
	r.Form.Set("sort", r.FormValue("other"))
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + r.Form.Get("sort")) // want sqlbuild/injected
}

func variableKey(c *gin.Context, db *sql.DB, keys []string) {
	for _, k := range keys {
		if word.MatchString(c.Query(k)) {
			continue
		}
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + c.Query(k)) // want sqlbuild/injected
	}
}
