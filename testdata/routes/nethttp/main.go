// Command nethttp registers routes on the multiplexers of net/http. A comment behind a registration says what the table has
// for it.
package main

import (
	"net/http"
	_ "net/http/pprof" // route: * /debug/pprof/ import net/http/pprof []
	"time"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /notes/{id}", list)                 // route: GET /notes/{id} nethttp.list [nethttp.logs] auth=no
	mux.Handle("POST /notes", auth(http.HandlerFunc(list))) // route: POST /notes nethttp.list [nethttp.logs nethttp.auth] auth=yes
	mux.Handle("example.com/host", http.HandlerFunc(list))  // route: * /host nethttp.list [nethttp.logs]

	api := http.NewServeMux()
	api.HandleFunc("GET /users", list) // route: GET /api/users nethttp.list [nethttp.logs nethttp.auth] auth=yes
	api.HandleFunc("/", list)          // route: * /api/ nethttp.list [nethttp.logs nethttp.auth] auth=yes
	mux.Handle("/api/", http.StripPrefix("/api", auth(api)))
	mux.Handle("/limited", http.MaxBytesHandler(http.TimeoutHandler(http.HandlerFunc(list), time.Second, "late"), 1024)) // route: * /limited nethttp.list [nethttp.logs http.MaxBytesHandler http.TimeoutHandler]

	var handler http.Handler = mux
	for _, m := range []func(http.Handler) http.Handler{logs} {
		handler = m(handler)
	}
	srv := &http.Server{Addr: ":8080", Handler: handler}
	go debug()
	_ = srv.ListenAndServe()
}

// debug serves the default multiplexer beside.
func debug() {
	http.HandleFunc("/debug/vars", list) // route: * /debug/vars nethttp.list [] auth=no
	_ = http.ListenAndServe("localhost:6060", nil)
}

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, ok := r.BasicAuth(); !ok || !valid(user, password) {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func valid(user, password string) bool { return passwords[user] == password }

var passwords map[string]string

func logs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func list(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }
