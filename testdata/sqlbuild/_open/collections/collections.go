// Package collections holds open cases, see the README of the folder above.
package collections

import (
	"database/sql"
	"net/http"
	"slices"
	"strings"
)

var db *sql.DB

var columns = []string{"id", "name", "city"}

func okAllChecked(r *http.Request) {
	fields := r.Form["fields"]
	for _, f := range fields {
		if !slices.Contains(columns, f) {
			return
		}
	}
	_, _ = db.Query("SELECT " + strings.Join(fields, ", ") + " FROM users")
}
