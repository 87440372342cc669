// Package globals holds open cases, see the README of the folder above.
package globals

import (
	"database/sql"
	"net/http"
	"sync"
)

var db *sql.DB

var kept sync.Map

func badSyncMap(r *http.Request) {
	kept.Store("sort", r.FormValue("sort"))
	v, _ := kept.Load("sort")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + v.(string)) // want sqlbuild/injected
}
