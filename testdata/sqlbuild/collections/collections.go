// Package collections pins maps by key, slices, variadic calls, and the functions that copy and order them.
package collections

import (
	"database/sql"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"sort"
	"strings"
)

var db *sql.DB

func badMapValue(r *http.Request) {
	in := map[string]string{"table": "users", "sort": r.FormValue("sort")}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + in["sort"]) // want sqlbuild/injected
}

func okOtherKey(r *http.Request) {
	in := map[string]string{"table": "users", "sort": r.FormValue("sort")}
	_, _ = db.Query("SELECT id FROM " + in["table"])
}

func badUnknownKey(r *http.Request) {
	in := map[string]string{"a": "id", "b": r.FormValue("sort")}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + in[r.FormValue("key")]) // want sqlbuild/injected
}

func badKeysOfSet(r *http.Request) {
	set := map[string]struct{}{}
	for _, id := range r.Form["id"] {
		set[id] = struct{}{}
	}
	ids := make([]string, 0, len(set))
	for id := range set {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	_, _ = db.Query("SELECT id FROM users WHERE id IN (" + strings.Join(ids, ",") + ")") // want sqlbuild/injected
}

func badSortedKeys(r *http.Request) {
	in := map[string]any{}
	for k, vs := range r.Form {
		in[k] = vs[0]
	}
	var sets []string
	var args []any
	for _, k := range slices.Sorted(maps.Keys(in)) {
		sets = append(sets, k+" = ?") // want sqlbuild/injected "column"
		args = append(args, in[k])
	}
	_, _ = db.Exec("UPDATE users SET "+strings.Join(sets, ", "), args...)
}

func okConstantKeys(r *http.Request) {
	in := map[string]any{"name": r.FormValue("name"), "city": r.FormValue("city")}
	var columns, marks []string
	var args []any
	for column, v := range in {
		columns = append(columns, column)
		marks = append(marks, "?")
		args = append(args, v)
	}
	_, _ = db.Exec("INSERT INTO users ("+strings.Join(columns, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
}

func badSpread(r *http.Request) {
	parts := []string{"active"}
	parts = append(parts, r.Form["where"]...)
	_, _ = db.Query("SELECT id FROM users WHERE " + strings.Join(parts, " AND ")) // want sqlbuild/injected
}

func okSpreadArguments(r *http.Request) {
	var args []any
	for _, v := range r.Form["v"] {
		args = append(args, v)
	}
	marks := strings.Split(strings.Repeat("?", len(args)), "")
	_, _ = db.Query("SELECT id FROM users WHERE v IN ("+strings.Join(marks, ",")+")", args...)
}

func badCopied(r *http.Request) {
	in := r.Form["id"]
	out := make([]string, len(in))
	copy(out, in)
	_, _ = db.Query("SELECT id FROM users WHERE id = " + out[0]) // want sqlbuild/injected
}

func badCloned(r *http.Request) {
	out := slices.Clone(r.Form["id"])
	slices.Reverse(out)
	_, _ = db.Query("SELECT id FROM users WHERE id = " + out[len(out)-1]) // want sqlbuild/injected
}

func badMapOfSlices(r *http.Request) {
	groups := map[string][]string{}
	for _, id := range r.Form["id"] {
		groups["user"] = append(groups["user"], id)
	}
	for table, ids := range groups {
		_, _ = db.Query("SELECT id FROM " + table + " WHERE id IN (" + strings.Join(ids, ",") + ")") // want sqlbuild/injected
	}
}

func badMapOfStructs(r *http.Request) {
	type entry struct{ column, value string }
	in := map[int]entry{1: {column: "name", value: r.FormValue("name")}}
	for _, e := range in {
		_, _ = db.Query("SELECT id FROM users WHERE " + e.column + " = '" + e.value + "'") // want sqlbuild/injected "is used as a value"
	}
}

func badSliceOfMaps(r *http.Request) {
	rows := []map[string]string{{"name": r.FormValue("name")}}
	var values []string
	for _, row := range rows {
		values = append(values, fmt.Sprintf("('%s')", row["name"])) // want sqlbuild/injected
	}
	_, _ = db.Exec("INSERT INTO users (name) VALUES " + strings.Join(values, ", "))
}

func okRows(r *http.Request) {
	names := r.Form["name"]
	var b strings.Builder
	args := make([]any, 0, 2*len(names))
	b.WriteString("INSERT INTO users (name, city) VALUES ")
	for i, n := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "($%d, $%d)", len(args)+1, len(args)+2)
		args = append(args, n, r.FormValue("city"))
	}
	_, _ = db.Exec(b.String(), args...)
}

func where(parts ...string) string { return " WHERE " + strings.Join(parts, " AND ") }

func okVariadic() { _, _ = db.Query("SELECT id FROM users" + where("active", "NOT deleted")) }

func badVariadic(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users" + where("active", "name = '"+r.FormValue("name")+"'")) // want sqlbuild/injected
}

func badVariadicSpread(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users" + clauses(r.Form["where"]...))
}

func clauses(parts ...string) string {
	return " WHERE " + strings.Join(parts, " AND ") // want sqlbuild/injected
}

func badFields(r *http.Request) {
	for _, word := range strings.Fields(r.FormValue("q")) {
		_, _ = db.Query("SELECT id FROM users WHERE name LIKE '%" + word + "%'") // want sqlbuild/injected
	}
}

func okWordsBound(r *http.Request) {
	words := strings.Fields(r.FormValue("q"))
	conds := make([]string, len(words))
	args := make([]any, len(words))
	for i, w := range words {
		conds[i], args[i] = "name LIKE ?", "%"+w+"%"
	}
	_, _ = db.Query("SELECT id FROM users WHERE "+strings.Join(conds, " AND "), args...)
}

func badTwoDimensions(r *http.Request) {
	grid := [][]string{{"id"}, {r.FormValue("column")}}
	for _, row := range grid {
		for _, column := range row {
			_, _ = db.Query("SELECT " + column + " FROM users") // want sqlbuild/injected "column"
		}
	}
}

var columns = []string{"id", "name", "city"}

func okIndexed(r *http.Request) {
	i := len(r.FormValue("i")) % len(columns)
	_, _ = db.Query("SELECT id FROM users ORDER BY " + columns[i])
	_, _ = db.Query("SELECT " + strings.Join(columns[1:], ", ") + " FROM users")
}

func okPositions(r *http.Request) {
	i := slices.Index(columns, r.FormValue("sort"))
	if i < 0 {
		i = 0
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + columns[i])
}

func okIntersection(r *http.Request) {
	var selected []string
	for _, c := range columns {
		if slices.Contains(r.Form["fields"], c) {
			selected = append(selected, c)
		}
	}
	_, _ = db.Query("SELECT " + strings.Join(selected, ", ") + " FROM users")
}

func okSelectedFromRequest(r *http.Request) {
	var selected []string
	for _, c := range strings.Split(r.FormValue("fields"), ",") {
		if slices.Contains(columns, c) {
			selected = append(selected, c)
		}
	}
	_, _ = db.Query("SELECT " + strings.Join(selected, ", ") + " FROM users")
}

func okSkipped(r *http.Request) {
	var selected []string
	for _, c := range r.Form["fields"] {
		if !slices.Contains(columns, c) {
			continue
		}
		selected = append(selected, "u."+c)
	}
	_, _ = db.Query("SELECT " + strings.Join(selected, ", ") + " FROM users u")
}

func badSkippedWrong(r *http.Request) {
	var selected []string
	for _, c := range r.Form["fields"] {
		if c == "" {
			continue
		}
		selected = append(selected, "u."+c) // want sqlbuild/injected "column"
	}
	_, _ = db.Query("SELECT " + strings.Join(selected, ", ") + " FROM users u")
}

func okDeleteFunc(r *http.Request) {
	fields := slices.DeleteFunc(r.Form["fields"], func(f string) bool { return !slices.Contains(columns, f) })
	_, _ = db.Query("SELECT " + strings.Join(fields, ", ") + " FROM users")
}

type model struct {
	ID   int    `db:"id"`
	Name string `db:"name"`
}

func okStructTags() {
	t := reflect.TypeFor[model]()
	var cols []string
	for i := range t.NumField() {
		cols = append(cols, t.Field(i).Tag.Get("db"))
	}
	_, _ = db.Query("SELECT " + strings.Join(cols, ", ") + " FROM models")
}

func okLookupOrDefault(r *http.Request) {
	column, ok := map[string]string{"name": "u.name", "city": "a.city"}[r.FormValue("sort")]
	if !ok {
		column = "u.id"
	}
	_, _ = db.Query("SELECT u.id FROM users u JOIN addresses a ON a.user_id = u.id ORDER BY " + column)
}

func okNestedTable(r *http.Request) {
	table := map[string]map[string]string{"users": {"name": "u.name"}, "roles": {"name": "r.name"}}
	if column := table["users"][r.FormValue("sort")]; column != "" {
		_, _ = db.Query("SELECT id FROM users u ORDER BY " + column)
	}
}
