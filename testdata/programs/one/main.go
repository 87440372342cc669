// Command one lets clients decide what the other program never does.
package main

import (
	"context"
	"database/sql"
	"net/http"
	_ "net/http/pprof" // of this program's own default mux, which it does not serve
	"time"

	"github.com/apivet/apivet/testdata/programs/store"
)

type client struct{ r *http.Request }

func (c client) Name() string { return c.r.FormValue("table") }

type server struct{ db *sql.DB }

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	store.SetPrefix(r.FormValue("prefix"))
	t := store.Tenant{Schema: r.FormValue("schema")}
	ctx := context.WithValue(r.Context(), store.Key{}, r.FormValue("own"))
	var src store.Source = client{r}
	_, _ = store.Prefixed(ctx, s.db)
	_, _ = store.Search(ctx, s.db, r.FormValue("q"))
	_, _ = store.Sorted(ctx, s.db, "id")
	_, _ = w.Write([]byte(t.Schema + src.Name()))
}

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		panic(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /list", s.list)
	srv := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: time.Second}
	panic(srv.ListenAndServe())
}
