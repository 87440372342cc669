package handler

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/apivet/apivet/testdata/servers/nethttp/repository"
	"github.com/apivet/apivet/testdata/servers/nethttp/service"
)

// Loans serves loans.
type Loans struct{ loans *service.Loans }

// NewLoans makes the handlers.
func NewLoans(l *service.Loans) *Loans { return &Loans{loans: l} }

// Register adds the routes.
func (h *Loans) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /loans", h.list)
	mux.HandleFunc("POST /loans/{id}/extend", h.extend)
}

func (h *Loans) list(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	limit, _ := strconv.Atoi(v.Get("limit"))
	loans, err := h.loans.List(r.Context(), v.Get("sort"), repository.LoanQuery{
		Readers: v["reader"], Search: v.Get("q"), Overdue: v.Has("overdue"), Limit: limit,
	})
	if errors.Is(err, service.ErrSort) {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	reply(w, loans, err)
}

func (h *Loans) extend(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		http.Error(w, "bad id", http.StatusBadRequest)
		return
	}
	days, err := strconv.Atoi(r.FormValue("days"))
	if err != nil {
		days = 7
	}
	reply(w, nil, h.loans.Extend(r.Context(), id, days))
}
