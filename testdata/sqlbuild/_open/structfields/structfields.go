// Package structfields holds open cases, see the README of the folder above.
package structfields

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

type page struct {
	sort   string
	filter filter
}

type filter struct {
	name string
	tags []string
}

type listParams struct{ orderBy, name string }

func badFieldPointer(r *http.Request) {
	var p page
	for name, dst := range map[string]*string{"sort": &p.sort, "name": &p.filter.name} {
		*dst = r.FormValue(name)
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + p.sort) // want sqlbuild/injected
}

func badConvertedStruct(r *http.Request) {
	type other listParams
	o := other(listParams{orderBy: r.FormValue("sort")})
	_, _ = db.Query("SELECT id FROM users ORDER BY " + o.orderBy) // want sqlbuild/injected
}
