// Command gateway serves a gRPC service over HTTP with github.com/grpc-ecosystem/grpc-gateway.
package main

import (
	"context"
	"net"
	"net/http"
	"os"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/apivet/apivet/testdata/routes/gateway/notes"
)

func main() {
	ctx := context.Background()
	l, err := net.Listen("tcp", ":9090")
	if err != nil {
		panic(err)
	}
	s := grpc.NewServer(grpc.UnaryInterceptor(auth))
	notes.RegisterNotesServer(s, &service{}) // route: RPC /notes.v1.Notes/List (*gateway.service).List [gateway.auth] auth=yes | RPC /notes.v1.Notes/Save (*gateway.service).Save [gateway.auth] auth=yes | RPC /notes.v1.Notes/Watch (*gateway.service).Watch [] auth=no
	go func() { _ = s.Serve(l) }()

	over := runtime.NewServeMux()
	if err := notes.RegisterNotesHandlerFromEndpoint(ctx, over, ":9090", nil); err != nil { // route: GET /v1/notes (*gateway.service).List [gateway.logs gateway.auth] auth=yes | POST /v1/notes/{id}:save (*gateway.service).Save [gateway.logs gateway.auth] auth=yes
		panic(err)
	}
	_ = over.HandlePath(http.MethodGet, "/health", health) // route: GET /health gateway.health [gateway.logs] auth=no
	mux := http.NewServeMux()
	mux.Handle("/v1/", logs(over))
	mux.Handle("/health", logs(over))

	within := runtime.NewServeMux(runtime.WithMiddlewares(checked))
	if os.Getenv("LOCAL") != "" {
		_ = notes.RegisterNotesHandlerServer(ctx, within, &service{}) // route: conditional GET /local/v1/notes (*gateway.service).List [gateway.checked] auth=yes | conditional POST /local/v1/notes/{id}:save (*gateway.service).Save [gateway.checked] auth=yes
	}
	mux.Handle("/local/", http.StripPrefix("/local", within))
	_ = http.ListenAndServe(":8080", mux)
}

// auth turns away who is not known.
func auth(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	if v := md.Get("authorization"); len(v) == 0 || tokens[v[0]] == "" {
		return nil, status.Error(codes.Unauthenticated, "who are you?")
	}
	return next(ctx, req)
}

var tokens map[string]string

func logs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

// checked turns away who is not known.
func checked(next runtime.HandlerFunc) runtime.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request, params map[string]string) {
		if tokens[r.Header.Get("Authorization")] == "" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next(w, r, params)
	}
}

func health(w http.ResponseWriter, _ *http.Request, _ map[string]string) {
	w.WriteHeader(http.StatusNoContent)
}

type service struct{}

// List answers.
func (*service) List(context.Context, *notes.Message) (*notes.Message, error) { return nil, nil }

// Save answers.
func (*service) Save(context.Context, *notes.Message) (*notes.Message, error) { return nil, nil }

// Watch streams.
func (*service) Watch(*notes.Message, grpc.ServerStreamingServer[notes.Message]) error { return nil }
