// Package gate lets those pass who have a token.
package gate

import (
	"context"
	"log/slog"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/apivet/apivet/testdata/servers/grpc/parcelpb"
)

// Gate checks tokens.
type Gate struct {
	key    []byte
	public map[string]bool
}

// New makes a gate for tokens that are signed with a key.
func New(key []byte) *Gate {
	return &Gate{key: key, public: map[string]bool{parcelpb.Parcels_Track_FullMethodName: true}}
}

type account struct{}

// Unary checks calls with one answer.
func (g *Gate) Unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	if g.public[info.FullMethod] {
		return next(ctx, req)
	}
	ctx, err := g.enter(ctx)
	if err != nil {
		return nil, err
	}
	return next(ctx, req)
}

type stream struct {
	grpc.ServerStream
	ctx context.Context
}

// Context has the account.
func (s *stream) Context() context.Context { return s.ctx }

// Stream checks calls that stream.
func (g *Gate) Stream(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, next grpc.StreamHandler) error {
	if g.public[info.FullMethod] {
		return next(srv, ss)
	}
	ctx, err := g.enter(ss.Context())
	if err != nil {
		return err
	}
	return next(srv, &stream{ss, ctx})
}

// enter checks the token of a call, and keeps whose it is.
func (g *Gate) enter(ctx context.Context) (context.Context, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	values := md.Get("authorization")
	if len(values) == 0 {
		return nil, status.Error(codes.Unauthenticated, "no token")
	}
	text := strings.TrimPrefix(values[0], "Bearer ")
	token, err := jwt.Parse(text, func(*jwt.Token) (any, error) { return g.key, nil }, jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())
	if err != nil {
		slog.Warn("a token that does not hold", "err", err)
		return nil, status.Error(codes.Unauthenticated, "not a token of ours")
	}
	name, err := token.Claims.GetSubject()
	if err != nil {
		return nil, status.Error(codes.Unauthenticated, "nobody's token")
	}
	return context.WithValue(ctx, account{}, name), nil
}

// Account is who calls.
func Account(ctx context.Context) string {
	name, _ := ctx.Value(account{}).(string)
	return name
}

// Log notes calls.
func Log(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	out, err := next(ctx, req)
	slog.InfoContext(ctx, "call", "method", info.FullMethod, "code", status.Code(err))
	return out, err
}
