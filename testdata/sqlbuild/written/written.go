//go:build ignore

// Package written is what made.go is made of: findings are here, as its line directives say.
package written

import (
	"database/sql"
	"net/http"
)

func badRewritten(db *sql.DB, r *http.Request) {
	_, _ = db.Query("SELECT * FROM t WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func badInside(db *sql.DB, r *http.Request) {
	_, _ = db.Query("SELECT * FROM t ORDER BY " + r.FormValue("by")) // want sqlbuild/injected
}

func badTwice(db *sql.DB, r *http.Request) {
	_, _ = db.Exec("DELETE FROM t WHERE id = " + r.FormValue("id")) // want sqlbuild/injected
}

func okPlaceholder(db *sql.DB, r *http.Request) {
	_, _ = db.Query("SELECT * FROM t WHERE name = $1", r.FormValue("name"))
}
