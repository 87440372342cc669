// Package sprintf holds open cases, see the README of the folder above.
package sprintf

import (
	"database/sql"
	"fmt"
	"net/http"
	"time"
)

var db *sql.DB

type search struct{ text string }

func (s search) String() string { return "'" + s.text + "'" } // want sqlbuild/injected

func badStringMethod(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = %s", search{r.FormValue("q")}))
}

func badTimeLayout(r *http.Request) {
	day := time.Now().Format(r.FormValue("layout"))
	_, _ = db.Query("SELECT id FROM users WHERE day = '" + day + "'") // want sqlbuild/injected
}
