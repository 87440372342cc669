// Package gozero configures the CORS options of go-zero, which allow credentials with every origin that is listed.
package gozero

import (
	"net/http"

	"github.com/zeromicro/go-zero/rest"
)

// Server makes the server.
func Server(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCors("*")) // want corsorigin/wildcard "with the user's credentials"
}

func badHeaders(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCorsHeaders("X-Token")) // want corsorigin/wildcard "with the user's credentials"
}

func badCustom(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCustomCors(func(h http.Header) {}, nil, "*")) // want corsorigin/wildcard "with the user's credentials"
}

func badMiddleware(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corsorigin/reflected "with the user's credentials"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		next(w, r)
	}
}

// Use uses the middleware.
func Use(s *rest.Server) { s.Use(badMiddleware) }

func lowAll(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCors()) // want:low corsorigin/wildcard
}

func okList(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCors("https://example.com"))
}
