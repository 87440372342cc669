package service

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/apivet/apivet/testdata/servers/nethttp/repository"
)

// LoanStore keeps loans.
type LoanStore interface {
	List(ctx context.Context, q repository.LoanQuery) ([]repository.Loan, error)
	Extend(ctx context.Context, id int64, days int) error
}

// Loans is who has which book.
type Loans struct {
	store LoanStore
	max   int
}

// NewLoans makes the service.
func NewLoans(s LoanStore, maximum int) *Loans { return &Loans{store: s, max: maximum} }

// ErrSort says that loans cannot be sorted so.
var ErrSort = errors.New("cannot sort by that")

var loanOrders = map[string]string{"due": "due", "reader": "lower(reader)", "book": "book_id"}

// List returns loans, sorted by a name with a minus before it to turn the order around.
func (l *Loans) List(ctx context.Context, sort string, q repository.LoanQuery) ([]repository.Loan, error) {
	name, descending := strings.CutPrefix(sort, "-")
	column, ok := loanOrders[name]
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrSort, name)
	}
	q.OrderBy = column
	if descending {
		q.OrderBy += " DESC"
	}
	if q.Limit <= 0 || q.Limit > l.max {
		q.Limit = l.max
	}
	return l.store.List(ctx, q)
}

// Extend gives a reader more time.
func (l *Loans) Extend(ctx context.Context, id int64, days int) error {
	return l.store.Extend(ctx, id, min(days, 28))
}
