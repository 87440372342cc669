// Package tricky holds open cases, see the README of the folder above.
package tricky

import (
	"database/sql"
	"fmt"
	"net/http"
)

var db *sql.DB

func badPanicValue(r *http.Request) {
	defer func() {
		if p := recover(); p != nil {
			_, _ = db.Exec(fmt.Sprintf("INSERT INTO crashes VALUES ('%v')", p)) // want sqlbuild/injected
		}
	}()
	panic("bad input " + r.FormValue("name"))
}

func okDeadCode(r *http.Request) {
	const debug = false
	if debug {
		_, _ = db.Exec(r.FormValue("q"))
	}
	_, _ = db.Exec("VACUUM")
}
