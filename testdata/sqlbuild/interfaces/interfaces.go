// Package interfaces pins calls through interfaces: which implementations a value can have, and what they are given.
package interfaces

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"strings"
)

var db *sql.DB

// finder has one implementation that splices, and one that binds.
type finder interface {
	find(ctx context.Context, name string)
}

type splicing struct{ db *sql.DB }

func (f *splicing) find(ctx context.Context, name string) {
	_, _ = f.db.QueryContext(ctx, "SELECT id FROM users WHERE name = '"+name+"'") // want sqlbuild/injected
}

type binding struct{ db *sql.DB }

func (f *binding) find(ctx context.Context, name string) {
	_, _ = f.db.QueryContext(ctx, "SELECT id FROM users WHERE name = ?", name)
}

func newFinder(legacy bool) finder {
	if legacy {
		return &splicing{db}
	}
	return &binding{db}
}

func badTwoImplementations(r *http.Request) {
	newFinder(r.FormValue("legacy") != "").find(r.Context(), r.FormValue("name"))
}

// dialect says how a table is written.
type dialect interface {
	table(name string) string
	limit(n int) string
}

type postgres struct{ schema string }

func (p postgres) table(name string) string { return p.schema + "." + name }
func (p postgres) limit(n int) string       { return fmt.Sprintf(" LIMIT %d", n) }

type mssql struct{}

func (mssql) table(name string) string { return "[" + name + "]" }
func (mssql) limit(n int) string       { return fmt.Sprintf(" OFFSET 0 ROWS FETCH NEXT %d ROWS ONLY", n) }

var dialects = map[string]dialect{"postgres": postgres{"public"}, "mssql": mssql{}}

func okDialect(r *http.Request, n int) {
	d, ok := dialects[r.FormValue("dialect")]
	if !ok {
		return
	}
	_, _ = db.Query("SELECT id FROM " + d.table("users") + d.limit(n))
}

// tabler is implemented by models.
type tabler interface{ TableName() string }

type user struct{ Name string }

// TableName is constant.
func (user) TableName() string { return "users" }

type role struct{ Name string }

// TableName is constant.
func (*role) TableName() string { return "roles" }

func remove(m tabler, id string) {
	_, _ = db.Exec("DELETE FROM "+m.TableName()+" WHERE id = ?", id)
}

func okTableName(r *http.Request) {
	remove(user{}, r.FormValue("id"))
	remove(&role{Name: r.FormValue("name")}, r.FormValue("id"))
}

// partitioned takes its table from its data.
type partitioned interface{ Partition() string }

type event struct{ Tenant string }

// Partition depends on the data.
func (e *event) Partition() string { return "events_" + e.Tenant } // want sqlbuild/injected "table name"

func insert(p partitioned) { _, _ = db.Exec("INSERT INTO " + p.Partition() + " DEFAULT VALUES") }

func badPartition(r *http.Request) { insert(&event{Tenant: r.Header.Get("X-Tenant")}) }

// clause is one condition of a search.
type clause interface{ SQL() (string, []any) }

type equal struct {
	column string
	value  any
}

// SQL binds the value.
func (e equal) SQL() (string, []any) { return e.column + " = ?", []any{e.value} }

type all []clause

// SQL joins the conditions.
func (a all) SQL() (string, []any) {
	var parts []string
	var args []any
	for _, c := range a {
		part, more := c.SQL()
		parts = append(parts, part)
		args = append(args, more...)
	}
	return "(" + strings.Join(parts, " AND ") + ")", args
}

func okClauses(r *http.Request) {
	text, args := all{equal{"name", r.FormValue("name")}, all{equal{"city", r.FormValue("city")}}}.SQL()
	_, _ = db.Query("SELECT id FROM users WHERE "+text, args...)
}

// predicate is like clause, with one implementation that takes its column from a client.
type predicate interface{ text() string }

type is struct{ column string }

func (i is) text() string { return i.column + " = ?" } // want sqlbuild/injected

type isNull struct{ column string }

func (i isNull) text() string { return i.column + " IS NULL" }

func badPredicate(r *http.Request) {
	ps := []predicate{isNull{"deleted"}, is{r.FormValue("column")}}
	q := "SELECT id FROM users WHERE 1=1"
	for _, p := range ps {
		q += " AND " + p.text()
	}
	_, _ = db.Query(q, r.FormValue("value"))
}

// executor is what transactions and pools have in common.
type executor interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func removeIn(ctx context.Context, e executor, table, name string) {
	_, _ = e.ExecContext(ctx, "DELETE FROM "+table+" WHERE name = '"+name+"'") // want sqlbuild/injected
}

func badExecutor(r *http.Request) {
	tx, err := db.Begin()
	if err != nil {
		return
	}
	removeIn(r.Context(), tx, "users", r.FormValue("name"))
	removeIn(r.Context(), db, "roles", "guest")
}

// repository is embedded in a decorator that adds a log.
type repository interface {
	sorted(by string)
	byID(id string)
}

type sqlRepository struct{ db *sql.DB }

func (s *sqlRepository) sorted(by string) {
	_, _ = s.db.Query("SELECT id FROM users ORDER BY " + by) // want sqlbuild/injected
}

func (s *sqlRepository) byID(id string) { _, _ = s.db.Query("SELECT id FROM users WHERE id = ?", id) }

type logged struct {
	repository
	lines []string
}

func (l *logged) sorted(by string) {
	l.lines = append(l.lines, "sorted by "+by)
	l.repository.sorted(by)
}

type service struct{ repo repository }

func newService(r repository) *service { return &service{repo: &logged{repository: r}} }

func badDecorated(r *http.Request) {
	s := newService(&sqlRepository{db})
	s.repo.sorted(r.FormValue("sort"))
	s.repo.byID(r.FormValue("id"))
}

// queryFunc is a function that implements an interface.
type queryFunc func(string)

func (f queryFunc) query(q string) { f(q) }

type querier interface{ query(string) }

func badFuncType(r *http.Request) {
	var q querier = queryFunc(func(s string) { _, _ = db.Query(s) })
	q.query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

// memory implements a store without SQL.
type memory map[string]string

func (m memory) put(key, value string) { m["SELECT "+key] = value }

type putter interface{ put(key, value string) }

func okOtherStore(r *http.Request) {
	var p putter = memory{}
	p.put(r.FormValue("k"), r.FormValue("v"))
}

func badAssertion(r *http.Request) {
	var v any = &event{Tenant: r.FormValue("tenant")}
	if e, ok := v.(*event); ok {
		_, _ = db.Query("SELECT id FROM t WHERE tenant = '" + e.Tenant + "'") // want sqlbuild/injected
	}
}
