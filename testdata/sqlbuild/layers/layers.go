// Package layers pins flows through interfaces, structs, wrappers and closures.
package layers

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Filter is decoded from a request.
type Filter struct {
	Name string
	Sort string
	Page int
}

// Store is implemented once.
type Store interface {
	Find(ctx context.Context, f Filter) error
	Remove(ctx context.Context, id string) error
}

type store struct {
	db    *sql.DB
	table string
}

func newStore(db *sql.DB) *store { return &store{db: db, table: "users"} }

func (s *store) Find(ctx context.Context, f Filter) error {
	q := fmt.Sprintf("SELECT id FROM %s WHERE name = '%s' LIMIT %d", s.table, f.Name, f.Page) // want sqlbuild/injected "value"
	q += " ORDER BY " + f.Sort                                                                // want sqlbuild/injected "ORDER BY"
	_, err := s.db.QueryContext(ctx, q)
	return err
}

func (s *store) Remove(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM "+s.table+" WHERE id = ?", id)
	return err
}

type service struct{ store Store }

func (s *service) find(ctx context.Context, f Filter) error { return s.store.Find(ctx, f) }

type handler struct{ svc *service }

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var f Filter
	if err := json.NewDecoder(r.Body).Decode(&f); err != nil {
		return
	}
	_ = h.svc.find(r.Context(), f)
	_ = h.svc.store.Remove(r.Context(), r.FormValue("id"))
}

// Wire is called by main.
func Wire(db *sql.DB) http.Handler {
	return &handler{svc: &service{store: newStore(db)}}
}

var db *sql.DB

func exec(q string, args ...any) error { return execContext(context.Background(), q, args...) }

func execContext(ctx context.Context, q string, args ...any) error {
	_, err := db.ExecContext(ctx, q, args...)
	return err
}

func badWrapper(r *http.Request) {
	_ = exec("UPDATE users SET name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func okWrapper(r *http.Request) {
	_ = exec("UPDATE users SET name = ?", r.FormValue("name"))
}

func badUnmarshal(r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var in struct {
		Table string `json:"table"`
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return
	}
	_ = exec("TRUNCATE TABLE " + in.Table) // want sqlbuild/injected "table name"
}

func badMapKeys(r *http.Request) {
	var in map[string]any
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	q := "UPDATE users SET "
	var args []any
	for k, v := range in {
		q += k + " = ?," // want sqlbuild/injected "column"
		args = append(args, v)
	}
	_ = exec(q, args...)
}

func badClosure(r *http.Request) {
	name := r.FormValue("name")
	run := func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM users WHERE name = '" + name + "'") // want sqlbuild/injected
		return err
	}
	inTx(run)
}

func inTx(f func(*sql.Tx) error) {
	tx, err := db.Begin()
	if err != nil {
		return
	}
	_ = f(tx)
}

func badReturned(r *http.Request) {
	_ = exec(where(r.FormValue("name")))
}

func where(name string) string {
	return "DELETE FROM users WHERE name = '" + name + "'" // want sqlbuild/injected
}

func okSameHelper() {
	_ = exec(whereConst("x"))
}

func whereConst(name string) string { return "DELETE FROM users WHERE name = '" + name + "'" }

type option func(*settings)

type settings struct{ table, suffix string }

func withTable(t string) option { return func(s *settings) { s.table = t } }

func newSettings(opts ...option) *settings {
	s := &settings{table: "users"}
	for _, o := range opts {
		o(s)
	}
	return s
}

func okOptions() {
	s := newSettings(withTable("people"))
	_ = exec("DELETE FROM " + s.table)
}

func badMethodValue(r *http.Request) {
	s := newStore(db)
	f := s.drop
	f(r.FormValue("table"))
}

func (s *store) drop(table string) {
	_, _ = s.db.Exec("DROP TABLE " + table) // want sqlbuild/injected
}

func badDefer(r *http.Request) {
	defer exec("DELETE FROM sessions WHERE id = '" + r.FormValue("id") + "'") // want sqlbuild/injected
}

func badGo(r *http.Request) {
	id := r.FormValue("id")
	go func() {
		_ = exec("DELETE FROM sessions WHERE id = '" + id + "'") // want sqlbuild/injected
	}()
}

func badChannel(r *http.Request) {
	ch := make(chan string, 1)
	ch <- r.FormValue("id")
	_ = exec("DELETE FROM sessions WHERE id = '" + <-ch + "'") // want sqlbuild/injected
}

type userKey struct{}

type tenantKey struct{}

func withUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), userKey{}, r.Header.Get("X-User"))
		ctx = context.WithValue(ctx, tenantKey{}, "main")
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func badContextValue(r *http.Request) {
	user, _ := r.Context().Value(userKey{}).(string)
	_ = exec("DELETE FROM sessions WHERE user = '" + user + "'") // want sqlbuild/injected
}

func okContextValue(r *http.Request) {
	tenant, _ := r.Context().Value(tenantKey{}).(string)
	_ = exec("DELETE FROM sessions_" + tenant)
}

func first[T any](xs ...T) T { return xs[0] }

func badGeneric(r *http.Request) {
	_ = exec("DELETE FROM sessions WHERE id = '" + first(r.FormValue("id"), "x") + "'") // want sqlbuild/injected
}

func okGeneric() {
	_ = exec("DELETE FROM sessions WHERE id = '" + first("a", "b") + "'")
}

type page[T any] struct {
	items []T
	sort  string
}

func (p *page[T]) query() string {
	return "SELECT id FROM items ORDER BY " + p.sort // want sqlbuild/injected
}

func badGenericType(r *http.Request) {
	p := &page[int]{sort: r.FormValue("sort")}
	_ = exec(p.query())
}

var current = "users"

func okGlobal() { _ = exec("DELETE FROM " + current) }

var chosen string

func badGlobal(r *http.Request) {
	chosen = r.FormValue("table")
	_ = exec("DELETE FROM " + chosen) // want sqlbuild/injected
}

func okRecursion() { _ = exec(nested(3)) }

func nested(n int) string {
	if n == 0 {
		return "SELECT 1"
	}
	return "SELECT * FROM (" + nested(n-1) + ")"
}

func badVariadic(r *http.Request) {
	_ = exec(joined("SELECT id FROM users WHERE ", "name = '", r.FormValue("name"), "'"))
}

func joined(parts ...string) string {
	s := ""
	for _, p := range parts {
		s += p // want sqlbuild/injected
	}
	return s
}
