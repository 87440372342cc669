// Package channels pins values that pass between goroutines.
package channels

import (
	"context"
	"database/sql"
	"net/http"
)

var db *sql.DB

type job struct {
	table string
	name  string
}

func badStructs(r *http.Request) {
	jobs := make(chan job, 1)
	jobs <- job{table: "users", name: r.FormValue("name")}
	j := <-jobs
	_, _ = db.Exec("DELETE FROM " + j.table + " WHERE name = '" + j.name + "'") // want sqlbuild/injected "is used as a value"
}

func okOtherField(r *http.Request) {
	jobs := make(chan job, 1)
	jobs <- job{table: "users", name: r.FormValue("name")}
	j := <-jobs
	_, _ = db.Exec("DELETE FROM "+j.table+" WHERE name = ?", j.name)
}

func badRange(r *http.Request) {
	names := make(chan string)
	go func() {
		defer close(names)
		for _, n := range r.Form["name"] {
			names <- n
		}
	}()
	for n := range names {
		_, _ = db.Exec("DELETE FROM users WHERE name = '" + n + "'") // want sqlbuild/injected
	}
}

func analyze(in <-chan string) {
	for s := range in {
		_, _ = db.Exec("ANALYZE " + s)
	}
}

func okConsumer() {
	tables := make(chan string, 2)
	go analyze(tables)
	for _, t := range []string{"users", "roles"} {
		tables <- t
	}
	close(tables)
}

func badFunctionsOverChannel(r *http.Request) {
	work := make(chan func(), 1)
	name := r.FormValue("name")
	work <- func() {
		_, _ = db.Exec("DELETE FROM users WHERE name = '" + name + "'") // want sqlbuild/injected
	}
	(<-work)()
}

func produce(ctx context.Context, r *http.Request) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		select {
		case out <- r.FormValue("name"):
		case <-ctx.Done():
		}
	}()
	return out
}

func badProducer(r *http.Request) {
	for n := range produce(r.Context(), r) {
		_, _ = db.Exec("DELETE FROM users WHERE name = '" + n + "'") // want sqlbuild/injected
	}
}
