// Package structfields pins values kept in fields: which field holds what, in which copy, and since when.
package structfields

import (
	"database/sql"
	"errors"
	"net/http"
)

var db *sql.DB

type repo struct {
	db      *sql.DB
	table   string
	columns string
}

func newUsers(db *sql.DB) *repo { return &repo{db: db, table: "users", columns: "id, name"} }

func newRoles(db *sql.DB) *repo {
	r := new(repo)
	r.db, r.table = db, "roles"
	r.columns = "id"
	return r
}

func (r *repo) get(id string) {
	_, _ = r.db.Query("SELECT "+r.columns+" FROM "+r.table+" WHERE id = ?", id)
}

func okConstructors(r *http.Request) {
	newUsers(db).get(r.FormValue("id"))
	newRoles(db).get(r.FormValue("id"))
}

type option func(*config)

type config struct {
	schema, table string
	limit         int
}

func withSchema(s string) option { return func(c *config) { c.schema = s } }
func withLimit(n int) option     { return func(c *config) { c.limit = n } }

func configured(opts ...option) *config {
	c := &config{schema: "public", table: "users", limit: 10}
	for _, o := range opts {
		o(c)
	}
	return c
}

func okOptions() {
	c := configured(withSchema("app"), withLimit(5))
	_, _ = db.Query("SELECT id FROM " + c.schema + "." + c.table)
}

type view struct{ order string }

func viewWith(opts ...func(*view)) *view {
	v := &view{order: "id"}
	for _, o := range opts {
		o(v)
	}
	return v
}

func orderedBy(s string) func(*view) { return func(v *view) { v.order = s } }

func badOptions(r *http.Request) {
	v := viewWith(orderedBy(r.FormValue("sort")))
	_, _ = db.Query("SELECT id FROM users ORDER BY " + v.order) // want sqlbuild/injected
}

type page struct {
	sort   string
	filter filter
}

type filter struct {
	name string
	tags []string
}

func badNested(r *http.Request) {
	p := page{sort: "id", filter: filter{name: r.FormValue("name")}}
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + p.filter.name + "' ORDER BY " + p.sort) // want sqlbuild/injected "is used as a value"
}

func okNestedSibling(r *http.Request) {
	p := page{sort: "id", filter: filter{name: r.FormValue("name")}}
	_, _ = db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+p.sort, p.filter.name)
}

func badAssignedLater(r *http.Request) {
	var p page
	p.sort = "id"
	p.filter.tags = r.Form["tag"]
	f := p.filter
	_, _ = db.Query("SELECT id FROM users WHERE tag = '" + f.tags[0] + "'") // want sqlbuild/injected
}

func okCopyBefore(r *http.Request) {
	p := page{sort: "id"}
	before := p
	p.sort = r.FormValue("sort")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + before.sort)
}

func badPointerCopy(r *http.Request) {
	p := &page{sort: "id"}
	same := p
	p.sort = r.FormValue("sort")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + same.sort) // want sqlbuild/injected
}

func okByValue(r *http.Request) {
	p := page{sort: "id"}
	setSort(p, r.FormValue("sort"))
	_, _ = db.Query("SELECT id FROM users ORDER BY " + p.sort)
}

func setSort(p page, s string) page {
	p.sort = s
	return p
}

func badByPointer(r *http.Request) {
	p := page{sort: "id"}
	fillSort(&p, r)
	_, _ = db.Query("SELECT id FROM users ORDER BY " + p.sort) // want sqlbuild/injected
}

func fillSort(p *page, r *http.Request) { p.sort = r.FormValue("sort") }

func okOverwritten(r *http.Request) {
	p := page{sort: r.FormValue("sort")}
	p.sort = "name"
	_, _ = db.Query("SELECT id FROM users ORDER BY " + p.sort)
}

func okReplacedWhole(r *http.Request) {
	p := page{sort: r.FormValue("sort")}
	p = page{sort: "name"}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + p.sort)
}

type base struct{ table, order string }

type users struct {
	base
	name string
}

func badEmbedded(r *http.Request) {
	u := users{base: base{table: "users"}}
	u.order = r.FormValue("sort")
	_, _ = db.Query("SELECT id FROM " + u.table + " ORDER BY " + u.base.order) // want sqlbuild/injected "ORDER BY"
}

func okEmbedded(r *http.Request) {
	u := users{base: base{table: "users", order: "id"}, name: r.FormValue("name")}
	_, _ = db.Query("SELECT id FROM "+u.table+" WHERE name = ? ORDER BY "+u.order, u.name)
}

// listRequest is what the handler reads, listParams what the service is given.
type listRequest struct{ Sort, Name string }

type listParams struct{ orderBy, name string }

func (r listRequest) params() listParams { return listParams{orderBy: r.Sort, name: r.Name} }

func badMappedFields(r *http.Request) {
	p := listRequest{Sort: r.FormValue("sort"), Name: r.FormValue("name")}.params()
	_, _ = db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+p.orderBy, p.name) // want sqlbuild/injected
}

func newPage(r *http.Request) (*page, error) {
	p := &page{sort: r.FormValue("sort")}
	switch p.sort {
	case "id", "name":
		return p, nil
	}
	return nil, errors.New("unknown order")
}

func okCheckedInConstructor(r *http.Request) {
	p, err := newPage(r)
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + p.sort)
}

type sortKey struct{ column string }

var (
	byName = sortKey{"name"}
	byAge  = sortKey{"age"}
)

func parseKey(s string) sortKey {
	if s == "age" {
		return byAge
	}
	return byName
}

func okClosedType(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + parseKey(r.FormValue("sort")).column)
}

type statement struct{ text string }

var statements = []statement{{"SELECT 1"}, {"SELECT 2"}}

func okListOfStructs() {
	for i := range statements {
		s := &statements[i]
		_, _ = db.Exec(s.text)
	}
}

type handler struct {
	db    *sql.DB
	last  string
	table string
}

func (h *handler) remember(w http.ResponseWriter, r *http.Request) { h.last = r.FormValue("last") }

func (h *handler) badKeptBetweenRequests(w http.ResponseWriter, r *http.Request) {
	_, _ = h.db.Query("SELECT id FROM " + h.table + " WHERE name = '" + h.last + "'") // want sqlbuild/injected
}

// Routes registers the handler's methods.
func Routes(mux *http.ServeMux, db *sql.DB) {
	h := &handler{db: db, table: "users"}
	mux.HandleFunc("/remember", h.remember)
	mux.HandleFunc("/last", h.badKeptBetweenRequests)
}

func badArrayOfStructs(r *http.Request) {
	ps := [2]page{{sort: "id"}, {sort: r.FormValue("sort")}}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + ps[1].sort) // want sqlbuild/injected
}

func badAnonymous(r *http.Request) {
	in := struct {
		Name  string
		Limit int
	}{Name: r.FormValue("name")}
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + in.Name + "'") // want sqlbuild/injected
}
