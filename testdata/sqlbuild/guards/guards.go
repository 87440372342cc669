// Package guards pins checks that restrict a value, and checks that do not.
package guards

import (
	"database/sql"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

var db *sql.DB

func list(order string) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + order) // want sqlbuild/injected "ORDER BY"
}

func badNoGuard(r *http.Request) { list(r.FormValue("sort")) }

func badNegative(r *http.Request) {
	s := r.FormValue("sort")
	if strings.Contains(s, ";") {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badOtherVariable(r *http.Request) {
	sort, dir := r.FormValue("sort"), r.FormValue("dir")
	if sort != "name" && sort != "id" {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + sort + " " + dir) // want sqlbuild/injected "direction"
}

var loose = regexp.MustCompile(`[a-z]+`)

func badUnanchored(r *http.Request) {
	s := r.FormValue("sort")
	if !loose.MatchString(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badNotReturned(r *http.Request) {
	s := r.FormValue("sort")
	if !valid(s) {
		s = strings.TrimSpace(s)
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func badEmptyCheck(r *http.Request) {
	s := r.FormValue("sort")
	if s == "" {
		s = "id"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s) // want sqlbuild/injected
}

func valid(s string) bool { return s == "id" || s == "name" }

func okSwitchDefault(r *http.Request) {
	col := "id"
	switch r.FormValue("sort") {
	case "name":
		col = "name"
	case "age":
		col = "age"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + col)
}

func okSwitchCases(r *http.Request) {
	s := r.FormValue("sort")
	switch s {
	case "id", "name", "age":
	default:
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okEqual(r *http.Request) {
	s := r.FormValue("dir")
	if s != "asc" && s != "desc" {
		s = "asc"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + s)
}

func okLowered(r *http.Request) {
	s := r.FormValue("dir")
	if d := strings.ToLower(s); d != "asc" && d != "desc" {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + s)
}

func okEqualFold(r *http.Request) {
	s := r.FormValue("dir")
	if !strings.EqualFold(s, "asc") && !strings.EqualFold(s, "desc") {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY id " + s)
}

var columns = map[string]string{"n": "name", "a": "age"}

var allowed = map[string]bool{"name": true, "age": true}

var allowedSet = map[string]struct{}{"name": {}, "age": {}}

func okMapValue(r *http.Request) {
	col, ok := columns[r.FormValue("sort")]
	if !ok {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + col)
}

func okMapBool(r *http.Request) {
	s := r.FormValue("sort")
	if !allowed[s] {
		s = "id"
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okMapKey(r *http.Request) {
	s := r.FormValue("sort")
	if _, ok := allowedSet[s]; !ok {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okLocalMap(r *http.Request) {
	s := r.FormValue("sort")
	ok := map[string]bool{"a": true, "b": true}
	if ok[s] {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
	}
}

func okContains(r *http.Request) {
	s := r.FormValue("sort")
	if !slices.Contains([]string{"id", "name"}, s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okIndex(r *http.Request) {
	s := r.FormValue("sort")
	if slices.Index(names, s) < 0 {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

var names = []string{"id", "name"}

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}

func okOwnContains(r *http.Request) {
	s := r.FormValue("sort")
	if !contains(names, s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okLoopFlag(r *http.Request) {
	s := r.FormValue("sort")
	found := false
	for _, n := range names {
		if n == s {
			found = true
			break
		}
	}
	if !found {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

var word = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)

func okAnchored(r *http.Request) {
	s := r.FormValue("sort")
	if !word.MatchString(s) {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okBoolFunc(r *http.Request) {
	s := r.FormValue("sort")
	if valid(s) {
		_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
	}
}

func check(s string) error {
	switch s {
	case "id", "name":
		return nil
	}
	return errors.New("unknown column")
}

func okErrorFunc(r *http.Request) {
	s := r.FormValue("sort")
	if err := check(s); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func parse(s string) (string, error) {
	if !allowed[s] {
		return s, errors.New("unknown column")
	}
	return s, nil
}

func okParsed(r *http.Request) {
	s, err := parse(r.FormValue("sort"))
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + s)
}

func okNumeric(r *http.Request) {
	s := r.FormValue("id")
	if _, err := strconv.Atoi(s); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE id = " + s)
}

func okUUID(r *http.Request) {
	s := r.FormValue("id")
	if _, err := uuid.Parse(s); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE id = '" + s + "'")
}

type column string

func (c column) Valid() bool {
	switch c {
	case "id", "name":
		return true
	}
	return false
}

func okValidMethod(r *http.Request) {
	c := column(r.FormValue("sort"))
	if !c.Valid() {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + string(c))
}

type filter struct {
	Sort, Dir string
}

func (f *filter) normalize() {
	if !allowed[f.Sort] {
		f.Sort = "id"
	}
	if f.Dir != "desc" {
		f.Dir = "asc"
	}
}

func (f *filter) validate() error {
	if !allowed[f.Sort] {
		return errors.New("unknown column")
	}
	return check(f.Dir)
}

func okNormalized(r *http.Request) {
	f := &filter{Sort: r.FormValue("sort"), Dir: r.FormValue("dir")}
	f.normalize()
	_, _ = db.Query("SELECT id FROM users ORDER BY " + f.Sort + " " + f.Dir)
}

func okValidated(r *http.Request) {
	f := filter{Sort: r.FormValue("sort"), Dir: r.FormValue("dir")}
	if err := f.validate(); err != nil {
		return
	}
	listBy(f)
}

func okFieldGuard(r *http.Request) {
	f := filter{Sort: r.FormValue("sort"), Dir: "asc"}
	if !allowed[f.Sort] {
		return
	}
	listBy(f)
}

func listBy(f filter) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + f.Sort + " " + f.Dir)
}

func (c *column) unmarshal(v any) error {
	s, ok := v.(string)
	if !ok {
		return errors.New("not a string")
	}
	*c = column(s)
	if !c.Valid() {
		return errors.New("unknown column")
	}
	return nil
}

func okUnmarshalled(r *http.Request) {
	var c column
	if err := c.unmarshal(r.FormValue("sort")); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + string(c))
}

func (c *column) set(v string) error {
	if v == "" {
		return errors.New("empty")
	}
	*c = column(v)
	return nil
}

func badSet(r *http.Request) {
	var c column
	if err := c.set(r.FormValue("sort")); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users ORDER BY " + string(c)) // want sqlbuild/injected
}
