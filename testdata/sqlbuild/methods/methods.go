// Package methods pins methods: values and expressions of them, receivers that collect text, and promotion.
package methods

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"
)

var db *sql.DB

type server struct {
	db     *sql.DB
	prefix string
}

func (s *server) badHandler(w http.ResponseWriter, r *http.Request) {
	_, _ = s.db.Query("SELECT id FROM " + s.prefix + "users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func (s *server) okHandler(w http.ResponseWriter, r *http.Request) {
	_, _ = s.db.Query("SELECT id FROM "+s.prefix+"users WHERE name = ?", r.FormValue("name"))
}

// Routes registers method values.
func Routes(mux *http.ServeMux, db *sql.DB) {
	s := &server{db: db, prefix: "app_"}
	mux.HandleFunc("/bad", s.badHandler)
	mux.HandleFunc("/ok", s.okHandler)
}

// query is a builder with a pointer receiver.
type query struct {
	table string
	where []string
	order string
	args  []any
}

func from(table string) *query { return &query{table: table} }

func (q *query) and(cond string, args ...any) *query {
	q.where = append(q.where, cond)
	q.args = append(q.args, args...)
	return q
}

func (q *query) orderBy(o string) *query {
	q.order = o
	return q
}

func (q *query) run() {
	text := "SELECT id FROM " + q.table
	if len(q.where) > 0 {
		text += " WHERE " + strings.Join(q.where, " AND ")
	}
	if q.order != "" {
		text += " ORDER BY " + q.order // want sqlbuild/injected "ORDER BY"
	}
	_, _ = db.Query(text, q.args...)
}

func badChain(r *http.Request) {
	from("users").and("active").orderBy(r.FormValue("sort")).run()
}

func badChainCondition(r *http.Request) {
	from("users").and("name = '" + r.FormValue("name") + "'").run() // want sqlbuild/injected "is used as a value"
}

func okChain(r *http.Request) {
	from("users").and("name = ?", r.FormValue("name")).orderBy("name").run()
}

// request is a builder with value receivers.
type request struct{ text string }

func (q request) where(column string) request {
	q.text += " WHERE " + column + " = ?"
	return q
}

func (q request) sorted(by string) request {
	return request{q.text + " ORDER BY " + by} // want sqlbuild/injected
}

func badValueChain(r *http.Request) {
	q := request{"SELECT id FROM users"}.where("name").sorted(r.FormValue("sort"))
	_, _ = db.Query(q.text, r.FormValue("name"))
}

func okValueReceiver(r *http.Request) {
	q := request{"SELECT id FROM users"}
	q.where(r.FormValue("column")) // the result is dropped
	_, _ = db.Query(q.text)
}

type store struct{ db *sql.DB }

func (s store) count(table string) { _, _ = s.db.Query("SELECT count(*) FROM " + table) }

type users struct {
	store
	table string
}

func okPromoted() {
	u := users{store: store{db}, table: "users"}
	u.count(u.table)
	f := u.count
	f("roles")
}

func okMethodExpression() {
	f := store.count
	f(store{db}, "users")
}

// order is how to sort, and knows its own text.
type order struct {
	column string
	desc   bool
}

func (o order) String() string {
	if o.desc {
		return o.column + " DESC"
	}
	return o.column + " ASC"
}

func okStringer(r *http.Request) {
	o := order{column: "created", desc: r.FormValue("desc") == "1"}
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users ORDER BY %s", o))
}

type open struct{ column string }

func (o *open) SQL() string { return "ORDER BY " + o.column } // want sqlbuild/injected

func badTextMethod(r *http.Request) {
	o := &open{}
	o.column = r.FormValue("sort")
	_, _ = db.Query("SELECT id FROM users " + o.SQL())
}

type filter struct{ name string }

func (f filter) clause() (string, []any) {
	if f.name == "" {
		return "", nil
	}
	return " WHERE name = ?", []any{f.name}
}

func okClauseAndArguments(r *http.Request) {
	clause, args := filter{r.FormValue("name")}.clause()
	_, _ = db.Query("SELECT id FROM users"+clause, args...)
}

type openFilter struct{ name string }

func (f openFilter) clause() (string, []any) {
	return fmt.Sprintf(" WHERE name = '%s'", f.name), nil // want sqlbuild/injected
}

func badClauseAndArguments(r *http.Request) {
	clause, args := openFilter{r.FormValue("name")}.clause()
	_, _ = db.Query("SELECT id FROM users"+clause, args...)
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
