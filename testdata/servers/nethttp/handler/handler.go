// Package handler serves books over HTTP.
package handler

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/apivet/apivet/testdata/servers/nethttp/repository"
	"github.com/apivet/apivet/testdata/servers/nethttp/service"
)

// Handler holds what the handlers need.
type Handler struct {
	books *service.Books
}

// New makes a handler.
func New(books *service.Books) *Handler { return &Handler{books: books} }

// Routes returns the server's mux.
func (h *Handler) Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /books", h.list)
	mux.HandleFunc("GET /books/{id}", h.get)
	mux.HandleFunc("POST /books/search", h.search)
	mux.HandleFunc("DELETE /shelves/{shelf}", h.clear)
	return mux
}

func (h *Handler) list(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	page, err := strconv.Atoi(q.Get("page"))
	if err != nil {
		page = 1
	}
	books, err := h.books.List(r.Context(), repository.Page{Number: page, Sort: q.Get("sort"), Direction: q.Get("dir")})
	reply(w, books, err)
}

func (h *Handler) get(w http.ResponseWriter, r *http.Request) {
	book, err := h.books.Get(r.Context(), r.PathValue("id"))
	reply(w, book, err)
}

func (h *Handler) search(w http.ResponseWriter, r *http.Request) {
	var f repository.Filter
	if err := json.NewDecoder(r.Body).Decode(&f); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	books, err := h.books.Search(r.Context(), f)
	reply(w, books, err)
}

func (h *Handler) clear(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, h.books.Clear(r.Context(), r.PathValue("shelf")))
}

func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}
