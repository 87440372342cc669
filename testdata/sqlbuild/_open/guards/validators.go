package guards

import (
	"errors"
	"net/http"
)

func checkDirection(s string) error {
	if s != "asc" && s != "desc" {
		return errors.New("unknown direction")
	}
	return nil
}

func okAggregatedErrors(r *http.Request) {
	sort, dir := r.FormValue("sort"), r.FormValue("dir")
	if err := errors.Join(check(sort), checkDirection(dir)); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + sort + " " + dir)
}

func okCollectedProblems(r *http.Request) {
	sort := r.FormValue("sort")
	problems := map[string]string{}
	if !allowed[sort] {
		problems["sort"] = "unknown column"
	}
	if len(problems) > 0 {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + sort)
}
