// Command kratos serves a service over HTTP with github.com/go-kratos/kratos.
package main

import (
	"context"
	nethttp "net/http"
	"os"

	"github.com/go-kratos/kratos/v2"
	"github.com/go-kratos/kratos/v2/errors"
	"github.com/go-kratos/kratos/v2/middleware"
	"github.com/go-kratos/kratos/v2/middleware/auth/jwt"
	"github.com/go-kratos/kratos/v2/middleware/recovery"
	"github.com/go-kratos/kratos/v2/middleware/selector"
	"github.com/go-kratos/kratos/v2/transport"
	"github.com/go-kratos/kratos/v2/transport/http"
)

// ListRequest is a request.
type ListRequest struct{ Prefix string }

// ListReply is a reply.
type ListReply struct{ Notes []string }

// SaveRequest is a request.
type SaveRequest struct{ ID string }

// SaveReply is a reply.
type SaveReply struct{}

func main() {
	svc := &notes{}
	app := kratos.New(kratos.Server(newHTTPServer(svc), newJWTServer(svc), newSelected(svc)))
	if err := app.Run(); err != nil {
		panic(err)
	}
}

// newHTTPServer has its own check before all operations.
func newHTTPServer(svc *notes) *http.Server {
	var opts = []http.ServerOption{
		http.Middleware(recovery.Recovery(), check(svc.tokens)),
		http.Filter(filter),
	}
	if addr := os.Getenv("ADDR"); addr != "" {
		opts = append(opts, http.Address(addr))
	}
	srv := http.NewServer(opts...)
	RegisterNotesHTTPServer(srv, svc)                       // route: GET /v1/notes (*kratos.notes).List [kratos.filter recovery.Recovery kratos.check] auth=yes | POST /v1/notes/{id} (*kratos.notes).Save [kratos.filter recovery.Recovery kratos.check] auth=yes
	srv.HandleFunc("/raw", svc.raw)                         // route: * /raw (*kratos.notes).raw [kratos.filter] auth=no
	srv.HandlePrefix("/docs", nethttp.HandlerFunc(svc.raw)) // route: * /docs/* (*kratos.notes).raw [kratos.filter] auth=no
	r := srv.Route("/plain", only)
	r.GET("/x", svc.plain)   // route: GET /plain/x (*kratos.notes).plain [kratos.filter kratos.only] auth=yes
	r.POST("/y", svc.asking) // route: POST /plain/y (*kratos.notes).asking [kratos.filter kratos.only recovery.Recovery kratos.check] auth=yes
	return srv
}

func newJWTServer(svc *notes) *http.Server {
	srv := http.NewServer(http.Middleware(jwt.Server(nil)))
	RegisterNotesHTTPServer(srv, svc) // route: GET /v1/notes (*kratos.notes).List [jwt.Server] auth=yes | POST /v1/notes/{id} (*kratos.notes).Save [jwt.Server] auth=yes
	return srv
}

func newSelected(svc *notes) *http.Server {
	srv := http.NewServer(http.Middleware(
		recovery.Recovery(),
		selector.Server(jwt.Server(nil)).Match(func(_ context.Context, operation string) bool { return operation != OperationNotesList }).Build(),
	))
	RegisterNotesHTTPServer(srv, svc) // route: GET /v1/notes (*kratos.notes).List [recovery.Recovery jwt.Server?] auth=conditional | POST /v1/notes/{id} (*kratos.notes).Save [recovery.Recovery jwt.Server?] auth=conditional
	return srv
}

func filter(next nethttp.Handler) nethttp.Handler {
	return nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) { next.ServeHTTP(w, r) })
}

// only turns away who is not known.
func only(next nethttp.Handler) nethttp.Handler {
	return nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			w.WriteHeader(nethttp.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// check turns away who is not known.
func check(tokens map[string]string) middleware.Middleware {
	return func(handler middleware.Handler) middleware.Handler {
		return func(ctx context.Context, req any) (any, error) {
			tr, ok := transport.FromServerContext(ctx)
			if !ok {
				return nil, errors.Unauthorized("UNAUTHORIZED", "no transport")
			}
			if tokens[tr.RequestHeader().Get("Authorization")] == "" {
				return nil, errors.Unauthorized("UNAUTHORIZED", "who are you?")
			}
			return handler(ctx, req)
		}
	}
}

type notes struct{ tokens map[string]string }

// List answers.
func (*notes) List(context.Context, *ListRequest) (*ListReply, error) { return &ListReply{}, nil }

// Save answers.
func (*notes) Save(context.Context, *SaveRequest) (*SaveReply, error) { return &SaveReply{}, nil }

func (*notes) raw(w nethttp.ResponseWriter, _ *nethttp.Request) {
	w.WriteHeader(nethttp.StatusNoContent)
}

func (*notes) plain(ctx http.Context) error { return ctx.String(nethttp.StatusOK, "plain") }

// asking runs the middleware of the server itself.
func (n *notes) asking(ctx http.Context) error {
	h := ctx.Middleware(func(ctx context.Context, req any) (any, error) { return n.List(ctx, &ListRequest{}) })
	out, err := h(ctx, nil)
	if err != nil {
		return err
	}
	return ctx.Result(nethttp.StatusOK, out)
}
