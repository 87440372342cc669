// Package branches holds open cases, see the README of the folder above.
package branches

import (
	"cmp"
	"database/sql"
	"net/http"
)

var db *sql.DB

func badDefaulted(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + cmp.Or(r.FormValue("sort"), "id")) // want sqlbuild/injected
}
