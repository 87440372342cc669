// Command two shares a store with the other program.
package main

import (
	"context"
	"database/sql"
	"net/http"
	"time"

	"github.com/apivet/apivet/testdata/programs/store"
)

type fixed struct{}

func (fixed) Name() string { return "notes" }

type server struct{ db *sql.DB }

func (s *server) list(_ http.ResponseWriter, r *http.Request) {
	t := &store.Tenant{Schema: "public"}
	ctx := context.WithValue(r.Context(), store.Key{}, "public")
	_, _ = store.OKPrefixed(ctx, s.db)
	_, _ = store.Search(ctx, s.db, r.FormValue("q"))
	_, _ = store.Sorted(ctx, s.db, r.FormValue("order"))
	_, _ = t.OKRows(ctx, s.db)
	_, _ = store.OKOwn(ctx, s.db)
	_, _ = store.OKSource(ctx, s.db, fixed{})
}

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		panic(err)
	}
	s := &server{db}
	http.HandleFunc("GET /list", s.list)
	srv := &http.Server{Addr: ":8081", ReadHeaderTimeout: time.Second}
	panic(srv.ListenAndServe())
}
