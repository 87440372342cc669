// Package positions holds open cases, see the README of the folder above.
package positions

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

func badBeforeComparison(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users WHERE "+r.FormValue("column")+" = ?", 1)                // want sqlbuild/injected "column"
	_, _ = db.Query("SELECT id FROM users WHERE active AND " + r.FormValue("column") + " IN (1)") // want sqlbuild/injected "column"
	_, _ = db.Query("SELECT id FROM users WHERE u."+r.FormValue("column")+" LIKE ?", 1)           // want sqlbuild/injected "column"
	_, _ = db.Query("SELECT id FROM users WHERE lower("+r.FormValue("column")+") = ?", 1)         // want sqlbuild/injected "column"
}
