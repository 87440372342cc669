// Package generics holds open cases, see the README of the folder above.
package generics

import (
	"database/sql"
	"net/http"
	"slices"
	"strings"
)

var db *sql.DB

var columns = []string{"id", "name"}

func keep[T any](in []T, f func(T) bool) []T {
	var out []T
	for _, v := range in {
		if f(v) {
			out = append(out, v)
		}
	}
	return out
}

func okKeep(r *http.Request) {
	known := keep(r.Form["fields"], func(s string) bool { return slices.Contains(columns, s) })
	_, _ = db.Query("SELECT " + strings.Join(known, ", ") + " FROM users")
}

func badKeep(r *http.Request) {
	set := keep(r.Form["fields"], func(s string) bool { return s != "" })
	_, _ = db.Query("SELECT " + strings.Join(set, ", ") + " FROM users") // want sqlbuild/injected
}
