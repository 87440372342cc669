// Command nethttp is a book catalogue on net/http and database/sql.
package main

import (
	"database/sql"
	"log"
	"net/http"

	_ "github.com/lib/pq"

	"github.com/apivet/apivet/testdata/servers/nethttp/config"
	"github.com/apivet/apivet/testdata/servers/nethttp/handler"
	"github.com/apivet/apivet/testdata/servers/nethttp/middleware"
	"github.com/apivet/apivet/testdata/servers/nethttp/repository"
	"github.com/apivet/apivet/testdata/servers/nethttp/service"
)

func main() {
	c, err := config.Load()
	if err != nil {
		log.Fatal(err)
	}
	db, err := sql.Open("postgres", c.DatabaseURL)
	if err != nil {
		log.Fatal(err)
	}
	h := handler.New(service.New(repository.New(db)))
	mux := http.NewServeMux()
	mux.Handle("/", h.Routes())
	handler.NewLoans(service.NewLoans(repository.NewLoans(db), c.MaxLoans)).Register(mux)
	srv := &http.Server{Addr: c.Address, Handler: middleware.NewVisits(db).Wrap(mux), ReadHeaderTimeout: c.ReadTimeout}
	log.Fatal(srv.ListenAndServe())
}
