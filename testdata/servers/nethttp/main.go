// Command nethttp is a book catalogue on net/http and database/sql.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"time"

	_ "github.com/lib/pq"

	"github.com/apivet/apivet/testdata/servers/nethttp/handler"
	"github.com/apivet/apivet/testdata/servers/nethttp/repository"
	"github.com/apivet/apivet/testdata/servers/nethttp/service"
)

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	h := handler.New(service.New(repository.New(db)))
	srv := &http.Server{Addr: "localhost:8080", Handler: h.Routes(), ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(srv.ListenAndServe())
}
