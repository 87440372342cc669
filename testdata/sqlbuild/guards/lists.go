package guards

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sort"
	"strings"
)

func okSearchStrings(r *http.Request) {
	s := r.FormValue("sort")
	i := sort.SearchStrings(names, s)
	if i == len(names) || names[i] != s {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okLoopReturn(r *http.Request) {
	s := r.FormValue("sort")
	for _, n := range names {
		if n == s {
			_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
			return
		}
	}
}

func okLoopElement(r *http.Request) {
	column := "id"
	for _, n := range names {
		if strings.EqualFold(n, r.FormValue("sort")) {
			column = n
		}
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + column)
}

func okArray(r *http.Request) {
	s := r.FormValue("sort")
	for _, known := range [...]string{"id", "name"} {
		if s == known {
			_, _ = db.Query("SELECT id FROM users ORDER BY " + "u." + s)
		}
	}
}

func okKeysOfMap(r *http.Request) {
	s := r.FormValue("sort")
	if slices.Contains(slices.Collect(maps.Keys(columns)), s) {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
	}
}

func okListFromFunction(r *http.Request) {
	s := r.FormValue("sort")
	if !slices.Contains(sortColumns(), s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func sortColumns() []string { return append([]string{"id"}, "name", "created") }

func okFallback(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + oneOf(r.FormValue("sort"), "id", "name", "created"))
}

// oneOf returns s if it is one of the others, else the first of them.
func oneOf(s string, known ...string) string {
	if slices.Contains(known, s) {
		return s
	}
	return known[0]
}

func okMapFunction(r *http.Request) {
	column, dir, err := parseOrder(r.FormValue("sort"))
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + column + " " + dir)
}

func parseOrder(s string) (column, dir string, err error) {
	name, d, found := strings.Cut(s, ":")
	column, ok := columns[name]
	if !ok {
		return "", "", fmt.Errorf("cannot order by %q", name)
	}
	switch {
	case !found, strings.EqualFold(d, "asc"):
		dir = "ASC"
	case strings.EqualFold(d, "desc"):
		dir = "DESC"
	default:
		return "", "", fmt.Errorf("unknown direction %q", d)
	}
	return column, dir, nil
}

func okNegatedAnd(r *http.Request) {
	s := r.FormValue("sort")
	if _, known := columns[s]; s == "" || !known {
		s = "id"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okFieldOfAllowlist(r *http.Request) {
	h := lister{sortable: []string{"id", "name"}}
	h.list(r)
}

type lister struct{ sortable []string }

func (l lister) list(r *http.Request) {
	s := r.FormValue("sort")
	if !slices.Contains(l.sortable, s) {
		http.Error(nil, "bad", http.StatusBadRequest)
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okEachPart(r *http.Request) {
	var parts []string
	for _, p := range strings.Split(r.FormValue("sort"), ",") {
		dir := "ASC"
		if strings.HasPrefix(p, "-") {
			p, dir = p[1:], "DESC"
		}
		if !allowed[p] {
			continue
		}
		parts = append(parts, p+" "+dir)
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + strings.Join(parts, ", "))
}

func okInlineIf(r *http.Request) {
	if s := r.FormValue("sort"); s == "id" || s == "name" {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
	} else if s != "" {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + "created")
	}
}

func okConstantCompared(r *http.Request) {
	const wanted = "created"
	s := r.FormValue("sort")
	if wanted != s {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okBinarySearch(r *http.Request) {
	s := r.FormValue("sort")
	if _, ok := slices.BinarySearch(names, s); !ok {
		s = "id"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}
