// Command admin serves a console of a queue, traces and descriptions of services to everybody, and once more behind a check
// of who asks.
package main

import (
	"net/http"
	"os"
	"time"

	"connectrpc.com/grpcreflect"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/hibiken/asynqmon"
	"go.opencensus.io/zpages"
)

func main() {
	r := chi.NewRouter()
	r.Handle("/queues/*", asynqmon.New(asynqmon.Options{RootPath: "/queues"})) // want noauth/debug "is a console for administrators"
	mux := http.NewServeMux()
	zpages.Handle(mux, "/traces")                                             // want noauth/debug "shows the last requests"
	mux.Handle(grpcreflect.NewHandlerV1(grpcreflect.NewStaticReflector("a"))) // want:low noauth/debug "describes all services"
	r.Mount("/", mux)
	r.Group(func(r chi.Router) {
		r.Use(middleware.BasicAuth("admin", map[string]string{"admin": os.Getenv("ADMIN_PASSWORD")}))
		r.Mount("/admin/queues", asynqmon.New(asynqmon.Options{RootPath: "/admin/queues"}))
	})
	srv := &http.Server{Addr: ":8080", Handler: r, ReadHeaderTimeout: time.Second}
	_ = srv.ListenAndServe()
}
