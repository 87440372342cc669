// Package concat pins text put together with + and with package fmt.
package concat

import (
	"database/sql"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

var db *sql.DB

const table = "users"

func badPlus(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected "is used as a value"
}

func badPlusAssign(r *http.Request) {
	q := "SELECT id FROM users"
	if name := r.URL.Query().Get("name"); name != "" {
		q += " WHERE name = '" + name + "'" // want sqlbuild/injected
	}
	_, _ = db.Query(q)
}

func badSprintf(r *http.Request) {
	q := fmt.Sprintf("SELECT id FROM %s WHERE name = '%s'", table, r.FormValue("name")) // want sqlbuild/injected "is used as a value"
	_, _ = db.Query(q)
}

func badIndexedVerb(r *http.Request) {
	q := fmt.Sprintf("SELECT %[2]s FROM users WHERE id = %[1]d", 7, r.Header.Get("X-Column")) // want sqlbuild/injected "column"
	_, _ = db.Query(q)
}

func badQuoteVerb(r *http.Request) {
	_, _ = db.Exec(fmt.Sprintf("DELETE FROM users WHERE name = %q", r.FormValue("name"))) // want sqlbuild/injected
}

func badSprint(r *http.Request) {
	_, _ = db.Exec(fmt.Sprint("DELETE FROM users WHERE name = '", r.PostFormValue("name"), "'")) // want sqlbuild/injected
}

func badPathValue(r *http.Request) {
	_, _ = db.Exec("DROP TABLE " + r.PathValue("table")) // want sqlbuild/injected "table name"
}

func badCookie(r *http.Request) {
	c, err := r.Cookie("lang")
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT t FROM texts WHERE lang = '" + c.Value + "'") // want sqlbuild/injected
}

func badWholeStatement(r *http.Request) {
	_, _ = db.Exec(r.FormValue("sql")) // want sqlbuild/injected "is the SQL text"
}

func badByteSlice(r *http.Request) {
	q := append([]byte("SELECT id FROM users WHERE name = '"), r.FormValue("name")...) // want sqlbuild/injected
	_, _ = db.Query(string(q))
}

func okConstants() {
	const where = " WHERE active"
	_, _ = db.Query("SELECT id FROM " + table + where)
}

func okBound(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users WHERE name = ?", r.FormValue("name"))
}

func okNumberVerb(r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %d", n))
}

func okLength(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE len = %d", len(r.FormValue("name"))))
}

func okTime() {
	_, _ = db.Query("SELECT id FROM log_" + time.Now().Format("2006_01"))
}

func okTypeVerb(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT '%T'", r.FormValue("x")))
}

func okErrorText(r *http.Request) error {
	return fmt.Errorf("cannot select name from users where name is %s", r.FormValue("name"))
}

func okVariableReused(r *http.Request) string {
	q := "SELECT id FROM users"
	_, _ = db.Query(q)
	q = "hello " + r.FormValue("name")
	return q
}

func badValueBuiltBefore(r *http.Request) {
	avatar := fmt.Sprintf("/avatars/%s small.png", r.FormValue("name"))
	_, _ = db.Exec("UPDATE users SET avatar = '" + avatar + "'") // want sqlbuild/injected "is used as a value"
}
