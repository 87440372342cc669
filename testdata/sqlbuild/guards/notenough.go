package guards

import (
	"log"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

func badPrefix(r *http.Request) {
	s := r.FormValue("sort")
	if !strings.HasPrefix(s, "user_") {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badLength(r *http.Request) {
	s := r.FormValue("sort")
	if len(s) > 64 || !utf8.ValidString(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badKeywords(r *http.Request) {
	s := r.FormValue("name")
	for _, word := range []string{"select", "union", "drop", "--"} {
		if strings.Contains(strings.ToLower(s), word) {
			return
		}
	}
	_, _ = db.Query("SELECT id FROM users WHERE name = '" + s + "'") // want sqlbuild/injected
}

func badQuotesReplaced(r *http.Request) {
	s := strings.ReplaceAll(r.FormValue("sort"), "'", "''")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badLogged(r *http.Request) {
	s := r.FormValue("sort")
	if !allowed[s] {
		log.Printf("cannot order by %q", s)
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badErrorDropped(r *http.Request) {
	s := r.FormValue("sort")
	_ = check(s)
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badErrorOfOther(r *http.Request) {
	s := r.FormValue("sort")
	n, err := strconv.Atoi(r.FormValue("page"))
	if err != nil || n < 0 {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badAlwaysTrue(r *http.Request) {
	s := r.FormValue("sort")
	if !plausible(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func plausible(s string) bool {
	if s == "id" || s == "name" {
		return true
	}
	return len(s) < 10
}

func badReadAgain(r *http.Request) {
	if !allowed[r.FormValue("sort")] {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + r.FormValue("order")) // want sqlbuild/injected
}

func badListOfClient(r *http.Request) {
	s := r.FormValue("sort")
	if !slices.Contains(r.Form["allowed"], s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badLaterChanged(r *http.Request) {
	f := filter{Sort: r.FormValue("sort"), Dir: "asc"}
	if !allowed[f.Sort] {
		return
	}
	f.Sort = r.FormValue("other")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + f.Sort) // want sqlbuild/injected
}

func badPartChecked(r *http.Request) {
	s := r.FormValue("sort")
	column, _, _ := strings.Cut(s, " ")
	if !allowed[column] {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badCopyNormalized(r *http.Request) {
	f := filter{Sort: r.FormValue("sort"), Dir: "asc"}
	f.normalizeCopy()
	_, _ = db.Query("SELECT id FROM users ORDER BY " + f.Sort) // want sqlbuild/injected
}

func (f filter) normalizeCopy() {
	if !allowed[f.Sort] {
		f.Sort = "id"
	}
}

func badNotEqualOne(r *http.Request) {
	s := r.FormValue("sort")
	if s != "password" {
		_, _ = db.Query("SELECT " + s + " FROM users") // want sqlbuild/injected "column"
	}
}

func badTrimmedInsteadOfChecked(r *http.Request) {
	s := strings.Trim(r.FormValue("sort"), "'\"; ")
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badOneElementChecked(r *http.Request) {
	fields := r.Form["fields"]
	if len(fields) == 0 || !allowed[fields[0]] {
		return
	}
	_, _ = db.Query("SELECT " + strings.Join(fields, ", ") + " FROM users") // want sqlbuild/injected
}
