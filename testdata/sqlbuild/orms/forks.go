package orms

import (
	"net/http"

	"github.com/vinovest/sqlx"
)

// A fork of a library under a path of its own, which no line of a model names.

func badFork(db *sqlx.DB, r *http.Request) {
	var us []user
	_ = db.Select(&us, "SELECT * FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlbuild/injected
	_, _ = db.NamedExec("DELETE FROM "+r.FormValue("table")+" WHERE id = :id", us)   // want sqlbuild/injected
}

func okFork(db *sqlx.DB, r *http.Request) {
	var us []user
	_ = db.Select(&us, "SELECT * FROM users WHERE name = ?", r.FormValue("name"))
	_, _ = db.NamedExec("DELETE FROM users WHERE name = :name", user{Name: r.FormValue("name")})
}
