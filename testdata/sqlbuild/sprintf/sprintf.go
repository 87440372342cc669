// Package sprintf pins the verbs and functions of package fmt: what each of them writes into the text.
package sprintf

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"strings"
	"time"
)

var db *sql.DB

const listQuery = "SELECT id FROM users WHERE name = '%s'"

var formats = map[string]string{
	"name": "SELECT id FROM users WHERE name = '%s'",
	"mail": "SELECT id FROM users WHERE mail = '%s'",
}

func badVerbV(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = '%v'", r.FormValue("name"))) // want sqlbuild/injected "is used as a value"
}

func badPlusV(r *http.Request) {
	in := struct{ Name string }{r.FormValue("name")}
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = '%+v'", in)) // want sqlbuild/injected
}

func badWidth(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE code = '%-10s'", r.FormValue("code"))) // want sqlbuild/injected
}

func badPrecision(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE code = '%.20s'", r.FormValue("code"))) // want sqlbuild/injected
}

func badStarWidth(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE code = '%*s'", 10, r.FormValue("code"))) // want sqlbuild/injected
}

func badLike(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE name LIKE '%%%s%%' LIMIT %d", r.FormValue("q"), 10)) // want sqlbuild/injected "is used as a value"
}

func badRepeatedIndex(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = '%[1]s' OR mail = '%[1]s'", r.FormValue("q"))) // want sqlbuild/injected
}

func badSliceVerb(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE tags = '%v'", r.Form["tag"])) // want sqlbuild/injected
}

func badConstantFormat(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf(listQuery, r.FormValue("name"))) // want sqlbuild/injected "is used as a value"
}

func badFormatFromTable(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf(formats["mail"], r.FormValue("mail"))) // want sqlbuild/injected
}

func badArgumentsSpread(r *http.Request) {
	args := []any{r.FormValue("column"), r.FormValue("value")}
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE %s = '%s'", args...)) // want sqlbuild/injected
}

func badFormatAndArgument(r *http.Request) {
	format := "SELECT id FROM users"
	if r.FormValue("name") != "" {
		format += " WHERE name = '%s'"
	}
	_, _ = db.Query(fmt.Sprintf(format, r.FormValue("name"))) // want sqlbuild/injected
}

func badSprintln(r *http.Request) {
	_, _ = db.Query(fmt.Sprintln("SELECT id FROM users ORDER BY", r.FormValue("sort"))) // want sqlbuild/injected "ORDER BY"
}

func badAppendf(r *http.Request) {
	q := fmt.Appendf(nil, "SELECT id FROM users WHERE name = '%s'", r.FormValue("name")) // want sqlbuild/injected
	_, _ = db.Query(string(q))
}

type term struct{ text string }

func (s term) String() string { return s.text }

func badStringMethod(r *http.Request) {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = '%s'", term{r.FormValue("q")})) // want sqlbuild/injected
}

func badErrorVerb(r *http.Request) {
	err := errors.New(r.FormValue("reason"))
	_, _ = db.Exec(fmt.Sprintf("INSERT INTO failures (reason) VALUES ('%v')", err)) // want sqlbuild/injected
}

func badSecondOfTwo(r *http.Request) {
	where := fmt.Sprintf("name = '%s'", r.FormValue("name")) // want sqlbuild/injected "is used as a value"
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM %s WHERE %s", "users", where))
}

func okHex(r *http.Request) {
	_, _ = db.Exec(fmt.Sprintf("INSERT INTO blobs VALUES (X'%x')", r.FormValue("data")))
}

func okNumbers(r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return
	}
	price, _ := strconv.ParseFloat(r.FormValue("price"), 64)
	active, _ := strconv.ParseBool(r.FormValue("active"))
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM goods WHERE id = %v AND price < %.2f AND active = %t AND code = '%05d'", id, price, active, id))
}

func okDecodedNumber(r *http.Request) {
	var in struct {
		Page int   `json:"page"`
		IDs  []int `json:"ids"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM goods WHERE id = %v LIMIT 20 OFFSET %v", in.IDs[0], (in.Page-1)*20))
}

func okTypeOf(r *http.Request) {
	var in any = r.FormValue("x")
	_, _ = db.Exec(fmt.Sprintf("INSERT INTO kinds VALUES ('%T')", in))
}

func okTwoSteps(id int64) {
	base := fmt.Sprintf("SELECT %s FROM %s", strings.Join([]string{"id", "name"}, ", "), "users")
	_, _ = db.Query(fmt.Sprintf("%s WHERE id = %d", base, id))
}

func okNumberedPlaceholders(r *http.Request) {
	args := []any{r.FormValue("a")}
	q := fmt.Sprintf("SELECT id FROM users WHERE a = $%d", len(args))
	args = append(args, r.FormValue("b"))
	q += fmt.Sprintf(" AND b ILIKE '%%' || $%d || '%%'", len(args))
	q += fmt.Sprintf(" LIMIT $%d OFFSET $%d", len(args)+1, len(args)+2)
	_, _ = db.Query(q, append(args, 10, 20)...)
}

func okTimeVerbs(days int) {
	since := time.Now().AddDate(0, 0, -days)
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE at > '%s' AND ttl < '%s'", since.Format(time.RFC3339), time.Duration(days)*time.Hour))
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM log_%d_%02d", since.Year(), since.Month()))
}

func okErrorAndLog(r *http.Request) error {
	name := r.FormValue("name")
	log.Printf("SELECT id FROM users WHERE name = '%s'", name)
	if _, err := db.Query("SELECT id FROM users WHERE name = ?", name); err != nil {
		return fmt.Errorf("select from users where name = '%s': %w", name, err)
	}
	return nil
}

func okInterval(r *http.Request) {
	d, err := time.ParseDuration(r.FormValue("window"))
	if err != nil {
		return
	}
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM events WHERE at > now() - interval '%d seconds'", int(d.Seconds())))
}

func okPercentOnly() {
	_, _ = db.Query(fmt.Sprintf("SELECT id FROM users WHERE name LIKE '%%%s%%'", "admin"))
}
