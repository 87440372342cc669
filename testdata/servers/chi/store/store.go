// Package store keeps invoices in PostgreSQL.
package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/apivet/apivet/testdata/servers/chi/invoice"
)

// Store keeps invoices.
type Store struct{ pool *pgxpool.Pool }

var _ invoice.Store = (*Store)(nil)

// New makes a store.
func New(pool *pgxpool.Pool) *Store { return &Store{pool} }

// List returns the ids of invoices.
func (s *Store) List(ctx context.Context, q invoice.Query) ([]string, error) {
	where := []string{"created_at > $1"}
	args := []any{q.Since}
	if q.Customer != "" {
		args = append(args, q.Customer)
		where = append(where, fmt.Sprintf("customer = $%d", len(args)))
	}
	for field, value := range q.Fields {
		args = append(args, value)
		where = append(where, fmt.Sprintf("%s = $%d", field, len(args))) // want sqlbuild/injected
	}
	return s.strings(ctx, "SELECT id FROM invoices WHERE "+strings.Join(where, " AND ")+" ORDER BY "+q.OrderBy, args...)
}

// Archive moves an invoice to the tenant's archive.
func (s *Store) Archive(ctx context.Context, tenant string, id uuid.UUID) error {
	_, err := s.pool.Exec(ctx, "INSERT INTO archive_"+tenant+" SELECT * FROM invoices WHERE id = '"+id.String()+"'") // want sqlbuild/injected "table name"
	return err
}

// Export returns one column of the invoices in a state.
func (s *Store) Export(ctx context.Context, column, status string) ([]string, error) {
	col := pgx.Identifier{column}.Sanitize()
	return s.strings(ctx, `SELECT `+col+` FROM invoices WHERE status ILIKE '%`+status+`%'`) // want sqlbuild/injected "\\$1"
}

func (s *Store) strings(ctx context.Context, q string, args ...any) ([]string, error) {
	rows, err := s.pool.Query(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
