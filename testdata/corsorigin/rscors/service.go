package rscors

import (
	"context"

	"connectrpc.com/connect"
)

type message struct{ Text string }

func nil0(ctx context.Context, req *connect.Request[message]) (*connect.Response[message], error) {
	return connect.NewResponse(req.Msg), nil
}
