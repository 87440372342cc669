// Package tricky pins code that is easily taken for something else.
package tricky

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/apivet/apivet/testdata/sqlbuild/tricky/tables"
)

var db *sql.DB

func okReassignedAfter(r *http.Request) {
	q := "DELETE FROM users WHERE id = ?"
	_, _ = db.Exec(q, r.FormValue("id"))
	q += " /* " + r.FormValue("id") + " */"
	fmt.Println(q)
}

func badReassignedBefore(r *http.Request) {
	q := "DELETE FROM users"
	q += " WHERE name = '" + r.FormValue("name") + "'" // want sqlbuild/injected
	_, _ = db.Exec(q)
	q = "VACUUM"
	_, _ = db.Exec(q)
}

func okShadowed(r *http.Request) {
	name := "guest"
	if name := r.FormValue("name"); name != "" {
		fmt.Println(name)
	}
	_, _ = db.Exec("DELETE FROM users WHERE name = '" + name + "'")
}

func badShadowed(r *http.Request) {
	name := "guest"
	if name := r.FormValue("name"); name != "" {
		_, _ = db.Exec("DELETE FROM users WHERE name = '" + name + "'") // want sqlbuild/injected
	}
	fmt.Println(name)
}

func badSharedFunction(r *http.Request) {
	_, _ = tables.Count(db, r.PathValue("table"))
}

func okSharedFunction() {
	_, _ = tables.Count(db, "users")
	_, _ = tables.Size(db, "users")
	_, _ = tables.Size(db, "roles")
}

// byName is called with a constant and with a client's text; its result is told apart by caller.
func byName(name string) string { return "'" + name + "'" }

func okConstantThroughHelper() {
	_, _ = db.Exec("DELETE FROM users WHERE name = " + byName("guest"))
}

func okHelperForAnswer(w http.ResponseWriter, r *http.Request) {
	fmt.Fprint(w, byName(r.FormValue("name")))
}

func okSwapped(r *http.Request) {
	a, b := r.FormValue("a"), "id"
	a, b = b, a
	_, _ = db.Query("SELECT id FROM users ORDER BY " + a)
	fmt.Println(b)
}

func badSwapped(r *http.Request) {
	a, b := r.FormValue("a"), "id"
	a, b = b, a
	fmt.Println(a)
	_, _ = db.Query("SELECT id FROM users ORDER BY " + b) // want sqlbuild/injected
}

func okArgumentOrder(r *http.Request) {
	find("users", r.FormValue("name"))
}

func find(table, name string) {
	_, _ = db.Query("SELECT id FROM "+table+" WHERE name = ?", name)
}

func okPrefixOfResult(r *http.Request) {
	q := "SELECT id FROM users WHERE name = ?"
	if strings.Contains(r.FormValue("name"), "%") {
		q = strings.Replace(q, "=", "LIKE", 1)
	}
	_, _ = db.Query(q, r.FormValue("name"))
}

func okKeyDecides(r *http.Request) {
	q := map[bool]string{true: "SELECT id FROM users", false: "SELECT id FROM roles"}[r.FormValue("x") == "users"]
	_, _ = db.Query(q)
}

func okCounted(r *http.Request) {
	n := 0
	for range r.FormValue("q") {
		n++
	}
	_, _ = db.Query("SELECT id FROM users LIMIT " + strings.Repeat("1", n%3+1))
}

func badSecondResult(r *http.Request) {
	where, args := build(r)
	_, _ = db.Query("SELECT id FROM users WHERE "+where, args...)
}

func build(r *http.Request) (string, []any) {
	return "name = ? AND city = '" + r.FormValue("city") + "'", []any{r.FormValue("name")} // want sqlbuild/injected
}

func okArgsResult(r *http.Request) {
	where, args := buildBound(r)
	_, _ = db.Query("SELECT id FROM users WHERE "+where, args...)
}

func buildBound(r *http.Request) (where string, args []any) {
	where = "1=1"
	for _, c := range []struct{ param, column string }{{"name", "u.name"}, {"city", "u.city"}} {
		if v := r.FormValue(c.param); v != "" {
			where += " AND " + c.column + " = ?"
			args = append(args, v)
		}
	}
	return where, args
}

func badAnyParameter(r *http.Request) {
	logged("DELETE FROM users WHERE name = '%v'", r.FormValue("name"))
}

func logged(format string, args ...any) {
	q := fmt.Sprintf(format, args...) // want sqlbuild/injected
	fmt.Println(q)
	_, _ = db.Exec(q)
}

func badJSONValue(r *http.Request) {
	data, err := json.Marshal(map[string]string{"name": r.FormValue("name")})
	if err != nil {
		return
	}
	_, _ = db.Exec(fmt.Sprintf("INSERT INTO docs VALUES ('%s')", data)) // want sqlbuild/injected
}

func okJSONBound(r *http.Request) {
	data, err := json.Marshal(map[string]string{"name": r.FormValue("name")})
	if err != nil {
		return
	}
	_, _ = db.Exec("INSERT INTO docs VALUES (?)", data)
}

func okLocalType(ctx context.Context, r *http.Request) {
	type state struct{ table, input string }
	s := &state{table: "users"}
	s.input = r.FormValue("input")
	_, _ = db.QueryContext(ctx, "SELECT id FROM "+s.table, s.input)
}

func badNilChecked(r *http.Request) {
	var name *string
	if v := r.FormValue("name"); v != "" {
		name = &v
	}
	if name != nil {
		_, _ = db.Exec("DELETE FROM users WHERE name = '" + *name + "'") // want sqlbuild/injected
	}
}
