package globals

import (
	"net/http"
)

func badCached(r *http.Request) {
	cache["sort"] = r.FormValue("sort")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + cache["sort"]) // want sqlbuild/injected
}

var cache = map[string]string{}
