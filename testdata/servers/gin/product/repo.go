package product

import (
	"context"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"
)

// Product is a row.
type Product struct {
	ID   string `db:"id" json:"id"`
	Name string `db:"name" json:"name"`
}

// Option sets up a repo.
type Option func(*repo)

// WithSchema names the schema of the tables.
func WithSchema(name string) Option { return func(r *repo) { r.schema = name } }

type repo struct {
	*sqlx.DB
	schema string
}

// NewRepo makes a repo.
func NewRepo(db *sqlx.DB, opts ...Option) Repo {
	r := &repo{DB: db, schema: "public"}
	for _, o := range opts {
		o(r)
	}
	return r
}

func (r *repo) Find(ctx context.Context, search, order string, limit int) ([]Product, error) {
	var out []Product
	q := "SELECT id, name FROM " + r.schema + ".products"
	args := []any{}
	if search != "" {
		q += " WHERE name ILIKE ?"
		args = append(args, "%"+search+"%")
	}
	q += " ORDER BY " + order // want sqlbuild/injected "ORDER BY"
	if limit > 0 {
		q += fmt.Sprintf(" LIMIT %d", limit)
	}
	err := r.SelectContext(ctx, &out, r.Rebind(q), args...)
	return out, err
}

func (r *repo) FindByIDs(ctx context.Context, ids []string) ([]Product, error) {
	var out []Product
	if len(ids) > 50 {
		q := fmt.Sprintf("SELECT id, name FROM %s.products WHERE id IN ('%s')", r.schema, strings.Join(ids, "','")) // want sqlbuild/injected "is used as a value"
		err := r.SelectContext(ctx, &out, q)
		return out, err
	}
	q, args, err := sqlx.In("SELECT id, name FROM "+r.schema+".products WHERE id IN (?)", ids)
	if err != nil {
		return nil, err
	}
	err = r.SelectContext(ctx, &out, r.Rebind(q), args...)
	return out, err
}

var editable = map[string]bool{"name": true, "price": true}

func (r *repo) Set(ctx context.Context, id string, set map[string]any) error {
	var safe, open []string
	args := map[string]any{"id": id}
	for k, v := range set {
		args[k] = v
		if editable[k] {
			safe = append(safe, k+" = :"+k)
		}
		open = append(open, k+" = :"+k) // want sqlbuild/injected "column"
	}
	if _, err := r.NamedExecContext(ctx, "UPDATE products SET "+strings.Join(safe, ", ")+" WHERE id = :id", args); err != nil {
		return err
	}
	_, err := r.NamedExecContext(ctx, "UPDATE product_log SET "+strings.Join(open, ", ")+" WHERE id = :id", args)
	return err
}
