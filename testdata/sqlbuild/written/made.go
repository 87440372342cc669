// What is here but for badNotThere and badOutside was made from written.go.

package written

import (
	"database/sql"
	"net/http"
)

//line written.go:11
func badRewritten(db *sql.DB, r *http.Request) {
	_, _ = db.Query("SELECT * FROM t WHERE name = '" + r.FormValue("name") + "'")
}

//line made.go:15
func badInside(db *sql.DB, r *http.Request) {
	_, _ = /*line written.go:16:8*/ db.Query("SELECT * FROM t ORDER BY " + r.FormValue("by")) /*line made.go:17:1*/
}

// badTwice has the same code twice, which is one finding.
func badTwice(db *sql.DB, r *http.Request) {
	if r.Method == http.MethodPost {
//line written.go:20
		_, _ = db.Exec("DELETE FROM t WHERE id = " + r.FormValue("id"))
	} else {
//line written.go:20
		_, _ = db.Exec("DELETE FROM t WHERE id = " + r.FormValue("id"))
	}
}

//line written.go:23
func okPlaceholder(db *sql.DB, r *http.Request) {
	_, _ = db.Query("SELECT * FROM t WHERE name = $1", r.FormValue("name"))
}

//line none.go:1
func badNotThere(db *sql.DB, r *http.Request) {
	_, _ = db.Query("SELECT * FROM t WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

//line /etc/passwd:1
func badOutside(db *sql.DB, r *http.Request) {
	_, _ = db.Query("SELECT * FROM t WHERE name = '" + r.FormValue("name") + "'") // want sqlbuild/injected
}

//line made.go:50
func serve(db *sql.DB) {
	for path, f := range map[string]func(*sql.DB, *http.Request){"/1": badRewritten, "/2": badInside, "/3": badTwice, "/4": okPlaceholder, "/5": badNotThere, "/6": badOutside} {
		http.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { f(db, r) })
	}
}

var _ = serve
