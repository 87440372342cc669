// Package rpc pins messages of gRPC methods, whose parameters are what clients send.
package rpc

import (
	"context"
	"database/sql"

	"google.golang.org/grpc"
)

// GetRequest stands for a generated message.
type GetRequest struct {
	Name   string
	Filter *Filter
}

// GetName is a generated getter.
func (r *GetRequest) GetName() string {
	if r != nil {
		return r.Name
	}
	return ""
}

// GetFilter is a generated getter.
func (r *GetRequest) GetFilter() *Filter {
	if r != nil {
		return r.Filter
	}
	return nil
}

// Filter stands for a generated message.
type Filter struct{ OrderBy string }

// GetOrderBy is a generated getter.
func (f *Filter) GetOrderBy() string {
	if f != nil {
		return f.OrderBy
	}
	return ""
}

// GetResponse stands for a generated message.
type GetResponse struct{}

// UsersServer stands for a generated interface.
type UsersServer interface {
	Get(context.Context, *GetRequest) (*GetResponse, error)
}

// RegisterUsersServer stands for a generated function.
func RegisterUsersServer(s grpc.ServiceRegistrar, srv UsersServer) {
	s.RegisterService(&usersDesc, srv)
}

var usersDesc = grpc.ServiceDesc{
	ServiceName: "Users",
	HandlerType: (*UsersServer)(nil),
	Methods:     []grpc.MethodDesc{{MethodName: "Get", Handler: getHandler}},
}

func getHandler(srv any, ctx context.Context, dec func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
	in := new(GetRequest)
	if err := dec(in); err != nil {
		return nil, err
	}
	return srv.(UsersServer).Get(ctx, in)
}

type users struct{ db *sql.DB }

func (u *users) Get(ctx context.Context, req *GetRequest) (*GetResponse, error) {
	_, err := u.db.QueryContext(ctx, "SELECT id FROM users WHERE name = '"+req.GetName()+"'") // want sqlbuild/injected
	if err != nil {
		return nil, err
	}
	_, err = u.db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+req.GetFilter().GetOrderBy()) // want sqlbuild/injected
	return &GetResponse{}, err
}

// Wire registers the service.
func Wire(s *grpc.Server, db *sql.DB) { RegisterUsersServer(s, &users{db}) }
