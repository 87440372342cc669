// Command rpc serves gRPC services with interceptors.
package main

import (
	"context"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/status"
)

func main() {
	s := grpc.NewServer(
		grpc.ChainUnaryInterceptor(logs, auth),
		grpc.StreamInterceptor(streamLogs),
	)
	RegisterNotesServer(s, &notes{}) // route: RPC /notes.Notes/List (*rpc.notes).List [rpc.logs rpc.auth] auth=yes | RPC /notes.Notes/Watch (*rpc.notes).Watch [rpc.streamLogs] auth=no
	reflection.Register(s)           // route: RPC /grpc.reflection.v1.ServerReflection/ServerReflectionInfo reflection.Register [rpc.streamLogs] auth=no
	l, err := net.Listen("tcp", ":9090")
	if err == nil {
		_ = s.Serve(l)
	}
}

func logs(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	return next(ctx, req)
}

func auth(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	if public[info.FullMethod] {
		return next(ctx, req)
	}
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok {
		return nil, status.Error(codes.Unauthenticated, "no metadata")
	}
	if v := md.Get("authorization"); len(v) == 0 || tokens[v[0]] == "" {
		return nil, status.Errorf(codes.Unauthenticated, "who are you?")
	}
	return next(ctx, req)
}

var public = map[string]bool{"/notes.Notes/Ping": true}

var tokens map[string]string

func streamLogs(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, next grpc.StreamHandler) error {
	return next(srv, ss)
}

type notes struct{}

// List answers one call.
func (*notes) List(context.Context, *Request) (*Request, error) { return &Request{}, nil }

// Watch streams.
func (*notes) Watch(*Request, grpc.ServerStream) error { return nil }
