// Package recursion holds open cases, see the README of the folder above.
package recursion

import (
	"database/sql"
	"net/http"
	"strings"
)

var db *sql.DB

func badRecursiveLiteral(r *http.Request) {
	var walk func(path []string) string
	walk = func(path []string) string {
		if len(path) == 1 {
			return path[0]
		}
		return path[0] + "->" + walk(path[1:]) // want sqlbuild/injected
	}
	_, _ = db.Query("SELECT data->" + walk(strings.Split(r.FormValue("path"), ".")) + " FROM docs") // want sqlbuild/injected
}

type node struct {
	name string
	next *node
}

func badList(r *http.Request) {
	var head *node
	for _, n := range r.Form["name"] {
		head = &node{name: n, next: head}
	}
	for n := head; n != nil; n = n.next {
		_, _ = db.Query("SELECT id FROM users WHERE name = '" + n.name + "'") // want sqlbuild/injected
	}
}
