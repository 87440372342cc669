// Package middleware is what all requests pass through.
package middleware

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/apivet/apivet/testdata/servers/nethttp/schema"
)

// Visits counts requests by the client's address and language.
type Visits struct{ db *sql.DB }

// NewVisits makes the middleware.
func NewVisits(db *sql.DB) *Visits { return &Visits{db: db} }

// Wrap counts, then calls the next handler.
func (v *Visits) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := v.count(r.Context(), clientAddress(r), language(r)); err != nil {
			log.Printf("update %s: %v", schema.Visits, err)
		}
		next.ServeHTTP(w, r)
	})
}

func (v *Visits) count(ctx context.Context, address, lang string) error {
	day := time.Now().UTC().Format(time.DateOnly)
	q := fmt.Sprintf("UPDATE %s SET n = n + 1 WHERE day = '%s' AND lang = '%s' AND address = '%s'", // want sqlbuild/injected "is used as a value"
		schema.Visits, day, lang, address)
	_, err := v.db.ExecContext(ctx, q)
	return err
}

func clientAddress(r *http.Request) string {
	if f := r.Header.Get("X-Forwarded-For"); f != "" {
		first, _, _ := strings.Cut(f, ",")
		return strings.TrimSpace(first)
	}
	return r.RemoteAddr
}

// language is one of those that the catalogue is kept in.
func language(r *http.Request) string {
	lang, _, _ := strings.Cut(r.Header.Get("Accept-Language"), "-")
	switch lang = strings.ToLower(lang); lang {
	case "de", "en", "fr":
		return lang
	}
	return "en"
}
