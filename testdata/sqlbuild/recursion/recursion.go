// Package recursion pins functions and types that refer to themselves.
package recursion

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

var db *sql.DB

// group is a tree of conditions.
type group struct {
	And    []group `json:"and"`
	Column string  `json:"column"`
	Value  string  `json:"value"`
}

func (g group) open() string {
	if len(g.And) == 0 {
		return fmt.Sprintf("%s = '%s'", g.Column, g.Value) // want sqlbuild/injected
	}
	parts := make([]string, len(g.And))
	for i, sub := range g.And {
		parts[i] = sub.open()
	}
	return "(" + strings.Join(parts, " AND ") + ")"
}

func badTree(r *http.Request) {
	var g group
	if err := json.NewDecoder(r.Body).Decode(&g); err != nil {
		return
	}
	_, _ = db.Query("SELECT id FROM users WHERE " + g.open())
}

var columns = map[string]string{"name": "u.name", "city": "a.city"}

func (g group) bound(args *[]any) (string, error) {
	if len(g.And) == 0 {
		column, ok := columns[g.Column]
		if !ok {
			return "", fmt.Errorf("unknown column %q", g.Column)
		}
		*args = append(*args, g.Value)
		return fmt.Sprintf("%s = $%d", column, len(*args)), nil
	}
	parts := make([]string, 0, len(g.And))
	for _, sub := range g.And {
		part, err := sub.bound(args)
		if err != nil {
			return "", err
		}
		parts = append(parts, part)
	}
	return "(" + strings.Join(parts, " AND ") + ")", nil
}

func okTree(r *http.Request) {
	var g group
	if err := json.NewDecoder(r.Body).Decode(&g); err != nil {
		return
	}
	var args []any
	where, err := g.bound(&args)
	if err != nil {
		return
	}
	_, _ = db.Query("SELECT u.id FROM users u JOIN addresses a USING (id) WHERE "+where, args...)
}

func marks(n int) string {
	if n <= 1 {
		return "?"
	}
	return "?, " + marks(n-1)
}

func okMarks(args []any) {
	_, _ = db.Query("SELECT id FROM users WHERE id IN ("+marks(len(args))+")", args...)
}

func even(s string, n int) string {
	if n == 0 {
		return s
	}
	return odd(s, n-1)
}

func odd(s string, n int) string {
	if n == 0 {
		return "id"
	}
	return even(s, n-1)
}

func badMutual(r *http.Request) {
	_, _ = db.Query("SELECT id FROM users ORDER BY " + even(r.FormValue("sort"), 4)) // want sqlbuild/injected
}

func okMutual() { _, _ = db.Query("SELECT id FROM users ORDER BY " + even("name", 4)) }

func retry(q string, n int) error {
	_, err := db.Exec(q)
	if err != nil && n > 0 {
		return retry(q, n-1)
	}
	return err
}

func badRetry(r *http.Request) {
	_ = retry("DELETE FROM users WHERE name = '"+r.FormValue("name")+"'", 3) // want sqlbuild/injected
}

func okRetry() { _ = retry("DELETE FROM users WHERE name = 'guest'", 3) }
