// Package servers holds servers of net/http.
package servers

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"time"
)

func badListen(mux http.Handler) error {
	return http.ListenAndServe(":8080", mux) // want servertimeout/read "http.ListenAndServe starts a server"
}

func badListenTLS(mux http.Handler) error {
	return http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", mux) // want servertimeout/read
}

func badServe(mux http.Handler) error {
	l, err := net.Listen("tcp", ":8080")
	if err != nil {
		return err
	}
	return http.Serve(l, mux) // want servertimeout/read "http.Serve starts"
}

func badLiteral(mux http.Handler) error {
	srv := &http.Server{ // want servertimeout/read "this server waits forever"
		Addr:    ":8080",
		Handler: mux,
	}
	return srv.ListenAndServe()
}

func badNew(mux http.Handler) error {
	srv := new(http.Server) // want servertimeout/read
	srv.Handler = mux
	srv.IdleTimeout = time.Minute
	return srv.ListenAndServe()
}

func badVariable(mux http.Handler) error {
	var srv http.Server // want servertimeout/read
	srv.Addr, srv.Handler = ":8080", mux
	return srv.ListenAndServe()
}

func badZero(mux http.Handler) error {
	srv := &http.Server{Addr: ":8080", Handler: mux, ReadTimeout: 0} // want servertimeout/read
	return srv.ListenAndServe()
}

// app keeps its server.
type app struct{ srv *http.Server }

func badField(mux http.Handler) *app {
	return &app{srv: &http.Server{Addr: ":8080", Handler: mux}} // want servertimeout/read
}

func (a *app) run() { go a.srv.ListenAndServe() }

func badHanded(mux http.Handler) {
	graceful(&http.Server{Addr: ":8080", Handler: mux}) // want servertimeout/read
}

func graceful(srv *http.Server) { _ = srv.ListenAndServe() }

func okReadHeader(mux http.Handler) error {
	srv := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	return srv.ListenAndServe()
}

func okLater(mux http.Handler) error {
	srv := &http.Server{Addr: ":8080", Handler: mux}
	srv.ReadTimeout = 30 * time.Second
	return srv.ListenAndServe()
}

func okByFunction(mux http.Handler) error {
	srv := &http.Server{Addr: ":8080", Handler: mux}
	limit(srv)
	return srv.ListenAndServe()
}

func limit(srv *http.Server) { srv.ReadHeaderTimeout = 10 * time.Second }

func okMade(mux http.Handler) error {
	srv := newServer(mux)
	return srv.ListenAndServe()
}

func newServer(mux http.Handler) *http.Server {
	return &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 10 * time.Second}
}

// config is read from a file.
type config struct{ ReadTimeout time.Duration }

func okSetting(mux http.Handler, c *config) error {
	srv := &http.Server{Addr: ":8080", Handler: mux, ReadTimeout: c.ReadTimeout}
	return srv.ListenAndServe()
}

func okLocal(mux http.Handler, port int) error {
	go http.ListenAndServe("localhost:6060", nil)
	return http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", port), mux)
}

func okLocalLiteral(mux http.Handler) error {
	srv := &http.Server{Addr: "127.0.0.1:8080", Handler: mux}
	return srv.ListenAndServe()
}

func okUnix(mux http.Handler) error {
	l, err := net.Listen("unix", "/run/app.sock")
	if err != nil {
		return err
	}
	return http.Serve(l, mux)
}

func badAnyAddress(mux http.Handler) error {
	addr := os.Getenv("ADDR")
	return http.ListenAndServe(addr, mux) // want servertimeout/read
}

// service starts its servers in goroutines.
type service struct {
	addr         string
	main, second *http.Server
}

func (s *service) badGoroutines(mux http.Handler) {
	if s.addr != "" {
		s.main = &http.Server{Addr: s.addr, Handler: mux} // want servertimeout/read
		go func() { _ = s.main.ListenAndServe() }()
	}
	s.second = &http.Server{Addr: ":9000", Handler: mux} // want servertimeout/read
	go func() { _ = s.second.ListenAndServe() }()
}

func badEither(mux http.Handler, second bool) {
	var srv *http.Server
	if second {
		srv = &http.Server{Addr: ":8081", Handler: mux} // want servertimeout/read
	} else {
		srv = &http.Server{Addr: ":8080", Handler: mux} // want servertimeout/read
	}
	go func() { _ = srv.ListenAndServe() }()
}

func badSometimes(mux http.Handler, port int) error {
	var srv *http.Server
	if port != 0 {
		srv = &http.Server{Addr: fmt.Sprintf(":%d", port), Handler: mux} // want servertimeout/read
		go func() { _ = srv.ListenAndServe() }()
	}
	go func() {
		srv = &http.Server{Addr: ":9001", Handler: mux} // want servertimeout/read
		_ = srv.ListenAndServe()
	}()
	time.Sleep(time.Minute)
	if srv == nil {
		return nil
	}
	return srv.Close()
}

// sockets keeps its listeners.
type sockets struct {
	mu     sync.Mutex
	path   string
	socket net.Listener
}

func (s *sockets) okUnixField(mux http.Handler) {
	errs := make(chan error)
	go func() {
		var err error
		s.mu.Lock()
		s.socket, err = net.Listen("unix", s.path)
		if err != nil {
			s.mu.Unlock()
			errs <- err
			return
		}
		defer s.socket.Close()
		if s.path != "" {
			if err := os.Chmod(s.path, 0o600); err != nil {
				s.mu.Unlock()
				errs <- err
				return
			}
		}
		s.mu.Unlock()
		srv := &http.Server{Handler: mux}
		errs <- srv.Serve(s.socket)
	}()
	<-errs
}

func okUnixHelper(mux http.Handler) error {
	l, err := listen("")
	if err != nil {
		return err
	}
	return (&http.Server{Handler: mux}).Serve(l)
}

func listen(path string) (net.Listener, error) {
	if path == "" {
		path = "/run/app.sock"
	}
	os.Remove(path)
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	return l, nil
}

// wrapped starts its server by a method value.
type wrapped struct {
	*http.Server
	listen func() error
}

func okMethodValue(mux http.Handler) error {
	w := &wrapped{Server: &http.Server{Addr: ":8080", Handler: mux, ReadTimeout: 10 * time.Second}}
	w.listen = w.ListenAndServe
	return w.run()
}

func (w *wrapped) run() error { return w.listen() }

// Run runs all of them.
func Run(mux http.Handler) {
	badField(mux).run()
	_ = okSetting(mux, &config{ReadTimeout: time.Second})
	(&sockets{path: "/run/app.sock"}).okUnixField(mux)
}
