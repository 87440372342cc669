// Package repository keeps books in PostgreSQL.
package repository

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/lib/pq"
)

// Book is a row.
type Book struct {
	ID    int
	Title string
}

// Page says which books to list.
type Page struct {
	Number    int
	Sort      string
	Direction string
}

// Filter says which books to search for.
type Filter struct {
	Title  string   `json:"title"`
	Author string   `json:"author"`
	Tags   []string `json:"tags"`
	Limit  int      `json:"limit"`
}

// Repository keeps books.
type Repository struct {
	db    *sql.DB
	table string
}

// New makes a repository.
func New(db *sql.DB) *Repository { return &Repository{db: db, table: "books"} }

const pageSize = 20

// List returns a page.
func (r *Repository) List(ctx context.Context, p Page) ([]Book, error) {
	q := fmt.Sprintf("SELECT id, title FROM %s ORDER BY %s %s LIMIT %d OFFSET %d", // want sqlbuild/injected "ORDER BY"
		r.table, p.Sort, p.Direction, pageSize, (p.Number-1)*pageSize)
	return r.query(ctx, q)
}

// Get returns one book.
func (r *Repository) Get(ctx context.Context, id string) (*Book, error) {
	var b Book
	err := r.db.QueryRowContext(ctx, "SELECT id, title FROM "+r.table+" WHERE id = $1", id).Scan(&b.ID, &b.Title)
	return &b, err
}

// Search returns the books that match a filter.
func (r *Repository) Search(ctx context.Context, f Filter) ([]Book, error) {
	var b strings.Builder
	var args []any
	b.WriteString("SELECT id, title FROM " + r.table + " WHERE 1=1")
	if f.Title != "" {
		args = append(args, "%"+f.Title+"%")
		fmt.Fprintf(&b, " AND title LIKE $%d", len(args))
	}
	if f.Author != "" {
		b.WriteString(fmt.Sprintf(" AND author = '%s'", f.Author)) // want sqlbuild/injected "is used as a value"
	}
	if len(f.Tags) > 0 {
		marks := make([]string, 0, len(f.Tags))
		for _, tag := range f.Tags {
			args = append(args, tag)
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
		b.WriteString(" AND tag IN (" + strings.Join(marks, ", ") + ")")
	}
	if f.Limit > 0 {
		fmt.Fprintf(&b, " LIMIT %d", f.Limit)
	}
	return r.query(ctx, b.String(), args...)
}

// Clear empties a shelf, which is a table of its own.
func (r *Repository) Clear(ctx context.Context, shelf string) error {
	if _, err := r.db.ExecContext(ctx, "TRUNCATE TABLE "+pq.QuoteIdentifier("shelf_"+shelf)); err != nil {
		return err
	}
	_, err := r.db.ExecContext(ctx, "DELETE FROM shelves WHERE name = '"+shelf+"'") // want sqlbuild/injected "is used as a value"
	return err
}

func (r *Repository) query(ctx context.Context, q string, args ...any) ([]Book, error) {
	rows, err := r.db.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Book
	for rows.Next() {
		var b Book
		if err := rows.Scan(&b.ID, &b.Title); err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, rows.Err()
}
