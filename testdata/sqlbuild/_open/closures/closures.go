// Package closures holds open cases, see the README of the folder above.
package closures

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

func okDeferred(r *http.Request) {
	q := "SELECT id FROM users"
	defer func() { q = r.FormValue("q") }()
	_, _ = db.Query(q)
}
