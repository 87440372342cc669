// Command console shows the connections of a server to everybody.
package main

import (
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/channelz/service"
)

func main() {
	s := grpc.NewServer()
	service.RegisterChannelzServiceToServer(s) // want noauth/debug "shows all connections of the server"
	l, _ := net.Listen("tcp", ":9090")
	s.Serve(l)
}
