package repository

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/lib/pq"

	"github.com/apivet/apivet/testdata/servers/nethttp/schema"
)

// Loan is a row.
type Loan struct {
	ID, Book int64
	Reader   string
	Due      time.Time
}

// LoanQuery says which loans to list; which columns there are to sort by is checked by the service.
type LoanQuery struct {
	Readers []string
	Search  string
	OrderBy string
	Overdue bool
	Limit   int
}

// Loans keeps loans.
type Loans struct{ db *sql.DB }

// NewLoans makes a repository.
func NewLoans(db *sql.DB) *Loans { return &Loans{db} }

const selectLoans = "SELECT " + schema.LoanColumns + " FROM " + schema.Loans

// List returns loans.
func (l *Loans) List(ctx context.Context, lq LoanQuery) ([]Loan, error) {
	conds := []string{"returned IS NULL"}
	var args []any
	if len(lq.Readers) > 0 {
		args = append(args, pq.Array(lq.Readers))
		conds = append(conds, fmt.Sprintf("reader = ANY($%d)", len(args)))
	}
	if lq.Overdue {
		conds = append(conds, fmt.Sprintf("due < '%s'", time.Now().Format(time.RFC3339)))
	}
	if lq.Search != "" {
		conds = append(conds, fmt.Sprintf("note LIKE '%%%s%%'", lq.Search)) // want sqlbuild/injected "is used as a value"
	}
	q := selectLoans + " WHERE " + strings.Join(conds, " AND ") + " ORDER BY " + lq.OrderBy
	rows, err := l.db.QueryContext(ctx, fmt.Sprintf("%s LIMIT %d", q, lq.Limit), args...)
	if err != nil {
		return nil, fmt.Errorf("select loans ordered by %s: %w", lq.OrderBy, err)
	}
	defer rows.Close()
	var out []Loan
	for rows.Next() {
		var loan Loan
		if err := rows.Scan(&loan.ID, &loan.Book, &loan.Reader, &loan.Due); err != nil {
			return nil, err
		}
		out = append(out, loan)
	}
	return out, rows.Err()
}

// Extend moves the day on which a loan is due.
func (l *Loans) Extend(ctx context.Context, id int64, days int) error {
	_, err := l.db.ExecContext(ctx, fmt.Sprintf("UPDATE %s SET due = due + interval '%d days' WHERE id = $1", schema.Loans, days), id)
	return err
}
