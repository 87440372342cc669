// Package gorillahandlers configures the CORS middleware of github.com/gorilla/handlers, also in kratos.
package gorillahandlers

import (
	"net/http"
	"os"
	"strings"

	khttp "github.com/go-kratos/kratos/v2/transport/http"
	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"
)

// Routes wires the router.
func Routes() http.Handler {
	r := mux.NewRouter()
	return handlers.CORS(
		handlers.AllowedOrigins([]string{"*"}), // want corsorigin/wildcard "browsers refuse"
		handlers.AllowCredentials(),
	)(r)
}

func badUnset(h http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowCredentials())(h) // want corsorigin/wildcard "no origins are set"
}

func badValidator(h http.Handler) http.Handler {
	return handlers.CORS(
		handlers.AllowedOriginValidator(func(origin string) bool { return true }), // want corsorigin/always
		handlers.AllowCredentials(),
	)(h)
}

func badOptions(h http.Handler) http.Handler {
	opts := []handlers.CORSOption{handlers.AllowCredentials()}
	opts = append(opts, handlers.AllowedOriginValidator(anyHTTPS))
	return handlers.CORS(opts...)(h)
}

func anyHTTPS(origin string) bool { return strings.HasPrefix(origin, "https://") } // want corsorigin/always

func badKratos() *khttp.Server {
	return khttp.NewServer(khttp.Filter(handlers.CORS(
		handlers.AllowedOriginValidator(func(string) bool { return true }), // want corsorigin/always
		handlers.AllowCredentials(),
	)))
}

func badKratosHeader(ctx khttp.Context) error {
	ctx.Response().Header().Set("Access-Control-Allow-Origin", ctx.Header().Get("Origin")) // want corsorigin/reflected
	ctx.Response().Header().Set("Access-Control-Allow-Credentials", "true")
	return nil
}

func lowStar(h http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowedOrigins([]string{"*"}))(h) // want:low corsorigin/wildcard
}

func okKratos() *khttp.Server {
	return khttp.NewServer(khttp.Filter(handlers.CORS(
		handlers.AllowedOrigins([]string{"https://example.com"}),
		handlers.AllowCredentials(),
	)))
}

func okList(h http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowedOrigins([]string{"https://example.com"}), handlers.AllowCredentials())(h)
}

func okConfigured(h http.Handler) http.Handler {
	var opts []handlers.CORSOption
	opts = append(opts, handlers.AllowedOrigins(strings.Split(os.Getenv("ORIGINS"), ",")))
	opts = append(opts, handlers.AllowCredentials())
	return handlers.CORS(opts...)(h)
}
