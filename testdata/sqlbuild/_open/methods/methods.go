// Package methods holds open cases, see the README of the folder above.
package methods

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

type server struct {
	db     *sql.DB
	prefix string
}

func badMethodInMap(r *http.Request) {
	s := &server{db: db}
	actions := map[string]func(string){"drop": s.drop, "truncate": s.truncate}
	if f, ok := actions[r.FormValue("action")]; ok {
		f(r.FormValue("table"))
	}
}

func (s *server) drop(table string) {
	_, _ = s.db.Exec("DROP TABLE " + table) // want sqlbuild/injected "table name"
}

func (s *server) truncate(table string) {
	_, _ = s.db.Exec("TRUNCATE TABLE " + table) // want sqlbuild/injected "table name"
}
