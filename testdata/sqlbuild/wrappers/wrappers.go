// Package wrappers pins functions of the program that run the SQL that they are given.
package wrappers

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strings"
	"time"
)

// DB wraps a pool.
type DB struct {
	pool *sql.DB
	log  func(string, ...any)
}

func (d *DB) query(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	start := time.Now()
	rows, err := d.pool.QueryContext(ctx, q, args...)
	d.log("query %s took %s", q, time.Since(start))
	return rows, err
}

func (d *DB) column(ctx context.Context, q string, args ...any) ([]string, error) {
	rows, err := d.query(ctx, q, args...)
	if err != nil {
		return nil, fmt.Errorf("column %q: %w", q, err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

func (d *DB) badTwoLevels(r *http.Request) {
	_, _ = d.column(r.Context(), "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlbuild/injected "is used as a value"
}

func (d *DB) okTwoLevels(r *http.Request) {
	_, _ = d.column(r.Context(), "SELECT id FROM users WHERE name = ?", r.FormValue("name"))
}

// whole is given a whole statement by one of its callers.
func (d *DB) whole(q string) {
	_, _ = d.pool.Exec(q) // want sqlbuild/injected "is the SQL text"
}

func (d *DB) badWholeStatement(r *http.Request) { d.whole(r.FormValue("q")) }

func (d *DB) okOtherStatement() { d.whole("VACUUM") }

// find adds a condition.
func (d *DB) find(where string, args ...any) {
	_, _ = d.pool.Query("SELECT id FROM users WHERE "+where, args...)
}

func (d *DB) okCondition(r *http.Request) {
	d.find("name = ? AND city = ?", r.FormValue("name"), r.FormValue("city"))
}

func (d *DB) badCondition(r *http.Request) {
	d.find(fmt.Sprintf("name = '%s'", r.FormValue("name"))) // want sqlbuild/injected "is used as a value"
}

// ordered is given a client's text as it is.
func (d *DB) ordered(by string) {
	_, _ = d.pool.Query("SELECT id FROM users ORDER BY " + by) // want sqlbuild/injected "ORDER BY"
}

func (d *DB) badOrder(r *http.Request) { d.ordered(r.FormValue("sort")) }

// limited adds to a statement.
func (d *DB) limited(q string, n int) {
	_, _ = d.pool.Query(fmt.Sprintf("%s LIMIT %d", q, n))
}

func (d *DB) okLimited(r *http.Request) { d.limited("SELECT id FROM users", len(r.Form)) }

// runner is what pools and transactions have in common.
type runner interface {
	run(ctx context.Context, q string, args ...any) error
}

type plain struct{ db *sql.DB }

func (p *plain) run(ctx context.Context, q string, args ...any) error {
	_, err := p.db.ExecContext(ctx, q, args...)
	return err
}

type retrying struct {
	runner
	times int
}

func (t *retrying) run(ctx context.Context, q string, args ...any) error {
	var errs error
	for range t.times {
		err := t.runner.run(ctx, q, args...)
		if err == nil {
			return nil
		}
		errs = errors.Join(errs, err)
	}
	return errs
}

type traced struct{ next runner }

func (t traced) run(ctx context.Context, q string, args ...any) error {
	return t.next.run(ctx, "/* traced */ "+q, args...)
}

func newRunner(db *sql.DB) runner { return &retrying{runner: traced{&plain{db}}, times: 3} }

func badDecorators(w http.ResponseWriter, r *http.Request) {
	run := newRunner(nil)
	_ = run.run(r.Context(), "DELETE FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlbuild/injected
}

func okDecorators(w http.ResponseWriter, r *http.Request) {
	run := newRunner(nil)
	_ = run.run(r.Context(), "DELETE FROM users WHERE name = ?", r.FormValue("name"))
}

// statement keeps the text for later.
type statement struct {
	text string
	args []any
}

func prepare(text string, args ...any) *statement { return &statement{text, args} }

func (s *statement) exec(db *sql.DB) { _, _ = db.Exec(s.text, s.args...) }

func badKept(r *http.Request) {
	s := prepare("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
	s.exec(nil)
}

func okKept(r *http.Request) {
	prepare("DELETE FROM users WHERE name = ?", r.FormValue("name")).exec(nil)
}

func badPrepared(ctx context.Context, db *sql.DB, r *http.Request) {
	st, err := db.PrepareContext(ctx, "SELECT id FROM "+r.PathValue("table")+" WHERE id = ?") // want sqlbuild/injected "table name"
	if err != nil {
		return
	}
	defer st.Close()
	_, _ = st.QueryContext(ctx, r.FormValue("id"))
}

func okPrepared(db *sql.DB, r *http.Request) {
	st, err := db.Prepare("SELECT id FROM users WHERE name = ?")
	if err != nil {
		return
	}
	_, _ = st.Query(r.FormValue("name"))
}

func badConn(ctx context.Context, db *sql.DB, r *http.Request) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return
	}
	_, _ = conn.ExecContext(ctx, "SET ROLE "+r.Header.Get("X-Role")) // want sqlbuild/injected
}

func mustExec(db *sql.DB, parts ...string) {
	if _, err := db.Exec(strings.Join(parts, " ")); err != nil {
		log.Fatal(err)
	}
}

func okParts(db *sql.DB) { mustExec(db, "CREATE INDEX users_name", "ON users (name)") }

// exists is called with names of the program only.
func exists(db *sql.DB, table, column string, v any) bool {
	var ok bool
	err := db.QueryRow("SELECT EXISTS (SELECT 1 FROM "+table+" WHERE "+column+" = $1)", v).Scan(&ok)
	return err == nil && ok
}

func okExists(db *sql.DB, r *http.Request) bool {
	return exists(db, "users", "mail", r.FormValue("mail")) || exists(db, "roles", "name", r.FormValue("role"))
}
