// Package orms holds open cases, see the README of the folder above.
package orms

import (
	"net/http"

	"gorm.io/gorm"
)

type user struct{ ID int }

func badGormScope(db *gorm.DB, r *http.Request) {
	var us []user
	db.Scopes(sortedBy(r.FormValue("sort"))).Find(&us)
}

func sortedBy(s string) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB {
		return db.Order(s) // want sqlbuild/injected "ORDER BY"
	}
}
