// Package closures pins function literals: what they capture, where they are kept, and who calls them.
package closures

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"strings"
	"sync"
)

var db *sql.DB

// listOf makes a handler for one table.
func listOf(table string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.QueryContext(r.Context(), "SELECT id FROM "+table)
	}
}

func okHandlerFactory(mux *http.ServeMux) {
	mux.HandleFunc("/users", listOf("users"))
	mux.Handle("/roles", listOf("roles"))
}

// sortedBy makes a handler, and is given a client's text by one caller.
func sortedBy(column string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.QueryContext(r.Context(), "SELECT id FROM users ORDER BY "+column) // want sqlbuild/injected "ORDER BY"
	}
}

func badHandlerFactory(w http.ResponseWriter, r *http.Request) {
	sortedBy("id")(w, r)
	sortedBy(r.FormValue("sort"))(w, r)
}

func badParameterOfLiteral(r *http.Request) {
	run := func(column string) {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + column) // want sqlbuild/injected
	}
	run("id")
	run(r.FormValue("sort"))
}

func okParameterOfLiteral() {
	count := func(table string) {
		_, _ = db.Query("SELECT count(*) FROM " + table)
	}
	for _, t := range []string{"users", "roles"} {
		count(t)
	}
}

type condition func(args *[]any) string

func equals(column string, v any) condition {
	return func(args *[]any) string {
		*args = append(*args, v)
		return column + " = ?"
	}
}

func find(cs ...condition) {
	var args []any
	var parts []string
	for _, c := range cs {
		parts = append(parts, c(&args))
	}
	_, _ = db.Query("SELECT id FROM users WHERE "+strings.Join(parts, " AND "), args...)
}

func okConditions(r *http.Request) {
	find(equals("name", r.FormValue("name")), equals("city", r.FormValue("city")))
}

func badImmediately(r *http.Request) {
	q := func() string {
		return "SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'" // want sqlbuild/injected
	}()
	_, _ = db.Query(q)
}

func badAppendingLiteral(r *http.Request) {
	q := "SELECT id FROM users WHERE 1=1"
	and := func(column, value string) {
		if value != "" {
			q += " AND " + column + " = '" + value + "'" // want sqlbuild/injected
		}
	}
	and("name", r.FormValue("name"))
	and("role", "admin")
	_, _ = db.Query(q)
}

func okAppendingLiteral(r *http.Request) {
	q := "SELECT id FROM users WHERE 1=1"
	var args []any
	and := func(column, value string) {
		if value != "" {
			q += " AND " + column + " = ?"
			args = append(args, value)
		}
	}
	and("name", r.FormValue("name"))
	and("city", r.FormValue("city"))
	_, _ = db.Query(q, args...)
}

func inTx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return errors.Join(f(tx), tx.Commit())
}

func badTransaction(w http.ResponseWriter, r *http.Request) {
	table := r.PathValue("table")
	err := inTx(r.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM " + table) // want sqlbuild/injected "table name"
		return err
	})
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func okTransaction(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	_ = inTx(r.Context(), func(tx *sql.Tx) error {
		for _, table := range []string{"orders", "carts"} {
			if _, err := tx.Exec("DELETE FROM "+table+" WHERE user_id = ?", id); err != nil {
				return err
			}
		}
		return nil
	})
}

func badGoroutines(r *http.Request) {
	var wg sync.WaitGroup
	for _, table := range r.Form["table"] {
		wg.Add(1)
		go func(name string) {
			defer wg.Done()
			_, _ = db.Exec("ANALYZE " + name) // want sqlbuild/injected
		}(table)
	}
	wg.Wait()
}

type job struct{ run func() }

func badKeptInField(r *http.Request) {
	name := r.FormValue("name")
	jobs := []job{{run: func() {
		_, _ = db.Exec("DELETE FROM users WHERE name = '" + name + "'") // want sqlbuild/injected
	}}}
	for _, j := range jobs {
		j.run()
	}
}

func badMapped(r *http.Request) {
	quoted := mapText(r.Form["id"], func(s string) string { return "'" + s + "'" }) // want sqlbuild/injected
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(quoted, ",") + ")")
}

func okMapped(r *http.Request) {
	ids := r.Form["id"]
	args := make([]any, 0, len(ids))
	marks := mapText(ids, func(s string) string {
		args = append(args, s)
		return "?"
	})
	_, _ = db.Query("SELECT id FROM users WHERE id IN ("+strings.Join(marks, ",")+")", args...)
}

func mapText(in []string, f func(string) string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = f(s)
	}
	return out
}

func badSharedVariable(r *http.Request) {
	column := "id"
	parse := func() { column = r.FormValue("sort") }
	parse()
	_, _ = db.Query("SELECT id FROM users ORDER BY " + column) // want sqlbuild/injected
}

// middleware passes a constant to the handlers that it makes.
func audited(action string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = db.Exec("INSERT INTO audit_"+action+" (path) VALUES (?)", r.URL.Path)
			next.ServeHTTP(w, r)
		})
	}
}

func okMiddleware(mux *http.ServeMux, h http.Handler) {
	mux.Handle("/a", audited("read")(h))
	mux.Handle("/b", audited("write")(h))
}
