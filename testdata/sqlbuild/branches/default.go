package branches

import (
	"cmp"
	"net/http"
)

func badDefaulted(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + cmp.Or(r.FormValue("sort"), "id")) // want sqlbuild/injected
}
