// Command connect serves services with interceptors.
package main

import (
	"context"
	"errors"
	"net/http"

	"connectrpc.com/connect"
)

type (
	// ListRequest is a request.
	ListRequest struct{ Prefix string }
	// ListResponse is an answer.
	ListResponse struct{ Notes []string }
	// SaveRequest is a request.
	SaveRequest struct{ ID string }
	// SaveResponse is an answer.
	SaveResponse struct{}
)

func main() {
	mux := http.NewServeMux()
	path, handler := NewNotesHandler(&notes{}, connect.WithInterceptors(newAuth()))
	mux.Handle("/rpc"+path, http.StripPrefix("/rpc", handler)) // route: POST /rpc/notes.v1.Notes/List (*connect.notes).List [connect.NewNotesHandler connect.newAuth] auth=yes | POST /rpc/notes.v1.Notes/Save (*connect.notes).Save [connect.NewNotesHandler connect.newAuth] auth=yes
	mux.Handle(NewNotesHandler(&open{}))                       // route: POST /notes.v1.Notes/List (*connect.notes).List [connect.NewNotesHandler] auth=no | POST /notes.v1.Notes/Save (*connect.notes).Save [connect.NewNotesHandler] auth=no
	panic(http.ListenAndServe(":8080", mux))
}

func newAuth() connect.UnaryInterceptorFunc {
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			if tokens[req.Header().Get("Authorization")] == "" {
				return nil, connect.NewError(connect.CodeUnauthenticated, errors.New("who are you?"))
			}
			return next(ctx, req)
		}
	}
}

var tokens map[string]string

type notes struct{ UnimplementedNotesHandler }

// List answers.
func (*notes) List(context.Context, *connect.Request[ListRequest]) (*connect.Response[ListResponse], error) {
	return connect.NewResponse(&ListResponse{}), nil
}

// Save answers.
func (*notes) Save(context.Context, *connect.Request[SaveRequest]) (*connect.Response[SaveResponse], error) {
	return connect.NewResponse(&SaveResponse{}), nil
}

type open struct{ notes }
