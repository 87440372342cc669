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

func convert[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func badConvert(r *http.Request) {
	quoted := convert(r.Form["id"], func(s string) string { return "'" + s + "'" }) // want sqlbuild/injected
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(quoted, ",") + ")")
}

func okConvert(r *http.Request) {
	marks := convert(r.Form["id"], func(string) string { return "?" })
	args := convert(r.Form["id"], func(s string) any { return s })
	_, _ = db.Query("SELECT id FROM users WHERE id IN ("+strings.Join(marks, ",")+")", args...)
}

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
