package guards

import (
	"net/http"
	"slices"
	"strings"
)

func okIndexFunc(r *http.Request) {
	s := r.FormValue("sort")
	if slices.IndexFunc(names, func(n string) bool { return n == s }) == -1 {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okContainsFunc(r *http.Request) {
	s := r.FormValue("sort")
	if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, s) }) {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
	}
}

func okMapOfPredicates(r *http.Request) {
	s := r.FormValue("sort")
	switch allowed[s] {
	case true:
		_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
	}
}
