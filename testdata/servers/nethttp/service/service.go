// Package service holds the rules of the catalogue.
package service

import (
	"context"

	"github.com/apivet/apivet/testdata/servers/nethttp/repository"
)

// Store keeps books.
type Store interface {
	List(ctx context.Context, p repository.Page) ([]repository.Book, error)
	Get(ctx context.Context, id string) (*repository.Book, error)
	Search(ctx context.Context, f repository.Filter) ([]repository.Book, error)
	Clear(ctx context.Context, shelf string) error
}

// Books is the catalogue.
type Books struct{ store Store }

// New makes a catalogue.
func New(s Store) *Books { return &Books{store: s} }

// List returns a page of books.
func (b *Books) List(ctx context.Context, p repository.Page) ([]repository.Book, error) {
	if p.Direction != "desc" {
		p.Direction = "asc"
	}
	return b.store.List(ctx, p)
}

// Get returns one book.
func (b *Books) Get(ctx context.Context, id string) (*repository.Book, error) {
	return b.store.Get(ctx, id)
}

// Search returns the books that match.
func (b *Books) Search(ctx context.Context, f repository.Filter) ([]repository.Book, error) {
	return b.store.Search(ctx, f)
}

// Clear empties a shelf.
func (b *Books) Clear(ctx context.Context, shelf string) error { return b.store.Clear(ctx, shelf) }
