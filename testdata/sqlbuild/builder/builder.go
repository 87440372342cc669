// Package builder pins text written into strings.Builder, bytes.Buffer and the program's own builders.
package builder

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"strings"
)

var db *sql.DB

func badBuilder(r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users WHERE 1=1")
	if v := r.FormValue("city"); v != "" {
		b.WriteString(" AND city = '")
		b.WriteString(v) // want sqlbuild/injected "is used as a value"
		b.WriteString("'")
	}
	_, _ = db.Query(b.String())
}

func badBuffer(r *http.Request) {
	buf := bytes.NewBufferString("SELECT id FROM users ORDER BY ")
	buf.WriteString(r.FormValue("sort")) // want sqlbuild/injected "ORDER BY"
	_, _ = db.Query(buf.String())
}

func badFprintf(r *http.Request) {
	b := &strings.Builder{}
	fmt.Fprintf(b, "SELECT id FROM users WHERE name LIKE '%%%s%%'", r.FormValue("q")) // want sqlbuild/injected
	_, _ = db.Query(b.String())
}

func addWhere(w io.Writer, column, value string) {
	fmt.Fprintf(w, " WHERE %s = '%s'", column, value) // want sqlbuild/injected "is used as a value"
}

func badHelperWrites(r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users")
	addWhere(&b, "name", r.FormValue("name"))
	_, _ = db.Query(b.String())
}

type query struct {
	sql  strings.Builder
	args []any
}

func (q *query) add(s string) *query {
	q.sql.WriteString(s)
	return q
}

func (q *query) addValue(column string, v any) *query {
	q.sql.WriteString(" AND " + column + " = ?")
	q.args = append(q.args, v)
	return q
}

func badOwnBuilder(r *http.Request) {
	q := &query{}
	q.add("SELECT id FROM users WHERE 1=1")
	q.add(" AND name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
	_, _ = db.Query(q.sql.String(), q.args...)
}

func okOwnBuilder(r *http.Request) {
	q := &query{}
	q.add("SELECT id FROM users WHERE 1=1").addValue("name", r.FormValue("name"))
	_, _ = db.Query(q.sql.String(), q.args...)
}

func okBuilderConstants(r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users")
	var args []any
	if v := r.FormValue("name"); v != "" {
		b.WriteString(" WHERE name = ?")
		args = append(args, v)
	}
	b.WriteByte(';')
	_, _ = db.Query(b.String(), args...)
}

func okTwoBuilders(r *http.Request) string {
	var q, page strings.Builder
	q.WriteString("SELECT id FROM users")
	page.WriteString("<p>" + r.FormValue("name"))
	_, _ = db.Query(q.String())
	return page.String()
}

func okReset(r *http.Request) {
	var b strings.Builder
	b.WriteString(r.FormValue("name"))
	b.Reset()
	b.WriteString("SELECT id FROM users")
	_, _ = db.Query(b.String())
}
