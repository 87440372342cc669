// Package connect pins messages of connect handlers and of gRPC streams.
package connect

import (
	"context"
	"database/sql"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

var db *sql.DB

// ListRequest stands for a generated message.
type ListRequest struct {
	OrderBy string
	Page    int32
	State   State
}

// State stands for a generated enumeration.
type State int32

var stateName = map[State]string{0: "OPEN", 1: "CLOSED"}

// String is generated.
func (s State) String() string { return stateName[s] }

// ListResponse stands for a generated message.
type ListResponse struct{}

type users struct{}

func (users) badList(ctx context.Context, req *connect.Request[ListRequest]) (*connect.Response[ListResponse], error) {
	_, err := db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+req.Msg.OrderBy) // want sqlbuild/injected
	return connect.NewResponse(&ListResponse{}), err
}

func (users) badHeader(ctx context.Context, req *connect.Request[ListRequest]) (*connect.Response[ListResponse], error) {
	_, err := db.QueryContext(ctx, "SELECT id FROM t_"+req.Header().Get("X-Tenant")) // want sqlbuild/injected
	return connect.NewResponse(&ListResponse{}), err
}

func (users) okList(ctx context.Context, req *connect.Request[ListRequest]) (*connect.Response[ListResponse], error) {
	_, err := db.QueryContext(ctx, "SELECT id FROM users WHERE state = '"+req.Msg.State.String()+"'")
	return connect.NewResponse(&ListResponse{}), err
}

// Handlers is what generated code does.
func Handlers() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/a", connect.NewUnaryHandler("/a", users{}.badList))
	mux.Handle("/b", connect.NewUnaryHandler("/b", users{}.badHeader))
	mux.Handle("/c", connect.NewUnaryHandler("/c", users{}.okList))
	return mux
}

func badStream(stream grpc.ClientStreamingServer[ListRequest, ListResponse]) error {
	for {
		req, err := stream.Recv()
		if err != nil {
			return err
		}
		_, _ = db.QueryContext(stream.Context(), "SELECT id FROM users ORDER BY "+req.OrderBy) // want sqlbuild/injected
	}
}

func badInterceptor(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	if md, ok := metadata.FromIncomingContext(ctx); ok {
		for _, token := range md.Get("authorization") {
			_, _ = db.ExecContext(ctx, "UPDATE tokens SET seen = now() WHERE token = '"+token+"'") // want sqlbuild/injected
		}
	}
	return next(ctx, req)
}
