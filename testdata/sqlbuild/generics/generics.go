// Package generics pins functions and types with type parameters.
package generics

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

var db *sql.DB

// Entity knows its table.
type Entity interface{ Table() string }

// User is an Entity.
type User struct{ Name string }

// Table is constant.
func (User) Table() string { return "users" }

// Role is an Entity.
type Role struct{ Name string }

// Table is constant.
func (Role) Table() string { return "roles" }

// Shard is an Entity whose table depends on its data.
type Shard struct{ Tenant string }

// Table depends on the data.
func (s Shard) Table() string { return "shard_" + s.Tenant } // want sqlbuild/injected "table name"

func all[E Entity]() {
	var e E
	_, _ = db.Query("SELECT * FROM " + e.Table())
}

func okEntities() {
	all[User]()
	all[Role]()
}

func remove[E Entity](e E) { _, _ = db.Exec("DELETE FROM " + e.Table()) }

func badEntity(r *http.Request) { remove(Shard{Tenant: r.Header.Get("X-Tenant")}) }

// repository keeps entities of one type.
type repository[E any] struct {
	table string
	order string
}

func newRepository[E any](table string) *repository[E] {
	return &repository[E]{table: table, order: "id"}
}

func (r *repository[E]) list() { _, _ = db.Query("SELECT * FROM " + r.table + " ORDER BY " + r.order) }

func (r *repository[E]) by(column string, value any) {
	_, _ = db.Query("SELECT * FROM "+r.table+" WHERE "+column+" = ?", value) // want sqlbuild/injected
}

func okRepository() {
	newRepository[User]("users").list()
	newRepository[Role]("roles").list()
}

func badRepository(r *http.Request) {
	newRepository[User]("users").by("name", r.FormValue("name"))
	newRepository[Role]("roles").by(r.FormValue("column"), r.FormValue("value"))
}

func each[T any](in []T, f func(T) string) []string {
	out := make([]string, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func badEach(r *http.Request) {
	quoted := each(r.Form["id"], func(s string) string { return "'" + s + "'" }) // want sqlbuild/injected
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(quoted, ",") + ")")
}

func okEach(r *http.Request) {
	marks := each(r.Form["id"], func(string) string { return "?" })
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(marks, ",") + ")")
}

func selected[T any](in []T, f func(T) bool) []T {
	var out []T
	for _, v := range in {
		if f(v) {
			out = append(out, v)
		}
	}
	return out
}

func badSelect(r *http.Request) {
	set := selected(r.Form["fields"], func(s string) bool { return s != "" })
	_, _ = db.Query("SELECT " + strings.Join(set, ", ") + " FROM users") // want sqlbuild/injected
}

func quote[S ~string](s S) string { return "'" + string(s) + "'" } // want sqlbuild/injected

type name string

func badConstraint(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users WHERE name = " + quote(name(r.FormValue("name"))))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func value(r *http.Request, key string) (string, error) {
	if v := r.FormValue(key); v != "" {
		return v, nil
	}
	return "", errors.New("missing")
}

func badMust(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + must(value(r, "sort"))) // want sqlbuild/injected
}

func pointer[T any](v T) *T { return &v }

func deref[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

func badPointer(r *http.Request) {
	sort := pointer(r.FormValue("sort"))
	_, _ = db.Query("SELECT id FROM users ORDER BY " + deref(sort, "id")) // want sqlbuild/injected
}

func okPointer() {
	sort := pointer("name")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + deref(sort, "id"))
}

// set is a set.
type set[T comparable] map[T]struct{}

func setOf[T comparable](vs ...T) set[T] {
	s := make(set[T], len(vs))
	for _, v := range vs {
		s[v] = struct{}{}
	}
	return s
}

func (s set[T]) has(v T) bool {
	_, ok := s[v]
	return ok
}

var sortable = setOf("id", "name", "created")

func okSet(r *http.Request) {
	sort := r.FormValue("sort")
	if !sortable.has(sort) {
		sort = "id"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + sort)
}

type list[T any] struct{ items []T }

func (l *list[T]) add(v T) { l.items = append(l.items, v) }

func (l *list[T]) each(f func(T)) {
	for _, v := range l.items {
		f(v)
	}
}

func badList(r *http.Request) {
	var l list[string]
	l.add("id")
	l.add(r.FormValue("column"))
	l.each(func(column string) {
		_, _ = db.Query("SELECT " + column + " FROM users") // want sqlbuild/injected
	})
}

type result[T any] struct {
	value T
	err   error
}

func badResult(r *http.Request) {
	res := result[string]{value: r.FormValue("sort")}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + res.value) // want sqlbuild/injected
}

type listInput struct{ Sort string }

// handle decodes the input of a handler.
func handle[In any](f func(In) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in In
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			http.Error(w, "bad request", http.StatusBadRequest)
			return
		}
		if err := f(in); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
		}
	}
}

// Routes registers a handler of its input.
func Routes(mux *http.ServeMux) { mux.HandleFunc("/list", handle(badHandledInput)) }

func badHandledInput(in listInput) error {
	_, err := db.Query("SELECT id FROM users ORDER BY " + in.Sort) // want sqlbuild/injected
	return err
}

func number[N ~int | ~int64](n N) string { return "LIMIT " + digits(int64(n)) }

func digits(n int64) string {
	var b []byte
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}

func okNumber(r *http.Request) { _, _ = db.Query("SELECT id FROM users " + number(len(r.Form))) }
