// Command gozero registers routes on github.com/zeromicro/go-zero.
package main

import (
	"net/http"
	"os"

	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/zrpc"
	"google.golang.org/grpc"
)

// serviceContext is what handlers share, as the generator of go-zero writes it.
type serviceContext struct {
	secret string
	check  rest.Middleware
}

func newServiceContext(secret string) *serviceContext {
	return &serviceContext{secret: secret, check: newCheck().Handle}
}

func main() {
	ctx := newServiceContext(os.Getenv("SECRET"))
	server := rest.MustNewServer(rest.RestConf{}, rest.WithCors("*"))
	defer server.Stop()
	registerHandlers(server, ctx)
	server.Use(logs)
	if os.Getenv("DEBUG") != "" {
		server.AddRoute(rest.Route{Method: http.MethodGet, Path: "/debug", Handler: list(ctx)}) // route: conditional GET /debug gozero.list [rest.WithCors gozero.logs] auth=no
	}
	go rpc()
	server.Start()
}

// registerHandlers is of the shape that the generator writes.
func registerHandlers(server *rest.Server, serverCtx *serviceContext) {
	server.AddRoutes( // route: GET /login gozero.list [rest.WithCors gozero.logs] auth=no cors=yes | POST /register gozero.save [rest.WithCors gozero.logs] auth=no
		[]rest.Route{
			{
				Method:  http.MethodGet,
				Path:    "/login",
				Handler: list(serverCtx),
			},
			{
				Method:  http.MethodPost,
				Path:    "/register",
				Handler: save(serverCtx),
			},
		},
	)
	server.AddRoutes( // route: POST /v1/users gozero.save [rest.WithCors gozero.logs rest.WithJwt rest.WithMaxBytes] auth=yes bodylimit=yes
		[]rest.Route{
			{
				Method:  http.MethodPost,
				Path:    "/users",
				Handler: save(serverCtx),
			},
		},
		rest.WithJwt(serverCtx.secret),
		rest.WithPrefix("/v1"),
		rest.WithMaxBytes(1<<20),
	)
	server.AddRoutes( // route: GET /v2/users gozero.list [rest.WithCors gozero.logs (*gozero.check).Handle] auth=yes | DELETE /v2/users/:id gozero.save [rest.WithCors gozero.logs (*gozero.check).Handle] auth=yes
		rest.WithMiddlewares(
			[]rest.Middleware{serverCtx.check},
			[]rest.Route{
				{
					Method:  http.MethodGet,
					Path:    "/users",
					Handler: list(serverCtx),
				},
				{
					Method:  http.MethodDelete,
					Path:    "/users/:id",
					Handler: save(serverCtx),
				},
			}...,
		),
		rest.WithPrefix("/v2"),
	)
}

func logs(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { next(w, r) }
}

type check struct{ tokens map[string]string }

func newCheck() *check { return &check{tokens: map[string]string{}} }

// Handle turns away who is not known.
func (c *check) Handle(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if c.tokens[r.Header.Get("Authorization")] == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func list(*serviceContext) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
}

func save(*serviceContext) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
}

func rpc() {
	s := zrpc.MustNewServer(zrpc.RpcServerConf{}, func(server *grpc.Server) {
		server.RegisterService(&desc, &notes{}) // route: RPC /notes.Notes/List (*gozero.notes).List [] auth=no
	})
	s.Start()
}

type notes struct{}

// List answers one call.
func (*notes) List() {}

var desc = grpc.ServiceDesc{ServiceName: "notes.Notes", Methods: []grpc.MethodDesc{{MethodName: "List"}}}
