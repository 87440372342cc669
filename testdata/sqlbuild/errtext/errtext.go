// Package errtext pins text that reads like SQL and is run by nobody: errors, logs, answers, keys, documentation.
package errtext

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

var db *sql.DB

func okLogs(r *http.Request) {
	q := fmt.Sprintf("DELETE FROM users WHERE name = '%s'", r.FormValue("name"))
	log.Print("would run " + q)
	slog.InfoContext(r.Context(), "dry run", "query", q)
}

func okAnswer(w http.ResponseWriter, r *http.Request) {
	_, _ = io.WriteString(w, "SELECT * FROM "+r.FormValue("table"))
	http.Error(w, "cannot update users set name = "+r.FormValue("name"), http.StatusBadRequest)
}

func okCacheKey(r *http.Request) {
	cache := map[string]int{}
	cache["SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'"]++
}

func okWrappedError(r *http.Request) error {
	name := r.FormValue("name")
	if _, err := db.Exec("DELETE FROM users WHERE name = ?", name); err != nil {
		return errors.Join(err, fmt.Errorf("delete from users where name = %q", name))
	}
	return nil
}

func okExplained(r *http.Request) string {
	const q = "SELECT id FROM users WHERE name = ?"
	_, _ = db.Query(q, r.FormValue("name"))
	return strings.Replace(q, "?", "'"+r.FormValue("name")+"'", 1)
}

func okHint(t testing.TB, r *http.Request) {
	t.Logf("SELECT id FROM users WHERE name = '%s'", r.FormValue("name"))
}

func okMongo(c *mongo.Collection, r *http.Request) {
	_, _ = c.Find(r.Context(), bson.M{"name": r.FormValue("name")})
}

// archive has methods with the names of database/sql.
type archive struct{ lines []string }

// Exec only remembers.
func (a *archive) Exec(line string) { a.lines = append(a.lines, line) }

// Query only searches.
func (a *archive) Query(s string) int { return len(a.lines) + len(s) }

func okLookalike(r *http.Request) int {
	var a archive
	a.Exec("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")
	return a.Query("SELECT " + r.FormValue("x"))
}

func okArguments(r *http.Request) {
	_, _ = db.Exec("INSERT INTO log (line) VALUES (?)", "select from "+r.FormValue("table"))
	_, _ = db.Exec("INSERT INTO log (line) VALUES (@line)", sql.Named("line", "drop table "+r.FormValue("table")))
}

type queryError struct {
	query string
	err   error
}

func (e *queryError) Error() string { return "query " + e.query + ": " + e.err.Error() }

func okErrorType(r *http.Request) error {
	return &queryError{query: "SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'", err: errors.New("slow")}
}
