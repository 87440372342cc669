// Package branches pins values that differ by the way through a function.
package branches

import (
	"database/sql"
	"net/http"
	"strings"
)

var db *sql.DB

func badElse(r *http.Request) {
	var order string
	if r.FormValue("mode") == "simple" {
		order = "name"
	} else {
		order = r.FormValue("sort")
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected "ORDER BY"
}

func badOneCase(r *http.Request) {
	order := "id"
	switch mode := r.FormValue("mode"); mode {
	case "name", "mail":
		order = mode
	case "custom":
		order = r.FormValue("sort")
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected
}

func badDefaultCase(r *http.Request) {
	order := r.FormValue("sort")
	switch order {
	case "":
		order = "id"
	case "newest":
		order = "created DESC"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected
}

func badOneOfTwoTexts(r *http.Request) {
	q := "SELECT id FROM users"
	if name := r.FormValue("name"); name != "" {
		q = "SELECT id FROM users WHERE name = '" + name + "'" // want sqlbuild/injected
	}
	_, _ = db.Query(q)
}

func badCheckedThenReplaced(r *http.Request) {
	order := r.FormValue("sort")
	if order != "id" && order != "name" {
		order = r.FormValue("fallback")
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected
}

func badCheckedTooLate(r *http.Request) {
	order := r.FormValue("sort")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected
	if order != "id" {
		return
	}
}

func badCheckInOtherBranch(r *http.Request) {
	order := r.FormValue("sort")
	if r.FormValue("strict") != "" {
		if order != "id" && order != "name" {
			return
		}
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected
}

func badOr(r *http.Request) {
	order := r.FormValue("sort")
	if order == "id" || r.FormValue("admin") == "1" {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected
	}
}

func badFallthrough(r *http.Request) {
	order := r.FormValue("sort")
	switch r.FormValue("mode") {
	case "plain":
		order = "id"
	case "raw":
		fallthrough
	case "other":
		order += ", id" // want sqlbuild/injected
	default:
		order = "name"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order)
}

func badSign(r *http.Request) {
	order := r.FormValue("sort")
	if strings.HasPrefix(order, "-") {
		order = order[1:] + " DESC" // want sqlbuild/injected "ORDER BY"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected "ORDER BY"
}

func okBothConstant(r *http.Request) {
	order := "name ASC"
	if r.FormValue("desc") != "" {
		order = "name DESC"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order)
}

func okOverwritten(r *http.Request) {
	order := r.FormValue("sort")
	if order == "" {
		order = "id"
	}
	order = "name"
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order)
}

func okDirectionHelper(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + pick(r.FormValue("dir") == "desc", "DESC", "ASC"))
}

func pick[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

func okSwitchTrue(r *http.Request) {
	order := r.FormValue("sort")
	switch {
	case order == "newest", order == "recent":
		order = "created DESC"
	case strings.HasPrefix(order, "name"):
		order = "name"
	default:
		order = "id"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order)
}

func okSwitchReturn(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + orderOf(r.FormValue("sort")))
}

func orderOf(s string) string {
	switch s {
	case "n", "name":
		return "name"
	case "created", "updated":
		return s
	default:
		return "id"
	}
}

func okSignSwitch(r *http.Request) {
	field, dir := r.FormValue("sort"), "ASC"
	if rest, ok := strings.CutPrefix(field, "-"); ok {
		field, dir = rest, "DESC"
	}
	switch field {
	case "name", "created":
	default:
		field = "id"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + field + " " + dir)
}

func okAnd(r *http.Request) {
	order, dir := r.FormValue("sort"), r.FormValue("dir")
	if (order == "id" || order == "name") && (dir == "ASC" || dir == "DESC") {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + order + " " + dir)
	}
}

func okPanics(r *http.Request) {
	order := r.FormValue("sort")
	switch order {
	case "id", "name":
	default:
		panic("unknown order")
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order)
}

func okLabelled(r *http.Request) {
	order := r.FormValue("sort")
search:
	for {
		switch order {
		case "id", "name":
			break search
		default:
			order = "id"
		}
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order)
}
