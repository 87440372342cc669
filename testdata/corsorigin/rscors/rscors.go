// Package rscors configures github.com/rs/cors, also round connect handlers.
package rscors

import (
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"

	"connectrpc.com/connect"
	"github.com/rs/cors"
)

func badStar(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"*"}, // want corsorigin/wildcard "browsers refuse"
		AllowCredentials: true,
	}).Handler(h)
}

func badUnset(h http.Handler) http.Handler {
	return cors.New(cors.Options{AllowCredentials: true}).Handler(h) // want corsorigin/wildcard "no origins are set"
}

func badAnyScheme(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"https://*", "http://*"}, // want corsorigin/wildcard "matches any origin"
		AllowCredentials: true,
	}).Handler(h)
}

func badPattern(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"https://*example.com"}, // want corsorigin/weak-match "https://evilexample.com"
		AllowCredentials: true,
	}).Handler(h)
}

func badLocalhost(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"http://localhost*"}, // want corsorigin/weak-match "http://localhost.evil.xyz"
		AllowCredentials: true,
	}).Handler(h)
}

func badAlways(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowOriginFunc:  func(origin string) bool { return true }, // want corsorigin/always "the user's credentials"
		AllowCredentials: true,
	}).Handler(h)
}

func badAlwaysRequest(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowOriginRequestFunc: func(r *http.Request, origin string) bool { return origin != "" }, // want corsorigin/always
		AllowCredentials:       true,
	}).Handler(h)
}

func badAlwaysVary(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowOriginVaryRequestFunc: func(r *http.Request, origin string) (bool, []string) { return true, nil }, // want corsorigin/always
		AllowCredentials:           true,
	}).Handler(h)
}

func badAlwaysWithoutCredentials(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowOriginFunc: func(string) bool { return true }, // want corsorigin/always "so any page may read answers \("
	}).Handler(h)
}

func endsWell(origin string) bool { // want corsorigin/weak-match "https://evilexample.com"
	return strings.HasSuffix(origin, "example.com")
}

func badNamed(h http.Handler) http.Handler {
	opts := cors.Options{}
	opts.AllowOriginFunc = endsWell
	opts.AllowCredentials = true
	return cors.New(opts).Handler(h)
}

func badNull(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"https://example.com", "null"}, // want corsorigin/reflected "null"
		AllowCredentials: true,
	}).Handler(h)
}

func lowStar(h http.Handler) http.Handler {
	return cors.New(cors.Options{AllowedOrigins: []string{"*"}}).Handler(h) // want:low corsorigin/wildcard
}

func lowStarAuthorization(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins: []string{"*"}, // want:low corsorigin/wildcard "Authorization"
		AllowedHeaders: []string{"Content-Type", "Authorization"},
	}).Handler(h)
}

func lowAllowAll(h http.Handler) http.Handler {
	return cors.AllowAll().Handler(h) // want:low corsorigin/wildcard
}

func lowDefault(h http.Handler) http.Handler {
	return cors.Default().Handler(h) // want:low corsorigin/wildcard
}

func connectHandler() (string, http.Handler) {
	return "/svc/", connect.NewUnaryHandler("/svc/Do", nil0)
}

// Connect wraps a connect handler.
func Connect(mux *http.ServeMux) {
	path, h := connectHandler()
	c := cors.New(cors.Options{
		AllowOriginFunc:  func(string) bool { return true }, // want corsorigin/always
		AllowCredentials: true,
	})
	mux.Handle(path, c.Handler(h))
}

func okList(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"https://example.com", "https://app.example.com"},
		AllowCredentials: true,
	}).Handler(h)
}

func okSubdomains(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"https://*.example.com", "http://localhost:*"},
		AllowCredentials: true,
	}).Handler(h)
}

func okConfigured(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   strings.Split(os.Getenv("ORIGINS"), ","),
		AllowCredentials: true,
	}).Handler(h)
}

func okFunc(h http.Handler) http.Handler {
	allowed := []string{"https://example.com"}
	return cors.New(cors.Options{
		AllowOriginFunc:  func(origin string) bool { return slices.Contains(allowed, origin) },
		AllowCredentials: true,
	}).Handler(h)
}

// The function wins: the origins are not looked at.
func okFuncWins(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"*"},
		AllowOriginFunc:  func(origin string) bool { return origin == "https://example.com" },
		AllowCredentials: true,
	}).Handler(h)
}

func okPreflight(h http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowOriginRequestFunc: func(r *http.Request, origin string) bool {
			if r.Method == http.MethodOptions {
				return true
			}
			return origin == "https://example.com"
		},
		AllowCredentials: true,
	}).Handler(h)
}

var anchored = regexp.MustCompile(`^https://[a-z]+\.example\.com$`)

func okRegexp(h http.Handler) http.Handler {
	return cors.New(cors.Options{AllowOriginFunc: anchored.MatchString, AllowCredentials: true}).Handler(h)
}
