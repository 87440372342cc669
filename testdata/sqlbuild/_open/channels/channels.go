// Package channels holds open cases, see the README of the folder above.
package channels

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

type job struct {
	table string
	name  string
}

func consume(in <-chan string) {
	for s := range in {
		_, _ = db.Exec("ANALYZE " + s) // want sqlbuild/injected "table name"
	}
}

func badConsumer(w http.ResponseWriter, r *http.Request) {
	tables := make(chan string, 4)
	go consume(tables)
	tables <- r.FormValue("table")
	close(tables)
}

type worker struct {
	queue chan job
	done  chan struct{}
}

func newWorker() *worker {
	w := &worker{queue: make(chan job, 16), done: make(chan struct{})}
	go w.loop()
	return w
}

func (w *worker) loop() {
	for {
		select {
		case j := <-w.queue:
			_, _ = db.Exec("UPDATE " + j.table + " SET seen = 1 WHERE name = '" + j.name + "'") // want sqlbuild/injected "is used as a value"
		case <-w.done:
			return
		}
	}
}

var background = newWorker()

func badWorker(w http.ResponseWriter, r *http.Request) {
	background.queue <- job{table: "users", name: r.FormValue("name")}
}

// Routes registers a handler.
func Routes(mux *http.ServeMux) { mux.HandleFunc("/work", badWorker) }
