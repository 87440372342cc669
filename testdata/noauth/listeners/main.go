// Command listeners serves consoles to the local machine only, in the ways in which a server is told where to listen.
package main

import (
	"flag"
	"net"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/hibiken/asynqmon"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
	"google.golang.org/grpc/channelz/service"
)

func console() http.Handler { return asynqmon.New(asynqmon.Options{}) }

func okAddressAfterHandler() *http.Server {
	mux := http.NewServeMux()
	mux.Handle("/a/", console())
	srv := &http.Server{Handler: mux}
	srv.Addr = "localhost:9001"
	return srv
}

type app struct{ admin *http.Server }

// okListener is served on a listener, whatever address the server has.
func (a *app) okListener() error {
	mux := http.NewServeMux()
	mux.Handle("/b/", console())
	a.admin = &http.Server{Handler: mux}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	return a.admin.Serve(l)
}

func okSocket() {
	s := grpc.NewServer()
	service.RegisterChannelzServiceToServer(s)
	l, _ := net.Listen("unix", "/run/admin.sock")
	_ = s.Serve(l)
}

func okGin() {
	r := gin.New()
	r.Any("/c/*any", gin.WrapH(console()))
	_ = r.Run("localhost:9002")
}

func okEcho() {
	e := echo.New()
	e.Any("/d/*", echo.WrapHandler(console()))
	_ = e.Start("[::1]:9003")
}

// lowDefault listens where a flag says; its default is the local machine.
func lowDefault() {
	addr := flag.String("admin", "localhost:9004", "")
	flag.Parse()
	mux := http.NewServeMux()
	mux.Handle("/e/", console()) // want:low noauth/debug
	_ = http.ListenAndServe(*addr, mux)
}

type config struct{ Admin string }

func defaults() *config { return &config{Admin: "localhost:9005"} }

// lowField listens where a configuration says; its default is the local machine.
func lowField(c *config) {
	mux := http.NewServeMux()
	mux.Handle("/f/", console()) // want:low noauth/debug
	srv := &http.Server{Addr: c.Admin, Handler: mux}
	_ = srv.ListenAndServe()
}

// badBoth is served on two addresses.
func badBoth() {
	mux := http.NewServeMux()
	mux.Handle("/g/", console()) // want noauth/debug
	go func() { _ = http.ListenAndServe("localhost:9006", mux) }()
	_ = http.ListenAndServe(":9007", mux)
}

func badWildcard() {
	s := grpc.NewServer()
	service.RegisterChannelzServiceToServer(s) // want noauth/debug
	l, _ := net.Listen("tcp", "0.0.0.0:9008")
	_ = s.Serve(l)
}

func main() {
	go func() { _ = okAddressAfterHandler().ListenAndServe() }()
	go func() { _ = new(app).okListener() }()
	go okSocket()
	go okGin()
	go okEcho()
	go lowDefault()
	go lowField(defaults())
	go badWildcard()
	badBoth()
}
