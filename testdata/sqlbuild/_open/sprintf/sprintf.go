// Package sprintf holds open cases, see the README of the folder above.
package sprintf

import (
	"database/sql"
	"net/http"
	"time"
)

var db *sql.DB

func badTimeLayout(r *http.Request) {
	day := time.Now().Format(r.FormValue("layout"))
	_, _ = db.Query("SELECT id FROM users WHERE day = '" + day + "'") // want sqlbuild/injected
}
