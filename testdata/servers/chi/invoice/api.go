// Package invoice is the API of invoices.
package invoice

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

// TenantKey is the context key of the tenant's name.
type TenantKey struct{}

// Query says which invoices to list.
type Query struct {
	Customer string
	Since    time.Time
	OrderBy  string
	Fields   map[string]string
}

// Store keeps invoices.
type Store interface {
	List(ctx context.Context, q Query) ([]string, error)
	Archive(ctx context.Context, tenant string, id uuid.UUID) error
	Export(ctx context.Context, column, status string) ([]string, error)
}

// API is the handlers.
type API struct{ store Store }

// NewAPI makes the handlers.
func NewAPI(s Store) *API { return &API{s} }

// Router returns the routes.
func (a *API) Router() http.Handler {
	r := chi.NewRouter()
	r.Get("/", a.list)
	r.Post("/{id}/archive", a.archive)
	r.Get("/export/{column}", a.export)
	return r
}

func (a *API) list(w http.ResponseWriter, r *http.Request) {
	q := Query{Customer: r.URL.Query().Get("customer"), OrderBy: r.URL.Query().Get("order"), Fields: map[string]string{}}
	if since, err := time.Parse(time.RFC3339, r.URL.Query().Get("since")); err == nil {
		q.Since = since
	}
	if err := json.NewDecoder(r.Body).Decode(&q.Fields); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	if err := q.validate(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	ids, err := a.store.List(r.Context(), q)
	reply(w, ids, err)
}

var sortable = map[string]bool{"date": true, "amount": true}

func (q *Query) validate() error {
	if q.OrderBy == "" {
		q.OrderBy = "date"
	}
	if !sortable[q.OrderBy] {
		return errors.New("cannot order by that")
	}
	return nil
}

func (a *API) archive(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		http.Error(w, "bad id", http.StatusBadRequest)
		return
	}
	tenant, _ := r.Context().Value(TenantKey{}).(string)
	reply(w, nil, a.store.Archive(r.Context(), tenant, id))
}

func (a *API) export(w http.ResponseWriter, r *http.Request) {
	out, err := a.store.Export(r.Context(), chi.URLParam(r, "column"), r.FormValue("status"))
	reply(w, out, err)
}

func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(v)
}
