// Package orms holds open cases, see the README of the folder above.
package orms

import (
	"net/http"

	"gorm.io/gorm"
	"xorm.io/xorm"
)

type user struct {
	ID   int
	Name string
}

func badGormScope(db *gorm.DB, r *http.Request) {
	var us []user
	db.Scopes(sortedBy(r.FormValue("sort"))).Find(&us)
}

func sortedBy(s string) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB {
		return db.Order(s) // want sqlbuild/injected "ORDER BY"
	}
}

func okXormBean(e *xorm.Engine, r *http.Request) {
	_, _ = e.Get(&user{Name: r.FormValue("name")})
	_, _ = e.Exec("DELETE FROM user WHERE name = ?", r.FormValue("name"))
}
