// Package store is shared by two programs. What one of them does says nothing of the other.
package store

import (
	"context"
	"database/sql"
	"fmt"
)

var prefix = "n_"

// SetPrefix is only called by the first program, with what a client sends.
func SetPrefix(p string) { prefix = p }

// Prefixed is called by the first program, too.
func Prefixed(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, fmt.Sprintf("SELECT id FROM %snotes", prefix)) // want sqlbuild/injected
}

// OKPrefixed is only called by the second program, in which the prefix is a constant.
func OKPrefixed(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, fmt.Sprintf("SELECT id FROM %susers", prefix))
}

// Search is called by both with what a client sends: one finding.
func Search(ctx context.Context, db *sql.DB, q string) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM notes WHERE text = '"+q+"'") // want sqlbuild/injected
}

// Sorted gets a constant from the first program, and what a client sends from the second.
func Sorted(ctx context.Context, db *sql.DB, order string) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM notes ORDER BY "+order) // want sqlbuild/injected
}

// Tenant is filled by a client in the first program only.
type Tenant struct{ Schema string }

// OKRows is only called by the second program, whose tenants have constant schemas.
func (t *Tenant) OKRows(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM "+t.Schema+".notes")
}

// Key is the key of a tenant in a context.
type Key struct{}

// OKOwn is only called by the second program, which keeps a constant under the key.
func OKOwn(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	schema, _ := ctx.Value(Key{}).(string)
	return db.QueryContext(ctx, "SELECT id FROM "+schema+".own")
}

// Source is where a table's name comes from.
type Source interface{ Name() string }

// OKSource is only called by the second program, in which all sources are constant.
func OKSource(ctx context.Context, db *sql.DB, s Source) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM "+s.Name())
}

// OKNobody is called by no program.
func OKNobody(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM notes")
}

// Nobody is called by no program either: one finding.
func Nobody(ctx context.Context, db *sql.DB, table string) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM "+table) // want:low sqlbuild/dynamic
}
