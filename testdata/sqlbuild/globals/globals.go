// Package globals pins package variables and constants: set once, by init, by a handler, over packages.
package globals

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/apivet/apivet/testdata/sqlbuild/globals/names"
	"github.com/apivet/apivet/testdata/sqlbuild/globals/queries"
)

var db *sql.DB

func okThreePackages(r *http.Request) {
	_, _ = db.Query(queries.Base+" ORDER BY "+names.Prefix+"users.id", nil)
	_, _ = db.Query(queries.ByName+" LIMIT 1", r.FormValue("name"))
	_, _ = db.Query("SELECT count(*) FROM " + queries.Table)
}

var (
	columns   = []string{"id", "name"}
	selection = "SELECT " + strings.Join(columns, ", ") + " FROM " + table
	table     = fmt.Sprintf("%s_%d", "users", 2)
)

func okInitOrder() { _, _ = db.Query(selection) }

var schema string

func init() { schema = "public" }

func okInit() { _, _ = db.Query("SELECT id FROM " + schema + ".users") }

var tables = struct{ users, roles string }{users: "users", roles: "roles"}

func okStructOfNames() { _, _ = db.Query("SELECT id FROM " + tables.users + " JOIN " + tables.roles) }

var byKind = map[string]string{"user": "users", "role": "roles"}

func okTableByKind(r *http.Request) {
	if t, ok := byKind[r.PathValue("kind")]; ok {
		_, _ = db.Query("SELECT id FROM " + t)
	}
	_, _ = db.Query("SELECT id FROM users_" + byKind[r.PathValue("kind")])
}

type kind int

const (
	kindUser kind = iota
	kindRole
)

var kindTables = [...]string{kindUser: "users", kindRole: "roles"}

func okTableByConstant(k kind) { _, _ = db.Query("SELECT id FROM " + kindTables[k]) }

var statements = map[string]func(string) string{
	"count":  func(t string) string { return "SELECT count(*) FROM " + t },
	"delete": func(t string) string { return "DELETE FROM " + t },
}

func okStatementTable(r *http.Request) {
	if f, ok := statements[r.FormValue("op")]; ok {
		_, _ = db.Exec(f("users"))
	}
}

var lastSort = "id"

func remember(w http.ResponseWriter, r *http.Request) { lastSort = r.FormValue("sort") }

func badReassigned(w http.ResponseWriter, r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + lastSort) // want sqlbuild/injected "ORDER BY"
}

// Routes registers the handlers.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("/remember", remember)
	mux.HandleFunc("/last", badReassigned)
}

var pending []string

func enqueue(r *http.Request) { pending = append(pending, r.FormValue("name")) }

func badQueued() {
	for _, name := range pending {
		_, _ = db.Exec("DELETE FROM users WHERE name = '" + name + "'") // want sqlbuild/injected
	}
}

var settings struct {
	sync.Mutex
	order string
}

func setOrder(r *http.Request) {
	settings.Lock()
	defer settings.Unlock()
	settings.order = r.FormValue("order")
}

func badSetting() {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + settings.order) // want sqlbuild/injected
}

var (
	once     sync.Once
	onceName string
)

func okOnce() {
	once.Do(func() { onceName = "users" })
	_, _ = db.Query("SELECT id FROM " + onceName)
}

var lazy = sync.OnceValue(func() string { return "SELECT id FROM " + names.Users })

func okOnceValue() { _, _ = db.Query(lazy()) }

var run = func(q string) { _, _ = db.Exec(q) }

func badFunctionVariable(r *http.Request) {
	run("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

func okFunctionVariable() { run("DELETE FROM " + names.Users) }
