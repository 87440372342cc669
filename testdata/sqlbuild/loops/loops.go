// Package loops pins text built in loops and by joining.
package loops

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"
)

var db *sql.DB

func badJoinValues(r *http.Request) {
	ids := r.URL.Query()["id"]
	_, _ = db.Query("SELECT name FROM users WHERE id IN (" + strings.Join(ids, ",") + ")") // want sqlbuild/injected
}

func badLoop(r *http.Request) {
	q := "SELECT name FROM users WHERE 1=1"
	for k, vs := range r.URL.Query() {
		q += fmt.Sprintf(" AND %s = '%s'", k, vs[0]) // want sqlbuild/injected
	}
	_, _ = db.Query(q)
}

func badCollected(r *http.Request) {
	var conds []string
	for _, v := range r.Form["tag"] {
		conds = append(conds, "tag = '"+v+"'") // want sqlbuild/injected
	}
	_, _ = db.Query("SELECT id FROM posts WHERE " + strings.Join(conds, " OR "))
}

func okPlaceholders(r *http.Request) {
	ids := r.URL.Query()["id"]
	marks := make([]string, len(ids))
	args := make([]any, len(ids))
	for i, id := range ids {
		marks[i] = "?"
		args[i] = id
	}
	_, _ = db.Query("SELECT name FROM users WHERE id IN ("+strings.Join(marks, ",")+")", args...)
}

func okNumbered(r *http.Request) {
	var marks []string
	var args []any
	for i, id := range r.URL.Query()["id"] {
		marks = append(marks, fmt.Sprintf("$%d", i+1))
		args = append(args, id)
	}
	_, _ = db.Query("SELECT name FROM users WHERE id IN ("+strings.Join(marks, ",")+")", args...)
}

func okRepeat(ids []any) {
	_, _ = db.Query("SELECT name FROM users WHERE id IN (?"+strings.Repeat(",?", len(ids)-1)+")", ids...)
}

func okTrimmed(ids []any) {
	q := "SELECT name FROM users WHERE id IN ("
	for range ids {
		q += "?,"
	}
	q = q[:len(q)-1] + ")"
	_, _ = db.Query(q, ids...)
}

func okConditions(r *http.Request) {
	var conds []string
	var args []any
	if v := r.FormValue("a"); v != "" {
		conds = append(conds, "a = ?")
		args = append(args, v)
	}
	if v := r.FormValue("b"); v != "" {
		conds = append(conds, "b LIKE ?")
		args = append(args, "%"+v+"%")
	}
	q := "SELECT id FROM t"
	if len(conds) > 0 {
		q += " WHERE " + strings.Join(conds, " AND ")
	}
	_, _ = db.Query(q, args...)
}
