// Package directive holds findings that comments waive, and comments that do not hold: the same in every driver.
package directive

import (
	"database/sql"
	"net/http"
)

func okWaived(db *sql.DB, r *http.Request) {
	//apivet:ignore sqlbuild -- the gateway lets through known names only
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'") //nolint:apivet // the same
}

//apivet:ignore sqlbuild/injected until=2999-12-31 -- the whole function is for operators
func okWaivedWhole(db *sql.DB, r *http.Request) {
	q := "SELECT id FROM users ORDER BY " + r.FormValue("sort")
	_, _ = db.Query(q)
}

func badMalformed(db *sql.DB, r *http.Request) {
	//apivet:ignore sqlbuild
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
}

func badExpired(db *sql.DB, r *http.Request) {
	//apivet:ignore sqlbuild until=2020-12-31 -- until the gateway checks names
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
}

//nolint:sqlbuild // all of it
var query = func(db *sql.DB, r *http.Request) {
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
}
