// Package iterators pins loops over the iterators of the standard library: what they yield is what they go over.
package iterators

import (
	"database/sql"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
)

var db *sql.DB

var known = []string{"id", "name"}

func badSplitSeq(r *http.Request) {
	var parts []string
	for p := range strings.SplitSeq(r.FormValue("names"), ",") {
		parts = append(parts, "'"+p+"'") // want sqlbuild/injected
	}
	_, _ = db.Query("SELECT id FROM t WHERE name IN (" + strings.Join(parts, ",") + ")")
}

func badLines(r *http.Request) {
	for line := range strings.Lines(r.FormValue("tables")) {
		_, _ = db.Query("SELECT id FROM " + line) // want sqlbuild/injected
	}
}

func badKeys(r *http.Request) {
	var body map[string]any
	_ = json.NewDecoder(r.Body).Decode(&body)
	q := "UPDATE t SET "
	for k := range maps.Keys(body) {
		q += k + " = ?, " // want sqlbuild/injected
	}
	_, _ = db.Exec(q + "WHERE id = 1")
}

func badPairs(r *http.Request) {
	for k, vs := range maps.All(r.URL.Query()) {
		_, _ = db.Query("SELECT id FROM t ORDER BY " + k)     // want sqlbuild/injected
		_, _ = db.Query("SELECT id FROM t ORDER BY " + vs[0]) // want sqlbuild/injected
	}
}

func badBackward(r *http.Request) {
	for _, v := range slices.Backward(r.URL.Query()["sort"]) {
		_, _ = db.Query("SELECT id FROM t ORDER BY " + v) // want sqlbuild/injected
	}
}

func badValues(r *http.Request) {
	for v := range slices.Values(r.URL.Query()["sort"]) {
		_, _ = db.Query("SELECT id FROM t ORDER BY " + v) // want sqlbuild/injected
	}
}

func badChunk(r *http.Request) {
	for vs := range slices.Chunk(r.URL.Query()["sort"], 2) {
		_, _ = db.Query("SELECT id FROM t ORDER BY " + strings.Join(vs, ",")) // want sqlbuild/injected
	}
}

func okConstants() {
	for c := range slices.Values(known) {
		_, _ = db.Query("SELECT id FROM t ORDER BY " + c)
	}
	for _, c := range slices.All(known) {
		_, _ = db.Query("SELECT id FROM t ORDER BY " + c)
	}
	for c := range strings.SplitSeq("id,name", ",") {
		_, _ = db.Query("SELECT id FROM t ORDER BY " + c)
	}
}

func okIndexes(r *http.Request) {
	q := "SELECT id FROM t WHERE id IN (0"
	for i := range slices.All(r.URL.Query()["id"]) {
		q += "," + string(rune('0'+i))
	}
	_, _ = db.Query(q + ")")
}

func okListed(r *http.Request) {
	for v := range slices.Values(r.URL.Query()["sort"]) {
		if slices.Contains(known, v) {
			_, _ = db.Query("SELECT id FROM t ORDER BY " + v)
		}
	}
}
