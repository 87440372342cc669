// Package predicates checks text with functions that are handed to functions of libraries, and through values that are kept.
package predicates

import (
	"database/sql"
	"net/http"
	"slices"
	"strings"
	"unicode"
)

var columns = []string{"id", "name"}

func okContainsFunc(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if !slices.ContainsFunc(columns, func(c string) bool { return c == sort }) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okEqualFold(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if slices.ContainsFunc(columns, func(c string) bool { return strings.EqualFold(c, sort) }) {
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
	}
}

func okSliceIndexFunc(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if slices.IndexFunc(columns, func(c string) bool { return c == sort }) < 0 {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okIndexFunc(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if strings.IndexFunc(sort, func(c rune) bool { return !unicode.IsLetter(c) }) >= 0 {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okIndexFuncMinusOne(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if strings.IndexFunc(sort, notLetter) == -1 {
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
	}
}

func okStringsContainsFunc(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if strings.ContainsFunc(sort, notLetter) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func notLetter(c rune) bool { return !(c >= 'a' && c <= 'z' || c == '_') }

func okHelper(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if !known(sort) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func known(sort string) bool {
	return slices.ContainsFunc(columns, func(c string) bool { return c == sort })
}

func okPrefixed(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if !slices.ContainsFunc(columns, func(c string) bool { return c == sort || c+" DESC" == sort }) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okParts(r *http.Request, db *sql.DB) {
	parts := strings.Split(r.FormValue("sort"), ",")
	if slices.ContainsFunc(parts, func(p string) bool { return !slices.Contains(columns, p) }) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + strings.Join(parts, ","))
}

func okFieldsFunc(r *http.Request, db *sql.DB) {
	for _, word := range strings.FieldsFunc(r.FormValue("sort"), notLetter) {
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + word)
	}
}

func okMap(r *http.Request, db *sql.DB) {
	sort := strings.Map(func(c rune) rune {
		if notLetter(c) {
			return -1
		}
		return c
	}, r.FormValue("sort"))
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okTrimFunc(r *http.Request, db *sql.DB) {
	if strings.TrimFunc(r.FormValue("sort"), unicode.IsLetter) != "" {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + r.FormValue("sort"))
}

func hasPrefix(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if !slices.ContainsFunc(columns, func(c string) bool { return strings.HasPrefix(sort, c) }) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort) // want sqlbuild/injected
}

func someLetter(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if strings.IndexFunc(sort, unicode.IsLetter) < 0 {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort) // want sqlbuild/injected
}

func someListed(r *http.Request, db *sql.DB) {
	parts := strings.Split(r.FormValue("sort"), ",")
	if slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(columns, p) }) {
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + strings.Join(parts, ",")) // want sqlbuild/injected
	}
}

func listOfClient(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if !slices.ContainsFunc(r.Form["columns"], func(c string) bool { return c == sort }) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort) // want sqlbuild/injected
}

func notListed(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	if slices.ContainsFunc(columns, func(c string) bool { return c == sort }) {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort) // want sqlbuild/injected
}

type state int

const (
	fine state = iota
	bad
)

func okState(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	code := fine
	sort := r.FormValue("sort")
	if !slices.Contains(columns, sort) {
		code = bad
	}
	if code != fine {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okFlag(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	sort, valid := r.FormValue("sort"), false
	for _, c := range columns {
		if c == sort {
			valid = true
			break
		}
	}
	if !valid {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okFlagSwitch(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	allowed := false
	switch sort {
	case "id", "name":
		allowed = true
	}
	if allowed {
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
	}
}

func okMessage(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	message := ""
	sort := r.FormValue("sort")
	if !slices.Contains(columns, sort) {
		message = "unknown column"
	}
	if message != "" {
		http.Error(w, message, http.StatusBadRequest)
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okPointer(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	var found *string
	sort := r.FormValue("sort")
	for i := range columns {
		if columns[i] == sort {
			found = &columns[i]
		}
	}
	if found == nil {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func okErrors(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	var problems []string
	sort := r.FormValue("sort")
	if !slices.Contains(columns, sort) {
		problems = append(problems, "sort")
	}
	if len(problems) > 0 {
		http.Error(w, strings.Join(problems, ","), http.StatusBadRequest)
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func otherState(r *http.Request, db *sql.DB) {
	code := fine
	sort := r.FormValue("sort")
	if !slices.Contains(columns, sort) {
		code = bad
	}
	if code == bad {
		println("bad")
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort) // want sqlbuild/injected
}

func resetState(r *http.Request, db *sql.DB) {
	code := fine
	sort := r.FormValue("sort")
	if !slices.Contains(columns, sort) {
		code = bad
	}
	if r.FormValue("force") != "" {
		code = fine
	}
	if code != fine {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort) // want sqlbuild/injected
}

func okFound(r *http.Request, db *sql.DB) {
	sort := r.FormValue("sort")
	found := -1
	for i, c := range columns {
		if c == sort {
			found = i
		}
	}
	if found == -1 {
		return
	}
	_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort)
}

func earlierTurn(r *http.Request, db *sql.DB) {
	found := false
	for _, part := range strings.Split(r.FormValue("sort"), ",") {
		if slices.Contains(columns, part) {
			found = true
		}
		if found {
			_, _ = db.Query("SELECT id FROM notes ORDER BY " + part) // want sqlbuild/injected
		}
	}
}

func lastTurn(r *http.Request, db *sql.DB) {
	state := bad
	for _, part := range strings.Split(r.FormValue("sort"), ",") {
		if state == fine {
			_, _ = db.Query("SELECT id FROM notes ORDER BY " + part) // want sqlbuild/injected
		}
		state = bad
		if slices.Contains(columns, part) {
			state = fine
		}
	}
}

func okEachTurn(r *http.Request, db *sql.DB) {
	for _, part := range strings.Split(r.FormValue("sort"), ",") {
		state := bad
		if slices.Contains(columns, part) {
			state = fine
		}
		if state == fine {
			_, _ = db.Query("SELECT id FROM notes ORDER BY " + part)
		}
	}
}

func appendedTwice(r *http.Request, db *sql.DB) {
	var problems []string
	sort := r.FormValue("sort")
	if !slices.Contains(columns, sort) {
		problems = append(problems, "sort")
	}
	if r.FormValue("limit") == "" {
		problems = append(problems, "limit")
	}
	if len(problems) > 0 {
		_, _ = db.Query("SELECT id FROM notes ORDER BY " + sort) // want sqlbuild/injected
	}
}
